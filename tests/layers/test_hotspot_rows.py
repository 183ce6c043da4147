# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots are written from one state to another, touching only the rows that differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis

A, B, C = (
    Hotspot(f"id-{name}", LonLat(116.0 + step, -1.5), name=name, capex_idr=4_500_000)
    for step, name in enumerate("ABC")
)


@pytest.fixture
def filled(plan: Path) -> Path:
    write_hotspots(plan, (), (A, B, C))
    return plan


def test_rows_are_added_in_their_order(filled: Path) -> None:
    assert read_plan(filled).hotspots == (A, B, C)


def test_what_changed_is_changed_in_its_place(filled: Path) -> None:
    moved = replace(B, position=LonLat(117.5, -1.25), name=None, capex_idr=None)
    added = Hotspot("id-D", None, name="D")
    write_hotspots(filled, (A, B, C), (moved, C, added))
    assert read_plan(filled).hotspots == (moved, C, added)


def test_a_position_can_be_taken_away(filled: Path) -> None:
    nowhere = replace(A, position=None)
    write_hotspots(filled, (A, B, C), (nowhere, B, C))
    assert read_plan(filled).hotspots == (B, C, nowhere)


def test_without_a_change_the_file_is_not_touched(filled: Path) -> None:
    before = filled.read_bytes()
    write_hotspots(filled, (A, B, C), (A, B, C))
    assert filled.read_bytes() == before


def test_a_repeated_id_changes_nothing(filled: Path) -> None:
    with pytest.raises(InputError, match="same hotspot_id"):
        write_hotspots(filled, (A, B, C), (A, A))
    assert read_plan(filled).hotspots == (A, B, C)
