# SPDX-License-Identifier: GPL-2.0-or-later
"""The two curves, people against points and against money, one at a time."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QComboBox, QVBoxLayout, QWidget

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.share.pieces import WrappedText
from village_internet_plugin.panels.suggest.curve_view import Chart, CurveView


class CurvesView(QWidget):
    """A choice of what to see, the chart, and what it means in a sentence."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.choice = QComboBox()
        self.chart = CurveView(partial(_people, language))
        self.told = WrappedText()
        self._charts: tuple[Chart, ...] = ()
        name = QCoreApplication.translate("VillageInternet", "What to see of the curve")
        self.choice.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.choice, self.chart, self.told):
            layout.addWidget(part)
        self.choice.currentIndexChanged.connect(lambda _place: self._show())
        self.show_charts((), ())

    def show_charts(self, titles: tuple[str, ...], charts: tuple[Chart, ...]) -> None:
        """Offer charts by their titles; nothing is shown for none."""
        place = self.choice.currentIndex()
        self._charts = charts
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(list(titles))
        self.choice.setCurrentIndex(max(0, min(place, len(titles) - 1)))
        self.choice.blockSignals(False)
        self.choice.setVisible(len(titles) > 1)
        self._show()

    def _show(self) -> None:
        place = self.choice.currentIndex()
        chart = self._charts[place] if 0 <= place < len(self._charts) else None
        self.chart.show_chart(chart)
        self.told.setText(chart.told if chart is not None else "")
        self.told.setVisible(chart is not None and bool(chart.told))


def _people(language: str, people: float) -> str:
    return number_text(people, language)
