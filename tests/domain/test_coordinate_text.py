# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever people paste as a position is read, or refused in one sentence that tells what to do."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from village_internet_plugin.domain.coordinate_text import position_text, read_coordinates
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.position import INDONESIA, LonLat, Region
from village_internet_plugin.domain.utm import to_utm, zone_of

PASER = Region(114.9, -3.0, 117.1, -0.5)
PLACE = (116.0512, -1.9214)
LONGITUDES = st.floats(min_value=94, max_value=142, allow_nan=False)
LATITUDES = st.floats(min_value=-12, max_value=7, allow_nan=False)


@pytest.mark.parametrize(
    "text",
    [
        "-1.9214, 116.0512",
        "1,9214 LS 116,0512 BT",
        "  “-1.9214; 116.0512” ",
        "Lat: -1.9214, Long: 116.0512",
        "lintang -1,9214 bujur 116,0512",
        "1.9214S116.0512E",
        "1°55'17.04\" LS 116°3'4.32\" BT",
        "S 1° 55.284' E 116° 3.072'",
        "1 55 17.04 S, 116 3 4.32 E",
        "116°3'4.32\" Bujur Timur, 1°55'17.04\" Lintang Selatan",
        "POINT (116.0512 -1.9214)",
        "SRID=4326;Point(116.0512 -1.9214)",
        "geo:-1.9214,116.0512;u=35",
        "geo:0,0?q=-1.9214,116.0512(Kantor+Desa)",
        "https://maps.google.com/?q=-1.9214,116.0512",
        "www.google.com/maps?q=loc:-1.9214,116.0512",
        "https://www.google.com/maps/place/Kantor+Desa/@-1.9,116.0,17z/data=!3m1!4b1!4m6!3m5"
        "!1s0x2df:0x1!8m2!3d-1.9214!4d116.0512!16s",
        "https://www.google.com/maps/search/?api=1&query=-1.9214%2C116.0512",
        "https://www.google.com/maps/search/-1.9214,+116.0512?entry=tts",
        "https://www.google.com/maps/dir//-1.9214,116.0512/@-1.9,116.0,12z",
        "https://www.openstreetmap.org/?mlat=-1.9214&mlon=116.0512#map=15/-1.9/116.0",
        "https://waze.com/ul?ll=-1.9214%2C116.0512&navigate=yes",
        "https://www.waze.com/live-map/directions?to=ll.-1.9214%2C116.0512",
        "https://maps.apple.com/?q=Kantor&ll=-1.9214,116.0512",
        "https://maps.apple.com/place?coordinate=-1.9214,116.0512&name=Kantor",
    ],
)
def test_a_position_in_each_of_its_spellings(text: str) -> None:
    read = read_coordinates(text, region=PASER)
    assert read.position == pytest.approx(PLACE, abs=1e-9)
    assert read.note == ""


@pytest.mark.parametrize(
    "text",
    [
        "50M 506789 9786543",
        "50S 506789 9786543",
        "zona 50S 506789 9786543",
        "UTM 50 selatan X: 506.789 Y: 9.786.543",
        "506789 mE 9786543 mN 50S",
        "9786543 506789 50S",
        "50 506789,0 9786543,0",
        "50S 506,789.0 9,786,543.0",
        "EPSG:32750 506789 9786543",
        "WGS 84 / UTM zone 50S 506789 9786543",
    ],
)
def test_utm_in_each_of_its_spellings(text: str) -> None:
    # PROJ: 506789 9786543 in EPSG:32750.
    assert read_coordinates(text).position == pytest.approx((117.061045, -1.931204), abs=1e-6)


@pytest.mark.parametrize(
    "text", ["50N 506789 100543", "50 utara 506789 100543", "50 506789 100543"]
)
def test_the_north_of_kalimantan_is_read_too(text: str) -> None:
    assert read_coordinates(text).position == pytest.approx((117.061019, 0.909643), abs=1e-6)


def test_exchanged_axes_and_a_whole_turn_are_mended_and_told() -> None:
    swapped = read_coordinates("116.0512, -1.9214", region=PASER)
    assert swapped.position == PLACE
    assert swapped.note == (
        "Latitude and longitude were exchanged: read as 1.921400° S, 116.051200° E."
    )
    shifted = read_coordinates("-1.9214, -243.9488", "id", PASER)
    assert shifted.position == pytest.approx(PLACE, abs=1e-9)
    assert shifted.note == (
        "Bujurnya meleset satu putaran: dibaca sebagai 1,921400° LS 116,051200° BT."
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/@-1.9214,116.0512,15z",
        "https://www.openstreetmap.org/#map=15/-1.9214/116.0512",
        "https://maps.apple.com/?ll=-1.9214,116.0512",
    ],
)
def test_the_middle_of_a_map_is_not_passed_off_as_a_place(text: str) -> None:
    read = read_coordinates(text)
    assert read.position == PLACE
    assert read.note.startswith("The link marks no place")


