# SPDX-License-Identifier: GPL-2.0-or-later
"""After any edit of a real edit buffer a live plan's findings are those of a full check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from editing_a_plan import Editing, Told, make_plan_of_small_world
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.live_plan import LivePlan

pytestmark = pytest.mark.qgis
EDITS, WAYS = 240, 21


@pytest.fixture(params=[1, 2])
def editing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editing]:
    path = tmp_path / "plan.gpkg"
    make_plan_of_small_world(path, request.param)
    editing = Editing(path, request.param)
    yield editing
    editing.end()


def test_findings_and_signals_are_right_after_each_of_many_edits(editing: Editing) -> None:
    live = LivePlan(editing.path, editing.layer, editing.tables)
    told, done = Told(editing, live), set()
    for number in range(EDITS):
        way = editing.one_edit()
        done.add(way)
        if number % 2:
            QCoreApplication.processEvents()
        told.require_right(f"edit {number}: {way}")
    live.close()
    assert len(done) == WAYS
