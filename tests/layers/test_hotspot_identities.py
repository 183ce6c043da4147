# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever adds hotspots, each has an id of its own, and undo and redo stay what they were."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from following_a_plan import A, B, fill, let_go
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.identifiers import is_identifier
from village_internet_plugin.layers.hotspot_identities import HotspotIdentities
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_forms import set_plan_forms

pytestmark = pytest.mark.qgis
WAYS = ("add", "paste", "delete", "move", "undo", "redo", "jump", "commit", "roll_back", "give_up")
OFTEN = ("add", "undo", "redo")
HERE = QgsGeometry.fromWkt("POINT (116.05 -1.95)")


class Adding:
    """Somebody who adds hotspots to a plan's layer without asking for ids."""

    def __init__(self, path: Path, transactions: bool = False) -> None:
        # QGIS 3.22 ends when it is to go on editing after a transaction was rolled back.
        self.transactions = transactions
        self.project = QgsProject.instance()
        self.layer: QgsVectorLayer = open_layer(path, "hotspots")
        self.project.addMapLayer(self.layer)
        self.project.setAutoTransaction(transactions)
        set_plan_forms({"hotspots": self.layer}, "en")
        self.identities = HotspotIdentities(self.layer)
        self.layer.startEditing()

    def feature(self, hotspot_id: str | None = None) -> QgsFeature:
        feature = QgsFeature(self.layer.fields())
        feature.setGeometry(HERE)
        if hotspot_id is not None:
            feature["hotspot_id"] = hotspot_id
        return feature

    def add(self, hotspot_id: str | None = None) -> int:
        feature = self.feature(hotspot_id)
        self.layer.addFeature(feature)
        return int(feature.id())

    def ids(self) -> dict[int, str]:
        request = QgsFeatureRequest().setSubsetOfAttributes(["hotspot_id"], self.layer.fields())
        found = {f.id(): f["hotspot_id"] for f in self.layer.getFeatures(request)}
        return {fid: one if isinstance(one, str) else "" for fid, one in sorted(found.items())}

    def id_of(self, fid: int) -> str:
        return self.ids()[fid]

    def end(self) -> None:
        self.identities.close()
        self.layer.rollBack()
        self.project.setAutoTransaction(False)
        self.project.removeMapLayer(self.layer.id())
        del self.layer, self.identities
        let_go()


@pytest.fixture
def adding(village_plan: Path) -> Iterator[Adding]:
    fill(village_plan)
    adding = Adding(village_plan)
    yield adding
    adding.end()


def turn() -> None:
    QCoreApplication.processEvents()


def test_one_added_without_an_id_gets_one_in_the_next_turn(adding: Adding) -> None:
    fid = adding.add()
    assert adding.id_of(fid) == ""
    turn()
    assert is_identifier(adding.id_of(fid))


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_id_is_none(adding: Adding, blank: str) -> None:
    fid = adding.add(blank)
    turn()
    assert is_identifier(adding.id_of(fid))


def test_the_copy_gets_another_id_and_the_original_keeps_its_own(adding: Adding) -> None:
    saved_copy, fresh = adding.add(A.hotspot_id), adding.add("brought-along")
    fresh_copy = adding.add("brought-along")
    turn()
    assert adding.id_of(1) == A.hotspot_id
    assert adding.id_of(fresh) == "brought-along"
    assert is_identifier(adding.id_of(saved_copy))
    assert is_identifier(adding.id_of(fresh_copy))


def test_one_cut_and_pasted_keeps_its_id(adding: Adding) -> None:
    adding.layer.deleteFeature(1)
    fid = adding.add(A.hotspot_id)
    turn()
    assert adding.id_of(fid) == A.hotspot_id


def test_undo_takes_the_hotspot_and_its_id_away_together_and_redo_brings_both(
    adding: Adding,
) -> None:
    stack = adding.layer.undoStack()
    fid = adding.add()
    turn()
    given = adding.ids()
    stack.undo()
    turn()
    assert fid not in adding.ids()
    assert stack.index() == 0
    stack.redo()
    turn()
    assert adding.ids() == given
    stack.undo()
    adding.layer.deleteFeature(2)
    turn()
    assert stack.count() == 1


def test_a_command_of_many_is_mended_in_one_step(adding: Adding) -> None:
    adding.layer.beginEditCommand("paste")
    adding.layer.addFeatures([adding.feature(), adding.feature(), adding.feature(A.hotspot_id)])
    turn()  # not while the command is open
    adding.layer.endEditCommand()
    turn()
    ids = list(adding.ids().values())
    assert len(set(ids)) == len(ids) == 6
    assert adding.layer.undoStack().count() == 2


