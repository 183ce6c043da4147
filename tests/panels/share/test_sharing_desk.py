# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishing and pulling in the window against a real server: told in words, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication
from server.running import RunningServer
from sharing_desks import (
    MASTER_PASSWORD,
    NOBODY_LISTENS,
    Colleague,
    OpenDesk,
    outbox_states,
    use_account,
    wait_until,
)

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.panels.share.state_lines import (
    OFFLINE,
    TOLD,
    UNASKED,
)
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.merging import POSITION
from village_internet_plugin.sharing.three_way import OURS, THEIRS

pytestmark = [pytest.mark.qgis, pytest.mark.server]


@pytest.fixture
def colleague(
    open_desk: OpenDesk,
    tmp_path: Path,
    running_server: RunningServer,
) -> Colleague:
    """Somebody with a copy of the plan, which was published once."""
    open_desk.publish()
    return Colleague(open_desk.plan.path, tmp_path / "colleague.gpkg", running_server)


def test_a_plan_is_tried_published_and_then_as_the_server_has_it(open_desk: OpenDesk) -> None:
    assert "Never published: 3 added" in open_desk.said()
    open_desk.desk.publish(is_trial=True)
    open_desk.wait()
    assert open_desk.sentence() == "Publishing would succeed. Nothing was stored."
    assert outbox_states(open_desk.plan.path) == []
    open_desk.publish()
    assert "Nothing to publish: the plan is as in revision 1." in open_desk.said()
    assert "Based on revision 1, the newest on the server." in open_desk.said()
    (receipt,) = open_desk.desk.looking.look.receipts
    assert (receipt.revision, receipt.added) == (1, 3)
    open_desk.desk.publish()
    open_desk.wait()
    assert open_desk.sentence() == "Nothing new to publish: revision 1 holds all of it."
    assert open_desk.plan.settings()["server"] == settings.server.get()


def test_nothing_false_is_shown_between_a_publish_and_the_next_count(open_desk: OpenDesk) -> None:
    shown: list[str] = []
    open_desk.desk.changed.connect(lambda: shown.append(open_desk.said()))
    open_desk.publish()
    after = [text for text in shown if "revision 1" in text]
    assert after
    assert not any("Never published" in text or "Pull before" in text for text in after)


def test_unsaved_edits_are_asked_about_and_never_lost(open_desk: OpenDesk) -> None:
    open_desk.publish()
    open_desk.desk.looking.set_watching(True)
    open_desk.edit(0, name="Balai desa")
    open_desk.edit(1, lon=116.2, lat=-1.9)
    assert "Unsaved edits: 2" in open_desk.said()
    assert "Since revision 1: 1 moved, 1 changed." in open_desk.said()
    open_desk.desk.publish(is_trial=True)
    outcome = open_desk.desk.outcome
    assert outcome is not None
    assert outcome.is_question
    assert outcome.offers == (outcomes.SAVE_AND_GO_ON, outcomes.DISMISS)
    open_desk.desk.answer(outcomes.DISMISS)
    layer = open_desk.plan.layer("hotspots")
    assert layer.isModified()
    assert read_plan(open_desk.plan.path).hotspots[0].name == "Kantor desa 1"
    layer.undoStack().undo()
    open_desk.plan.flush()
    open_desk.desk.publish()
    open_desk.desk.answer(outcomes.SAVE_AND_GO_ON)
    open_desk.wait()
    assert "Published as revision 2" in open_desk.sentence()
    assert not layer.isEditable()
    assert read_plan(open_desk.plan.path).hotspots[0].name == "Balai desa"


def test_edits_that_cannot_be_saved_stay_in_their_layer(open_desk: OpenDesk) -> None:
    open_desk.publish()
    other = read_plan(open_desk.plan.path).hotspots[1].hotspot_id
    open_desk.edit(0, hotspot_id=other)
    open_desk.desk.pull()
    open_desk.desk.answer(outcomes.SAVE_AND_GO_ON)
    open_desk.settle()
    assert "could not be saved, and are still there" in open_desk.sentence()
    assert open_desk.plan.layer("hotspots").isModified()
    assert len(outbox_states(open_desk.plan.path)) == 1


