# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapely, bound to the GEOS it was built for: every module of the plugin takes it from here.

Which part of the plugin needs Shapely first depends on what the user does first; imported plainly
by that one, it would end QGIS later, in another thread (see `shapely_loading`).
"""

from __future__ import annotations

from village_internet_plugin.geodesy.shapely_loading import load_shapely

shapely = load_shapely()

__all__ = ["shapely"]
