# SPDX-License-Identifier: GPL-2.0-or-later
"""Village codes in files: of two systems, dotted or not, sometimes spoilt by a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from village_internet_plugin.domain.identifiers import (
    VillageCode,
    dotted_village_code,
    is_village_code,
    lost_its_digits,
)
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.importing.cells import cell_text
from village_internet_plugin.layers.importing.problems import Unreadable
from village_internet_plugin.layers.importing.village_names import VillageNames, are_alike

_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3}){3}")
_FEWER_DIGITS = re.compile(r"\d{8,9}(?:\.0+)?")
_LOST_DIGITS = Words(
    "The code “{value}” was turned into a rounded number; its digits are lost.",
    "Kode “{value}” berubah menjadi bilangan bulat; angkanya hilang.",
)
_LOST_ZERO = Words(
    "The code “{value}” has fewer than ten digits; a zero was probably lost.",
    "Kode “{value}” kurang dari sepuluh angka; mungkin ada nol yang hilang.",
)
_KEEP_AS_TEXT = Words(
    "Take the code from the original list and format its column as text.",
    "Ambil kode dari daftar asli dan atur format kolomnya sebagai teks.",
)
_NO_CODE = Words("“{value}” is not a village code.", "“{value}” bukan kode desa.")
_WRITE_CODE = Words(
    "Write Kemendagri's code, for example 64.01.06.2023.",
    "Tulis kode Kemendagri, misalnya 64.01.06.2023.",
)
_PROBABLY_BPS = Words(
    "“{value}” looks like a code of BPS: Kemendagri's last block begins with 1, 2 or 3.",
    "“{value}” tampak seperti kode BPS: blok terakhir kode Kemendagri diawali 1, 2, atau 3.",
)


class CodeColumn(NamedTuple):
    """Which column holds Kemendagri's codes, and which were found to hold other ones."""

    header: str | None
    refused: tuple[str, ...] = ()


def read_village_code(text: str) -> VillageCode:
    """Return the code in `text` in its dotted form; raises Unreadable for what cannot be one.

    An undotted code of BPS looks the same: whoever calls compares it with the loaded villages.
    """
    if lost_its_digits(text):
        raise Unreadable(_LOST_DIGITS, _KEEP_AS_TEXT, value=text)
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    code = dotted_village_code(text)
    if code is not None:
        return code
    if _FEWER_DIGITS.fullmatch(text):
        raise Unreadable(_LOST_ZERO, _KEEP_AS_TEXT, value=text)
    raise Unreadable(_NO_CODE, _WRITE_CODE, value=text)


def require_kemendagri_form(code: VillageCode, text: str) -> None:
    """Raise Unreadable when an undotted code can only be one of BPS (nothing to compare with)."""
    if not is_village_code(text) and not _has_kemendagri_form(code):
        raise Unreadable(_PROBABLY_BPS, _WRITE_CODE, value=text)


def choose_code_column(
    candidates: Sequence[str],
    rows: Iterable[Mapping[str, object]],
    villages: VillageNames,
    name_header: str | None,
) -> CodeColumn:
    """Return which of the `candidates` holds Kemendagri's codes, judged by all rows.

    A column counts when at least half of its codes are loaded villages whose names agree with the
    rows' (where rows have names); with no villages loaded, when half have Kemendagri's form.
    Where none does and names can stand in, the codes are left alone (`header` None); otherwise
    the likeliest column is kept, so that each row is told what is wrong with its code.
    """
    read, fitting = dict.fromkeys(candidates, 0), dict.fromkeys(candidates, 0)
    for values in rows:
        name = cell_text(values.get(name_header)) if name_header else ""
        for header in candidates:
            text = cell_text(values.get(header))
            code = dotted_village_code(text) if text else None
            read[header] += bool(text)
            fitting[header] += code is not None and _fits(code, text, name, villages)
    ranked = sorted(candidates, key=lambda header: -fitting[header])
    if not any(read.values()):
        return CodeColumn(candidates[0] if candidates else None)
    if 2 * fitting[ranked[0]] >= read[ranked[0]] > 0:
        return CodeColumn(ranked[0])
    with_codes = [header for header in candidates if read[header]]
    if name_header and len(villages):
        return CodeColumn(None, tuple(with_codes))
    return CodeColumn(with_codes[0])


def _fits(code: VillageCode, text: str, name: str, villages: VillageNames) -> bool:
    if is_village_code(text):
        return True
    if not len(villages):
        return _has_kemendagri_form(code)
    village = villages.by_code(code)
    return village is not None and (not name or are_alike(name, village.name))


def _has_kemendagri_form(code: VillageCode) -> bool:
    """Tell whether the last block begins with 1 (kelurahan), 2 (desa) or 3 (desa adat)."""
    return code[9] in "123"
