# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import should be known to have done, beside taking and refusing rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat, Region
from village_internet_plugin.layers.importing.row_reader import PlanRow

_MANY_AT_ONE_PLACE = 3
_AROUND_VILLAGES_DEGREES = 0.5
_ROWS_LISTED = 10

NO_ROWS = Words(
    "The source has no rows: the plan now says that there are none.",
    "Sumber ini tidak berisi baris: rencana kini mencatat bahwa memang tidak ada.",
)
ALL_REFUSED = Words(
    "Every row was refused, so nothing in the plan was changed.",
    "Semua baris ditolak, jadi rencana tidak berubah.",
)
REPLACED = Words(
    "{count} rows replaced rows with the same {key}; columns the source does not have were kept.",
    "{count} baris menggantikan baris dengan {key} yang sama; kolom yang tidak ada di sumber "
    "dipertahankan.",
)
MADE_IDS = Words(
    "{count} rows were given a new {key}; importing the same file again gives the same ones.",
    "{count} baris diberi {key} baru; mengimpor berkas yang sama lagi memberi {key} yang sama.",
)
OTHER_CODES = Words(
    "The codes in {headers} are not those of the loaded villages (probably BPS codes): villages "
    "were found by name.",
    "Kode pada {headers} bukan kode desa yang dimuat (mungkin kode BPS): desa dicari menurut nama.",
)
COUNTED: Mapping[str, Words] = {
    "repaired": Words(
        "{count} invalid polygons were repaired.", "{count} poligon yang tidak sah diperbaiki."
    ),
    "swap": Words(
        "In {count} rows latitude and longitude were exchanged, as asked.",
        "Pada {count} baris lintang dan bujur ditukar, sesuai permintaan.",
    ),
    "shift": Words(
        "{count} rows were shifted by 360°, as asked.",
        "{count} baris digeser 360°, sesuai permintaan.",
    ),
    "name": Words(
        "In {count} rows the village was found by its name.",
        "Pada {count} baris desa dicari menurut namanya.",
    ),
    "position": Words(
        "In {count} rows the village was found by the position.",
        "Pada {count} baris desa ditentukan menurut posisinya.",
    ),
    "unknown_code": Words(
        "{count} rows have the code of a village that is not loaded; the check (VI601) names them.",
        "{count} baris memuat kode desa yang tidak dimuat; pemeriksaan (VI601) menyebutkannya.",
    ),
}
_SAME_PLACE = Words(
    "{count} rows lie at one and the same place ({place}): rows {rows}.",
    "{count} baris terletak di tempat yang persis sama ({place}): baris {rows}.",
)
_FAR_OFF = Words(
    "{count} rows lie far outside the loaded villages: rows {rows}.",
    "{count} baris jauh di luar desa yang dimuat: baris {rows}.",
)


def counted_notes(counts: Mapping[str, int], language: str) -> list[str]:
    """Return a note for each kind of thing that was done at least once."""
    return [
        words.say(language, count=counts[kind])
        for kind, words in COUNTED.items()
        if counts.get(kind)
    ]


def place_notes(rows: Iterable[PlanRow], villages: Region | None, language: str) -> list[str]:
    """Return notes on positions that are possible, but look like a slip of a whole list.

    Three rows or more at the same place (to 7 decimals), and rows over half a degree outside the
    box of the loaded villages.
    """
    by_place: dict[LonLat, list[int]] = defaultdict(list)
    far_off: list[int] = []
    around = villages.widened(_AROUND_VILLAGES_DEGREES) if villages is not None else None
    for row in rows:
        position = row.located.position
        if position is None:
            continue
        by_place[LonLat(round(position.lon, 7), round(position.lat, 7))].append(row.number)
        if around is not None and not around.holds(position):
            far_off.append(row.number)
    notes = [
        _SAME_PLACE.say(
            language, count=len(numbers), place=f"{place.lat}, {place.lon}", rows=_listed(numbers)
        )
        for place, numbers in by_place.items()
        if len(numbers) >= _MANY_AT_ONE_PLACE
    ]
    if far_off:
        notes.append(_FAR_OFF.say(language, count=len(far_off), rows=_listed(far_off)))
    return notes


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_ROWS_LISTED])
    return f"{shown} …" if len(numbers) > _ROWS_LISTED else shown
