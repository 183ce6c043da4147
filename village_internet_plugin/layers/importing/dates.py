# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates as people write them: 2025-08-05, 05/08/2025, 5 Agustus 2025."""

from __future__ import annotations

import re
from datetime import date

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.importing.problems import Unreadable

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?")
_IN_WORDS = re.compile(r"(?:\w+,\s*)?(\d{1,2})[-\s]+([a-z]+)\.?[-\s]+(\d{4})")
_MONTH_AND_YEAR = re.compile(r"([a-z]+)\.?\s+(\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_NO_DATE = Words("“{value}” is not a date.", "“{value}” bukan tanggal.")
_WRITE_DATE = Words(
    "Write year-month-day, for example 2025-08-05.",
    "Tulis tahun-bulan-tanggal, misalnya 2025-08-05.",
)


def read_date(text: str) -> str:
    """Return the date in `text` in ISO 8601 form.

    A day written first is followed by the month, as in Indonesia. A month or a year alone means
    its first day. Raises Unreadable otherwise, also for years of two digits.
    """
    stripped = text.strip().casefold()
    year, month, day = _parts(stripped)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unreadable(_NO_DATE, _WRITE_DATE, value=text) from None


def _parts(text: str) -> tuple[int, int, int]:
    """Return year, month and day; zeros where the text has no form that is known."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return int(match[1]), int(match[2]), int(match[3])
    match = _DAY_FIRST.fullmatch(text)
    if match:
        return int(match[3]), int(match[2]), int(match[1])
    match = _IN_WORDS.fullmatch(text)
    if match:
        return int(match[3]), _MONTHS.get(match[2], 0), int(match[1])
    match = _MONTH_AND_YEAR.fullmatch(text)
    if match:
        return int(match[2]), _MONTHS.get(match[1], 0), 1
    match = _YEAR.fullmatch(text)
    return (int(match[1]), 1, 1) if match else (0, 0, 0)
