# SPDX-License-Identifier: GPL-2.0-or-later
"""Phrases that several chapters say: values of the plan, places, money, counted nouns."""

from __future__ import annotations

from collections.abc import Iterable

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.languages import Words, number_words, rupiah_text
from village_internet_plugin.reports.column_words import VALUE_WORDS
from village_internet_plugin.reports.funding_words import source_subtitle, source_title
from village_internet_plugin.reports.roadmap.blocks import INTEGER, MONEY, REAL, TEXT, YEAR, Column

TOTAL = Words("Total", "Jumlah")
NOT_STATED = Words("not stated", "belum diisi")
VILLAGE = Words("Village", "Desa/kelurahan")
DISTRICT = Words("District", "Kecamatan")
POINTS = Words("Points", "Titik")
NAME = Words("Point", "Titik")
REGENCY = Words("Regency", "Kabupaten/kota")


def value_words(value: object) -> Words | None:
    """Return a fixed value as people say it; one the plan should not have stands as it is."""
    if value is None or value == "":
        return None
    return VALUE_WORDS.get(str(value), Words(str(value), str(value)))


def stated(value: object) -> Words:
    """Return a fixed value as people say it, or that it is not stated."""
    return value_words(value) or NOT_STATED


def source_words(source: FundingSource | None, source_id: str | None) -> Words | None:
    """Return a funding source as it is called; a source the plan lacks, by its id."""
    if source is None:
        return Words(source_id, source_id) if source_id else None
    return Words(
        *(f"{source_title(source)} ({source_subtitle(source, each)})" for each in ("en", "id"))
    )


def money(amount_idr: int) -> Words:
    """Return an exact amount in both languages."""
    return Words(rupiah_text(amount_idr, "en"), rupiah_text(amount_idr, "id"))


def counted(number: int, one: Words, many: Words) -> Words:
    """Return `one` for 1, else `many` with its ``{count}`` filled in."""
    return one.filled() if number == 1 else many.filled(count=number_words(number))


def percent(part: int, whole: int) -> float | None:
    """Return a share of a hundred; None where there is nothing to share."""
    return None if whole <= 0 else 100.0 * part / whole


def text(title: Words, weight: float = 1.0) -> Column:
    """Return a column of texts."""
    return Column(title, TEXT, weight)


def whole(title: Words, weight: float = 0.7) -> Column:
    """Return a column of whole numbers."""
    return Column(title, INTEGER, weight)


def real(title: Words, weight: float = 0.7) -> Column:
    """Return a column of numbers with one decimal."""
    return Column(title, REAL, weight)


def rupiah(title: Words, weight: float = 1.2) -> Column:
    """Return a column of rupiah."""
    return Column(title, MONEY, weight)


def year(title: Words, weight: float = 0.5) -> Column:
    """Return a column of years."""
    return Column(title, YEAR, weight)


def known_sum(values: Iterable[int | None]) -> int | None:
    """Return the sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
