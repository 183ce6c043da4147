# SPDX-License-Identifier: GPL-2.0-or-later
"""The position in a link of a map service: Google, OpenStreetMap, Waze, Apple, and geo: links."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote_plus, urlsplit

from village_internet_plugin.domain.position import LonLat


class LinkedPosition(NamedTuple):
    """A position, and whether it is only the middle of the map that the link shows."""

    position: LonLat
    is_view: bool = False


_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"({_NUMBER})\s*(?:,|~)\s*({_NUMBER})(?![\d.])")
_PIN = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_AT = re.compile(rf"@({_NUMBER}),({_NUMBER})(?![\d.])")
_HASH_MAP = re.compile(rf"(?:^|&)map=[\d.]+/({_NUMBER})/({_NUMBER})")
_POINT_KEYS = (
    *("q", "query", "daddr", "destination", "coordinate", "marker", "pin"),
    *("to", "navigate_to", "latlng"),
)
"""Where links name a place rather than a view, the surest first; some services nest them."""
_VIEW_KEYS = ("ll", "sll", "center", "cp", "c", "map")
_SHORTENED = ("goo.gl", "maps.app.goo.gl", "g.co", "bit.ly", "t.co", "s.id", "tinyurl.com")


def is_link(text: str) -> bool:
    """Tell whether a text is meant as a link."""
    return re.match(r"(?:https?://|geo:|www\.|maps\.|goo\.gl/)", text.strip(), re.I) is not None


def is_shortened(text: str) -> bool:
    """Tell whether a link hides its address behind a shortener's, and so holds no position."""
    parts = _parts(_with_scheme(text))
    return parts is not None and (parts.hostname or "").casefold() in _SHORTENED


def read_link(text: str) -> LinkedPosition | None:
    """Return the position a link holds, None when it holds none.

    A place that is named or marked comes before the middle of the map that is shown.
    """
    address = _with_scheme(text)
    if address.casefold().startswith("geo:"):
        return _geo(address[len("geo:") :])
    parts = _parts(address)
    if parts is None:
        return None
    path = unquote_plus(parts.path)
    values = parse_qs(parts.query.replace(";", "&"))
    hash_values = parse_qs(parts.fragment)
    pins = _PIN.findall(unquote_plus(address))
    if pins:
        # Where the link tells of several, the last is the one that was clicked.
        return LinkedPosition(_position(*pins[-1]))
    is_waze = "waze." in (parts.hostname or "")
    marked = (
        _marker(values)
        or _first(values, _POINT_KEYS)
        or _first(hash_values, _POINT_KEYS)
        or _first(values, ("ll",) if is_waze or _is_apple_pin(parts.hostname, values) else ())
        or _in_path(path)
    )
    if marked is not None:
        return LinkedPosition(marked)
    return _view(path, parts.fragment, values)


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address; None for one that is malformed."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _with_scheme(text: str) -> str:
    bare = text.strip().strip("<>")
    if re.match(r"(?:https?://|geo:)", bare, re.I):
        return bare
    return f"https://{bare}"


def _view(path: str, fragment: str, values: dict[str, list[str]]) -> LinkedPosition | None:
    at = _AT.search(path) or _HASH_MAP.search(unquote_plus(fragment))
    if at is not None:
        return LinkedPosition(_position(*at.groups()), is_view=True)
    found = _first(values, _VIEW_KEYS)
    return None if found is None else LinkedPosition(found, is_view=True)


def _geo(rest: str) -> LinkedPosition | None:
    """Return the position of a geo: URI (RFC 5870); Android's ``q=lat,lon(label)`` comes first."""
    body, _, query = unquote_plus(rest).partition("?")
    asked = _PAIR.search(query) if query else None
    pair = asked or _PAIR.match(body)
    return None if pair is None else LinkedPosition(_position(*pair.groups()))


def _marker(values: dict[str, list[str]]) -> LonLat | None:
    """Return OpenStreetMap's marker, or latitude and longitude under names of their own."""
    for lat_key, lon_key in (("mlat", "mlon"), ("lat", "lon"), ("lat", "lng")):
        lat, lon = values.get(lat_key), values.get(lon_key)
        if lat and lon and re.fullmatch(_NUMBER, lat[0]) and re.fullmatch(_NUMBER, lon[0]):
            return _position(lat[0], lon[0])
    return None


def _first(values: dict[str, list[str]], keys: tuple[str, ...]) -> LonLat | None:
    for key in keys:
        for value in values.get(key, ()):
            pair = _PAIR.search(value)
            if pair is not None:
                return _position(*pair.groups())
    return None


def _in_path(path: str) -> LonLat | None:
    """Return the position that stands as a step of the path: /maps/place/-1.9,116.0/@…"""
    for step in path.split("/"):
        pair = _PAIR.fullmatch(step.strip().removeprefix("loc:"))
        if pair is not None and not step.startswith("@"):
            return _position(*pair.groups())
    return None


def _is_apple_pin(host: str | None, values: dict[str, list[str]]) -> bool:
    """Apple's ``ll`` is a place when ``q`` gives it a name, and the middle of the map otherwise."""
    return (host or "").casefold() == "maps.apple.com" and "q" in values


def _position(lat: str | object, lon: str | object) -> LonLat:
    return LonLat(float(str(lon)), float(str(lat)))
