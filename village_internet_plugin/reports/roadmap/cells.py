# SPDX-License-Identifier: GPL-2.0-or-later
"""Cells of the roadmap's tables as text: numbers as each language writes them."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words, number_text
from village_internet_plugin.reports.funding_words import signed_rupiah
from village_internet_plugin.reports.roadmap.blocks import MONEY, REAL, YEAR, Cell, Column

NOT_KNOWN = "–"
"""What stands for a value the plan does not have."""
NOT_KNOWN_NOTE = Words("– : not known to the plan.", "– : belum tercatat dalam rencana.")


def cell_text(cell: Cell, column: Column, language: str) -> str:
    """Return a cell of `column` for people who read `language` ("en" or "id")."""
    if cell is None or cell == "":
        return NOT_KNOWN
    if isinstance(cell, Words):
        return cell.say(language)
    if isinstance(cell, str):
        return cell
    if column.holds == MONEY:
        return signed_rupiah(round(cell), language)
    if column.holds == YEAR:
        return str(int(cell))
    decimals = 1 if column.holds == REAL and cell != int(cell) else 0
    return number_text(cell, language, decimals).replace("-", "−")


def total_text(cell: Cell, column: Column, language: str) -> str:
    """Return a cell of the row of sums, where None is a column that is not summed."""
    return "" if cell is None else cell_text(cell, column, language)