def test_what_is_saved_before_the_next_turn_is_mended_before(adding: Adding) -> None:
    adding.add()
    adding.add(B.hotspot_id)
    assert adding.layer.commitChanges(False), adding.layer.commitErrors()
    ids = list(adding.ids().values())
    assert len(set(ids)) == len(ids) == 5
    assert "" not in ids


def test_what_was_left_in_the_middle_of_history_is_mended_before_it_is_saved(
    adding: Adding,
) -> None:
    fid = adding.add()
    adding.layer.changeGeometry(1, HERE)
    turn()
    adding.layer.undoStack().undo()
    turn()
    assert adding.id_of(fid) == ""
    assert adding.layer.undoStack().canRedo()
    assert adding.layer.commitChanges(False)
    assert all(is_identifier(one) for fid, one in adding.ids().items() if fid > 3)


def test_one_that_repeats_a_hidden_row_gets_an_id_of_its_own(adding: Adding) -> None:
    adding.layer.rollBack()
    assert adding.layer.setSubsetString("name = 'B'")
    adding.layer.startEditing()
    fid = adding.add(A.hotspot_id)
    turn()
    assert is_identifier(adding.id_of(fid))
    assert adding.layer.commitChanges(), adding.layer.commitErrors()


def test_after_the_end_nothing_is_mended(adding: Adding) -> None:
    adding.identities.close()
    fid = adding.add()
    turn()
    assert adding.id_of(fid) == ""
    adding.identities.close()


def test_qgis_tools_need_no_mending(adding: Adding) -> None:
    layer = adding.layer
    data = [
        QgsVectorLayerUtils.QgsFeatureData(HERE, {1: A.hotspot_id}),
        QgsVectorLayerUtils.QgsFeatureData(HERE, {}),
    ]
    layer.addFeatures(QgsVectorLayerUtils.createFeatures(layer, data))
    QgsVectorLayerUtils.duplicateFeature(layer, layer.getFeature(1), adding.project)
    before = adding.ids()
    assert len(set(before.values())) == 6
    turn()
    assert adding.ids() == before
    assert [layer.undoStack().text(step) for step in range(layer.undoStack().count())] == [""] * 3


@pytest.mark.parametrize("transactions", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_ids_are_right_at_the_end_of_any_history(
    village_plan: Path, seed: int, transactions: bool
) -> None:
    fill(village_plan)
    adding = Adding(village_plan, transactions)
    chance = random.Random(seed)  # noqa: S311
    for number in range(60):
        before = adding.ids()
        way = _one_edit(adding, chance)
        if chance.random() < 0.7:
            turn()
            _all_right(adding, f"{number}: {way}")
        kept = {fid: one for fid, one in adding.ids().items() if before.get(fid)}
        if way in ("add", "paste"):
            right = {fid: one for fid, one in before.items() if _is_own(one, before)}
            assert {fid: kept[fid] for fid in right} == right, f"{number}: {way}"
    adding.end()


def _is_own(identifier: str, ids: dict[int, str]) -> bool:
    return bool(identifier) and list(ids.values()).count(identifier) == 1


def _all_right(adding: Adding, where: str) -> None:
    if adding.layer.undoStack().canRedo():
        return
    ids = list(adding.ids().values())
    assert "" not in ids, where
    assert len(set(ids)) == len(ids), where


def _one_edit(adding: Adding, chance: random.Random) -> str:
    layer, stack, ids = adding.layer, adding.layer.undoStack(), adding.ids()
    some_fid = chance.choice(list(ids) or [1])
    some_id = chance.choice([None, "", "brought", *ids.values()])
    way = chance.choice((*WAYS, *OFTEN))
    if adding.transactions and (some_id == "" or some_id in ids.values()):
        # The file refuses it on the spot, and half of a paste that holds it stays in QGIS 3.22.
        some_id = None
    if way == "add":
        adding.add(some_id)
    elif way == "paste":
        layer.beginEditCommand("paste")
        twice = None if adding.transactions else some_id
        layer.addFeatures([adding.feature(some_id), adding.feature(twice), adding.feature()])
        layer.endEditCommand()
    elif way == "delete":
        layer.deleteFeature(some_fid)
    elif way == "move":
        layer.changeGeometry(some_fid, HERE)
    elif way == "undo":
        stack.undo()
    elif way == "redo":
        stack.redo()
    elif way == "jump":
        stack.setIndex(chance.randint(0, stack.count()))
    elif way == "commit":
        assert layer.commitChanges(adding.transactions), layer.commitErrors()
        _all_right(adding, "commit")
        layer.startEditing()
    elif way == "roll_back":
        layer.rollBack(adding.transactions)
        layer.startEditing()
    else:
        layer.beginEditCommand("given up")
        layer.addFeature(adding.feature(some_id))
        layer.destroyEditCommand()
    return way
