# SPDX-License-Identifier: GPL-2.0-or-later
"""Decisions of a user add up to a mapping, can be taken back, and wrong ones are refused."""

from __future__ import annotations

from typing import Any

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing import corrections
from village_internet_plugin.layers.importing.mapping import read_mapping
from village_internet_plugin.layers.importing.problems import SHIFT, SWAP


def test_no_decision_changes_the_mapping_it_is_given() -> None:
    before: dict[str, Any] = {"columns": {"name": "a"}, "corrections": {"swap": [2]}}
    corrections.with_corrected_positions(before, SWAP, [5])
    corrections.with_column(before, "a", None)
    corrections.with_village(before, "Rewang", "64.01.09.2005")
    corrections.with_cells(before, 3, {"lat": "1"})
    assert before == {"columns": {"name": "a"}, "corrections": {"swap": [2]}}


def test_rows_add_up_and_everywhere_stays_everywhere() -> None:
    decided = corrections.with_corrected_positions({}, SWAP, [5, 2])
    decided = corrections.with_corrected_positions(decided, SWAP, [3])
    decided = corrections.with_corrected_positions(decided, SHIFT)
    assert decided["corrections"] == {"swap": [2, 3, 5], "shift": True}
    mapping = read_mapping("hotspots", corrections.with_corrected_positions(decided, SHIFT, [9]))
    assert mapping.corrections_of(3) == {SWAP, SHIFT}
    assert mapping.corrections_of(4) == {SHIFT}


def test_a_column_has_one_meaning_at_a_time() -> None:
    decided = corrections.with_column({}, "X", "lon")
    decided = corrections.with_column(decided, "X", "easting")
    assert decided == {"columns": {"easting": "X"}, "ignored": []}
    decided = corrections.with_column(decided, "X", None)
    assert decided == {"columns": {}, "ignored": ["X"]}
    assert corrections.with_column(decided, "X", "lon")["ignored"] == []


def test_taking_back_keeps_the_columns() -> None:
    decided = corrections.with_word({"columns": {"name": "a"}}, "status", "jalan", "operating")
    decided = corrections.with_village(decided, "Rewang", "64.01.09.2005")
    decided = corrections.with_cells(decided, 3, {"lat": "1"})
    decided = corrections.with_corrected_positions(decided, SWAP, [2, 3])
    assert corrections.correction_count(decided) == 5
    assert corrections.without_corrections(decided) == {"columns": {"name": "a"}}


def test_what_was_decided_for_rows_is_not_remembered() -> None:
    decided = corrections.with_cells({"layer": "a", "crs": "EPSG:32750"}, 3, {"lat": "1"})
    decided = corrections.with_corrected_positions(decided, SWAP)
    decided = corrections.with_village(decided, "Rewang", "64.01.09.2005")
    assert corrections.worth_remembering(decided) == {
        "crs": "EPSG:32750",
        "villages": {"Rewang": "64.01.09.2005"},
    }


@pytest.mark.parametrize(
    ("headers", "text", "cells"),
    [
        (("lat",), "-1,9; x", {"lat": "-1,9; x"}),
        (("lat", "lon"), "-1.9, 115.8", {"lat": "-1.9", "lon": "115.8"}),
        (("lat", "lon"), "-1,9; 115,8", {"lat": "-1,9", "lon": "115,8"}),
        (("lat", "lon"), "-1.9,115.8", {"lat": "-1.9", "lon": "115.8"}),
        (("lat", "lon"), " -1,9 115,8 ", {"lat": "-1,9", "lon": "115,8"}),
        (("lat", "lon"), "-1.9", None),
        ((), "x", None),
    ],
)
def test_a_value_written_anew_goes_into_its_cells(
    headers: tuple[str, ...], text: str, cells: dict[str, str] | None
) -> None:
    assert corrections.cells_from_text(headers, text) == cells


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"corrections": {"turn": True}}, "unknown correction “turn”"),
        ({"corrections": {"swap": ["2"]}}, "“swap” should be a list"),
        ({"corrections": {"swap": 2}}, "“swap” should be a list"),
        ({"ignored": "a"}, "“ignored” should be a list"),
        ({"villages": {"Rewang": "640109"}}, "should be a code such as 64.01.06.2023"),
        ({"cells": {"x": {"a": "b"}}}, "by row number"),
        ({"cells": {"2": "b"}}, "“2” should be an object"),
    ],
)
def test_a_wrong_decision_is_refused(mapping: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read_mapping("hotspots", mapping)
