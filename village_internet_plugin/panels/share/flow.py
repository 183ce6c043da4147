# SPDX-License-Identifier: GPL-2.0-or-later
"""A layout that puts widgets side by side and goes on below where the width ends."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """As text flows; for buttons, whose words are longer in some languages than in others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return an item; None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give an item away; None where there is none."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Return that it takes no more room than it needs."""
        # Under Qt 5 a set of flags is a type of its own.
        directions: Qt.Orientation = getattr(Qt, "Orientations", Qt.Orientation)(0)
        return directions

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Return that a narrower place has to be a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height that `width` asks for."""
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, place: QRect) -> None:  # noqa: N802 - Qt's name
        """Put the items into `place`."""
        super().setGeometry(place)
        self._place(place, is_trial=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with the width of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _gap(self) -> int:
        return max(self.spacing(), 0)

    def _place(self, place: QRect, is_trial: bool) -> int:
        """Put the items line by line, unless it is a trial; return the height they take."""
        x, y, line_height = place.x(), place.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), place.width())
            if x > place.x() and x + width > place.right() + 1:
                x, y, line_height = place.x(), y + line_height + self._gap(), 0
            if not is_trial:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + self._gap()
            line_height = max(line_height, hint.height())
        return y + line_height - place.y()
