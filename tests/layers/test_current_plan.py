# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan open in the window: opened in turns, checked beside it, let go of whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import pytest
from following_a_plan import A, fill, let_go, saved_findings
from qgis.core import QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError, PlannerError, ProgramFault
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers import current_plan as current_plan_module
from village_internet_plugin.layers import live_check, live_plan
from village_internet_plugin.layers.announced import Change
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot, delete_row
from village_internet_plugin.layers.plan_file import open_layer, write_setting
from village_internet_plugin.layers.plan_in_project import (
    PROJECT_TABLES,
    TABLE_PROPERTY,
    plan_path_in,
)
from village_internet_plugin.layers.project import MAP_TABLES

pytestmark = pytest.mark.qgis


@pytest.fixture
def path(village_plan: Path) -> Path:
    fill(village_plan)
    return village_plan


@pytest.fixture
def current() -> Iterator[CurrentPlan]:
    project = QgsProject.instance()
    project.clear()
    current = CurrentPlan(project, "en")
    yield current
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isEditable():
            layer.rollBack()
    current.close()
    project.clear()
    let_go()


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        QCoreApplication.processEvents()
        time.sleep(0.001)


def opened(current: CurrentPlan, path: Path) -> list[str]:
    """Open a plan, wait for its verdicts, and return what was told on the way."""
    told: list[str] = []
    current.opened.connect(lambda: told.append("opened"))
    current.changed.connect(
        lambda change: told.append("everything" if change.everything else "part")
    )
    current.open(path)
    wait_for(lambda: "everything" in told)
    return told


def test_layers_come_first_and_verdicts_when_they_are_there(
    current: CurrentPlan, path: Path
) -> None:
    assert not current.is_open
    assert current.findings() == ()
    assert set(current.counts().values()) == {0}
    shares: list[float] = []
    current.checking.connect(shares.append)
    assert opened(current, path)[:2] == ["opened", "everything"]
    assert current.findings() == saved_findings(path)
    assert (current.agency, current.title) == ("Kabupaten Paser", "Uji")
    assert {hotspot.hotspot_id for hotspot in current.hotspots().values()} == {
        "id-A",
        "id-B",
        "id-C",
    }
    assert current.hotspot("id-A") == A
    assert current.fid_of("id-A") == 1
    assert [source.funding_source_id for source in current.funding_sources()] == ["APBD"]
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_its_layers_are_in_the_project_under_its_title(current: CurrentPlan, path: Path) -> None:
    opened(current, path)
    group = QgsProject.instance().layerTreeRoot().findGroup("Uji")
    tables = [node.layer().customProperty(TABLE_PROPERTY) for node in group.findLayers()]
    assert tables == list(PROJECT_TABLES)
    assert tuple(table for table in MAP_TABLES if table != "findings") == PROJECT_TABLES[:-2]
    assert plan_path_in(QgsProject.instance()) == path.resolve()


def test_layers_of_a_saved_project_are_used_as_they_are(current: CurrentPlan, path: Path) -> None:
    opened(current, path)
    ids = set(QgsProject.instance().mapLayers())
    current.close()
    opened(current, path)
    assert set(QgsProject.instance().mapLayers()) == ids


def test_of_a_duplicated_layer_the_one_being_edited_is_the_plans(
    current: CurrentPlan, path: Path
) -> None:
    opened(current, path)
    layer = current.layer("hotspots")
    copies = [layer.clone() for _ in range(3)]
    for copy in copies:
        QgsProject.instance().addMapLayer(copy)
    current.close()
    copies[1].startEditing()
    opened(current, path)
    assert current.layer("hotspots").id() == copies[1].id()


def test_an_unsaved_edit_is_told_once_and_judged(current: CurrentPlan, path: Path) -> None:
    opened(current, path)
    wait_for(lambda: not current.is_checking)
    edits: list[None] = []
    changes: list[Change] = []
    current.edited.connect(lambda: edits.append(None))
    current.changed.connect(changes.append)
    with edit_step(current.layer("hotspots"), "Change"):
        change_hotspot(current.layer("hotspots"), 1, {"site_kind": "private", "notes": "x"})
    wait_for(lambda: changes)
    assert len(edits) == 1
    assert changes[0].hotspot_ids == {"id-A"}
    assert "VI201" in {finding.rule for finding in current.findings_of("id-A")}


def test_a_ghost_and_a_moved_hotspot_are_judged_and_leave_nothing(
    current: CurrentPlan, path: Path
) -> None:
    with pytest.raises(ProgramFault, match="No plan is open"):
        current.judge_ghost(A)
    opened(current, path)
    before = current.findings()
    assert "VI106" in {finding.rule for finding in current.judge_ghost(A)}
    here = A.position or LonLat(0, 0)
    assert current.judge_moved("id-A", here) == current.findings_of("id-A")
    away = {finding.rule for finding in current.judge_moved("id-A", LonLat(116.15, -1.95))}
    assert "VI102" in away
    with pytest.raises(ProgramFault, match="no hotspot"):
        current.judge_moved("nobody", here)
    current.flush()
    assert current.findings() == before


