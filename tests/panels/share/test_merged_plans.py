# SPDX-License-Identifier: GPL-2.0-or-later
"""A merged plan is checked before it may be published: what neither side had wrong is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication
from server.paser import hotspot_at
from server.running import RunningServer
from sharing_desks import Colleague, OpenDesk, wait_until

from village_internet_plugin.domain.errors import NetworkFailed
from village_internet_plugin.domain.finding import ERROR, OK, WARNING, CheckReport
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.panels.share.outcomes import Outcome, with_check, with_versions
from village_internet_plugin.panels.share.share_panel import SharePanel
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import Published, Refused, Rejected
from village_internet_plugin.sharing.outbox_file import OutboxFile

pytestmark = [pytest.mark.qgis, pytest.mark.server]

MERGED = Outcome(OK, "Pulled.", ("Brought: 1",), offers=(outcomes.DISMISS,), awaits_check=True)


@pytest.fixture
def panel(open_desk: OpenDesk) -> Iterator[SharePanel]:
    made = SharePanel(open_desk.desk, None)
    made.show()
    open_desk.settle()
    QCoreApplication.processEvents()
    yield made
    made.let_go()
    made.hide()
    made.deleteLater()


def place(path: Path, *hotspots: Any) -> None:
    before = read_plan(path).hotspots
    write_hotspots(path, before, (*before, *hotspots))


def test_two_points_at_one_office_come_out_by_the_merge_and_are_told(
    panel: SharePanel, open_desk: OpenDesk, tmp_path: Path, running_server: RunningServer
) -> None:
    open_desk.publish()
    colleague = Colleague(open_desk.plan.path, tmp_path / "colleague.gpkg", running_server)
    office = running_server.office()
    place(colleague.path, hotspot_at(office, name="Balai"))
    assert isinstance(colleague.publish(), Published)
    place(open_desk.plan.path, hotspot_at(office, name="Kantor"))
    open_desk.plan.reload()
    assert not open_desk.plan.is_caught_up
    assert not open_desk.desk.can_publish()
    open_desk.settle()
    wait_until(lambda: panel.publish.isEnabled())
    open_desk.desk.pull()
    open_desk.wait()
    assert len(read_plan(open_desk.plan.path).hotspots) == 5
    wait_until(lambda: outcomes.FIND in panel.outcome.buttons)
    assert not panel.publish.isEnabled()
    assert open_desk.desk.state().blocking > 0
    asked: list[str] = []
    panel.findings_asked.connect(lambda: asked.append("findings"))
    panel.outcome.buttons[outcomes.FIND].click()
    assert asked == ["findings"]
    assert open_desk.desk.outcome is not None


def test_a_plan_written_to_is_not_taken_as_checked_before_it_was_read_again(
    open_desk: OpenDesk,
) -> None:
    assert open_desk.desk.state().is_checked
    open_desk.plan.reload()
    assert not open_desk.desk.state().is_checked
    open_desk.settle()
    wait_until(lambda: open_desk.desk.state().is_checked)


def test_what_was_on_its_way_is_finished_before_a_pull(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patching:
        patching.setattr(OutboxFile, "mark_published", lambda *_: stop())
        open_desk.desk.publish()
        open_desk.wait()
    assert len(OutboxFile(open_desk.plan.path).waiting()) == 1
    open_desk.desk.pull()
    open_desk.wait()
    outcome = open_desk.desk.outcome
    assert outcome is not None
    assert outcome.lines[0] == "What was on its way from last time is finished."
    assert read_plan(open_desk.plan.path).base_revision == 1
    assert "Nothing to publish" in open_desk.said()


def stop() -> None:
    raise NetworkFailed("The network went off.")


def test_why_is_sent_once_and_then_forgotten(
    panel: SharePanel, open_desk: OpenDesk, running_server: RunningServer
) -> None:
    panel.reason.setText(" Hasil survei lapangan ")
    panel.try_out.click()
    open_desk.wait()
    QCoreApplication.processEvents()
    assert panel.reason.text_of_reason() == "Hasil survei lapangan"
    panel.outcome.buttons[outcomes.PUBLISH].click()
    open_desk.wait()
    wait_until(lambda: panel.reason.text() == "")
    open_desk.edit(0, name="Balai desa")
    assert open_desk.plan.layer("hotspots").commitChanges()
    open_desk.settle()
    wait_until(lambda: panel.publish.isEnabled())
    panel.publish.click()
    open_desk.wait()
    changes = running_server.client().changes_since(read_plan(open_desk.plan.path).plan_id, 0)
    assert [row.reason for row in changes.revisions] == ["Hasil survei lapangan", ""]


def test_no_plan_is_not_caught_up(qgis_app: object) -> None:
    assert not CurrentPlan(QgsProject.instance(), "en").is_caught_up


@pytest.mark.parametrize(
    ("is_checked", "blocking", "sign", "first", "offers"),
    [
        (False, 0, OK, "Brought: 1", (outcomes.DISMISS,)),
        (True, 0, OK, "Brought: 1", (outcomes.DISMISS,)),
        (True, 2, WARNING, "The check of the merged plan", (outcomes.FIND, outcomes.DISMISS)),
    ],
)
def test_what_the_check_of_the_merged_plan_says(
    is_checked: bool, blocking: int, sign: str, first: str, offers: tuple[str, ...]
) -> None:
    told = with_check(MERGED, is_checked, blocking, "en")
    assert (told.sign, told.offers) == (sign, offers)
    assert told.lines[0].startswith(first)
    assert told.lines[-1].startswith("The merged plan is being checked") == (not is_checked)
    other = replace(MERGED, awaits_check=False)
    assert with_check(other, is_checked, blocking, "en") == other


REJECTED = Rejected(CheckReport("p", "1", "x", ()))


@pytest.mark.parametrize(
    ("answer", "own_blocking", "version", "is_told"),
    [
        (REJECTED, 0, "99.1", True),
        (REJECTED, 1, "99.1", False),
        (REJECTED, 0, "", False),
        (Refused("content_mismatch", "m"), 0, "99.1", True),
        (Refused("not_your_agency", "m"), 0, "99.1", False),
    ],
)
def test_other_versions_are_told_where_they_may_be_the_reason(
    answer: Any, own_blocking: int, version: str, is_told: bool
) -> None:
    outcome = with_versions(Outcome(ERROR, "No."), answer, own_blocking, version)
    assert any("runs version 99.1, this plugin is" in line for line in outcome.lines) == is_told
