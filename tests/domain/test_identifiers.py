# SPDX-License-Identifier: GPL-2.0-or-later
"""Village codes in every form they are sent in, ids, and names as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.identifiers import (
    agency_key,
    dotted_village_code,
    is_identifier,
    is_village_code,
    kind_from_code,
    lost_its_digits,
    new_identifier,
    same_agency,
)

DOTTED = "64.01.06.2023"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (DOTTED, DOTTED),
        (f"  {DOTTED}\t", DOTTED),
        ("6401062023", DOTTED),
        ("6401062023.0", DOTTED),  # a spreadsheet's number, read as text
        ("6401062023.000", DOTTED),
        ("1101012001", "11.01.01.2001"),
        ("6401062023.5", None),
        ("64.1.6.2023", None),
        ("64.01.06", None),  # a district
        ("640106202", None),
        ("64010620234", None),
        ("64-01-06-2023", None),
        ("64.01.06.2023.", None),
        ("６４.01.06.2023", None),  # full-width digits
        ("٦٤٠١٠٦٢٠٢٣", None),  # Arabic digits
        ("6.40E+09", None),
        ("Kuaro", None),
        ("", None),
    ],
)
def test_a_village_code_is_read_in_the_forms_it_comes_in(text: str, code: str | None) -> None:
    assert dotted_village_code(text) == code


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_ten_digits_are_a_code_and_lose_none_of_them(digits: str) -> None:
    code = dotted_village_code(digits)
    assert code is not None
    assert is_village_code(code)
    assert code.replace(".", "") == digits


@pytest.mark.parametrize("text", ["6.4E+09", "6,40106E+09", "6e9", " 6.401E9 "])
def test_a_code_a_spreadsheet_has_rounded_is_recognised(text: str) -> None:
    assert lost_its_digits(text)


@pytest.mark.parametrize("text", [DOTTED, "6401062023", "E", "", "6.4", "desa 6E"])
def test_other_texts_have_lost_nothing(text: str) -> None:
    assert not lost_its_digits(text)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("64.01.06.1001", "kelurahan"),
        ("64.01.06.2023", "desa"),
        ("91.03.01.3001", None),  # desa adat
        ("6401062023", None),
        ("", None),
    ],
)
def test_the_last_block_of_a_code_tells_the_kind_of_village(code: str, kind: str | None) -> None:
    assert kind_from_code(code) == kind


def test_new_identifiers_are_plain_uuids_and_never_the_same() -> None:
    made = {new_identifier() for _ in range(100)}
    assert len(made) == 100
    assert all(map(is_identifier, made))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "h1",
        "7F0C3F5E-2F0A-4F43-9D5C-0F3AD53D7A10",
        "{7f0c3f5e-2f0a-4f43-9d5c-0f3ad53d7a10}",
        "7f0c3f5e2f0a4f439d5c0f3ad53d7a10",
        "7f0c3f5e-2f0a-4f43-9d5c-0f3ad53d7a10\n",
    ],
)
def test_only_the_plain_lower_case_form_is_an_identifier(text: str) -> None:
    assert not is_identifier(text)


def test_agencies_are_the_same_whatever_their_case_and_spaces() -> None:
    assert same_agency("Diskominfo  Paser ", "DISKOMINFO paser")
    assert not same_agency("Diskominfo Paser", "Diskominfo Penajam")
    assert agency_key(" \t") == ""
