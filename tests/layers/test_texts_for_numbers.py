# SPDX-License-Identifier: GPL-2.0-or-later
"""A text where a number belongs is told alike by the open plan and by every reader of its file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from following_a_plan import fill, let_go
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis


@pytest.fixture
def current() -> Iterator[CurrentPlan]:
    project = QgsProject.instance()
    project.clear()
    current = CurrentPlan(project, "en")
    yield current
    current.close()
    project.clear()
    let_go()


def put(path: Path, table: str, column: str, value: object) -> str:
    """Write into the first row as another program does; return the row's key."""
    key = "funding_source_id" if table == "funding_sources" else "hotspot_id"
    # QGIS's functions of the R-tree are not there: the triggers are of no matter here.
    with closing(sqlite3.connect(path)) as other:
        names = other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            other.execute(f'DROP TRIGGER "{name}"')
        row, named = other.execute(f"SELECT rowid, {key} FROM {table}").fetchone()
        other.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, row))
        other.commit()
    return str(named)


def told(current: CurrentPlan, path: Path) -> str:
    """Open the plan and return what keeps it from being checked."""
    current.open(path)
    end = time.monotonic() + 30
    while current.problem() is None and not current.is_checked and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.001)
    return current.problem() or ""


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("hotspots", "capex_idr", "abc"),
        ("hotspots", "year", b"2026"),
        ("hotspots", "bandwidth_mbps", float("inf")),
        ("funding_sources", "budget_idr", "Rp 5 juta"),
    ],
)
def test_it_is_told_with_its_table_row_and_column(
    current: CurrentPlan, village_plan: Path, table: str, column: str, value: object
) -> None:
    fill(village_plan)
    row = put(village_plan, table, column, value)
    with pytest.raises(InputError) as refused:
        read_plan(village_plan)
    sentence = str(refused.value)
    assert f"table {table}, row {row}: {column} holds {value!r} instead of a number" in sentence
    assert told(current, village_plan) == sentence


def test_corrected_the_plan_is_checked(current: CurrentPlan, village_plan: Path) -> None:
    fill(village_plan)
    put(village_plan, "hotspots", "capex_idr", "abc")
    assert "capex_idr" in told(current, village_plan)
    layer = open_layer(village_plan, "hotspots")
    first = next(layer.getFeatures())
    assert layer.startEditing()
    assert layer.changeAttributeValue(first.id(), layer.fields().indexOf("capex_idr"), 5_000_000)
    assert layer.commitChanges()
    current.reload()
    current.flush()
    assert current.problem() is None
    assert current.is_checked
    assert read_plan(village_plan).hotspots[0].capex_idr == 5_000_000
