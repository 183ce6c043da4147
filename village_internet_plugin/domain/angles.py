# SPDX-License-Identifier: GPL-2.0-or-later
"""Latitudes and longitudes as people write them: -1,8935, 1°53'36" LS, 115 52 6 BT."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat

LATITUDE, LONGITUDE = "latitude", "longitude"

_LETTERS = {
    "ls": (LATITUDE, -1),
    "s": (LATITUDE, -1),
    "lu": (LATITUDE, 1),
    "u": (LATITUDE, 1),
    "n": (LATITUDE, 1),
    "bt": (LONGITUDE, 1),
    "t": (LONGITUDE, 1),
    "e": (LONGITUDE, 1),
    "bb": (LONGITUDE, -1),
    "b": (LONGITUDE, -1),
    "w": (LONGITUDE, -1),
}
"""Hemispheres in Indonesian (selatan, utara, timur, barat) and English: axis and sign."""
_WORDS = {
    "lintang selatan": "ls",
    "lintang utara": "lu",
    "bujur timur": "bt",
    "bujur barat": "bb",
    "south": "s",
    "north": "n",
    "east": "e",
    "west": "w",
}
_AMOUNT = r"\d+(?:[.,]\d+)?"
_LETTER = r"ls|lu|bt|bb|[sunetbw]"
_ANGLE = re.compile(
    rf"""
    (?P<before>{_LETTER})?\.?\s*
    (?P<sign>[-+−–])?\s*
    (?P<degrees>{_AMOUNT}) \s*[°º˚]?
    (?:
        (?:(?<=[°º˚])\s*|\s*:\s*|\s+)  (?P<minutes>{_AMOUNT}) \s*['′’‘`]?
        (?:
            (?:(?<=['′’‘`])\s*|\s*:\s*|\s+)  (?P<seconds>{_AMOUNT}) \s*(?:["″”“]|''|’’)?
        )?
    )?
    \s*(?P<after>{_LETTER})?\.?
    """,
    re.VERBOSE,
)
_SCIENTIFIC = re.compile(r"-?\d(?:\.\d+)?e-\d+", re.IGNORECASE)
_NO_ANGLE = Words(
    "“{value}” is not a latitude or longitude.", "“{value}” bukan lintang atau bujur."
)
_WRITE_ANGLE = Words(
    "Write degrees with decimals, for example -1.8935 and 115.8684.",
    "Tulis derajat desimal, misalnya -1,8935 dan 115,8684.",
)
_NO_PAIR = Words(
    "“{value}” does not hold one latitude and one longitude.",
    "“{value}” tidak memuat satu lintang dan satu bujur.",
)
_WRITE_PAIR = Words(
    "Write latitude, then longitude: -1.8935, 115.8684.",
    "Tulis lintang, lalu bujur: -1.8935, 115.8684.",
)


class NotAnAngle(ValueError):
    """A text that is no angle, or no pair of them; `reason` and `correction` speak of `value`."""

    def __init__(self, reason: Words, correction: Words, value: object) -> None:
        super().__init__(reason.say("en", value=value))
        self.reason, self.correction, self.value = reason, correction, value


class Angle(NamedTuple):
    """Degrees, and which axis a hemisphere's letter names (None without a letter)."""

    degrees: float
    axis: str | None = None


def read_angle(raw: object) -> Angle:
    """Return the angle in a text, in decimal degrees or in degrees, minutes and seconds.

    A minus sign and a letter of the south or west say the same; with a letter of the north or east
    a minus sign is a contradiction. Raises NotAnAngle. Whether the angle can be is not judged here.
    """
    if isinstance(raw, (int, float)):
        return Angle(float(raw))
    if _SCIENTIFIC.fullmatch(str(raw).strip()):
        return Angle(float(str(raw)))  # a spreadsheet's way to write a place close to the equator
    match = _ANGLE.fullmatch(_simplified(str(raw)))
    if match is None or (match["before"] and match["after"]):
        raise NotAnAngle(_NO_ANGLE, _WRITE_ANGLE, raw)
    minutes, seconds = _amount(match["minutes"]), _amount(match["seconds"])
    axis, sign = _LETTERS.get(match["before"] or match["after"] or "", (None, 1))
    is_negative = match["sign"] not in (None, "+")
    if minutes >= 60 or seconds >= 60 or (is_negative and axis is not None and sign > 0):
        raise NotAnAngle(_NO_ANGLE, _WRITE_ANGLE, raw)
    size = _amount(match["degrees"]) + minutes / 60 + seconds / 3600
    return Angle(-size if is_negative or sign < 0 else size, axis)


def read_pair(text: str) -> tuple[Angle, Angle]:
    """Return the latitude and longitude in one text, in this order unless letters tell otherwise.

    It is the clearest of its `pair_readings`. Raises NotAnAngle when there is none.
    """
    for pair in pair_readings(text):
        return pair
    raise NotAnAngle(_NO_PAIR, _WRITE_PAIR, text)


def pair_readings(text: str) -> Iterator[tuple[Angle, Angle]]:
    """Yield every way to divide a text so that an angle is left on both sides.

    Signs are tried from the clearest to the least: semicolon, comma, white space.
    """
    bare = text.strip().strip("()[]").strip()
    for separator in (r"[;|/\n]", r",", r"\s+"):
        for mark in re.finditer(separator, bare):
            try:
                yield read_angle(bare[: mark.start()]), read_angle(bare[mark.end() :])
            except NotAnAngle:
                continue


def position_of(latitude: Angle, longitude: Angle) -> LonLat:
    """Return the position two angles make; letters that name the other axis exchange them."""
    if latitude.axis == LONGITUDE or longitude.axis == LATITUDE:
        latitude, longitude = longitude, latitude
    return LonLat(longitude.degrees, latitude.degrees)


def _simplified(text: str) -> str:
    simple = " ".join(text.casefold().split())
    for word, letter in _WORDS.items():
        simple = simple.replace(word, letter)
    return simple


def _amount(text: str | None) -> float:
    amount = float(text.replace(",", ".")) if text else 0.0
    return amount if math.isfinite(amount) else 0.0
