# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading hotspots of all agencies from the server's OGC API - Features collection `hotspots`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.feature_page import feature_properties
from village_internet_plugin.sharing.fields import (
    Reader,
    WrongField,
    needed,
    read_count,
    read_identifier,
    read_known_fields,
)
from village_internet_plugin.sharing.hotspot_json import read_hotspot


def read_published_hotspot(data: object) -> PublishedHotspot:
    """Return the hotspot in a GeoJSON feature; properties the planner does not know are left out.

    Raises WrongField (an InputError) with the name of the field that cannot be.
    """
    properties = feature_properties(data, "hotspot_id")
    lon, lat = _lon_lat(data)
    row = {name: properties.get(name) for name in HOTSPOTS.names()}
    try:
        whose: dict[str, Any] = read_known_fields(properties, _WHOSE)
        hotspot = read_hotspot({**row, "lon": lon, "lat": lat})
    except WrongField as wrong:
        raise wrong.within("properties") from None
    return PublishedHotspot(hotspot, **whose)


def _lon_lat(feature: object) -> tuple[object, object]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if geometry is None:
        return None, None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if (
        not isinstance(geometry, dict)
        or geometry.get("type") != "Point"
        or not isinstance(coordinates, list)
        or len(coordinates) < 2
    ):
        raise needed(field_words.POINT_OR_NULL, geometry).within("geometry")
    return coordinates[0], coordinates[1]


_WHOSE: Mapping[str, Reader[object]] = {
    "agency": read_identifier,
    "plan_id": read_identifier,
    "revision": read_count,
}
