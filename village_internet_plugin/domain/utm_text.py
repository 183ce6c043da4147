# SPDX-License-Identifier: GPL-2.0-or-later
"""Eastings and northings of UTM as people write them: 50M 506789 9786543, zona 50 selatan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.utm import Utm, from_utm

ZONES = range(46, 55)
"""Those that Indonesia lies in."""

Reading = tuple[Utm, LonLat]

_EPSG = re.compile(r"\bepsg[:\s]*32([67])(\d\d)\b")
_NOISE = re.compile(r"\b(?:wgs\s*(?:19)?84|dgn\s*(?:19)?95|utm|zone|zona|datum)\b|/(?=\s*utm)")
_ZONE = re.compile(
    r"(?<![\d.,])(?P<number>[1-9]|[1-5]\d|60)\s*[-.]?\s*"
    r"(?P<letter>selatan|south|utara|north|ls|lu|[c-hj-np-x])?(?=[\s,:;]|$)"
)
_LABELS = re.compile(r"\b(?:easting|northing|timur|utara|mt|mu|me|mn|x|y|e|n|t|u)\b\s*[:=]?")
_GROUPED = r"\d{3}[.,]\d{3}(?!\d)|\d{1,2}(?:[.,]\d{3}){2}(?!\d)"
"""Thousands apart, and large enough for metres: 506.789, 9.786.543."""
_AMOUNT = re.compile(
    r"(?<![\d.,])(?:"
    r"\d{1,3}(?:\.\d{3}){1,2}(?:,\d+)?|\d{1,3}(?:,\d{3}){1,2}(?:\.\d+)?|\d{1,8}(?:[.,]\d+)?"
    r")(?!\d)"
)
_LEAST_EASTING_M, _MOST_EASTING_M = 100_000.0, 900_000.0
_MOST_NORTHING_M = 10_000_000.0


class NoZone(ValueError):
    """An easting and a northing without a zone; `readings` are what they mean in each of ours."""

    def __init__(self, readings: list[Reading]) -> None:
        super().__init__("no zone")
        self.readings = readings


def is_utm(text: str) -> bool:
    """Tell whether a text is meant as UTM: it says so, or its numbers are too large for degrees."""
    simple = _simplified(text)
    if re.search(r"\butm\b|\bzona\b|\bzone\b|\bepsg\b", simple):
        return True
    # More digits before the decimals than any angle has.
    whole = re.sub(r"(?<=\d)[.,]\d+", "", simple)
    grouped = re.findall(rf"(?<![\d.,]){_GROUPED}", simple)
    return re.search(r"\d{5,8}", whole) is not None or len(grouped) >= 2


def utm_readings(text: str) -> list[Reading]:
    """Return what a text can mean, the likeliest first; none when it is no easting and northing.

    Of a bare zone number both hemispheres are returned. Raises NoZone when there is no zone.
    """
    simple = _simplified(text)
    zone, hemisphere, rest = _zone_of(simple)
    amounts = [_metres(match.group()) for match in _AMOUNT.finditer(_LABELS.sub(" ", rest))]
    if len(amounts) != 2:
        return []
    pairs = list(_in_order(amounts[0], amounts[1]))
    sides = (False, True) if hemisphere is None else (hemisphere,)
    zones = ZONES if zone is None else (zone,)
    readings = [
        (utm, from_utm(utm))
        for easting, northing in pairs
        for number in zones
        for side in sides
        for utm in (Utm(number, side, easting, northing),)
    ]
    if zone is None and readings:
        raise NoZone(readings)
    return readings


def _simplified(text: str) -> str:
    return " ".join(text.casefold().replace("−", "-").split())


def _zone_of(text: str) -> tuple[int | None, bool | None, str]:
    """Return the zone, whether it is the northern one (None: not said), and the rest."""
    epsg = _EPSG.search(text)
    if epsg is not None:
        rest = _NOISE.sub(" ", text[: epsg.start()] + " " + text[epsg.end() :])
        return int(epsg.group(2)), epsg.group(1) == "6", rest
    bare = _NOISE.sub(" ", text)
    zone = _ZONE.search(bare)
    if zone is None:
        return None, None, bare
    rest = bare[: zone.start()] + " " + bare[zone.end() :]
    return int(zone["number"]), _is_northern(zone["letter"]), rest


def _is_northern(letter: str | None) -> bool | None:
    """Return what a letter says of the hemisphere.

    S is the south, as everybody in Indonesia means it: the band S of the military grid lies at
    32° to 40° north. The other letters are bands: c to m south, n to x north of the equator.
    """
    if letter is None:
        return None
    if letter in ("s", "ls", "selatan", "south"):
        return False
    if letter in ("lu", "utara", "north"):
        return True
    return letter >= "n"


def _metres(text: str) -> float:
    """Return metres written with or without separated thousands."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def _in_order(first: float, second: float) -> Iterator[tuple[float, float]]:
    """Yield easting and northing: as written, or turned round where only that can be."""
    for easting, northing in ((first, second), (second, first)):
        if _LEAST_EASTING_M <= easting <= _MOST_EASTING_M and 0.0 <= northing <= _MOST_NORTHING_M:
            yield easting, northing
            return
