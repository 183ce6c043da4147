# SPDX-License-Identifier: GPL-2.0-or-later
"""The map tool that places hotspots, with the verdict before the click."""
