# SPDX-License-Identifier: GPL-2.0-or-later
"""Many hotspots read and written column by column are what they are one by one."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharing.rows import documents, hotspots_without_id
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.sharing.canonical import (
    canonical_hotspot,
    canonical_json,
    content_sha256,
    content_sha256_of_rows,
    hotspot_of_row,
    hotspot_row,
    hotspots_text,
)
from village_internet_plugin.sharing.fields import read_list
from village_internet_plugin.sharing.hotspot_json import read_hotspot
from village_internet_plugin.sharing.hotspots_reading import read_hotspots
from village_internet_plugin.sharing.revision_document import RevisionDocument

MANY = 120
LONGEST = 1_000
_NUMBERS = [0, -0.0, 1, 1.0, True, 2**53 - 1, 2**60, 2.0**60, 1e300, -1, 0.1, 1e-9, 2026.0]
_NOT_FINITE = [float("nan"), float("inf"), 10**30]
_TEXTS = ["", " ", "\t", "a\0", "\ud800", "é%s {}", '"\\', "x" * 200, "y" * 201, "z" * 2_001]
_OTHERS: list[Any] = [None, [], {}, "school", "grid", "proposed", 180, -180.0000001, 90.0]
odd_values = st.sampled_from([*_NUMBERS, *_NOT_FINITE, *_TEXTS, *_OTHERS])


def _many() -> list[dict[str, Any]]:
    position = LonLat(116.1234567, -1.5)
    rows = [
        Hotspot(new_identifier(), position, "64.01.01.2001", f"Titik {n}", "school", "s", 2026)
        for n in range(MANY)
    ]
    return [canonical_hotspot(row) for row in rows]


BASE = _many()
places = st.tuples(st.integers(0, MANY - 1), st.sampled_from(list(BASE[0])), odd_values)


def _told(read: Any, data: object) -> object:
    """Return what reading gives, told apart to the types of its values, or the refusal."""
    try:
        return [repr(row) for row in read(data)]
    except InputError as error:
        return str(error)


@settings(deadline=None, max_examples=150)
@given(st.lists(places, max_size=3))
def test_a_long_list_is_read_as_its_hotspots_are(changes: list[tuple[int, str, Any]]) -> None:
    data = copy.deepcopy(BASE)
    for row, name, value in changes:
        data[row][name] = value
    assert _told(lambda rows: read_hotspots(rows, LONGEST), data) == _told(
        lambda rows: read_list(rows, read_hotspot, LONGEST), data
    )


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[7].pop("lat"),
        lambda data: data[7].update(more=1),
        lambda data: (data[7].pop("notes"), data[7].update(note=None)),
        lambda data: data.__setitem__(7, None),
        lambda data: data.extend(_many() * (LONGEST // MANY)),
        lambda data: data.clear(),
    ],
)
def test_a_list_that_is_none_of_hotspots_is_refused_alike(damage: Any) -> None:
    data = copy.deepcopy(BASE)
    damage(data)
    assert _told(lambda rows: read_hotspots(rows, LONGEST), data) == _told(
        lambda rows: read_list(rows, read_hotspot, LONGEST), data
    )


@pytest.mark.parametrize("zero", [-0.0, -1e-9, 0, "both"])
@pytest.mark.parametrize("name", ["lon", "lat"])
def test_a_zero_has_no_sign_however_it_is_read(name: str, zero: Any) -> None:
    data = copy.deepcopy(BASE)
    data[3][name], data[5][name] = (0.0, -0.0) if zero == "both" else (zero, 1)
    by_columns, by_rows = read_hotspots(data, LONGEST), read_list(data, read_hotspot, LONGEST)
    for hotspots in (by_columns, by_rows):
        assert repr(getattr(hotspots[3].position, name)) == "0.0"
    assert hotspots_text(by_columns) == hotspots_text(by_rows)


def test_what_is_no_list_is_refused() -> None:
    with pytest.raises(InputError):
        read_hotspots({"0": BASE[0]}, LONGEST)


@st.composite
def messy_hotspots(draw: st.DrawFn) -> list[Hotspot]:
    """Draw hotspots with an id each, whose columns may hold anything a file gives."""
    rows = draw(st.lists(hotspots_without_id, max_size=6))
    odd = st.sampled_from([*_NUMBERS, *_TEXTS[:4], *_TEXTS[5:], None])
    names = st.sampled_from(["capex_idr", "bandwidth_mbps", "name", "notes", "status"])
    made = []
    for row in rows:
        changed = {"hotspot_id": new_identifier()} | draw(st.dictionaries(names, odd, max_size=2))
        made.append(replace(row, **changed))
    return made


@settings(deadline=None)
@given(messy_hotspots())
def test_text_and_hash_are_those_of_the_hotspots_one_by_one(hotspots: list[Hotspot]) -> None:
    one_by_one = [canonical_hotspot(hotspot) for hotspot in hotspots]
    assert hotspots_text(hotspots) == canonical_json(one_by_one)
    in_order = sorted(one_by_one, key=lambda row: row["hotspot_id"])
    expected = hashlib.sha256(canonical_json(in_order).encode("utf-8")).hexdigest()
    assert content_sha256(hotspots) == expected
    rows = list(map(hotspot_row, hotspots))
    assert content_sha256_of_rows(rows) == expected
    assert list(map(hotspot_of_row, rows)) == hotspots


@pytest.mark.parametrize("lon", [float("nan"), float("inf"), 10**400])
def test_a_place_that_is_no_number_is_refused_alike(lon: float) -> None:
    hotspot = Hotspot("h", LonLat(lon, 1.0))
    with pytest.raises((InputError, OverflowError)) as by_columns:
        hotspots_text([hotspot])
    with pytest.raises((InputError, OverflowError)) as one_by_one:
        canonical_hotspot(hotspot)
    assert str(by_columns.value) == str(one_by_one.value)


@settings(deadline=None)
@given(documents)
def test_a_document_as_text_says_what_it_says(document: RevisionDocument) -> None:
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    assert json.loads(document.to_json_text()) == document.to_json()
    assert len(document.to_json_text()) == len(json.dumps(document.to_json(), **compact))  # type: ignore[arg-type]
