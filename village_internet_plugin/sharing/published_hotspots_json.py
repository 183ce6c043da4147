# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading hotspots of all agencies from the server's OGC API - Features collection `hotspots`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.sharing.fields import (
    Reader,
    WrongField,
    read_count,
    read_identifier,
    read_known_fields,
    read_list,
    shown,
)
from village_internet_plugin.sharing.hotspot_json import read_hotspot

MAX_PAGE = 100_000


class PublishedPage(NamedTuple):
    """One page of the collection; `matched` counts the hotspots on all pages."""

    hotspots: tuple[PublishedHotspot, ...]
    matched: int


def read_published_page(data: object) -> PublishedPage:
    """Return a page of the collection; WrongField (an InputError) names the wrong field."""
    values: dict[str, Any] = read_known_fields(
        data,
        {
            "features": lambda features: read_list(features, read_published_hotspot, MAX_PAGE),
            "numberMatched": read_count,
        },
    )
    return PublishedPage(values["features"], values["numberMatched"])


def read_published_hotspot(data: object) -> PublishedHotspot:
    """Return the hotspot in a GeoJSON feature; properties the planner does not know are left out.

    The server names a hotspot by the feature's `id`; `hotspot_id` goes before it where it is given.
    """
    if not isinstance(data, dict) or not isinstance(data.get("properties"), dict):
        raise WrongField(f"a GeoJSON feature with properties is needed, not {shown(data)}")
    properties = {"hotspot_id": data.get("id"), **data["properties"]}
    lon, lat = _lon_lat(data.get("geometry"))
    row = {name: properties.get(name) for name in HOTSPOTS.names()}
    try:
        whose: dict[str, Any] = read_known_fields(properties, _WHOSE)
        hotspot = read_hotspot({**row, "lon": lon, "lat": lat})
    except WrongField as wrong:
        raise wrong.within("properties") from None
    return PublishedHotspot(hotspot, **whose)


def _lon_lat(geometry: object) -> tuple[object, object]:
    if geometry is None:
        return None, None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if (
        not isinstance(geometry, dict)
        or geometry.get("type") != "Point"
        or not isinstance(coordinates, list)
        or len(coordinates) < 2
    ):
        raise WrongField(f"a GeoJSON point or null is needed, not {shown(geometry)}", "geometry")
    return coordinates[0], coordinates[1]


_WHOSE: Mapping[str, Reader[object]] = {
    "agency": read_identifier,
    "plan_id": read_identifier,
    "revision": read_count,
}
