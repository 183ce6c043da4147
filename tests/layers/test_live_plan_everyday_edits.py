# SPDX-License-Identifier: GPL-2.0-or-later
"""The live plan under what QGIS's tools, other plugins and project settings do to its layers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from editing_a_plan import FOLLOWED, VALUES, Editing, Told, in_order, make_plan_of_small_world
from qgis.core import (
    Qgis,
    QgsFeature,
    QgsLineString,
    QgsPoint,
    QgsProject,
    QgsVectorLayerJoinInfo,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.field_types import INTEGER, TEXT, make_field
from village_internet_plugin.layers.hotspot_identities import HotspotIdentities
from village_internet_plugin.layers.live_plan import LivePlan
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_forms import set_plan_forms

pytestmark = pytest.mark.qgis
EDITS = 140
BUFFERED, TRANSACTIONS, ONE_BUFFER = "buffered", "transactions", "one buffer"
SEEDS = {BUFFERED: 4, TRANSACTIONS: 3, ONE_BUFFER: 4}
FILTERS = ("year = 2026", "village_code LIKE '%2002'", "capex_idr > 1000", "1 = 0")


class EverydayEditing(Editing):
    """A user with QGIS's tools in a project of one of its transaction modes."""

    def __init__(self, path: Path, seed: int, mode: str) -> None:
        self.project, self.mode = QgsProject.instance(), mode
        super().__init__(path, seed)
        super().end()
        # Layers that were edited before take no part in transactions.
        self.layer = open_layer(path, "hotspots")
        self.tables = {name: open_layer(path, name) for name in FOLLOWED}
        self.project.addMapLayers([self.layer, *self.tables.values()])
        set_plan_forms({"hotspots": self.layer}, "en")
        if mode == TRANSACTIONS:
            self.project.setAutoTransaction(True)
        elif mode == ONE_BUFFER:
            self.project.setTransactionMode(Qgis.TransactionMode.BufferedGroups)
        self.identities = HotspotIdentities(self.layer)
        self.start_editing()

    def end(self) -> None:
        self.identities.close()
        layers = [self.layer, *self.tables.values()]
        for layer in layers:
            layer.rollBack()
        if self.mode == TRANSACTIONS:
            self.project.setAutoTransaction(False)
        elif self.mode == ONE_BUFFER:
            self.project.setTransactionMode(Qgis.TransactionMode.Disabled)
        for layer in layers:
            self.project.takeMapLayer(layer)
        self.project.clear()
        del layer, layers
        super().end()

    def paste_copies(self) -> None:
        """As QGIS's paste: it asks for what is new in the copies, in one command."""
        copied = self.chance.sample(self.rows("hotspots")[:9] or [self.feature()], 1) * 2
        data = []
        for feature in copied:
            values = dict(enumerate(feature.attributes()))
            data.append(QgsVectorLayerUtils.QgsFeatureData(self.position(), values))
        self.layer.beginEditCommand("paste")
        self.layer.addFeatures(QgsVectorLayerUtils.createFeatures(self.layer, data))
        self.layer.endEditCommand()

    def duplicate(self) -> None:
        feature = self.layer.getFeature(self.fid())
        if feature.isValid():
            QgsVectorLayerUtils.duplicateFeature(self.layer, feature, self.project)

    def calculate_for_the_selected(self) -> None:
        fids = [feature.id() for feature in self.layer.getFeatures()]
        self.layer.selectByIds(self.chance.sample(fids, len(fids) // 2))
        name = self.chance.choice(sorted(VALUES))
        place, value = self.layer.fields().indexOf(name), self.chance.choice(VALUES[name])
        self.layer.beginEditCommand("field calculator")
        for fid in self.layer.selectedFeatureIds():
            self.layer.changeAttributeValue(fid, place, value)
        self.layer.endEditCommand()

    def calculate_ids(self) -> None:
        place = self.layer.fields().indexOf("hotspot_id")
        self.made += 1
        self.layer.changeAttributeValue(self.fid(), place, f"id-{self.made:04}")

    def save_and_stop(self) -> None:
        self.layer.commitChanges()
        QCoreApplication.processEvents()
        self.start_editing()

    def give_up_and_stop(self) -> None:
        self.layer.rollBack()
        self.start_editing()

    def filter(self) -> None:
        """Filters cannot be set while a layer is edited."""
        for layer in (self.layer, *self.tables.values()):
            layer.commitChanges() or layer.rollBack()
        self.layer.setSubsetString(self.chance.choice(("", *FILTERS)))
        sources = self.chance.choice(("", "", "point_quota = 1"))
        self.tables["funding_sources"].setSubsetString(sources)
        self.start_editing()

    def compute_a_column(self) -> None:
        fields = self.layer.fields()
        place = fields.indexOf("computed")
        if place >= 0:
            self.layer.removeExpressionField(place)
        else:
            self.layer.addExpressionField("@row_number", make_field("computed", INTEGER))

    def join_villages(self) -> None:
        villages = self.tables["villages"]
        if not self.layer.removeJoin(villages.id()):
            join = QgsVectorLayerJoinInfo()
            join.setJoinLayer(villages)
            join.setJoinFieldName("village_code")
            join.setTargetFieldName("village_code")
            join.setUsingMemoryCache(self.chance.random() < 0.5)
            self.layer.addJoin(join)

    def add_a_column(self) -> None:
        """Or take it away; saved at once, for a save that fails half way confuses QGIS 3.22."""
        self.layer.commitChanges() or self.layer.rollBack()
        self.layer.startEditing()
        place = self.layer.fields().indexOf("own")
        if place >= 0:
            self.layer.deleteAttribute(place)
        else:
            self.layer.addAttribute(make_field("own", TEXT))
        assert self.layer.commitChanges(), self.layer.commitErrors()
        self.layer.startEditing()

    def edit_a_copy_of_the_layer(self) -> None:
        copy = self.layer.clone()
        self.project.addMapLayer(copy)
        copy.startEditing()
        copy.addFeature(self.feature())
        copy.changeGeometry(self.saved_fid(), self.position())
        # One buffer for all layers saves in a transaction, which layers with a filter prevent.
        assert copy.commitChanges() or self.mode == ONE_BUFFER, copy.commitErrors()
        copy.rollBack()
        self.project.removeMapLayer(copy.id())

    def another_program_writes(self) -> None:
        name = self.chance.choice(sorted(VALUES))
        with closing(sqlite3.connect(self.path)) as connection, connection:
            # Triggers of the R-tree need functions that only GDAL has; this column has none.
            connection.execute(
                f"UPDATE hotspots SET {name} = ? WHERE fid = ?",
                (self.chance.choice(VALUES[name]), self.saved_fid()),
            )

    def change_through_the_provider(self) -> None:
        name = self.chance.choice(sorted(VALUES))
        place = self.layer.fields().indexOf(name)
        values = {place: self.chance.choice(VALUES[name])}
        self.layer.dataProvider().changeAttributeValues({self.saved_fid(): values})

    def split_a_village(self) -> None:
        """What a split cuts off has no code of its own: it is no village until it gets one."""
        layer = self.tables["villages"]
        layer.startEditing()
        layer.splitFeatures(curve=QgsLineString([QgsPoint(115.9, -1.473), QgsPoint(116.3, -1.471)]))
        layer.commitChanges() or layer.rollBack()
        self.start_editing()

    def undo_and_redo_much(self) -> None:
        stack = self.layer.undoStack()
        for _ in range(self.chance.randint(1, 6)):
            stack.undo()
        for _ in range(self.chance.randint(0, 6)):
            stack.redo()

    def ways(self) -> tuple[Callable[[], None], ...]:
        anywhere = (
            *(self.paste_copies, self.duplicate, self.calculate_for_the_selected),
            *(self.calculate_ids, self.save_and_stop, self.give_up_and_stop),
            *(self.compute_a_column, self.join_villages, self.undo_and_redo_much),
            *(self.add, self.move, self.delete, self.edit_funding_sources, self.edit_waivers),
            *(self.publish_elsewhere, self.go_anywhere_in_history, self.give_up_a_command),
        )
        if self.mode == TRANSACTIONS:
            # Nobody else can write to the file then, not even a layer with a filter: QGIS 3.22
            # leaves it out of the transaction that locks the file.
            return anywhere
        beside = (
            *(self.add_a_column, self.edit_a_copy_of_the_layer, self.another_program_writes),
            *(self.change_through_the_provider, self.repeat_an_id, self.split_a_village),
            *(self.filter, self.filter),
        )
        return anywhere + beside

    def rows(self, table: str) -> list[QgsFeature]:
        """Return what a table holds: what its layer shows, and the rest of the file."""
        layer = self.layer if table == "hotspots" else self.tables[table]
        shown = in_order(layer)
        if not layer.subsetString():
            return shown
        gone = {feature.id() for feature in shown}
        if layer.editBuffer() is not None:
            gone |= set(layer.editBuffer().deletedFeatureIds())
        hidden = [f for f in in_order(open_layer(self.path, table)) if f.id() not in gone]
        saved = sorted([*(f for f in shown if f.id() >= 0), *hidden], key=QgsFeature.id)
        return saved + [feature for feature in shown if feature.id() < 0]


def _modes() -> list[str]:
    has_one_buffer = hasattr(Qgis, "TransactionMode")
    return [BUFFERED, TRANSACTIONS, *([ONE_BUFFER] if has_one_buffer else [])]


@pytest.fixture(params=_modes())
def editing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EverydayEditing]:
    path = tmp_path / "plan.gpkg"
    make_plan_of_small_world(path, SEEDS[request.param])
    editing = EverydayEditing(path, SEEDS[request.param], request.param)
    yield editing
    editing.end()


def test_findings_and_signals_are_right_whatever_tool_edits(editing: EverydayEditing) -> None:
    live = LivePlan(editing.path, editing.layer, editing.tables)
    told, done = Told(editing, live, in_between=True), set()
    for number in range(EDITS):
        way = editing.one_edit()
        done.add(way)
        QCoreApplication.processEvents()
        told.require_right(f"edit {number}: {way} ({editing.mode})")
    live.close()
    assert done == {way.__name__ for way in editing.ways()}
