# SPDX-License-Identifier: GPL-2.0-or-later
"""Accepting suggested hotspots is one undo step of QGIS, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from following_a_plan import A, B, C
from opened_plan import make_plan

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.suggested_edits import accept_hotspots

NEW = tuple(
    Hotspot(
        f"new-{number}", LonLat(116.05 + 0.01 * number, -1.92), "64.01.06.2023", f"Balai {number}",
        "public_space", "APBD", 2026, technology="fibre", capex_idr=9_000_000,
        opex_idr_per_month=1_200_000, service_months=12,
    )
    for number in (1, 2)
)  # fmt: skip


@pytest.fixture
def layer(tmp_path: Path) -> Any:
    return open_layer(make_plan(tmp_path), "hotspots")


def ids(layer: Any) -> set[str]:
    return {feature["hotspot_id"] for feature in layer.getFeatures()}


def row(layer: Any, hotspot_id: str) -> Any:
    return next(one for one in layer.getFeatures() if one["hotspot_id"] == hotspot_id)


def test_all_of_it_is_one_step_that_undo_takes_back_whole(layer: Any) -> None:
    moved = Hotspot(A.hotspot_id, A.position, funding_source_id="APBD", year=2027)
    assert accept_hotspots(layer, NEW, {B.hotspot_id}, [moved]) == 4
    assert ids(layer) == {A.hotspot_id, C.hotspot_id, "new-1", "new-2"}
    assert (row(layer, A.hotspot_id)["funding_source_id"], row(layer, A.hotspot_id)["year"]) == (
        "APBD",
        2027,
    )
    assert row(layer, A.hotspot_id)["name"] == A.name
    assert row(layer, "new-1")["opex_idr_per_month"] == 1_200_000
    stack = layer.undoStack()
    assert stack.count() == 1
    assert stack.undoText() == "Accept 2 suggested hotspots in place of 1"
    stack.undo()
    assert ids(layer) == {A.hotspot_id, B.hotspot_id, C.hotspot_id}
    stack.redo()
    assert ids(layer) == {A.hotspot_id, C.hotspot_id, "new-1", "new-2"}


def test_what_was_accepted_before_is_left_alone(layer: Any) -> None:
    assert accept_hotspots(layer, NEW[:1]) == 1
    assert accept_hotspots(layer, NEW) == 1
    assert layer.undoStack().undoText() == "Accept 1 suggested hotspots"
    assert len(list(layer.getFeatures())) == 5


def test_nothing_to_do_makes_no_step_and_starts_no_editing(layer: Any) -> None:
    assert accept_hotspots(layer, (), {"unknown"}) == 0
    assert not layer.isEditable()


def test_a_layer_that_refuses_is_as_it_was(layer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Any] = []

    def add_one_then_refuse(feature: Any) -> bool:
        taken.append(feature)
        return len(taken) < 2 and type(layer).addFeature(layer, feature)

    monkeypatch.setattr(layer, "addFeature", add_one_then_refuse)
    with pytest.raises(InputError, match="refused the edit"):
        accept_hotspots(layer, NEW, {B.hotspot_id})
    assert ids(layer) == {A.hotspot_id, B.hotspot_id, C.hotspot_id}
    assert not layer.isEditable()


def test_a_layer_that_cannot_be_edited_says_so(layer: Any) -> None:
    layer.setReadOnly(True)
    with pytest.raises(InputError, match="cannot be edited"):
        accept_hotspots(layer, NEW)
    assert ids(layer) == {A.hotspot_id, B.hotspot_id, C.hotspot_id}
