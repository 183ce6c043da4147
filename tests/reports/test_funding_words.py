# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of funding sources, in both languages."""

from __future__ import annotations

import pytest

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.reports.funding_state import Amounts, SourceState
from village_internet_plugin.reports.funding_words import (
    named,
    overrun_sentence,
    points_of,
    rupiah_of,
    short_rupiah,
    source_sentence,
    source_subtitle,
)

SOURCE = FundingSource("APBD-26", "Paser", 2026, "Internet Desa", "revised", 25, 2_200_000_000)
STATE = SourceState(SOURCE, Amounts(12, 1_200_000_000), Amounts(8, 800_000_000))
OVER = SourceState(SOURCE, Amounts(12, 1_200_000_000), Amounts(15, 1_110_000_000))


@pytest.mark.parametrize(
    ("amount", "english", "indonesian"),
    [
        (0, "Rp0", "Rp0"),
        (999_999, "Rp999,999", "Rp999.999"),
        (1_000_000, "Rp1 m", "Rp1 jt"),
        (110_000_000, "Rp110 m", "Rp110 jt"),
        (1_250_000_000, "Rp1.25 bn", "Rp1,25 M"),
        (20_500_000_000, "Rp20.5 bn", "Rp20,5 M"),
        (3_000_000_000_000, "Rp3 tn", "Rp3 T"),
        (-40_000_000, "Rp-40 m", "Rp-40 jt"),
    ],
)
def test_money_in_round_numbers(amount: int, english: str, indonesian: str) -> None:
    assert (short_rupiah(amount, "en"), short_rupiah(amount, "id")) == (english, indonesian)


def test_points_and_money_in_a_line() -> None:
    assert points_of(STATE, "en").text == "12 used · 8 planned · 5 left"
    assert points_of(STATE, "id").text == "12 terpakai · 8 rencana · sisa 5"
    assert rupiah_of(STATE, "en").text == "Rp1.2 bn used · Rp800 m planned · Rp200 m left"
    assert rupiah_of(STATE, "id").short_text == "Rp1,2 M + Rp800 jt · sisa Rp200 jt"
    assert points_of(OVER, "en").text == "12 used · 15 planned · 2 over"
    assert points_of(OVER, "en").over == 2


def test_without_limits_it_is_said_so() -> None:
    state = SourceState(FundingSource("X", "Paser", 2026), Amounts(1, 5))
    assert points_of(state, "en").text == "1 used · 0 planned · no quota"
    assert rupiah_of(state, "id").text == "Rp5 terpakai · Rp0 rencana · tanpa pagu"
    assert points_of(state, "en").over == 0


def test_what_an_overrun_would_need() -> None:
    assert overrun_sentence(STATE, [], "en") == ""
    assert overrun_sentence(OVER, ["Biu", "Tiwei"], "en") == (
        "2 points and Rp110,000,000 more would be needed, "
        "or take away what was placed last: Biu and Tiwei."
    )
    one = SourceState(SOURCE, Amounts(26, 0))
    assert overrun_sentence(one, ["Biu"], "en").startswith("1 point more would be needed")
    assert overrun_sentence(OVER, ["Biu"], "id") == (
        "Perlu tambahan 2 titik dan Rp110.000.000, atau tarik yang ditempatkan terakhir: Biu."
    )


def test_many_names_are_counted() -> None:
    assert named(list("abcde"), "en") == "a, b, c, d and e"
    assert named(list("abcdefgh"), "en") == "a, b, c, d and 4 more"


def test_the_whole_state_is_exact_in_words() -> None:
    assert source_subtitle(SOURCE, "id") == "Paser · 2026 · perubahan"
    assert source_sentence(OVER, "en") == (
        "Internet Desa (Paser · 2026 · revised)\n"
        "Points: 12 used · 15 planned · 2 over\n"
        "Rupiah: Rp1,200,000,000 used · Rp1,110,000,000 planned · Rp110,000,000 over"
    )
