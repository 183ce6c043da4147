# SPDX-License-Identifier: GPL-2.0-or-later
"""The middle around which a village's people are taken to live: its office, else a point inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.village import VillageOffice
from village_internet_plugin.geodesy.lengths import Floats
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.geodesy.shapes import near_distance_m


class Middles(NamedTuple):
    """Middles in degrees, NaN where nothing is known; and which of them are offices."""

    lon: Floats
    lat: Floats
    at_office: npt.NDArray[np.bool_]


def middles(
    offices: Sequence[tuple[VillageOffice, ...]],
    shapes: npt.NDArray[np.object_],
    within_m: float,
) -> Middles:
    """Return a middle for each village: its first office, where that lies near enough to it.

    An office more than `within_m` from its village is left; so are all when `within_m` is infinite
    and the village has a shape: then the people live all over it.
    """
    inner = shapely.point_on_surface(shapes)
    lon, lat = shapely.get_x(inner), shapely.get_y(inner)
    has_shape = ~shapely.is_missing(shapes)
    office_lon = np.array([rows[0].position.lon if rows else np.nan for rows in offices])
    office_lat = np.array([rows[0].position.lat if rows else np.nan for rows in offices])
    at_office = np.isfinite(office_lon)
    if math.isinf(within_m):
        at_office &= ~has_shape
    (asked,) = (at_office & has_shape).nonzero()
    away_m = near_distance_m(shapes[asked], office_lon[asked], office_lat[asked])
    at_office[asked[away_m > within_m]] = False
    return Middles(
        np.where(at_office, office_lon, lon), np.where(at_office, office_lat, lat), at_office
    )
