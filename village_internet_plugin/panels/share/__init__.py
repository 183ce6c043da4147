# SPDX-License-Identifier: GPL-2.0-or-later
"""Sharing in QGIS's window: publish, pull, and settle what two people changed at once."""