def test_what_was_written_beside_the_layers_counts_after_a_reload(
    current: CurrentPlan, path: Path
) -> None:
    opened(current, path)
    write_setting(path, "title", "Baru")
    other = open_layer(path, "hotspots")
    with edit_step(other, "Delete"):
        delete_row(other, 3)
    assert other.commitChanges()
    current.reload()
    current.flush()
    assert current.title == "Baru"
    assert current.hotspot("id-C") is None
    assert current.findings() == saved_findings(path)


@pytest.mark.parametrize("large", [0, 1])
def test_large_changes_are_read_and_judged_beside_the_window(
    current: CurrentPlan, path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    opened(current, path)
    wait_for(lambda: not current.is_checking)
    monkeypatch.setattr(live_check, "LARGE", large)
    monkeypatch.setattr(live_plan, "LARGE", large)
    layer = current.layer("hotspots")
    told: list[Any] = []
    current.changed.connect(told.append)
    with edit_step(layer, "Change two"):
        change_hotspot(layer, 1, {"site_kind": "private"})
        change_hotspot(layer, 2, {"site_kind": "private"})
    wait_for(lambda: told and not current.is_checking)
    assert "VI201" in {finding.rule for finding in current.findings_of("id-B")}
    assert layer.commitChanges(False)
    QCoreApplication.processEvents()
    # An edit while the file is read again is not lost.
    with edit_step(layer, "Change a third"):
        change_hotspot(layer, 3, {"site_kind": "private"})
    wait_for(lambda: "VI201" in {finding.rule for finding in current.findings_of("id-C")})
    wait_for(lambda: not current.is_checking)
    expected = current.findings()
    layer.commitChanges()
    assert expected == saved_findings(path)


def test_a_plan_closed_while_it_opens_or_is_checked_leaves_nothing(
    current: CurrentPlan, path: Path
) -> None:
    closed: list[None] = []
    current.closed.connect(lambda: closed.append(None))
    current.open(path)
    current.close(remove_layers=True)
    current.open(path)
    wait_for(lambda: current.is_open)
    current.close(remove_layers=True)
    for _ in range(50):
        QCoreApplication.processEvents()
    assert not current.is_open
    assert len(closed) == 2
    assert QgsProject.instance().mapLayers() == {}
    assert QgsProject.instance().layerTreeRoot().children() == []


@pytest.mark.parametrize("layers", [0, 1, 5, len(PROJECT_TABLES)])
def test_a_project_that_gives_way_to_another_takes_along_the_plan_that_was_being_opened(
    current: CurrentPlan, path: Path, layers: int
) -> None:
    told: list[object] = []
    current.failed.connect(told.append)
    project = QgsProject.instance()
    current.open(path)
    wait_for(lambda: len(project.mapLayers()) >= layers)
    project.clear()
    for _ in range(50):
        QCoreApplication.processEvents()
    assert (current.is_open, current.is_opening, told) == (False, False, [])
    assert not project.mapLayers()


def test_removing_the_layer_of_hotspots_closes_the_plan(current: CurrentPlan, path: Path) -> None:
    opened(current, path)
    QgsProject.instance().removeMapLayer(current.layer("hotspots").id())
    assert not current.is_open
    assert current.layer("villages") is None
    assert current.findings() == ()


@pytest.mark.parametrize("kind", ["absent", "no plan", "broken"])
def test_what_is_no_plan_is_refused_in_a_sentence(
    current: CurrentPlan, path: Path, tmp_path: Path, kind: str
) -> None:
    other = tmp_path / "other.gpkg"
    if kind == "broken":
        other.write_bytes(b"no database at all" * 100)
    elif kind == "no plan":
        other.write_bytes(path.read_bytes())
        write_setting(other, "plan_id", "")
    failures: list[Exception] = []
    current.failed.connect(failures.append)
    current.open(other)
    wait_for(lambda: failures)
    assert isinstance(failures[0], InputError)
    assert not current.is_open
    assert QgsProject.instance().mapLayers() == {}


def test_a_missing_library_is_told_and_nothing_is_opened(
    current: CurrentPlan, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(_report: object) -> None:
        raise PlannerError("Shapely is missing.")

    monkeypatch.setattr(current_plan_module, "_JUDGING", ("not imported yet",))
    monkeypatch.setattr(current_plan_module, "_load_libraries", absent)
    failures: list[Exception] = []
    current.failed.connect(failures.append)
    current.open(path)
    wait_for(lambda: failures)
    assert str(failures[0]) == "Shapely is missing."
    assert not current.is_open


def test_rows_that_nobody_filled_in_keep_no_plan_from_being_checked(
    current: CurrentPlan, path: Path
) -> None:
    opened(current, path)
    for table in ("funding_sources", "waivers"):
        layer = current.layer(table)
        assert layer is not None
        assert layer.startEditing()
        assert layer.addFeature(QgsFeature(layer.fields()))
        current.flush()
        assert layer.commitChanges()
    current.close(remove_layers=True)
    opened(current, path)
    assert current.problem() is None
    assert {row.funding_source_id for row in current.funding_sources()} == {"APBD", ""}
    assert [row.rule for row in current.waivers()] == [""]
