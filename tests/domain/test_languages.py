# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers, lengths and money as each language writes them, and values that are only ever values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.languages import Words, length_text, number_text, rupiah_text


@pytest.mark.parametrize(
    ("value", "decimals", "english", "indonesian"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1234567, 0, "1,234,567", "1.234.567"),
        (1234.5, 1, "1,234.5", "1.234,5"),
        (0.125, 3, "0.125", "0,125"),
        (-1234.5, 1, "-1,234.5", "-1.234,5"),
    ],
)
def test_numbers(value: float, decimals: int, english: str, indonesian: str) -> None:
    assert number_text(value, "en", decimals) == english
    assert number_text(value, "id", decimals) == indonesian


@pytest.mark.parametrize(
    ("metres", "english", "indonesian"),
    [
        (0.0, "0.0 m", "0,0 m"),
        (9.94, "9.9 m", "9,9 m"),
        (10.0, "10 m", "10 m"),
        (1073.043, "1,073 m", "1.073 m"),
        (9999.0, "9,999 m", "9.999 m"),
        (10_000.0, "10.0 km", "10,0 km"),
        (1_234_567.0, "1,234.6 km", "1.234,6 km"),
    ],
)
def test_lengths(metres: float, english: str, indonesian: str) -> None:
    assert length_text(metres, "en") == english
    assert length_text(metres, "id") == indonesian


@pytest.mark.parametrize(
    ("amount", "english", "indonesian"),
    [
        (0, "Rp0", "Rp0"),
        (1_100_000, "Rp1,100,000", "Rp1.100.000"),
        (102_000_000_000, "Rp102,000,000,000", "Rp102.000.000.000"),
        (999.6, "Rp1,000", "Rp1.000"),
    ],
)
def test_rupiah(amount: float, english: str, indonesian: str) -> None:
    assert rupiah_text(amount, "en") == english
    assert rupiah_text(amount, "id") == indonesian


def test_words_are_said_in_the_language_asked_for_and_in_english_for_any_other() -> None:
    words = Words("{hotspot} has no position.", "{hotspot} belum punya koordinat.")
    assert words.say("en", hotspot="SDN 1") == "SDN 1 has no position."
    assert words.say("id", hotspot="SDN 1") == "SDN 1 belum punya koordinat."
    assert words.say("fr", hotspot="SDN 1") == "SDN 1 has no position."


@given(st.text())
def test_a_value_is_put_in_as_it_is_whatever_it_looks_like(value: str) -> None:
    assert Words("<{name}>", "({name})").say("en", name=value) == f"<{value}>"


def test_braces_in_a_value_name_no_other_value() -> None:
    words = Words("{name}: {secret}", "{name}: {secret}")
    assert words.say("en", name="{secret}{name.__class__}", secret="s") == (
        "{secret}{name.__class__}: s"
    )


def test_a_text_without_values_may_hold_braces() -> None:
    assert Words("{}", "{}").say("en") == "{}"
