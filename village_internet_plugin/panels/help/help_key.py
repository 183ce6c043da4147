# SPDX-License-Identifier: GPL-2.0-or-later
"""F1 in one part of QGIS's window: there it opens our help, everywhere else QGIS's own."""

from __future__ import annotations

from typing import Callable

from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QWidget


class HelpKey(QObject):
    """Takes F1 where the keyboard is in `place` or in anything inside of it.

    QGIS's menu has F1 too. A shortcut beside that would be ambiguous, and Qt would run neither; so
    the key is claimed before shortcuts are looked at.
    """

    def __init__(self, place: QWidget, show_help: Callable[[], object]) -> None:
        """Call `show_help` for each F1 in `place`; ends with `place`, or with `let_go`."""
        super().__init__(place)
        self._place, self._show_help = place, show_help
        place.installEventFilter(self)

    def let_go(self) -> None:
        """Leave F1 to QGIS again."""
        self._place.removeEventFilter(self)
        self.setParent(None)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take F1 alone; everything else goes its way."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_F1 or event.modifiers():
            return False
        event.accept()
        if kind == QEvent.Type.ShortcutOverride and not event.isAutoRepeat():
            # Once the key is done with: the widget that has the keyboard may keep it to itself.
            QTimer.singleShot(0, self._show_help)
        return True
