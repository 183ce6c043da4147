# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers are read as they are written in Indonesia and in English, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.languages import number_text, rupiah_text
from village_internet_plugin.layers.importing.numbers import read_number
from village_internet_plugin.layers.importing.problems import Unreadable


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("Rp1.100.000", "capex_idr", 1_100_000),
        ("Rp 1.100.000,-", "capex_idr", 1_100_000),
        ("Rp. 1.100.000,00", "capex_idr", 1_100_000),
        ("IDR 1,100,000.00", "capex_idr", 1_100_000),
        ("1 100 000", "capex_idr", 1_100_000),
        ("1,2 juta", "capex_idr", 1_200_000),
        ("1,125 jt", "capex_idr", 1_125_000),
        ("12 miliar", "budget_idr", 12_000_000_000),
        ("Rp1,1 juta/bulan", "opex_idr_per_month", 1_100_000),
        ("1.1E+06", "capex_idr", 1_100_000),
        ("1.392", "population", 1392),
        ("1,392 jiwa", "population", 1392),
        ("508.0", "population", 508),
        ("12 KK", "households", 12),
        ("4 tahun", "service_months", 48),
        ("36 bulan", "service_months", 36),
        ("2025.0", "year", 2025),
    ],
)
def test_whole_numbers(text: str, column: str, expected: int) -> None:
    number = read_number(text, column, whole=True)
    assert number == expected
    assert isinstance(number, int)


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("31m", "accuracy_m", 31.0),
        ("0,5 km", "radius_m", 500.0),
        ("50 Mbps", "bandwidth_mbps", 50.0),
        ("1 Gbps", "bandwidth_mbps", 1000.0),
        ("512 kbps", "bandwidth_mbps", 0.512),
        ("2,125", "bandwidth_mbps", 2.125),
        ("8 jam", "power_hours", 8.0),
        ("9.789.123,45", "northing", 9_789_123.45),
        ("−3", "priority", -3.0),
        (",5", "power_hours", 0.5),
    ],
)
def test_numbers_with_decimals_and_units(text: str, column: str, expected: float) -> None:
    assert read_number(text, column) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("banyak", "population", "“banyak” is not a number."),
        ("1.10.000", "capex_idr", "“1.10.000” is not a number."),
        ("12 34", "population", "“12 34” is not a number."),
        ("1.5", "population", "“1.5” is not a whole number."),
        ("50 kaki", "accuracy_m", "“50 kaki” has the unit “kaki”, which is not known here."),
        ("1e20", "capex_idr", "“1e20” is larger than any number a plan can hold."),
        ("24 jam", "priority", "“24 jam” has the unit “jam”, which is not known here."),
    ],
)
def test_what_is_no_number_is_refused_with_a_sentence(text: str, column: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_number(text, column, whole=True)
    assert refused.value.reason("en") == reason


def test_a_number_no_double_can_hold_is_refused_with_decimals_too() -> None:
    with pytest.raises(Unreadable, match="larger than any number"):
        read_number("9" * 400, "bandwidth_mbps")


def test_an_unknown_unit_is_answered_with_the_known_ones() -> None:
    with pytest.raises(Unreadable) as refused:
        read_number("8 menit", "power_hours")
    assert refused.value.correction("id").startswith("Tulis angkanya tanpa satuan")
    assert "jam" in refused.value.correction("en")


@given(st.integers(min_value=0, max_value=10**13), st.sampled_from(["en", "id"]))
def test_rupiah_written_in_either_language_are_read_back(amount: int, language: str) -> None:
    assert read_number(rupiah_text(amount, language), "capex_idr", whole=True) == amount


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from(["en", "id"]),
)
def test_numbers_with_two_decimals_are_read_back(number: object, language: str) -> None:
    text = number_text(float(str(number)), language, decimals=2)
    assert read_number(text, "northing") == pytest.approx(float(str(number)), abs=0.005)
