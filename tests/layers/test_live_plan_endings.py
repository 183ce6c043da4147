# SPDX-License-Identifier: GPL-2.0-or-later
"""A live plan reports what fails, judges ghosts without a trace, and lets go of everything."""

from __future__ import annotations

import gc
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from following_a_plan import (
    ADANG,
    NOTHING,
    WHOLE,
    A,
    Following,
    fill,
    following_plan,
    let_go,
    open_files,
    saved_findings,
)
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers import live_plan as live_plan_module
from village_internet_plugin.layers import plan_file_watch
from village_internet_plugin.layers.announced import Change
from village_internet_plugin.layers.background import Stopped
from village_internet_plugin.layers.check_failure import as_told
from village_internet_plugin.layers.edit_marks import ROW_SIGNALS, WHOLE_SIGNALS
from village_internet_plugin.layers.feature_rows import RowReader
from village_internet_plugin.layers.live_plan import LivePlan
from village_internet_plugin.layers.plan_file import open_layer

pytestmark = pytest.mark.qgis


@pytest.fixture(autouse=True)
def _disconnected_slots_are_let_go_of() -> Iterator[None]:
    """Have Qt free them, and what they hold, while QGIS still runs."""
    yield
    let_go()


@pytest.fixture
def path(village_plan: Path) -> Path:
    fill(village_plan)
    return village_plan


@pytest.fixture
def following(path: Path) -> Iterator[Following]:
    with following_plan(path) as following:
        yield following


