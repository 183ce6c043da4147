# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan as QGIS layers: its file, importing, styles, packages."""
