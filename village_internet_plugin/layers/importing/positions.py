# SPDX-License-Identifier: GPL-2.0-or-later
"""Judging a position before it is taken in: is it one, and can it be in Indonesia?"""

from __future__ import annotations

from typing import NamedTuple

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import INDONESIA, LonLat, find_repair
from village_internet_plugin.domain.utm_text import NoZone, utm_readings
from village_internet_plugin.layers.importing.problems import SHIFT, SWAP, Mend, Unreadable

_NEAR_ZERO_DEGREES = 0.01
"""Portals write 0,0 and 0.0002,0.0002 for an unknown position; the nearest land is far off."""
_METRES_FROM = 1000.0
"""No angle is this large; eastings and northings in metres are."""

_MISSING = Words("The position is missing.", "Posisinya tidak ada.")
_GIVE = Words("Write latitude and longitude.", "Isi lintang dan bujur.")
_ZERO = Words(
    "{value} is the empty position of a form, not a place in Indonesia.",
    "{value} adalah posisi kosong dari formulir, bukan tempat di Indonesia.",
)
_METRES = Words(
    "{value} are metres of a projected system, not degrees.",
    "{value} adalah meter dari sistem proyeksi, bukan derajat.",
)
_STATE_CRS = Words(
    'State the system, for example {{"crs": "EPSG:32750"}} in the mapping.',
    'Sebutkan sistemnya, misalnya {{"crs": "EPSG:32750"}} dalam pemetaan.',
)
_NO_ZONE = Words(
    "“{value}” is no UTM zone with a hemisphere.", "“{value}” bukan zona UTM dengan belahan bumi."
)
_NO_UTM = Words(
    "“{value}” is no easting and northing of UTM.", "“{value}” bukan koordinat timur dan utara UTM."
)
_WRITE_ZONE = Words(
    "Write zone, easting and northing like 50S, 388900, 9784300.",
    "Tulis zona, timur, dan utara seperti 50S, 388900, 9784300.",
)
_OUTSIDE = Words("{value} lies outside Indonesia.", "{value} di luar Indonesia.")
_CORRECT = Words("Correct the position.", "Perbaiki posisinya.")
_SWAPPED = Words(
    "{value} lies outside Indonesia; with latitude and longitude exchanged it lies inside.",
    "{value} di luar Indonesia; bila lintang dan bujur ditukar, letaknya di dalam.",
)
_SWAP = Words(
    'Exchange them (“swap”), or import with {{"corrections": {{"swap": true}}}}.',
    'Tukar keduanya (“swap”), atau impor dengan {{"corrections": {{"swap": true}}}}.',
)
_SHIFTED = Words(
    "{value} lies outside Indonesia; a whole turn of 360° brings it inside.",
    "{value} di luar Indonesia; satu putaran 360° membawanya ke dalam.",
)
_SHIFT = Words(
    'Add or subtract 360 (“shift”), or import with {{"corrections": {{"shift": true}}}}.',
    'Tambah atau kurangi 360 (“shift”), atau impor dengan {{"corrections": {{"shift": true}}}}.',
)


class JudgedPosition(NamedTuple):
    """A position inside Indonesia, and which correction brought it there (None when none did)."""

    position: LonLat
    correction: str | None = None


def read_utm(zone: str, easting: str, northing: str) -> LonLat:
    """Return the position of an easting and a northing in the zone a row names ("50S", "50 M").

    Of a zone without a hemisphere the one that lies in Indonesia counts. Raises Unreadable.
    """
    try:
        readings = [place for _utm, place in utm_readings(f"{zone} {easting} {northing}")]
    except NoZone as problem:
        raise Unreadable(_NO_ZONE, _WRITE_ZONE, value=zone) from problem
    inside = [place for place in readings if INDONESIA.holds(place)]
    if len(inside) > 1:
        raise Unreadable(_NO_ZONE, _WRITE_ZONE, value=zone)
    if not readings:
        value = f"{zone} {easting} {northing}"
        raise Unreadable(_NO_UTM, _WRITE_ZONE, value=value)
    return (inside or readings)[0]


def missing_position() -> Unreadable:
    """Return the problem of a row that has no position."""
    return Unreadable(_MISSING, _GIVE)


def judge_position(position: LonLat, corrections: frozenset[str]) -> JudgedPosition:
    """Return `position` (degrees, EPSG:4326) when it lies in Indonesia's box.

    `corrections` holds the slips the user allows to be mended: ``swap``, ``shift``. Raises
    Unreadable for any other position, with the correction that would bring it inside if there is
    one.
    """
    value = f"{position.lat:.10g}, {position.lon:.10g}"
    if not position.is_finite():
        raise missing_position()
    if INDONESIA.holds(position) and not _is_near_zero(position):
        return JudgedPosition(position)
    if _is_near_zero(position):
        raise Unreadable(_ZERO, _GIVE, value=value)
    if abs(position.lon) > _METRES_FROM and abs(position.lat) > _METRES_FROM:
        raise Unreadable(_METRES, _STATE_CRS, value=value)
    repair = find_repair(position, INDONESIA)
    if repair is None:
        raise Unreadable(_OUTSIDE, _CORRECT, value=value)
    if repair.kind in corrections:
        return JudgedPosition(repair.position, repair.kind)
    if repair.kind == SWAP:
        raise Unreadable(_SWAPPED, _SWAP, value=value).offering(Mend(SWAP))
    raise Unreadable(_SHIFTED, _SHIFT, value=value).offering(Mend(SHIFT))


def _is_near_zero(position: LonLat) -> bool:
    return abs(position.lon) < _NEAR_ZERO_DEGREES and abs(position.lat) < _NEAR_ZERO_DEGREES
