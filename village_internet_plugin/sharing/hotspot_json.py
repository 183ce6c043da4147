# SPDX-License-Identifier: GPL-2.0-or-later
"""A hotspot as an object in JSON: the columns of table `hotspots` and `lon`, `lat` in degrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.canonical import canonical_hotspot
from village_internet_plugin.sharing.canonical_text import rounded_degrees
from village_internet_plugin.sharing.fields import (
    Reader,
    WrongField,
    column_reader,
    read_degrees,
    read_object,
)


def hotspot_to_json(hotspot: Hotspot) -> dict[str, Any]:
    """Return the hotspot in canonical form; InputError when a number of it is not finite."""
    return canonical_hotspot(hotspot)


def read_hotspot(data: object) -> Hotspot:
    """Return the hotspot that an object of exactly its fields describes.

    Raises WrongField (an InputError) with the name of the field that cannot be.
    """
    values: dict[str, Any] = read_object(data, _READERS)
    lon, lat = values.pop("lon"), values.pop("lat")
    return Hotspot(position=_position(lon, lat), **values)


def _position(lon: float | None, lat: float | None) -> LonLat | None:
    if lon is None and lat is None:
        return None
    if lon is None or lat is None:
        missing, present = ("lon", "lat") if lon is None else ("lat", "lon")
        raise WrongField(field_words.GIVEN_TOGETHER.filled(present=present), missing)
    return LonLat(rounded_degrees(lon), rounded_degrees(lat))


def _read_lon(value: object) -> float | None:
    return None if value is None else read_degrees(value, 180.0)


def _read_lat(value: object) -> float | None:
    return None if value is None else read_degrees(value, 90.0)


_READERS: Mapping[str, Reader[object]] = {
    **{column.name: column_reader(column) for column in HOTSPOTS.columns},
    "lon": _read_lon,
    "lat": _read_lat,
}
