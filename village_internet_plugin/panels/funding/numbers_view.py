# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of one funding source: points and rupiah exactly, and running costs year by year."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from village_internet_plugin.domain.languages import number_text, rupiah_text
from village_internet_plugin.panels.plan.labels import text_label
from village_internet_plugin.reports.funding_state import SourceState
from village_internet_plugin.reports.funding_words import signed_rupiah

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumbersView(QWidget):
    """Two small tables that are filled anew for each source."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._amounts, self._running = QGridLayout(), QGridLayout()
        self._running_title = text_label(bold=True)
        self._explained = text_label(
            QCoreApplication.translate(
                "VillageInternet",
                "Used is what is installed, operating or suspended; planned is every other hotspot "
                "of this source that was not replaced.",
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._amounts)
        layout.addWidget(self._explained)
        layout.addWidget(self._running_title)
        layout.addLayout(self._running)

    def show_state(self, state: SourceState) -> None:
        """Fill in the figures of a source."""
        source = state.source
        _fill(
            self._amounts,
            [
                (
                    "",
                    QCoreApplication.translate("VillageInternet", "Points"),
                    QCoreApplication.translate("VillageInternet", "Rupiah"),
                ),
                self._row(QCoreApplication.translate("VillageInternet", "Used"), *state.used),
                self._row(QCoreApplication.translate("VillageInternet", "Planned"), *state.planned),
                self._row(
                    QCoreApplication.translate("VillageInternet", "Left"),
                    state.points_left,
                    state.idr_left,
                ),
                self._row(
                    QCoreApplication.translate("VillageInternet", "Limit"),
                    source.point_quota,
                    source.budget_idr,
                ),
            ],
        )
        self._show_running(state)

    def _row(self, title: str, points: int | None, idr: int | None) -> tuple[str, str, str]:
        none = QCoreApplication.translate("VillageInternet", "not set")
        return (
            title,
            none if points is None else number_text(points, self._language).replace("-", "−"),
            none if idr is None else signed_rupiah(idr, self._language),
        )

    def _show_running(self, state: SourceState) -> None:
        costs = state.running_idr
        self._running_title.setVisible(bool(costs))
        rows = [(str(year), rupiah_text(idr, self._language)) for year, idr in costs.items()]
        if costs:
            title = QCoreApplication.translate(
                "VillageInternet", "Running costs to the end of the term ({year})"
            )
            self._running_title.setText(title.format(year=max(costs)))
            total = rupiah_text(sum(costs.values()), self._language)
            rows.append((QCoreApplication.translate("VillageInternet", "Total"), total))
        _fill(self._running, rows)


def _fill(grid: QGridLayout, rows: Sequence[tuple[str, ...]]) -> None:
    """Write rows into a grid; labels that are there already are used again."""
    wanted = {(y, x): text for y, row in enumerate(rows) for x, text in enumerate(row)}
    for y in range(max(grid.rowCount(), len(rows))):
        for x in range(max(grid.columnCount(), 1)):
            item = grid.itemAtPosition(y, x)
            if item is not None and (y, x) not in wanted:
                label = item.widget()
                grid.removeWidget(label)
                label.setParent(None)
                label.deleteLater()
    for (y, x), text in wanted.items():
        item = grid.itemAtPosition(y, x)
        if item is None:
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if x:
                label.setAlignment(_RIGHT)
            grid.addWidget(label, y, x)
        else:
            label = item.widget()
        label.setText(text)
    grid.setColumnStretch(0, 1)
