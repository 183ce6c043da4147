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
    "Rows that replaced one with the same {key}: {count}; columns the source lacks were kept.",
    "Baris yang menggantikan baris dengan {key} yang sama: {count}; kolom yang tidak ada di sumber "
    "dipertahankan.",
)
REMOVED = Words(
    "Older rows removed, as asked: {count}.", "Baris lama yang dihapus, sesuai permintaan: {count}."
)
HEADER_BELOW = Words(
    "The columns are named in row {row}; what stands above was left out.",
    "Judul kolom ada di baris {row}; yang di atasnya dilewati.",
)
MADE_IDS = Words(
    "Rows given a new {key}: {count}; importing the same file again gives the same ones.",
    "Baris yang diberi {key} baru: {count}; mengimpor berkas yang sama lagi memberi yang sama.",
)
OTHER_CODES = Words(
    "The codes in {headers} are not those of the loaded villages (probably BPS codes): villages "
    "were found by name.",
    "Kode pada {headers} bukan kode desa yang dimuat (mungkin kode BPS): desa dicari menurut nama.",
)
COUNTED: Mapping[str, Words] = {
    "repaired": Words(
        "Invalid polygons repaired: {count}.", "Poligon tidak sah yang diperbaiki: {count}."
    ),
    "swap": Words(
        "Rows in which latitude and longitude were exchanged, as asked: {count}.",
        "Baris yang lintang dan bujurnya ditukar, sesuai permintaan: {count}.",
    ),
    "shift": Words(
        "Rows shifted by 360°, as asked: {count}.",
        "Baris yang digeser 360°, sesuai permintaan: {count}.",
    ),
    "name": Words(
        "Rows whose village was found by its name: {count}.",
        "Baris yang desanya dicari menurut nama: {count}.",
    ),
    "decided": Words(
        "Rows whose village you chose: {count}.", "Baris yang desanya Anda pilih: {count}."
    ),
    "position": Words(
        "Rows whose village was found by the position: {count}.",
        "Baris yang desanya ditentukan menurut posisi: {count}.",
    ),
    "unknown_code": Words(
        "Rows with the code of a village that is not loaded: {count}; VI601 names them.",
        "Baris dengan kode desa yang tidak dimuat: {count}; VI601 menyebutkannya.",
    ),
}
_SAME_PLACE = Words(
    "Rows at one and the same place ({place}): {rows}.",
    "Baris yang terletak di tempat yang persis sama ({place}): {rows}.",
)
_FAR_OFF = Words(
    "Rows far outside the loaded villages: {rows}.",
    "Baris yang jauh di luar desa yang dimuat: {rows}.",
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
        _SAME_PLACE.say(language, place=f"{place.lat}, {place.lon}", rows=_listed(numbers))
        for place, numbers in by_place.items()
        if len(numbers) >= _MANY_AT_ONE_PLACE
    ]
    if far_off:
        notes.append(_FAR_OFF.say(language, rows=_listed(far_off)))
    return notes


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_ROWS_LISTED])
    return f"{shown} …" if len(numbers) > _ROWS_LISTED else shown
