# SPDX-License-Identifier: GPL-2.0-or-later
"""The axes of the WGS 84 ellipsoid (NGA.STND.0036, table 3.1)."""

from __future__ import annotations

EQUATORIAL_RADIUS_M = 6_378_137.0
FLATTENING = 1.0 / 298.257223563
POLAR_RADIUS_M = EQUATORIAL_RADIUS_M * (1.0 - FLATTENING)
