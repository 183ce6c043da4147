# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads what people type or paste as a position: degrees, UTM, a link of a map service."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from village_internet_plugin.domain.angles import (
    Angle,
    NotAnAngle,
    pair_readings,
    position_of,
    read_angle,
)
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import LANGUAGES, Words
from village_internet_plugin.domain.map_links import is_link, is_shortened, read_link
from village_internet_plugin.domain.position import INDONESIA, LonLat, Region, find_repair
from village_internet_plugin.domain.utm_text import NoZone, is_utm, utm_readings

MOST_LETTERS = 2_000
"""A longer text is no position; looking for one in a whole document would take its time."""


class ReadPosition(NamedTuple):
    """A position in degrees, and how it was understood where that is not what was written."""

    position: LonLat
    note: str = ""


_EMPTY = Words(
    "Type a position, for example -1.9214, 116.0512.",
    "Ketik koordinat, misalnya -1,9214 116,0512.",
)
_NOT_READ = Words(
    "“{text}” is not understood as a position; write it like -1.9214, 116.0512, 1°55'17\" LS "
    "116°3'4\" BT or 50S 506789 9786543, or paste the link of a map.",
    "“{text}” tidak dipahami sebagai koordinat; tulis seperti -1,9214 116,0512, 1°55'17\" LS "
    "116°3'4\" BT atau 50S 506789 9786543, atau tempel tautan peta.",
)
_ONE_NUMBER = Words(
    "“{text}” is only one number; a position needs a latitude and a longitude.",
    "“{text}” hanya satu angka; koordinat memerlukan lintang dan bujur.",
)
_SAME_AXIS = Words(
    "“{text}” names the same direction twice; a position needs a latitude and a longitude.",
    "“{text}” menyebut arah yang sama dua kali; koordinat memerlukan lintang dan bujur.",
)
_SHORTENED = Words(
    "A shortened link holds no position. Open it in a browser and copy the long address.",
    "Tautan pendek tidak memuat koordinat. Buka di peramban, lalu salin alamat panjangnya.",
)
_LINK_WITHOUT = Words(
    "This link holds no position. Copy the coordinates themselves from the map.",
    "Tautan ini tidak memuat koordinat. Salin koordinatnya dari peta.",
)
_NO_ZONE = Words(
    "Eastings and northings need their zone: write for example 50S before them.",
    "Koordinat UTM memerlukan zona: tulis misalnya 50S di depannya.",
)
_OUTSIDE = Words(
    "{position} lies outside {region}.",
    "{position} di luar {region}.",
)
_AMBIGUOUS = Words(
    "“{text}” can mean {first} or {second}; separate the two numbers by a semicolon.",
    "“{text}” dapat berarti {first} atau {second}; pisahkan kedua angka dengan titik koma.",
)
_SWAPPED = Words(
    "Latitude and longitude were exchanged: read as {position}.",
    "Lintang dan bujur tertukar: dibaca sebagai {position}.",
)
_SHIFTED = Words(
    "The longitude was off by a whole turn: read as {position}.",
    "Bujurnya meleset satu putaran: dibaca sebagai {position}.",
)
_VIEW = Words(
    "The link marks no place; this is the middle of the map it shows.",
    "Tautan tidak menandai tempat; ini titik tengah peta yang ditampilkan.",
)
_ZONE_FOUND = Words(
    "No zone was given: read as {utm}, the only one that lies in the region.",
    "Zona tidak disebut: dibaca sebagai {utm}, satu-satunya yang berada di wilayah ini.",
)
_INDONESIA = Words("Indonesia", "Indonesia")
_THE_REGION = Words("the region of the plan", "wilayah rencana")

_LABELS = re.compile(
    r"\b(?:lat(?:itude)?|lintang|long?(?:itude)?|lng|bujur|koordinat|coordinates?|posisi)\b"
    r"\.?\s*[:=]?\s*(?=[-+−–]?\d)",
    re.IGNORECASE,
)
"""“Lat: -1.9, Long: 116.0” says no more than the numbers: which is which shows by itself."""
_GLUED = re.compile(r"(?<=\d[NSEWUTBnsewutb])(?=\d)|(?<=[LBlb][SUTBsutb])(?=\d)")
"""Between a hemisphere's letter and the next number: 1.92S116.05E."""
_WELL_KNOWN_TEXT = re.compile(
    r"(?:SRID=4326;)?point(?:\s*z)?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)", re.IGNORECASE
)


def read_coordinates(text: str, language: str = "en", region: Region = INDONESIA) -> ReadPosition:
    """Return the position that `text` tells; it lies in `region` (degrees).

    Understood are pairs of degrees in every spelling of `domain.angles`, eastings and northings of
    UTM, WKT points, and links of map services. Where exchanged axes or a missing zone have one
    explanation inside the region, it is taken and said in `language`. Raises InputError for
    anything else, and where two meanings are equally possible.
    """
    bare = text.strip().strip('"“”').strip()
    if not bare:
        raise InputError(_EMPTY)
    shown = bare if len(bare) <= 60 else bare[:59] + "…"
    if len(bare) > MOST_LETTERS:
        raise InputError(_NOT_READ.filled(text=shown))
    reader = _Reader(shown, language, region)
    if is_link(bare):
        return reader.link(bare)
    if is_utm(bare):
        return reader.utm(bare)
    return reader.degrees(bare)