def test_what_two_changed_differently_is_chosen_field_by_field(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    here = read_plan(open_desk.plan.path).hotspots[0].position
    assert here is not None
    there = LonLat(here.lon, round(here.lat + 0.0002, 7))
    colleague.change(0, position=there, name="Balai", notes="by the colleague")
    assert isinstance(colleague.publish(), Published)
    open_desk.edit(0, name="Kantor baru", lon=here.lon + 0.0001)
    open_desk.desk.publish()
    open_desk.desk.answer(outcomes.SAVE_AND_GO_ON)
    open_desk.wait()
    assert "a colleague published first, and the server is at revision 2" in open_desk.sentence()
    open_desk.desk.answer(outcomes.PULL)
    open_desk.wait()
    found = open_desk.desk.found
    assert found is not None
    assert {clash.field for clash in found.clashes} == {"name", POSITION}
    before = read_plan(open_desk.plan.path)
    assert (before.hotspots[0].name, before.base_revision) == ("Kantor baru", 1)
    sides = {clash: OURS if clash.field == "name" else THEIRS for clash in found.clashes}
    open_desk.desk.settle(sides)
    open_desk.wait()
    after = read_plan(open_desk.plan.path)
    row = after.hotspots[0]
    assert (row.name, row.position, row.notes) == ("Kantor baru", there, "by the colleague")
    assert after.base_revision == 2
    (shown,) = [h for h in open_desk.plan.hotspots().values() if h.hotspot_id == row.hotspot_id]
    assert (shown.name, shown.position) == (row.name, there)
    assert "Based on revision 2, the newest on the server." in open_desk.said()
    assert "Since revision 2: 1 changed." in open_desk.said()


def test_a_choice_put_off_takes_nothing_over(open_desk: OpenDesk, colleague: Colleague) -> None:
    colleague.change(0, name="Balai")
    colleague.change(1, notes="news")
    colleague.publish()
    open_desk.edit(0, name="Kantor baru")
    open_desk.plan.layer("hotspots").commitChanges()
    open_desk.plan.flush()
    before = read_plan(open_desk.plan.path)
    open_desk.desk.pull()
    open_desk.wait()
    assert open_desk.desk.found is not None
    open_desk.desk.put_off()
    assert read_plan(open_desk.plan.path) == before
    assert "Nothing was taken over" in open_desk.sentence()


def test_a_choice_made_on_a_plan_edited_meanwhile_is_kept_and_the_edit_too(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.change(0, name="Balai")
    colleague.publish()
    open_desk.edit(0, name="Kantor baru")
    open_desk.plan.layer("hotspots").commitChanges()
    open_desk.desk.pull()
    open_desk.wait()
    found = open_desk.desk.found
    assert found is not None
    open_desk.edit(1, notes="written while choosing")
    open_desk.desk.settle(dict.fromkeys(found.clashes, THEIRS))
    open_desk.desk.answer(outcomes.SAVE_AND_GO_ON)
    open_desk.wait()
    first, second, _third = read_plan(open_desk.plan.path).hotspots
    assert (first.name, second.notes) == ("Balai", "written while choosing")


def test_colleagues_changes_come_in_and_are_counted(
    open_desk: OpenDesk, colleague: Colleague
) -> None:
    colleague.change(1, name="Balai")
    colleague.publish()
    open_desk.desk.looking.ask_server()
    open_desk.settle()
    assert "the server has 2, published by paser.planner on" in open_desk.said()
    open_desk.desk.pull()
    open_desk.wait()
    outcome = open_desk.desk.outcome
    assert outcome is not None
    assert outcome.sentence == "Pulled: the plan now stands on revision 2."
    assert outcome.lines[0] == "In this plan, by colleagues: 0 added, 1 changed, 0 removed."
    assert read_plan(open_desk.plan.path).hotspots[1].name == "Balai"


def test_offline_is_said_and_what_was_done_is_kept(open_desk: OpenDesk) -> None:
    use_account(NOBODY_LISTENS, settings.auth_config.get(), settings.server_certificate.get())
    open_desk.desk.looking.ask_server()
    wait_until(lambda: open_desk.desk.looking.server.known == OFFLINE)
    assert "No connection to 127.0.0.1: what you do is kept" in open_desk.said()
    open_desk.desk.publish()
    wait_until(lambda: bool(open_desk.desk.outcome), 60)
    assert "No connection to 127.0.0.1" in open_desk.sentence()
    ((_key, state),) = outbox_states(open_desk.plan.path)
    assert state == "waiting"
    open_desk.settle()
    assert "waits in the plan and was not sent yet. Pull or publish to send it;" in open_desk.said()
    assert "Never published: 3 added" in open_desk.said()


def test_the_same_key_is_used_after_cancelling_and_after_being_offline(
    open_desk: OpenDesk,
    account: str,
    running_server: RunningServer,
) -> None:
    use_account(NOBODY_LISTENS, account, running_server.ca)
    open_desk.desk.publish()
    wait_until(lambda: open_desk.desk.share > 0)
    open_desk.desk.cancel()
    open_desk.wait()
    assert open_desk.sentence().startswith("Cancelled.")
    ((key, _state),) = outbox_states(open_desk.plan.path)
    use_account(running_server.url, account, running_server.ca)
    open_desk.publish()
    assert outbox_states(open_desk.plan.path) == [(key, "published")]


def test_the_connection_is_tested_by_name(open_desk: OpenDesk) -> None:
    open_desk.desk.test_connection()
    open_desk.wait()
    tested = open_desk.desk.account_outcome
    assert tested is not None
    assert tested.sentence.startswith("Connected to “")
    assert open_desk.desk.looking.server.known == TOLD


def test_without_an_account_nothing_is_asked(open_desk: OpenDesk) -> None:
    settings.auth_config.set("")
    assert "No account is chosen" in open_desk.said()
    assert not open_desk.desk.can_ask()
    open_desk.desk.pull()
    assert "No account is chosen" in open_desk.sentence()


def test_a_locked_store_is_told_and_nobody_is_asked_in_silence(open_desk: OpenDesk) -> None:
    manager = QgsApplication.authManager()
    manager.clearMasterPassword()
    try:
        assert "will ask for the master password" in open_desk.said()
        open_desk.desk.looking.ask_server()
        assert open_desk.desk.looking.server.known == UNASKED
        assert open_desk.desk.can_ask()
    finally:
        manager.setMasterPassword(MASTER_PASSWORD, True)
    assert "master password" not in open_desk.said()


def test_what_was_on_its_way_is_finished_when_the_plan_is_opened_again(
    open_desk: OpenDesk,
    account: str,
    running_server: RunningServer,
) -> None:
    use_account(NOBODY_LISTENS, account, running_server.ca)
    open_desk.desk.publish()
    wait_until(lambda: bool(open_desk.desk.outcome), 60)
    path = open_desk.plan.path
    ((key, _state),) = outbox_states(path)
    open_desk.plan.close(remove_layers=True)
    use_account(running_server.url, account, running_server.ca)
    told: list[object] = []
    open_desk.desk.waiting_found.connect(told.append)
    open_desk.plan.open(path)
    wait_until(lambda: outbox_states(path) == [(key, "published")])
    open_desk.wait()
    assert len(told) == 1
    assert open_desk.sentence() == "What was on its way from last time is finished."


def test_closing_the_plan_while_it_is_published_leaves_the_outbox_in_order(
    open_desk: OpenDesk, plan_path: Path
) -> None:
    open_desk.desk.publish()
    open_desk.plan.close(remove_layers=True)
    wait_until(lambda: not open_desk.desk.doing)
    assert {state for _key, state in outbox_states(plan_path)} <= {"waiting", "sent", "published"}
    assert open_desk.desk.state().standing is None