def test_a_zone_left_out_is_found_where_the_region_leaves_one_and_told() -> None:
    region = Region(116.0, -3.0, 118.0, -0.5)
    read = read_coordinates("506789 9786543", region=region)
    assert read.position == pytest.approx((117.061045, -1.931204), abs=1e-6)
    assert "read as 50S 506789 9786543" in read.note
    with pytest.raises(InputError, match="need their zone"):
        read_coordinates("506789 9786543")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type a position, for example -1.9214, 116.0512."),
        ("kantor desa", "“kantor desa” is not understood as a position"),
        ("-1.9214", "“-1.9214” is only one number"),
        ("1 LS 2 LS", "names the same direction twice"),
        ("48.1, 11.5", "48.100000° N, 11.500000° E lies outside Indonesia."),
        ("0, 0", "lies outside Indonesia"),
        ("2,116,100", "can mean 2.000000° N, 116.100000° E or 2.116000° N, 100.000000° E"),
        ("https://maps.app.goo.gl/abc", "A shortened link holds no position"),
        ("https://www.google.com/maps", "This link holds no position"),
        ("https://[", "This link holds no position"),
        ("50S 506789", "is not understood"),
        ("50S 12345678 9786543", "is not understood"),
        ("UTM", "is not understood"),
        ("-1.9, 116.0 " * 400, "is not understood as a position"),
        ("nan, inf", "is not understood"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as refused:
        read_coordinates(text)
    assert sentence in str(refused.value)


def test_what_lies_outside_the_plan_is_said_to() -> None:
    with pytest.raises(InputError, match=r"3\.500000° S, 116\.000000° E lies outside the region"):
        read_coordinates("-3.5, 116", region=PASER)


def test_it_is_refused_in_indonesian_too() -> None:
    with pytest.raises(InputError) as refused:
        read_coordinates("di sana")
    assert "tidak dipahami sebagai koordinat" in refused.value.told("id")


def test_a_position_outside_is_refused_in_indonesian_with_an_indonesian_position() -> None:
    with pytest.raises(InputError) as refused:
        read_coordinates("-3.5, 116", region=PASER)
    assert refused.value.told("id") == "3,500000° LS 116,000000° BT di luar wilayah rencana."


@given(LONGITUDES, LATITUDES, st.sampled_from(["en", "id"]))
def test_what_is_shown_is_read_back(lon: float, lat: float, language: str) -> None:
    read = read_coordinates(position_text(LonLat(lon, lat), language), language)
    assert read.position == pytest.approx((lon, lat), abs=5.1e-7)


@given(LONGITUDES, LATITUDES)
def test_utm_is_read_back_to_the_metre(lon: float, lat: float) -> None:
    utm = to_utm(LonLat(lon, lat))
    # The metre's rounding must not fall out at the box's edge.
    read = read_coordinates(utm.text, region=INDONESIA.widened(1e-4))
    assert read.position == pytest.approx((lon, lat), abs=1e-5)
    assert zone_of(lon) == utm.zone


@given(LONGITUDES, LATITUDES)
@example(94.0, -12.0)
def test_degrees_minutes_and_seconds_are_read_back(lon: float, lat: float) -> None:
    south = "LS" if lat < 0 else "LU"
    text = f"{_sexagesimal(abs(lat))} {south} {_sexagesimal(lon)} BT"
    # A thousandth of a second is 3 cm; the box's edge must not fall out by the rounding.
    read = read_coordinates(text, region=INDONESIA.widened(1e-6))
    assert read.position == pytest.approx((lon, lat), abs=2e-7)


@given(st.text(max_size=80))
def test_no_text_at_all_does_harm(text: str) -> None:
    try:
        position = read_coordinates(text).position
    except InputError:
        return
    assert INDONESIA.holds(position)


@given(st.from_regex(r"(https://www\.google\.com/maps|geo:|waze\.com/ul)[-0-9.,/?=&#@!a-z%]{0,40}"))
def test_no_link_does_harm(text: str) -> None:
    try:
        position = read_coordinates(text).position
    except InputError:
        return
    assert INDONESIA.holds(position)


def _sexagesimal(degrees: float) -> str:
    seconds = round(degrees * 3600, 3)
    whole, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{math.floor(whole)}°{math.floor(minutes)}'{rest:.3f}\""
