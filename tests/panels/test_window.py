# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages, docks and commands: what they show, and that nothing of them stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAction,
    QDialog,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolBar,
    QWidget,
)

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.panels.commands import MENU, TOOLBAR, Commands
from village_internet_plugin.panels.docks import Docks
from village_internet_plugin.panels.messages import Messages

pytestmark = pytest.mark.qgis


class Interface:
    """As much of QGIS's window as docks and commands ask for, made of real widgets."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        self.menu = QMenu("Plugins", self.window)
        self.bar = QgsMessageBar(self.window)
        self.window.setCentralWidget(self.bar)

    def mainWindow(self) -> QMainWindow:  # noqa: N802 - as in QgisInterface
        return self.window

    def pluginMenu(self) -> QMenu:  # noqa: N802
        return self.menu

    def addToolBar(self, title: str) -> QToolBar:  # noqa: N802
        return self.window.addToolBar(title)

    def addTabifiedDockWidget(self, area: Any, dock: QDockWidget, beside: list[str]) -> None:  # noqa: N802
        self.window.addDockWidget(area, dock)
        for name in beside:
            other = self.window.findChild(QDockWidget, name)
            self.window.tabifyDockWidget(other, dock)

    def removeDockWidget(self, dock: QDockWidget) -> None:  # noqa: N802
        self.window.removeDockWidget(dock)


@pytest.fixture
def interface() -> Iterator[Interface]:
    interface = Interface()
    interface.window.show()
    yield interface
    interface.window.close()
    interface.window.deleteLater()
    settle()


def settle() -> None:
    QTest.qWait(20)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(interface: Interface) -> list[str]:
    return [item.text() for item in interface.bar.items()]


class TestMessages:
    def test_a_sentence_of_ours_is_shown_as_it_is(self, interface: Interface) -> None:
        Messages(interface.bar).fail(InputError("Row 3 of desa.csv has no name."))
        assert shown(interface) == ["Row 3 of desa.csv has no name."]

    def test_what_a_file_says_is_never_markup(self, interface: Interface) -> None:
        Messages(interface.bar).warn("Village <img src=x> & <b>co</b>")
        assert shown(interface) == ["Village &lt;img src=x&gt; &amp; &lt;b&gt;co&lt;/b&gt;"]

    def test_an_error_of_the_plugin_comes_with_its_traceback_on_demand(
        self, interface: Interface
    ) -> None:
        messages = Messages(interface.bar, interface.window)
        messages.guard(lambda: 1 / 0)()
        assert "ZeroDivisionError" in shown(interface)[0]
        (item,) = interface.bar.items()
        (button,) = [one for one in item.findChildren(QPushButton) if one.text() == "Details"]
        button.click()
        (dialog,) = [one for one in interface.window.findChildren(QDialog) if one.isVisible()]
        assert "Traceback" in dialog.findChild(QPlainTextEdit).toPlainText()
        messages.let_go()
        assert not dialog.isVisible()

    def test_what_fails_again_and_again_is_on_the_screen_once(self, interface: Interface) -> None:
        messages = Messages(interface.bar)
        for reason in ("No <b>disk</b>.", "No <b>disk</b>.", "No net.", "No <b>disk</b>."):
            messages.fail(InputError(reason))
        assert sorted(shown(interface)) == ["No &lt;b&gt;disk&lt;/b&gt;.", "No net."]
        interface.bar.clearWidgets()
        settle()
        messages.fail(InputError("No net."))
        assert shown(interface) == ["No net."]

    def test_everything_is_in_the_log(self, interface: Interface) -> None:
        logged: list[tuple[str, str]] = []

        def note(text: str, tag: str, _level: object) -> None:
            logged.append((text, tag))

        log = QgsApplication.messageLog()
        log.messageReceived.connect(note)
        messages = Messages(interface.bar)
        for tell in (messages.inform, messages.succeed, messages.warn):
            tell("Three hotspots.")
        messages.fail(InputError("No."), "While importing.")
        log.messageReceived.disconnect(note)
        told = [text for text, tag in logged if tag == "Village Internet"]
        assert told == ["Three hotspots."] * 3 + ["No.\nWhile importing."]

    def test_without_a_bar_it_only_logs(self) -> None:
        Messages(None).inform("Nobody sees this.")


class TestDocks:
    @pytest.fixture
    def commands(self, interface: Interface) -> Commands:
        return Commands(interface)

    @pytest.fixture
    def helped(self) -> list[str]:
        return []

    @pytest.fixture
    def docks(self, interface: Interface, commands: Commands, helped: list[str]) -> Docks:
        return Docks(interface, commands, Messages(interface.bar), helped.append)

    def test_a_dock_is_made_when_it_is_first_looked_at(self, docks: Docks) -> None:
        made: list[QWidget] = []

        def make() -> QWidget:
            made.append(QLabel("content"))
            return made[-1]

        undo = docks.add("plan", "Plan", "plan", make)
        settle()
        assert made == []
        docks.show("plan")
        docks.show("plan")
        settle()
        assert docks.widget("plan") is made[0]
        assert len(made) == 1
        undo()

    def test_f1_opens_its_page(self, docks: Docks, helped: list[str]) -> None:
        undo = docks.add("plan", "Plan", "plan", QLineEdit)
        docks.show("plan")
        settle()
        QTest.keyClick(docks.widget("plan"), Qt.Key.Key_F1)
        settle()
        assert helped == ["plan"]
        undo()

    def test_one_that_cannot_be_made_says_why_in_its_place(
        self, docks: Docks, interface: Interface
    ) -> None:
        def stumble() -> QWidget:
            raise InputError("The <plan> is gone.")

        undo = docks.add("plan", "Plan", "plan", stumble)
        docks.show("plan")
        settle()
        label = docks.widget("plan")
        assert isinstance(label, QLabel)
        assert label.text() == "The <plan> is gone."
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert len(shown(interface)) == 1
        undo()

    def test_one_stands_open_only_where_it_is_to(self, docks: Docks) -> None:
        undos = [
            docks.add("plan", "Plan", "plan", QLineEdit, is_open=True),
            docks.add("findings", "Findings", "findings", QLineEdit),
        ]
        settle()
        assert docks.widget("plan") is not None
        assert docks.widget("findings") is None
        for undo in reversed(undos):
            undo()

    def test_nothing_of_them_stays(
        self, docks: Docks, commands: Commands, interface: Interface
    ) -> None:
        released: list[str] = []

        class Content(QLineEdit):
            def let_go(self) -> None:
                released.append("content")

        undo = docks.add("plan", "Plan", "plan", Content)
        docks.show("plan")
        settle()
        assert interface.window.findChild(QToolBar, TOOLBAR).actions()
        undo()
        undo()
        docks.show("plan")
        commands.remove()
        settle()
        assert released == ["content"]
        assert interface.window.findChildren(QDockWidget) == []
        assert interface.window.findChild(QToolBar, TOOLBAR) is None
        assert interface.window.findChild(QMenu, MENU) is None
        assert interface.menu.actions() == []


def test_a_command_is_in_menu_and_toolbar_until_it_is_undone(interface: Interface) -> None:
    commands = Commands(interface)
    action = QAction("Place hotspot", interface.window)
    undo = commands.add(action)
    hidden = commands.add(QAction("Options", interface.window), toolbar=False)
    menu = interface.window.findChild(QMenu, MENU)
    bar = interface.window.findChild(QToolBar, TOOLBAR)
    assert [each.text() for each in menu.actions()] == ["Place hotspot", "Options"]
    assert [each.text() for each in bar.actions()] == ["Place hotspot"]
    hidden()
    undo()
    assert menu.actions() == bar.actions() == []
    commands.remove()
