# SPDX-License-Identifier: GPL-2.0-or-later
"""The two languages of the planner: words in both, and numbers as each writes them."""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ("en", "id")


class Words(NamedTuple):
    """One text in both languages; may hold ``{named}`` places for values."""

    en: str
    id: str

    def say(self, language: str, **values: object) -> str:
        """Return the text in `language` ("en" or "id") with `values` filled in.

        The values are put in as they are; the text itself is ours and never comes from a file.
        """
        text = self.id if language == "id" else self.en
        return text.format(**values) if values else text

    def filled(self, **values: object) -> Words:
        """Return both texts with `values` filled in; one that is Words goes in by language."""
        return Words(
            *(
                self.say(
                    language, **{name: _said(value, language) for name, value in values.items()}
                )
                for language in LANGUAGES
            )
        )


def _said(value: object, language: str) -> object:
    return value.say(language) if isinstance(value, Words) else value


def number_text(value: float, language: str, decimals: int = 0) -> str:
    """Return `value` with thousands separators and `decimals` digits: 1,234.5 or 1.234,5."""
    text = f"{value:,.{decimals}f}"
    if language == "id":
        return text.translate(str.maketrans(",.", ".,"))
    return text


def number_words(value: float, decimals: int = 0) -> Words:
    """Return `value` as each of the languages writes it, to be filled into other words."""
    return Words(*(number_text(value, language, decimals) for language in LANGUAGES))


def length_text(metres: float, language: str) -> str:
    """Return a length for people: metres with one decimal below 10 m, whole metres below 10 km."""
    if abs(metres) < 10.0:
        return number_text(metres, language, 1) + " m"
    if abs(metres) < 10_000.0:
        return number_text(metres, language) + " m"
    return number_text(metres / 1000.0, language, 1) + " km"


def rupiah_text(amount_idr: float, language: str) -> str:
    """Return an amount of money as it is written: Rp1,100,000 or Rp1.100.000."""
    return "Rp" + number_text(round(amount_idr), language)
