# SPDX-License-Identifier: GPL-2.0-or-later
"""Understands what is typed into the terms of a funding source, or says why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import FUNDING_SOURCES, INTEGER
from village_internet_plugin.layers.importing.numbers import read_number
from village_internet_plugin.layers.importing.problems import Unreadable

_REQUIRED = Words("This cannot be empty.", "Kolom ini tidak boleh kosong.")
_TOO_SMALL = Words("Write {least} or more.", "Tulis {least} atau lebih.")
_YEAR = Words("Write a year from 2000 to 2100.", "Tulis tahun antara 2000 dan 2100.")
_TAKEN = Words(
    "There is a funding source of this name already.", "Sumber dana dengan nama ini sudah ada."
)
_LAST_YEAR = 2100


def read_entry(column: str, text: str, language: str) -> object:
    """Return what `text` means in `column` of a funding source; None for an empty one.

    Raises InputError with a sentence in `language` when it cannot be taken.
    """
    known, text = FUNDING_SOURCES.column(column), text.strip()
    if not text:
        if known.required:
            raise InputError(_REQUIRED.say(language))
        return None
    if known.holds != INTEGER:
        return text
    try:
        number = read_number(text, column, whole=True)
    except Unreadable as problem:
        sentences = (problem.reason(language), problem.correction(language))
        raise InputError(" ".join(sentences)) from problem
    least = known.least or 0
    if column == "fiscal_year" and not least <= number <= _LAST_YEAR:
        raise InputError(_YEAR.say(language))
    if number < least:
        raise InputError(_TOO_SMALL.say(language, least=int(least)))
    return number


def new_source(
    texts: Mapping[str, str], taken: Collection[str], language: str
) -> tuple[dict[str, object], dict[str, str]]:
    """Return the values of a new source by column, and by column why a text cannot be taken."""
    values: dict[str, object] = {}
    faults: dict[str, str] = {}
    for column, text in texts.items():
        try:
            values[column] = read_entry(column, text, language)
        except InputError as fault:
            faults[column] = fault.told(language)
    if values.get("funding_source_id") in taken:
        faults["funding_source_id"] = _TAKEN.say(language)
    return values, faults
