# SPDX-License-Identifier: GPL-2.0-or-later
"""A widget that takes files and QGIS's layers by drag and drop, and shows that it would."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QEvent, QMimeData, QObject, Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QWidget

LAYER_FORMAT = "application/x-vnd.qgis.qgis.uri"
"""What QGIS's layer tree and browser put into a drag."""

TakeDrop = Callable[[QMimeData], object]


class DropTarget(QObject):
    """Lets a widget accept drops; `taken` is called while the dropped data still lives."""

    def __init__(self, widget: QWidget, taken: TakeDrop) -> None:
        super().__init__(widget)
        self._widget, self._taken = widget, taken
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what can be imported; leave everything else to the widget."""
        handle = {
            QEvent.Type.DragEnter: self._enter,
            QEvent.Type.DragMove: self._enter,
            QEvent.Type.DragLeave: self._leave,
            QEvent.Type.Drop: self._drop,
        }.get(event.type())
        return handle(event) if handle is not None else super().eventFilter(watched, event)

    def _enter(self, event: Any) -> bool:
        if not can_take(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._mark(True)
        return True

    def _leave(self, event: Any) -> bool:
        self._mark(False)
        event.accept()
        return True

    def _drop(self, event: Any) -> bool:
        self._mark(False)
        if not can_take(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._taken(event.mimeData())
        return True

    def _mark(self, is_over: bool) -> None:
        """Show where the drop would go, in the colour the palette has for chosen things."""
        role = QPalette.ColorRole.AlternateBase if is_over else QPalette.ColorRole.NoRole
        self._widget.setBackgroundRole(role)
        self._widget.setAutoFillBackground(is_over)


def can_take(data: QMimeData) -> bool:
    """Tell whether a drag holds files or layers of QGIS."""
    return data.hasFormat(LAYER_FORMAT) or any(url.isLocalFile() for url in data.urls())


def dropped_files(data: QMimeData) -> list[str]:
    """Return the paths of the files in a drag."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
