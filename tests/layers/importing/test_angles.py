# SPDX-License-Identifier: GPL-2.0-or-later
"""Coordinates are read in every form they come in, and come back as they were written."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from village_internet_plugin.domain.angles import Angle, position_of
from village_internet_plugin.layers.importing.angles import read_angle, read_pair
from village_internet_plugin.layers.importing.problems import Unreadable

SOUTH = -(1 + 53 / 60 + 36.6 / 3600)
LATITUDES = st.floats(min_value=-12, max_value=7, allow_nan=False)
LONGITUDES = st.floats(min_value=94, max_value=142, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("-1.8935", -1.8935, None),
        ("-1,8935", -1.8935, None),
        ("115.8684°", 115.8684, None),
        ("1.8935 LS", -1.8935, "latitude"),
        ("1.8935° S", -1.8935, "latitude"),
        ("-1.8935 LS", -1.8935, "latitude"),
        ("2.5 LU", 2.5, "latitude"),
        ("S 1.8935", -1.8935, "latitude"),
        ("115,8684 BT", 115.8684, "longitude"),
        ("115.8684 E", 115.8684, "longitude"),
        ("1°53'36,6\" LS", SOUTH, "latitude"),
        ("1° 53′ 36.6″ S", SOUTH, "latitude"),
        ("1°53'36.6'' Lintang Selatan", SOUTH, "latitude"),
        ("1:53:36.6 S", SOUTH, "latitude"),
        ("-1 53 36.6", SOUTH, None),
        ("1°53.61' S", -(1 + 53.61 / 60), "latitude"),
        ("115° 52' 6\" Bujur Timur", 115 + 52 / 60 + 6 / 3600, "longitude"),
    ],
)
def test_angles_in_the_forms_of_the_field(text: str, degrees: float, axis: str | None) -> None:
    angle = read_angle(text)
    assert angle.degrees == pytest.approx(degrees, abs=1e-12)
    assert angle.axis == axis


def test_a_number_is_an_angle() -> None:
    assert read_angle(-1.8935) == Angle(-1.8935)
    assert read_angle("-5.25E-05") == Angle(-0.0000525)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "belum diukur",
        "1.893.500",
        "1°75'00\" LS",
        "1°10'75\"",
        "-115.8 BT",
        "LS 1.8 LS",
        "1,2,3",
    ],
)
def test_what_is_no_angle_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_angle(text)
    assert refused.value.reason("en") == f"“{text}” is not a latitude or longitude."
    assert "-1.8935" in refused.value.correction("en")


@pytest.mark.parametrize(
    "text",
    [
        "-1.8935, 115.8684",
        "-1.8935,115.8684",
        "(-1.8935 115.8684)",
        "-1,8935; 115,8684",
        "-1,8935 115,8684",
        "-1,8935,115,8684",
        "1.8935 LS, 115.8684 BT",
        "S 1.8935 E 115.8684",
        "115.8684 BT 1.8935 LS",
        "-1.8935 / 115.8684",
        "1°53'36.6\"S 115°52'6.24\"E",
        "1 53 36.6 S 115 52 6.24 E",
    ],
)
def test_both_in_one_cell(text: str) -> None:
    position = position_of(*read_pair(text))
    assert position.lon == pytest.approx(115.8684, abs=1e-9)
    assert position.lat == pytest.approx(-1.8935, abs=1e-9)


@pytest.mark.parametrize("text", ["-1.8935", "kantor desa", "1,2,3,4,5,6"])
def test_a_cell_without_a_pair_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="does not hold one latitude and one longitude"):
        read_pair(text)


@given(st.floats(min_value=-180, max_value=180, allow_nan=False), st.sampled_from(".,"))
def test_decimal_degrees_are_read_back(degrees: float, mark: str) -> None:
    text = f"{degrees:.7f}".replace(".", mark)
    assert read_angle(text).degrees == pytest.approx(degrees, abs=5.1e-8)


@given(LATITUDES, LONGITUDES, st.sampled_from(["{}, {}", "{},{}", "{};{}", "{} {}", "{} / {}"]))
def test_a_pair_is_read_back(lat: float, lon: float, form: str) -> None:
    position = position_of(*read_pair(form.format(f"{lat:.7f}", f"{lon:.7f}")))
    assert position.lat == pytest.approx(lat, abs=5.1e-8)
    assert position.lon == pytest.approx(lon, abs=5.1e-8)


@given(LATITUDES, LONGITUDES, st.sampled_from(["{};{}", "{} {}", "{}, {}", "{},{}"]))
def test_a_pair_with_decimal_commas_is_read_back(lat: float, lon: float, form: str) -> None:
    texts = (f"{lat:.5f}".replace(".", ","), f"{lon:.5f}".replace(".", ","))
    position = position_of(*read_pair(form.format(*texts)))
    assert (position.lat, position.lon) == pytest.approx((lat, lon), abs=5.1e-6)


@given(LATITUDES, LONGITUDES, st.sampled_from(["LS LU BT", "S N E", "S U T"]))
def test_degrees_minutes_and_seconds_are_read_back(lat: float, lon: float, words: str) -> None:
    south, north, east = words.split()
    texts = (f"{_sexagesimal(lat)} {south if lat < 0 else north}", f"{_sexagesimal(lon)} {east}")
    for written in (texts, texts[::-1]):
        position = position_of(*read_pair(" ".join(written)))
        assert position.lat == pytest.approx(lat, abs=2e-7)
        assert position.lon == pytest.approx(lon, abs=2e-7)


def _sexagesimal(degrees: float) -> str:
    minutes, seconds = divmod(abs(degrees) * 3600, 60)
    whole, minutes = divmod(int(minutes), 60)
    text = f"{seconds:.3f}"
    assume(not math.isclose(float(text), 60.0))
    return f"{whole}°{minutes:02d}'{text}\""
