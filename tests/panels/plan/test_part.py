# SPDX-License-Identifier: GPL-2.0-or-later
"""The part adds its dock without making it, and what it makes goes whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_desk import SAMPLE, Desk
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QApplication

from village_internet_plugin.panels.plan.part import add_plan_panel
from village_internet_plugin.panels.plan.plan_panel import PlanPanel
from village_internet_plugin.panels.plan.sources import Meant, given_files
from village_internet_plugin.panels.window import Window

pytestmark = pytest.mark.qgis


def window_of(desk: Desk) -> Window:
    return Window(desk.iface, desk.plan, desk.told, desk.docks, desk.iface, lambda _: None)


def test_only_the_dock_is_added(desk: Desk) -> None:
    undo = add_plan_panel(window_of(desk))
    (name, title, icon, make), _named = desk.docks.add.call_args
    assert (name, title, icon) == ("plan", "Plan", "plan")
    assert undo is desk.docks.add.return_value
    view = make()
    view.let_go()
    view.deleteLater()


def test_nothing_stays_behind(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    add_plan_panel(window_of(desk))
    before = len(QApplication.allWidgets())
    view = desk.docks.add.call_args[0][3]()
    view.show()
    panel = view.findChild(PlanPanel)
    (given,) = given_files([str(SAMPLE / "permukiman.csv")])
    panel.imports.start([Meant("settlements", given)])
    dialog = panel.imports.sessions[0].view
    view.let_go()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sip.isdeleted(view)
    assert sip.isdeleted(panel)
    assert sip.isdeleted(dialog)
    assert len(QApplication.allWidgets()) <= before
    desk.plan.edited.emit()
    QApplication.processEvents()
    assert desk.told.sentences == []
