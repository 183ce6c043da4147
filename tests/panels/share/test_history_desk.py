# SPDX-License-Identifier: GPL-2.0-or-later
"""The history of a plan in the share panel, brought from a real server and shown on the map."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from running_algorithms import Heard
from server.running import RunningServer
from sharing_desks import NOBODY_LISTENS, Colleague, OpenDesk, sign_in, wait_until

from village_internet_plugin.domain.schema import WAIVERS
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.panels.share.history_desk import HistoryDesk
from village_internet_plugin.panels.share.history_view import BEFORE, HERE, HistoryView
from village_internet_plugin.panels.share.share_panel import SharePanel
from village_internet_plugin.processing.compare_revisions import CompareRevisions
from village_internet_plugin.processing.plan_revision import PlanRevision
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import Published

pytestmark = [pytest.mark.qgis, pytest.mark.server]


class Past:
    """A plan open in QGIS, and its history beside it."""

    colleague: Colleague

    def __init__(self, opened: OpenDesk) -> None:
        self.opened, self.view = opened, HistoryView("en")
        self.desk = HistoryDesk(opened.plan, opened.desk.account, self.view)

    def wait(self) -> None:
        """Wait until the answer is shown."""
        wait_until(lambda: not self.desk.is_busy)

    def press(self, button: str) -> None:
        """Press a button of the view and wait for what comes of it."""
        getattr(self.view, button).click()
        self.wait()

    def listed(self, name: str) -> list[str]:
        """Return the lines of a list of the view."""
        lines = getattr(self.view, name)
        return [lines.item(row).text() for row in range(lines.count())]

    def choose(self, revision: int, other: object) -> None:
        """Choose a revision and what it is compared with."""
        keys = [
            str(self.view.revisions.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self.view.revisions.count())
        ]
        self.view.revisions.setCurrentRow(keys.index(str(revision)))
        self.view.other.setCurrentIndex(self.view.other.findData(other))


@pytest.fixture
def past(open_desk: OpenDesk, plan_path: Path, running_server: RunningServer) -> Iterator[Past]:
    """A plan with two revisions: three offices; one renamed elsewhere by a colleague."""
    open_desk.publish()
    colleague = Colleague(plan_path, plan_path.with_name("colleague.gpkg"), running_server)
    colleague.change(0, name="Kantor baru", priority=2)
    assert isinstance(colleague.publish(), Published)
    past = Past(open_desk)
    past.colleague = colleague
    yield past
    past.desk.let_go()


def layers() -> dict[str, QgsVectorLayer]:
    """Return the layers in memory that were added to the project, by their name."""
    found = QgsProject.instance().mapLayers().values()
    return {each.name(): each for each in found if each.customProperty("skipMemoryLayersCheck")}


def test_revisions_are_listed_compared_and_shown_as_layers(past: Past) -> None:
    past.press("load")
    newest, first = past.listed("revisions")
    assert newest.startswith("Revision 2, ")
    assert newest.endswith(", paser.planner\n1 changed")
    assert first.endswith("3 added")

    past.choose(2, BEFORE)
    past.press("compare")
    assert past.view.told.text() == "From revision 1 to 2: 1 changed."
    (line,) = past.listed("differences")
    assert line == ("Kantor baru\nName: Kantor desa 1 → Kantor baru; Priority: – → 2")
    (row,) = layers()["From revision 1 to 2"].getFeatures()
    assert (row["change"], row.hasGeometry()) == ("changed", True)

    past.choose(1, BEFORE)
    past.press("compare")
    assert past.view.told.text() == "From the empty plan to revision 1: 3 added."
    past.choose(1, 2)
    past.press("compare")
    assert past.view.told.text() == "From revision 1 to 2: 1 changed."

    past.choose(1, BEFORE)
    past.press("show_layer")
    (name,) = (name for name in layers() if name.startswith("Hotspots, Revision 1"))
    assert layers()[name].featureCount() == 3
    assert "3 hotspots, not to be edited" in past.view.told.text()

    # Where nothing differs no layer comes: the plan here is still at revision 1.
    before = len(layers())
    past.choose(1, HERE)
    past.press("compare")
    assert past.view.told.text() == (
        "From revision 1 to the plan as it is saved here: hotspots, waivers and funding sources "
        "are the same."
    )
    assert len(layers()) == before


def waive_consent(colleague: Colleague) -> Waiver:
    """Have a colleague waive VI203 of the first hotspot, in the file alone."""
    first = read_plan(colleague.path).hotspots[0]
    waiver = Waiver("VI203", first.hotspot_id, "Surat menyusul", "Sari", "2026-02-01T03:04:05Z")
    with closing(sqlite3.connect(colleague.path)) as file, file:
        columns = ", ".join(WAIVERS.names())
        values = tuple(getattr(waiver, name) for name in WAIVERS.names())
        file.execute(f"INSERT INTO waivers ({columns}) VALUES (?, ?, ?, ?, ?)", values)
    return waiver


def test_the_toolbox_tells_waivers_and_funding_sources_of_revisions_too(
    past: Past, account: str, running_server: RunningServer, tmp_path: Path
) -> None:
    waiver = waive_consent(past.colleague)
    assert isinstance(past.colleague.publish(), Published)
    given = {
        "PLAN": str(past.colleague.path),
        "SERVER": running_server.url,
        "AUTH": account,
        "CA": running_server.ca,
    }

    def run(algorithm: QgsProcessingAlgorithm, name: str, **values: int) -> dict[str, Any]:
        target = str(tmp_path / name)
        feedback = Heard()
        asked = {**given, **values, "OUTPUT": target}
        outputs, is_done = algorithm.create().run(asked, QgsProcessingContext(), feedback)
        assert is_done, feedback.errors
        return {**outputs, "said": feedback.said}

    compared = run(CompareRevisions(), "compared.gpkg", REVISION_A=2, REVISION_B=3)
    assert [compared[name] for name in ("ADDED", "CHANGED", "REMOVED")] == [0, 0, 0]
    assert (compared["WAIVERS"], compared["SOURCES"]) == (1, 0)
    assert any("VI203" in line and "Kantor baru" in line for line in compared["said"])
    here = run(CompareRevisions(), "here.gpkg", REVISION_A=3)
    assert [here[name] for name in ("CHANGED", "WAIVERS", "SOURCES")] == [0, 0, 0]
    was = run(PlanRevision(), "was.gpkg", REVISION=3)
    assert json.loads(was["WAIVERS"]) == [asdict(waiver)]
    assert "paser-2026" in {row["funding_source_id"] for row in json.loads(was["SOURCES"])}


def test_a_revision_of_waivers_alone_tells_them_in_the_list_and_in_a_comparison(past: Past) -> None:
    waive_consent(past.colleague)
    assert isinstance(past.colleague.publish(), Published)
    past.press("load")
    told = "Waiver added: VI203 Consent of the owner, Kantor baru: “Surat menyusul” (Sari)"
    newest = past.listed("revisions")[0]
    assert newest.startswith("Revision 3, ")
    assert newest.endswith(f", paser.planner\n{told}")
    past.choose(3, BEFORE)
    past.press("compare")
    assert past.view.told.text() == "From revision 2 to 3: 1 waiver added."
    assert past.listed("differences") == [told]
    (row,) = layers()["From revision 2 to 3"].getFeatures()
    assert (row["subject_kind"], row["rule"], row["change"]) == ("waiver", "VI203", "added")
    past.view.differences.setCurrentRow(0)
    past.press("life")
    assert past.listed("differences")[-1].endswith(told)


def test_a_hotspots_life_is_told_for_the_one_chosen_or_selected_and_to_nobody_else(
    past: Past, running_server: RunningServer
) -> None:
    past.press("load")
    past.press("life")
    assert "Select one hotspot on the map first" in past.view.problem.text.text()
    layer = past.opened.plan.layer("hotspots")
    assert layer is not None
    first = min(layer.getFeatures(), key=lambda feature: feature.id())
    layer.selectByIds([first.id()])
    past.press("life")
    assert past.view.told.text() == "Life of Kantor desa 1"
    came, changed = past.listed("differences")
    assert came.endswith("\nAdded: Proposed")
    assert changed.startswith("Revision 2, ")
    layer.removeSelection()
    past.view.differences.setCurrentRow(0)
    past.press("life")
    assert past.view.told.text() == "Life of Kantor desa 1"
    token = running_server.account("kaltim.planner")["token"]
    with sign_in("kaltim.planner", token) as auth_id:
        past.opened.desk.account.choose_sign_in(auth_id)
        past.press("load")
    assert "this is a plan of Kabupaten Paser" in past.view.problem.text.text()


def test_what_cannot_be_asked_is_told_a_question_can_be_cancelled_and_nothing_hangs(
    open_desk: OpenDesk,
) -> None:
    past = Past(open_desk)
    past.press("load")
    assert past.view.note.text() == "Not published yet."
    past.view.load.click()
    assert past.desk.is_busy
    assert not past.view.load.isEnabled()
    past.view.cancel.click()
    past.wait()
    assert past.view.load.isEnabled()
    past.opened.desk.account.choose_address(NOBODY_LISTENS)
    past.press("load")
    assert "127.0.0.1" in past.view.problem.text.text()
    past.opened.desk.account.choose_sign_in("")
    past.press("load")
    assert "No account is chosen" in past.view.problem.text.text()
    past.opened.plan.close()
    assert past.view.note.text().startswith("Who changed what")
    past.desk.let_go()


def test_the_list_is_brought_anew_when_something_was_published(open_desk: OpenDesk) -> None:
    panel = SharePanel(open_desk.desk, None)
    panel.history.load.click()
    wait_until(lambda: panel.history.note.text() == "Not published yet.")
    panel.reason.setText("usulan Musrenbang")
    panel.publish.click()
    wait_until(lambda: panel.history.revisions.count() == 1)
    assert panel.history.revisions.item(0).text().endswith("3 added\n“usulan Musrenbang”")
    assert panel.reason.text_of_reason() == ""
    open_desk.settle()
    panel.let_go()


def test_a_panel_that_goes_while_the_server_is_asked_is_left_alone(open_desk: OpenDesk) -> None:
    past = Past(open_desk)
    past.view.load.click()
    assert past.desk.is_busy
    past.desk.let_go()
    sip.delete(past.view)
    # Whatever touched the deleted view now would raise in a slot, and fail this test.
    past.wait()
