# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels and pictures that keep to the width of a narrow dock and show text as it is written."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.panels.plain_tips import plain_tip


def text_label(text: str = "", bold: bool = False) -> QLabel:
    """Return a label that wraps and shows `text` letter by letter, never as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label


class ElidedLabel(QWidget):
    """One line of text, cut in its middle where there is no room; the whole is its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str, tooltip: str = "") -> None:
        """Show `text`; `tooltip` says more than it where there is more to say."""
        self._text = text
        self.setToolTip(plain_tip(tooltip or text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for room for all of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text), metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with a few letters."""
        metrics = self.fontMetrics()
        return QSize(8 * metrics.averageCharWidth(), metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw as much as there is room for, both ends first: a path's ends say most."""
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Sign(QLabel):
    """A small picture beside a word; what it means is said by that word."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if name:
            self.show_sign(name)

    def show_sign(self, name: str) -> None:
        """Show the icon of this name."""
        icon = QIcon(str(resource_path("icons", f"{name}.svg")))
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self.setPixmap(icon.pixmap(QSize(size, size)))
