# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock at work: buttons, the store of sign-ins, the dialog, and nothing left over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QDialog, QMainWindow, QWidget
from server.running import RunningServer
from sharing_desks import (
    NOBODY_LISTENS,
    Colleague,
    OpenDesk,
    outbox_states,
    use_account,
    wait_until,
)

from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.panels.share.part import add_share
from village_internet_plugin.panels.share.share_panel import SharePanel
from village_internet_plugin.panels.window import Window
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.three_way import THEIRS

pytestmark = [pytest.mark.qgis, pytest.mark.server]


@pytest.fixture
def canvas(qgis_app: object) -> Iterator[QgsMapCanvas]:
    made = QgsMapCanvas()
    made.resize(400, 300)
    yield made
    made.deleteLater()


@pytest.fixture
def panel(open_desk: OpenDesk, canvas: QgsMapCanvas) -> Iterator[SharePanel]:
    made = SharePanel(open_desk.desk, canvas)
    made.resize(340, 900)
    made.show()
    open_desk.settle()
    QCoreApplication.processEvents()
    yield made
    made.let_go()
    made.hide()
    made.deleteLater()


def shown(panel: SharePanel) -> str:
    QCoreApplication.processEvents()
    return "\n".join(line.text for line in panel._lines or [])


def test_a_plan_is_published_from_the_dock(panel: SharePanel, open_desk: OpenDesk) -> None:
    assert "Never published: 3 added, funding sources: 1." in shown(panel)
    assert not panel.account_box.is_open()
    assert panel.publish.isEnabled()
    seen: list[float] = []
    open_desk.desk.progressed.connect(seen.append)
    panel.publish.click()
    QCoreApplication.processEvents()
    assert panel.progress.isVisible()
    open_desk.wait()
    wait_until(lambda: not panel.progress.isVisible())
    assert "Nothing to publish: the plan is as in revision 1." in shown(panel)
    assert panel.receipts.choice.count() == 1
    assert panel.receipts_box.isVisible()
    assert seen == sorted(seen)
    assert len(set(seen)) > 2


def test_edits_are_counted_while_they_are_made(panel: SharePanel, open_desk: OpenDesk) -> None:
    panel.publish.click()
    open_desk.wait()
    assert "Published" in open_desk.sentence(), open_desk.desk.outcome
    open_desk.edit(0, name="Balai")
    wait_until(lambda: "Since revision 1: 1 changed." in shown(panel))
    assert "Unsaved edits: 1" in shown(panel)
    open_desk.plan.layer("hotspots").undoStack().undo()
    wait_until(lambda: "Nothing to publish" in shown(panel))


def test_clashes_open_the_dialog_and_are_settled_in_it(
    panel: SharePanel,
    open_desk: OpenDesk,
    canvas: QgsMapCanvas,
    tmp_path: Path,
    running_server: RunningServer,
) -> None:
    panel.publish.click()
    open_desk.wait()
    colleague = Colleague(open_desk.plan.path, tmp_path / "colleague.gpkg", running_server)
    colleague.change(0, name="Balai")
    colleague.publish()
    open_desk.edit(0, name="Kantor baru")
    clean = len(canvas.scene().items())
    panel.pull.click()
    QCoreApplication.processEvents()
    panel.outcome.buttons[outcomes.SAVE_AND_GO_ON].click()
    open_desk.wait()
    dialog = panel._conflicts.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert len(canvas.scene().items()) > clean
    dialog.later.click()
    assert panel._conflicts.dialog is None
    wait_until(lambda: len(canvas.scene().items()) == clean)
    QCoreApplication.processEvents()
    panel.outcome.buttons[outcomes.PULL].click()
    open_desk.wait()
    dialog = panel._conflicts.dialog
    assert dialog is not None
    dialog.model.decide([0], THEIRS)
    dialog.apply.click()
    open_desk.wait()
    assert read_plan(open_desk.plan.path).hotspots[0].name == "Balai"
    wait_until(lambda: len(canvas.scene().items()) == clean)


