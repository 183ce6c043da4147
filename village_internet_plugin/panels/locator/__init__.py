# SPDX-License-Identifier: GPL-2.0-or-later
"""Villages and hotspots in QGIS's locator bar."""
