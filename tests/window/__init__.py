# SPDX-License-Identifier: GPL-2.0-or-later
"""The real window: QGIS on a screen of its own, driven by mouse and keyboard as a user would."""