def test_a_failure_while_catching_up_is_reported_and_mended_by_the_next_edit(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    received = QgsApplication.messageLog().messageReceived[str, str, type(live_plan_module._LEVEL)]

    def note(text: str, tag: str, level: object) -> None:
        logged.append(text)

    received.connect(note)
    before = following.live.findings()
    with monkeypatch.context() as broken:
        broken.setattr(RowReader, "hotspots", _fail)
        following.edit(1, "site_kind", "private")
        assert following.turn() == [Change(frozenset(), sources=False, rest=True)]
        assert "RuntimeError: out of order" in (following.live.problem() or "")
        assert following.live.findings() == before
        with pytest.raises(ProgramFault, match="out of order"):
            following.live.flush()
        assert following.turn() == NOTHING
    assert len([text for text in logged if "out of order" in text]) == 1
    following.edit(1, "notes", "lagi")
    (change,) = following.turn()
    assert change == WHOLE
    assert following.live.problem() is None
    received.disconnect(note)


def test_a_failure_in_a_slot_is_reported_and_has_everything_read_again(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(plan_file_watch.PlanFileWatch, "has_changed", _fail)
        following.layer.triggerRepaint()
        assert "out of order" in (following.live.problem() or "")
    assert [change.rest for change in following.turn()] == [True, True]
    assert following.live.problem() is None
    assert following.live.findings() == saved_findings(following.path)


def _fail(*_: object) -> None:
    raise RuntimeError("out of order")


@pytest.mark.parametrize(
    "ghost",
    [
        Hotspot("ghost", LonLat(116.0201, -1.95), "64.01.06.2023", site_kind="private"),
        Hotspot("id-A", LonLat(116.02, -1.95), "64.01.06.2023", funding_source_id="APBD"),
        Hotspot("ghost", None),
        Hotspot("ghost", LonLat(0.0, 0.0), "99.99.99.9999"),
        Hotspot("ghost", ADANG, "64.01.09.2005", capex_idr="dear"),  # type: ignore[arg-type]
    ],
    ids=["near", "repeated", "nowhere", "far", "unreadable"],
)
def test_a_ghost_is_judged_like_a_placed_hotspot_and_leaves_nothing(
    following: Following, ghost: Hotspot
) -> None:
    before, counts = following.live.findings(), following.live.counts()
    placed = [one for one in saved_findings(following.path, ghost) if one.subject == "ghost"]
    found = following.live.judge_ghost(ghost)
    if ghost.hotspot_id == "ghost":
        assert sorted(found, key=str) == sorted(placed, key=str)
    assert "VI106" in {one.rule for one in found} or ghost.hotspot_id == "ghost"
    assert (following.live.findings(), following.live.counts()) == (before, counts)
    assert following.turn() == NOTHING
    following.edit(1, "notes", "lagi")
    assert following.turn() == NOTHING
    following.add("new")
    following.turn()
    following.layer.rollBack()
    following.turn()
    assert following.live.findings() == before


def test_a_ghost_that_cannot_be_judged_is_reported_and_leaves_nothing(
    following: Following,
) -> None:
    before = following.live.findings()
    with pytest.raises(ProgramFault, match="could not be checked"):
        following.live.judge_ghost("no hotspot")  # type: ignore[arg-type]
    assert following.live.findings() == before
    following.turn()
    following.live.flush()
    assert following.live.findings() == before
    assert following.live.problem() is None


def listeners(layer: QgsVectorLayer) -> dict[str, int]:
    names = (*ROW_SIGNALS, *WHOLE_SIGNALS)
    signals = (*names, "repaintRequested", "willBeDeleted")
    return {name: layer.receivers(getattr(layer, name)) for name in signals}


def test_closing_leaves_no_connection_timer_or_file_handle(path: Path) -> None:
    layers = {name: open_layer(path, name) for name in ("hotspots", "waivers", "villages")}
    for layer in layers.values():
        list(layer.getFeatures())
    before = {name: listeners(layer) for name, layer in layers.items()}
    hotspots = layers.pop("hotspots")
    hotspots.startEditing()
    LivePlan(path, hotspots).close()
    files = open_files(path)
    live = LivePlan(path, hotspots, layers)
    told: list[Change] = []
    live.changed.connect(told.append)
    findings = live.findings()
    assert listeners(hotspots) != before["hotspots"]
    hotspots.deleteFeature(1)
    live.close()
    live.close()
    assert {name: listeners(layer) for name, layer in layers.items()} == {
        name: before[name] for name in layers
    }
    assert listeners(hotspots) == before["hotspots"]
    assert not any(timer.isActive() for timer in live.findChildren(QTimer))
    # SQLite closes a file only when nobody else in the program has a lock on it, and until then
    # gives its handle to who opens the file next: handles that are let go of do not add up.
    for _ in range(5):
        LivePlan(path, hotspots, layers).close()
    assert open_files(path) <= files + 1
    QCoreApplication.processEvents()
    live.flush()
    assert told == NOTHING
    assert live.findings() == findings
    with pytest.raises(ProgramFault, match="closed"):
        live.judge_ghost(A)
    hotspots.rollBack()


def test_a_closed_live_plan_is_kept_by_nothing(path: Path) -> None:
    layer = open_layer(path, "hotspots")
    live = LivePlan(path, layer)
    live.close()
    trace = weakref.ref(live)
    del live
    # Qt lets go of what was disconnected in the next turn of a running event loop.
    let_go()
    gc.collect()
    assert trace() is None


def test_a_layer_deleted_under_it_closes_it(path: Path) -> None:
    layer = open_layer(path, "hotspots")
    QgsProject.instance().addMapLayer(layer, False)
    list(layer.getFeatures())
    files = open_files(path)
    live = LivePlan(path, layer)
    findings = live.findings()
    QgsProject.instance().removeMapLayer(layer.id())
    assert sip.isdeleted(layer)
    assert open_files(path) <= files
    QCoreApplication.processEvents()
    live.flush()
    live.close()
    assert live.findings() == findings


def test_a_table_whose_layer_is_deleted_is_read_from_the_file(path: Path) -> None:
    sources = open_layer(path, "funding_sources")
    QgsProject.instance().addMapLayer(sources, False)
    following = Following(path, funding_sources=sources)
    sources.startEditing()
    sources.deleteFeature(1)
    assert [change.sources for change in following.turn()] == [True]
    sources.rollBack()
    QgsProject.instance().removeMapLayer(sources.id())
    following.turn()
    assert following.live.problem() is None
    assert following.live.findings() == saved_findings(path)
    following.live.close()


def test_a_parent_that_goes_away_takes_it_along(path: Path) -> None:
    layer, parent = open_layer(path, "hotspots"), QObject()
    list(layer.getFeatures())
    before, files = listeners(layer), open_files(path)
    LivePlan(path, layer, parent=parent)
    sip.delete(parent)
    assert listeners(layer) == before
    assert open_files(path) == files
    layer.startEditing()
    layer.addFeature(QgsVectorLayerUtils.createFeature(layer))
    QCoreApplication.processEvents()
    layer.rollBack()


def test_a_layer_in_another_reference_system_is_refused_and_nothing_stays(path: Path) -> None:
    layer, parent = open_layer(path, "hotspots"), QObject()
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32750"))
    before = open_files(path)
    with pytest.raises(InputError, match="is in EPSG:32750, but a plan is in EPSG:4326"):
        LivePlan(path, layer, parent=parent)
    assert open_files(path) == before
    assert parent.children() == []


def test_between_edits_it_keeps_no_lock_on_the_file(following: Following) -> None:
    following.live.judge_ghost(replace(A, village_code="64.01.09.2005"))
    with closing(sqlite3.connect(following.path, timeout=0)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.rollback()


def test_only_tables_of_a_plan_can_be_followed(path: Path) -> None:
    layer = open_layer(path, "hotspots")
    with pytest.raises(KeyError, match="outbox"):
        LivePlan(path, layer, {"outbox": open_layer(path, "outbox")})


def test_a_file_that_went_away_is_told_and_so_is_its_return(
    following: Following, tmp_path: Path
) -> None:
    before = following.live.findings()
    away = following.path.with_name("moved.gpkg")
    following.path.rename(away)
    following.edit(1, "notes", "lagi")
    following.turn()
    assert "is not there any more" in (following.live.problem() or "")
    assert "Do not save your edits" in (following.live.problem() or "")
    assert following.live.findings() == before
    away.rename(following.path)
    following.turn()
    following.live.flush()
    assert following.live.problem() is None


def test_a_cancelled_check_is_told_in_a_sentence() -> None:
    told = as_told(Stopped("cancelled"))
    assert isinstance(told, InputError)
    assert "The check of the plan was cancelled" in str(told)
