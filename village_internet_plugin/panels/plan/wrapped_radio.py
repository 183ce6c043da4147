# SPDX-License-Identifier: GPL-2.0-or-later
"""A choice whose words go on in a next line where there is no room; Qt's own would be cut off."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPoint, QSize, Qt
from qgis.PyQt.QtGui import QPaintEvent
from qgis.PyQt.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

_LEAST_LETTERS = 20


class WrappedRadio(QRadioButton):
    """A radio button that asks for the height its words need at a width."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the lines at `width`."""
        lines = self._wrapped(width).count("\n")
        return super().sizeHint().height() + lines * self.fontMetrics().lineSpacing()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with a few letters' width."""
        hint = super().sizeHint()
        least = self._beside() + _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(hint.width(), least), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it as the style does, with the words in lines."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._wrapped(self.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_RadioButton, option)
        painter.end()

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click on any of the lines."""
        return bool(self.rect().contains(place))

    def _beside(self) -> int:
        """Return the width that is not the words'."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return max(0, super().sizeHint().width() - words)

    def _wrapped(self, width: int) -> str:
        room, metrics, lines = width - self._beside(), self.fontMetrics(), [""]
        for word in self.text().split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)
