# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits begun while a pull is under way: asked about, never lost, never over a colleague's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from server.running import RunningServer
from sharing_desks import Colleague, OpenDesk, wait_until

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers import pull_taking_over
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.panels.share import outcomes, stage_words
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.three_way import OURS

pytestmark = [pytest.mark.qgis, pytest.mark.server]


@pytest.fixture
def colleague(open_desk: OpenDesk, tmp_path: Path, running_server: RunningServer) -> Colleague:
    """Somebody with a copy of the plan, which was published once."""
    open_desk.publish()
    return Colleague(open_desk.plan.path, tmp_path / "colleague.gpkg", running_server)


def pull_and_edit(open_desk: OpenDesk, number: int, **values: Any) -> None:
    """Begin a pull, and edit a hotspot before it has ended."""
    layer = open_desk.plan.layer("hotspots")
    fids = sorted(feature.id() for feature in layer.getFeatures())
    open_desk.desk.pull()
    assert open_desk.desk.doing == stage_words.PULLING
    with edit_step(layer, "test"):
        change_hotspot(layer, fids[number], values)


def is_asked_to_save(open_desk: OpenDesk) -> bool:
    outcome = open_desk.desk.outcome
    assert outcome is not None
    return outcome.is_question and outcomes.SAVE_AND_GO_ON in outcome.offers


def has_colleagues_change(open_desk: OpenDesk) -> bool:
    """Tell whether the colleague's change is in, after looking that file and layers agree."""
    plan = read_plan(open_desk.plan.path)
    layer = open_desk.plan.layer("hotspots")
    assert layer.supportsEditing()
    in_layer = {feature["name"] for feature in layer.getFeatures()}
    assert in_layer == {row.name for row in plan.hotspots}
    assert ("Balai" in in_layer) == (plan.base_revision == 2)
    return "Balai" in in_layer


def test_an_edit_of_a_hotspot_a_colleague_removed_is_asked_about_and_not_lost(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    before = read_plan(colleague.path).hotspots
    write_hotspots(colleague.path, before, (before[0], before[2]))
    assert isinstance(colleague.publish(), Published)
    pull_and_edit(open_desk, 1, name="Kantor baru")
    open_desk.wait()
    assert is_asked_to_save(open_desk)
    assert open_desk.sentence().startswith("Unsaved edits: 1. What was pulled is taken over only")
    assert read_plan(open_desk.plan.path).hotspots == before
    open_desk.desk.answer(outcomes.SAVE_AND_GO_ON)
    open_desk.wait()
    found = open_desk.desk.found
    assert found is not None
    assert [clash.hotspot_id for clash in found.clashes] == [before[1].hotspot_id]
    open_desk.desk.settle(dict.fromkeys(found.clashes, OURS))
    open_desk.wait()
    assert "Pulled: the plan now stands on revision 2." in open_desk.sentence()
    after = {row.hotspot_id: row for row in read_plan(open_desk.plan.path).hotspots}
    assert after[before[1].hotspot_id] == replace(before[1], name="Kantor baru")


@pytest.mark.parametrize("is_saved", [False, True])
def test_the_same_field_changed_by_a_colleague_becomes_a_clash(
    is_saved: bool, open_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()
    pull_and_edit(open_desk, 0, name="Kantor baru")
    if is_saved:
        assert open_desk.plan.layer("hotspots").commitChanges()
    open_desk.wait()
    if not is_saved:
        assert is_asked_to_save(open_desk)
        open_desk.desk.answer(outcomes.SAVE_AND_GO_ON)
        open_desk.wait()
    found = open_desk.desk.found
    assert found is not None
    (clash,) = found.clashes
    assert (clash.field, clash.ours, clash.theirs) == ("name", "Kantor baru", "Balai")
    assert read_plan(open_desk.plan.path).base_revision == 1


def test_who_does_not_save_keeps_the_edit_and_the_plan(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()
    before = read_plan(open_desk.plan.path)
    pull_and_edit(open_desk, 1, name="Kantor baru")
    open_desk.wait()
    open_desk.desk.answer(outcomes.DISMISS)
    open_desk.settle()
    assert read_plan(open_desk.plan.path) == before
    layer = open_desk.plan.layer("hotspots")
    assert layer.isModified()
    assert "Kantor baru" in {feature["name"] for feature in layer.getFeatures()}
    open_desk.desk.pull()
    open_desk.desk.answer(outcomes.SAVE_AND_GO_ON)
    open_desk.wait()
    names = [row.name for row in read_plan(open_desk.plan.path).hotspots]
    assert names == ["Balai", "Kantor baru", "Kantor desa 3"]


def test_no_edit_is_begun_while_it_is_written_and_editing_goes_on_after(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()
    layer = open_desk.plan.layer("hotspots")
    assert layer.startEditing()
    could: list[bool] = []

    def try_to_edit() -> None:
        if open_desk.desk.doing == stage_words.TAKING:
            could.append(layer.startEditing())
            with pytest.raises(InputError), edit_step(layer, "test"):
                could.append(True)

    open_desk.desk.changed.connect(try_to_edit)
    open_desk.desk.pull()
    open_desk.wait()
    assert could
    assert not any(could)
    assert has_colleagues_change(open_desk)
    assert layer.isEditable()
    assert not layer.isModified()


def test_cancelled_while_it_is_written_it_is_told_as_it_is(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()

    def cancel() -> None:
        if open_desk.desk.doing == stage_words.TAKING:
            open_desk.desk.cancel()

    open_desk.desk.changed.connect(cancel)
    open_desk.desk.pull()
    open_desk.wait()
    assert has_colleagues_change(open_desk) == open_desk.sentence().startswith("Pulled")


def test_cancelled_after_it_was_written_it_is_told_as_written(
    open_desk: OpenDesk, colleague: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()
    take_over = pull_taking_over.take_over

    def cancelled_late(*arguments: Any) -> None:
        take_over(*arguments)
        open_desk.desk.cancel()

    monkeypatch.setattr(pull_taking_over, "take_over", cancelled_late)
    open_desk.desk.pull()
    open_desk.wait()
    assert open_desk.sentence() == "Pulled: the plan now stands on revision 2."
    assert has_colleagues_change(open_desk)


def test_a_failed_writing_leaves_plan_and_layers_as_they_were(
    open_desk: OpenDesk, colleague: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()

    def full(*_arguments: Any) -> None:
        raise InputError("The disk is full.")

    monkeypatch.setattr(pull_taking_over, "replace_published_hotspots", full)
    open_desk.desk.pull()
    open_desk.wait()
    assert open_desk.sentence() == "The disk is full."
    assert not has_colleagues_change(open_desk)
    assert open_desk.plan.layer("hotspots").startEditing()


def test_closed_while_it_is_written_the_layers_that_stay_can_be_edited(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()
    layer = open_desk.plan.layer("hotspots")
    closed: list[bool] = []

    def close() -> None:
        if open_desk.desk.doing == stage_words.TAKING and not closed:
            closed.append(layer.supportsEditing())
            open_desk.plan.close()

    open_desk.desk.changed.connect(close)
    open_desk.desk.pull()
    wait_until(lambda: bool(closed) and not open_desk.desk.doing)
    assert closed == [False]
    assert layer.supportsEditing()
