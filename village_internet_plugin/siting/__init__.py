# SPDX-License-Identifier: GPL-2.0-or-later
"""Where hotspots would serve most: demand, coverage, suggestion."""
