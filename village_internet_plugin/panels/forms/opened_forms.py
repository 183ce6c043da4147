# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks after the form of a hotspot as it opens: no alarm on the map, the village's whole name.

QGIS's field for a related row paints that row over the map for three seconds, a whole village in
red, where nobody asked for it; and it shows the end of the name, in the grey of no value. It takes
its map from QGIS itself, so no setting and no context of the form keeps it from that.
"""

from __future__ import annotations

from typing import Any, Callable

from qgis.gui import (
    QgsAttributeDialog,
    QgsFeatureListComboBox,
    QgsHighlight,
    QgsRelationReferenceWidget,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QTimer
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit

from village_internet_plugin.panels.window import Undo, Window

_PAINTING_SIGNALS = ("currentFeatureChanged", "currentFeatureFoundChanged")
"""Of the list of villages: on one of them, by its version, QGIS paints on the map."""
_Guard = Callable[[Callable[..., object]], Callable[..., None]]


def add_opened_forms(window: Window) -> Undo:
    """Look after each form that QGIS opens for the plan; undone, forms are QGIS's own again."""
    main = window.iface.mainWindow()
    opened = _OpenedForms(window, main)
    main.installEventFilter(opened)

    def undo() -> None:
        if not sip.isdeleted(opened):
            main.removeEventFilter(opened)
            opened.setParent(None)
            opened.deleteLater()

    return undo


class _OpenedForms(QObject):
    """Sees forms before they are shown: QGIS tells its window of each new dialog."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._look_after_safely = window.messages.guard(self._look_after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at new dialogs, and leave every event to QGIS."""
        if event.type() == QEvent.Type.ChildPolished:
            dialog = event.child()
            if isinstance(dialog, QgsAttributeDialog):
                self._look_after_safely(dialog)
        return False

    def _look_after(self, dialog: QgsAttributeDialog) -> None:
        # QGIS starts without what makes forms.
        from village_internet_plugin.layers.plan_forms import VILLAGE_RELATION

        canvas = self._window.iface.mapCanvas()
        for field in dialog.findChildren(QgsRelationReferenceWidget):
            if field.relation().id() == VILLAGE_RELATION:
                for combo in field.findChildren(QComboBox):
                    if combo.lineEdit() is not None:
                        _VillageLine(combo, field, canvas, self._window.messages.guard)


class _VillageLine(QObject):
    """The line that names a form's village; it lasts as long as the line."""

    def __init__(self, combo: QComboBox, field: Any, canvas: Any, guard: _Guard) -> None:
        self._line: QLineEdit = combo.lineEdit()
        super().__init__(self._line)
        self._combo, self._field, self._canvas = combo, field, canvas
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(guard(self._show_whole))
        self._feature_changed_safely = guard(self._feature_changed)
        self._line.textChanged.connect(lambda _text: self._turn.start())
        self._line.installEventFilter(self)
        self._hide_highlights()
        self._turn.start()
        QTimer.singleShot(0, guard(self._follow_feature))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice that QGIS gives the line another look, some time after it has filled it."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._turn.start()
        return False

    def _follow_feature(self) -> None:
        """Listen behind QGIS, which listens once it is shown and then paints on the map."""
        if not sip.isdeleted(self._combo):
            # PyQt takes it for an ordinary combo box.
            known = sip.cast(self._combo, QgsFeatureListComboBox)
            for name in _PAINTING_SIGNALS:
                if hasattr(known, name):
                    getattr(known, name).connect(self._feature_changed_safely)

    def _feature_changed(self, *_told: object) -> None:
        """Leave the map to a village that the user has chosen in the line."""
        if not self._line.hasFocus():
            self._hide_highlights()

    def _hide_highlights(self) -> None:
        """Hide what the form has painted on the map; QGIS deletes it by itself."""
        villages = self._field.relation().referencedLayer()
        for item in self._canvas.scene().items():
            if isinstance(item, QgsHighlight) and item.layer() == villages:
                item.hide()

    def _show_whole(self) -> None:
        """Show the beginning of the name, as text and not as QGIS shows that there is none."""
        line = self._line
        if line.hasFocus():
            return
        line.setCursorPosition(0)
        if any(str(key) not in ("", "NULL") for key in self._field.foreignKeys()):
            font = line.font()
            font.setItalic(False)
            line.setFont(font)
            line.setPalette(self._combo.palette())