def position_text(position: LonLat, language: str) -> str:
    """Return a position as people write it, to a tenth of a metre: 1.921400° S, 116.051200° E.

    In Indonesian 1,921400° LS 116,051200° BT. `read_coordinates` reads both.
    """
    lat, lon = f"{abs(position.lat):.6f}", f"{abs(position.lon):.6f}"
    if language == "id":
        south, east = "LS" if position.lat < 0 else "LU", "BB" if position.lon < 0 else "BT"
        return f"{lat.replace('.', ',')}° {south} {lon.replace('.', ',')}° {east}"
    return f"{lat}° {'S' if position.lat < 0 else 'N'}, {lon}° {'W' if position.lon < 0 else 'E'}"


class _Reader:
    """One text, the language its notes are told in, and where the answer must lie."""

    def __init__(self, shown: str, language: str, region: Region) -> None:
        self._shown, self._language, self._region = shown, language, region

    def link(self, text: str) -> ReadPosition:
        if is_shortened(text):
            raise self._refused(_SHORTENED)
        found = read_link(text)
        if found is None:
            raise self._refused(_LINK_WITHOUT)
        read = self._in_region(found.position)
        if found.is_view and not read.note:
            return read._replace(note=_VIEW.say(self._language))
        return read

    def utm(self, text: str) -> ReadPosition:
        try:
            readings = utm_readings(text)
        except NoZone as candidates:
            inside = [
                (utm, position)
                for utm, position in candidates.readings
                if self._region.holds(position)
            ]
            if len(inside) != 1:
                raise self._refused(_NO_ZONE) from None
            utm, position = inside[0]
            return ReadPosition(position, _ZONE_FOUND.say(self._language, utm=utm.text))
        if not readings:
            raise self._refused(_NOT_READ, text=self._shown)
        for _, position in readings:
            if self._region.holds(position):
                return ReadPosition(position)
        meant = [position for _, position in readings if INDONESIA.holds(position)]
        raise self._outside(meant[0] if meant else readings[0][1])

    def degrees(self, text: str) -> ReadPosition:
        point = _WELL_KNOWN_TEXT.fullmatch(text)
        if point is not None:
            text = f"{point.group(2)};{point.group(1)}"
        pairs = list(pair_readings(_GLUED.sub(" ", _LABELS.sub(" ", text))))
        apart = [pair for pair in pairs if pair[0].axis is None or pair[0].axis != pair[1].axis]
        if not apart:
            raise self._no_pair(text, pairs)
        positions = [position_of(*pair) for pair in apart]
        inside = _different(read for read in map(self._mended, positions) if read is not None)
        if len(inside) > 1:
            first, second = (_position_words(read.position) for read in inside[:2])
            raise self._refused(_AMBIGUOUS, text=self._shown, first=first, second=second)
        if not inside:
            raise self._outside(positions[0])
        return inside[0]

    def _no_pair(self, text: str, pairs: list[tuple[Angle, Angle]]) -> InputError:
        if pairs:
            return self._refused(_SAME_AXIS, text=self._shown)
        try:
            read_angle(text)
        except NotAnAngle:
            return self._refused(_NOT_READ, text=self._shown)
        return self._refused(_ONE_NUMBER, text=self._shown)

    def _in_region(self, position: LonLat) -> ReadPosition:
        read = self._mended(position)
        if read is None:
            raise self._outside(position)
        return read

    def _mended(self, position: LonLat) -> ReadPosition | None:
        """Return the position, or where it lies without the one slip that explains it."""
        if self._region.holds(position):
            return ReadPosition(position)
        repair = find_repair(position, self._region)
        if repair is None:
            return None
        words = _SWAPPED if repair.kind == "swap" else _SHIFTED
        note = words.say(self._language, position=self._say(repair.position))
        return ReadPosition(repair.position, note)

    def _outside(self, position: LonLat) -> InputError:
        region = _INDONESIA if self._region == INDONESIA else _THE_REGION
        return self._refused(_OUTSIDE, position=_position_words(position), region=region)

    def _say(self, position: LonLat) -> str:
        return position_text(position, self._language)

    def _refused(self, words: Words, **values: object) -> InputError:
        return InputError(words.filled(**values))


def _position_words(position: LonLat) -> Words:
    return Words(*(position_text(position, language) for language in LANGUAGES))


def _different(reads: Iterable[ReadPosition]) -> list[ReadPosition]:
    """Return the readings of which each lies elsewhere; one as it is written wins over a mended."""
    kept: dict[LonLat, ReadPosition] = {}
    for read in reads:
        if read.position not in kept or not read.note:
            kept[read.position] = read
    return list(kept.values())
