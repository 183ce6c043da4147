# SPDX-License-Identifier: GPL-2.0-or-later
"""Measure once: named columns per hotspot, village and funding source."""
