# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the plugin is ready for Qt 6, on which QGIS 4 is built: by its text and at work."""
