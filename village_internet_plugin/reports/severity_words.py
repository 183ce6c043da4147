# SPDX-License-Identifier: GPL-2.0-or-later
"""What severities are called, with a sign each: colour alone does not reach everyone."""

from __future__ import annotations

from typing import NamedTuple

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, WARNING
from village_internet_plugin.domain.languages import Words


class SeverityWords(NamedTuple):
    """How a severity is shown: its name, the name of many of it, and its sign."""

    one: Words
    many: Words
    sign: str


SEVERITY_WORDS = {
    ERROR: SeverityWords(Words("Error", "Kesalahan"), Words("Errors", "Kesalahan"), "✖"),
    NOT_CHECKED: SeverityWords(
        Words("Not checked", "Tidak diperiksa"), Words("Not checked", "Tidak diperiksa"), "?"
    ),
    WARNING: SeverityWords(Words("Warning", "Peringatan"), Words("Warnings", "Peringatan"), "▲"),
    NOTICE: SeverityWords(Words("Notice", "Catatan"), Words("Notices", "Catatan"), "●"),
}
"""From the gravest to the mildest."""