def test_the_address_is_checked_as_it_is_typed(panel: SharePanel, open_desk: OpenDesk) -> None:
    good = settings.server.get()
    panel.account.address.setText("http://127.0.0.1:21080/api")
    panel.account.address.editingFinished.emit()
    open_desk.settle()
    QCoreApplication.processEvents()
    problem = panel.account.problem
    assert "Enter https://127.0.0.1:21080/api instead." in problem.text.text()
    assert panel.account_box.is_open()
    assert not panel.pull.isEnabled()
    assert settings.server.get() == good
    panel.account.address.setText(good)
    panel.account.address.editingFinished.emit()
    open_desk.settle()
    QCoreApplication.processEvents()
    assert not problem.isVisible()
    assert panel.pull.isEnabled()


def test_an_account_is_chosen_in_qgis_own_list(panel: SharePanel, open_desk: OpenDesk) -> None:
    chosen = settings.auth_config.get()
    panel._sign_in.setConfigId("")
    open_desk.settle()
    assert "No account is chosen" in shown(panel)
    assert settings.auth_config.get() == ""
    panel._sign_in.setConfigId(chosen)
    open_desk.settle()
    assert settings.auth_config.get() == chosen
    assert "No account is chosen" not in shown(panel)


class HeardMessages(Messages):
    """Messages without a bar, which remember what failed."""

    def __init__(self) -> None:
        super().__init__(None)
        self.failures: list[Exception] = []
        self.sentences: list[str] = []

    def warn(self, sentence: str, details: str = "") -> None:
        self.sentences.append(sentence)

    def succeed(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def fail(self, error: Exception, what: str = "") -> None:
        self.failures.append(error)


class Docks:
    """A place for the dock, as QGIS's window is one."""

    def __init__(self) -> None:
        self.made: list[QWidget] = []

    def add(self, name: str, title: str, icon: str, make: object) -> object:
        assert (name, icon) == ("share", "share")
        widget = make()  # type: ignore[operator]
        self.made.append(widget)

        def remove() -> None:
            widget.let_go()
            widget.deleteLater()

        return remove


def test_ten_times_added_and_removed_nothing_is_left(
    account: str, plan_path: Path, canvas: QgsMapCanvas
) -> None:
    plan = CurrentPlan(QgsProject.instance(), "en")
    iface = MagicMock()
    iface.mapCanvas.return_value = canvas
    main_window = QMainWindow()
    iface.mainWindow.return_value = main_window
    messages = HeardMessages()
    window = Window(iface, plan, messages, Docks(), MagicMock(), MagicMock())  # type: ignore[arg-type]
    counts = []
    signals = (plan.opened, plan.closed, plan.edited, plan.changed, plan.checking)
    for _ in range(10):
        undo = add_share(window)
        plan.open(plan_path)
        plan.flush()
        wait_until(lambda: plan.is_checked)
        undo()
        plan.close(remove_layers=True)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        counts.append(
            (
                len(canvas.scene().items()),
                len(main_window.findChildren(QDialog)),
                *(plan.receivers(signal) for signal in signals),
            )
        )
    assert counts == [counts[0]] * 10
    assert messages.failures == []
    assert counts[0][2:] == (0,) * 5
    main_window.deleteLater()


@pytest.mark.parametrize("is_reached", [True, False])
def test_what_was_left_unfinished_is_told_though_nobody_looks_at_the_dock(
    is_reached: bool, account: str, plan_path: Path, running_server: RunningServer
) -> None:
    use_account(NOBODY_LISTENS, account, running_server.ca)
    desk = OpenDesk(plan_path)
    desk.desk.publish()
    wait_until(lambda: desk.desk.outcome is not None, 60)
    desk.close()
    ((key, _state),) = outbox_states(plan_path)
    use_account(running_server.url if is_reached else "", account, running_server.ca)
    plan, messages, docks = CurrentPlan(QgsProject.instance(), "en"), HeardMessages(), MagicMock()
    window = Window(MagicMock(), plan, messages, docks, MagicMock(), MagicMock())
    undo = add_share(window)
    plan.open(plan_path)
    plan.flush()
    if is_reached:
        wait_until(lambda: len(messages.sentences) == 2)
        told, finished = messages.sentences
        assert "was left unfinished in this plan; it is being finished now." in told
        assert finished == "What was on its way from last time is finished."
        assert outbox_states(plan_path) == [(key, "published")]
    else:
        wait_until(lambda: len(messages.sentences) == 1)
        assert "Open the panel “Share” and pull or publish" in messages.sentences[0]
        assert outbox_states(plan_path) == [(key, "waiting")]
    undo()
    plan.close(remove_layers=True)
    assert messages.failures == []
