# SPDX-License-Identifier: GPL-2.0-or-later
"""A position as the bytes every GIS reads (WKB), without making a geometry first."""

from __future__ import annotations

import struct

from village_internet_plugin.domain.position import LonLat


def point_wkb(position: LonLat) -> bytes:
    """Return a position (EPSG:4326) as little-endian WKB of a point."""
    return struct.pack("<BIdd", 1, 1, position.lon, position.lat)
