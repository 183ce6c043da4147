# SPDX-License-Identifier: GPL-2.0-or-later
"""Says what the patterns of the bars mean."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRectF, QSize
from qgis.PyQt.QtGui import QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from village_internet_plugin.panels.flow_layout import FlowLayout
from village_internet_plugin.panels.funding.bar_drawing import Inks, draw_bar
from village_internet_plugin.reports.funding_words import LEFT, OVER, PLANNED, USED, Measure


class BarLegend(QWidget):
    """A swatch and a word for each pattern; what does not fit goes on below."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self)
        for words, measure in (
            (USED, Measure(1, 0, 1, "", "", "")),
            (PLANNED, Measure(0, 1, 1, "", "", "")),
            (LEFT, Measure(0, 0, 1, "", "", "")),
            (OVER, Measure(0, 1, 0, "", "", "")),
        ):
            layout.addWidget(_entry(measure, words.say(language)))


def _entry(measure: Measure, word: str) -> QWidget:
    entry = QWidget()
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, entry.fontMetrics().averageCharWidth(), 0)
    row.addWidget(_Swatch(measure))
    row.addWidget(QLabel(word))
    return entry


class _Swatch(QWidget):
    """A little bar of one pattern."""

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self._measure = measure
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be as high as the bars and twice as wide."""
        line = self.fontMetrics().lineSpacing()
        return QSize(int(line * 1.5), max(9, int(line * 0.7)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pattern."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(1, 1, -2, -2)
        draw_bar(painter, box, self._measure, Inks.of(self.palette(), selected=False))
        painter.end()
