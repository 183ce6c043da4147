# SPDX-License-Identifier: GPL-2.0-or-later
"""The technical roadmap on paper: its blocks set on pages, its maps drawn by QGIS's layouts."""
