# SPDX-License-Identifier: GPL-2.0-or-later
"""What verdicts refer to, read straight from a GeoPackage through its own R-tree."""
