# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's docks: tabs of one place at the right, each made when it is first looked at."""

from __future__ import annotations

from typing import Any, Callable

from qgis.gui import QgsDockWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QAction, QLabel, QMainWindow, QWidget

from village_internet_plugin.panels.commands import Commands, icon
from village_internet_plugin.panels.help.help_key import HelpKey
from village_internet_plugin.panels.messages import Messages, sentence_of

PREFIX = "VillageInternet."
"""Begins the object name of each dock; by it QGIS remembers where the user put it."""


class Docks:
    """The docks by their names, with the actions that show and hide them."""

    def __init__(
        self,
        iface: Any,
        commands: Commands,
        messages: Messages,
        show_help: Callable[[str], object],
    ) -> None:
        """Prepare for docks; F1 in one calls `show_help` with its name."""
        self._iface, self._commands, self._messages = iface, commands, messages
        self._show_help = show_help
        self._docks: dict[str, LazyDock] = {}

    def add(
        self,
        name: str,
        title: str,
        icon_name: str,
        make: Callable[[], QWidget],
        *,
        is_open: bool = False,
    ) -> Callable[[], object]:
        """Add a dock whose widget `make` makes on first show; return its undo.

        It is open as `is_open` says, until QGIS has brought back what it remembers. Where the
        widget has a method `let_go`, that is called before the dock goes.
        """
        dock = LazyDock(title, make, self._messages)
        dock.setObjectName(PREFIX + name)
        self._iface.addTabifiedDockWidget(
            Qt.DockWidgetArea.RightDockWidgetArea, dock, [d.objectName() for d in self._present()]
        )
        # While QGIS starts, its window is not shown and setUserVisible would do nothing; QGIS
        # brings back what it remembers once all plugins have started.
        dock.setVisible(is_open)
        HelpKey(dock, lambda: self._show_help(name))
        action = _showing(dock, icon_name)
        take_away = self._commands.add(action)
        self._docks[name] = dock

        def remove() -> None:
            if self._docks.pop(name, None) is not dock:
                return
            take_away()
            if sip.isdeleted(dock):
                return
            dock.let_go()
            self._iface.removeDockWidget(dock)
            dock.setParent(None)
            dock.deleteLater()

        return remove

    def show(self, name: str) -> None:
        """Bring a dock to the front and give it the keyboard."""
        dock = self._docks.get(name)
        if dock is not None and not sip.isdeleted(dock):
            dock.setUserVisible(True)
            dock.setFocus(Qt.FocusReason.OtherFocusReason)

    def widget(self, name: str) -> QWidget | None:
        """Return what stands in a dock; None until it was looked at."""
        dock = self._docks.get(name)
        return dock.content if dock is not None else None

    def _present(self) -> list[QgsDockWidget]:
        return [dock for dock in self._docks.values() if not sip.isdeleted(dock)]


class LazyDock(QgsDockWidget):
    """A dock whose content is made when the user first sees it, so that QGIS starts at once."""

    def __init__(self, title: str, make: Callable[[], QWidget], messages: Messages) -> None:
        super().__init__(title)
        self.content: QWidget | None = None
        self._make, self._messages = make, messages
        self._was_joined = False

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Fill it, and make it a tab of the others, if it is still seen in the next turn.

        While a dock is put into an open window it flickers, and loading should not wait for it.
        """
        super().showEvent(event)
        come_up = self._messages.guard(self._come_up)
        QTimer.singleShot(0, lambda: None if sip.isdeleted(self) else come_up(self.isVisible()))

    def let_go(self) -> None:
        """Have the content let go of what it listens to."""
        release = getattr(self.content, "let_go", None)
        if release is not None:
            release()

    def _come_up(self, visible: bool) -> None:
        if visible:
            self._join_the_others()
            self._fill()

    def _join_the_others(self) -> None:
        """Become a tab beside another of the plugin's docks, unless the user put it elsewhere.

        QGIS lays its window out anew after it has loaded the plugins, and where it remembers
        nothing of a dock, that one ends up below the others, where a laptop has no room.
        """
        main = self.parentWidget()
        if not isinstance(main, QMainWindow) or self.isFloating() or main.tabifiedDockWidgets(self):
            return
        area = main.dockWidgetArea(self)
        for other in main.findChildren(LazyDock):
            is_beside = other is not self and other.isVisible() and not other.isFloating()
            if is_beside and main.dockWidgetArea(other) == area and not self._was_joined:
                self._was_joined = True
                main.tabifyDockWidget(other, self)
                self.raise_()
                return

    def _fill(self) -> None:
        if self.content is not None:
            return
        try:
            self.content = self._make()
        except Exception as error:
            # Not tried again at each look: the sentence stays where the panel would be.
            self.content = QLabel(sentence_of(error))
            self.content.setTextFormat(Qt.TextFormat.PlainText)
            self.content.setWordWrap(True)
            raise
        finally:
            self.setWidget(self.content)
            self.setFocusProxy(self.content)


def _showing(dock: QgsDockWidget, icon_name: str) -> QAction:
    action = QAction(icon(icon_name), dock.windowTitle(), dock)
    action.setObjectName(f"{dock.objectName()}.show")
    dock.setToggleVisibilityAction(action)

    def give_keyboard(on: bool) -> None:
        """Let who opened the dock by keyboard go on in it: Tab alone never comes there."""
        if on:
            dock.setFocus(Qt.FocusReason.OtherFocusReason)

    action.triggered.connect(give_keyboard)
    return action
