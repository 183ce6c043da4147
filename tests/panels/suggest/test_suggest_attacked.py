# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong around a suggestion ends in a sentence, with nothing half done."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtCore import Qt
from showing_suggest import Suggesting, suggesting_on

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting import suggest as suggesting
from village_internet_plugin.siting.solver_process import NoSolver, SolverProcess

pytestmark = pytest.mark.qgis


def delete_a_hotspot(dock: Suggesting) -> None:
    dock.layer.startEditing()
    dock.layer.deleteFeature(next(dock.layer.getFeatures()).id())


def test_a_plan_edited_meanwhile_is_told_with_the_answer(dock: Suggesting) -> None:
    dock.view.suggest.click()
    delete_a_hotspot(dock)
    dock.settle()
    assert "6 new hotspots" in dock.told()
    assert "The plan was changed since" in dock.view.sites.state.text.text()


def test_sites_whose_points_were_given_away_since_are_told_by_the_check(dock: Suggesting) -> None:
    dock.suggest()
    dock.view.sites.keep.click()
    dock.settle()
    dock.view.sites.accept.click()
    dock.settle()
    before = dock.ids()
    dock.view.scenarios.table.selectRow(1)
    dock.view.scenarios.take_up.click()
    dock.settle()
    # All of it is in the plan already: nothing is left to accept, and nothing comes in twice.
    assert not dock.view.sites.accept.isEnabled()
    dock.panel.accept()
    dock.settle()
    assert dock.ids() == before
    wishes = dock.view.wishes
    assert "KALTIM-2025 · 0 left" in wishes.sources.item(1).text()
    dock.suggest()
    assert "No hotspot can be added that reaches anybody new" in dock.told()
    assert not dock.view.sites.isVisible()
    assert not dock.view.ties_box.isVisible()


def test_a_layer_that_cannot_be_edited_says_so_and_stays(dock: Suggesting) -> None:
    dock.suggest()
    before = dock.ids()
    dock.layer.setReadOnly(True)
    dock.view.sites.accept.click()
    dock.settle()
    assert dock.messages.heard().count("\n") == 0
    assert dock.ids() == before
    dock.layer.setReadOnly(False)
    dock.view.sites.accept.click()
    dock.settle()
    assert len(dock.ids() - before) == 6


def test_a_plans_file_that_was_moved_is_told(dock: Suggesting, tmp_path: Path) -> None:
    dock.suggest()
    dock.view.sites.keep.click()
    dock.settle()
    elsewhere = tmp_path / "moved.gpkg"
    dock.plan.path.rename(elsewhere)
    dock.view.sites.keep.click()
    dock.settle()
    assert str(dock.plan.path) in dock.messages.heard()
    assert not dock.plan.path.exists()
    dock.view.suggest.click()
    dock.settle()
    assert str(dock.plan.path) in dock.view.problem.text.text()
    assert dock.view.suggest.isEnabled()
    elsewhere.rename(dock.plan.path)
    dock.suggest()
    assert "Proven" in dock.told()


def test_a_solver_that_is_killed_leaves_a_plan_and_a_bound(
    dock: Suggesting, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SolverProcess] = []
    solve = SolverProcess.solve

    def killed(self: SolverProcess, *arguments: Any, **named: Any) -> Any:
        asked.append(self)
        self._process.kill()
        self._process.wait()
        return solve(self, *arguments, **named)

    monkeypatch.setattr(SolverProcess, "solve", killed)
    dock.view.wishes.equity.setChecked(True)
    dock.suggest()
    assert asked
    assert "6 new hotspots" in dock.told()
    assert "HiGHS could not be started" in dock.view.how.text()
    dock.view.ties.ask.click()
    dock.settle()
    assert "Without a solver only single exchanges were tried." in dock.view.ties.told.text()


def test_without_scipy_the_built_in_bound_serves_and_is_said_once(
    dock: Suggesting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise NoSolver(Words("SciPy is not there.", "SciPy tidak ada."))

    monkeypatch.setattr(suggesting, "take_solver", none)
    dock.suggest()
    assert "6 new hotspots" in dock.told()
    how = dock.view.how.text()
    assert how.count("SciPy is not there") == 1
    assert "come from the built-in method" in how


@pytest.mark.parametrize(
    "taken",
    [
        "DELETE FROM village_offices",
        "DELETE FROM settlements",
        "UPDATE villages SET population = NULL",
    ],
)
def test_a_plan_that_lacks_something_is_answered_in_a_sentence(
    taken: str, sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.gpkg"
    shutil.copy(sample, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        # The triggers of its R-tree call functions that only spatial programs have.
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree_%'"
        )
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(taken)
    with suggesting_on(path) as dock:
        kaltim = dock.view.wishes.sources.item(1)
        kaltim.setCheckState(Qt.CheckState.Checked)
        dock.suggest()
        assert dock.told() or dock.view.problem.text.text()
        assert dock.messages.heard() == ""


def test_two_suggestions_at_once_are_one(dock: Suggesting) -> None:
    dock.view.suggest.click()
    assert not dock.view.suggest.isEnabled()
    dock.panel.suggest()
    dock.settle()
    assert dock.view.sites.model.rowCount() == 6
