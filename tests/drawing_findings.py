# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the dock of findings and the status line as pictures, in a program of its own.

WHAT is ``status`` or what the findings are grouped by.
"""

from __future__ import annotations

from drawing import draw
from qgis.PyQt.QtWidgets import QWidget

COUNTS = {"error": 3, "not_checked": 1, "warning": 5, "notice": 240, "waived": 1}


def _view(what: str, language: str) -> QWidget:
    return _status_line(language) if what == "status" else _dock(language, what)


def _status_line(language: str) -> QWidget:
    from qgis.PyQt.QtWidgets import QStatusBar

    from village_internet_plugin.panels.findings.status_line_view import StatusLineView

    bar, line = QStatusBar(), StatusLineView(language)
    line.show_counts(COUNTS)
    bar.addPermanentWidget(line)
    return bar


def _dock(language: str, what: str) -> QWidget:
    from sample_findings import sample_findings
    from showing_findings import Dock

    dock = Dock(sample_findings(language), language)
    for number, hotspot_id in enumerate(dock.source.of):
        dock.source.villages[hotspot_id] = ("64.01.06.2023", "64.01.09.2005")[number % 2]
    dock.view.grouping.setCurrentIndex(dock.view.grouping.findData(what))
    dock.gathering.finish()
    rows = [row for row in range(dock.model.rowCount()) if dock.model.finding(row)]
    dock.view.table.setCurrentIndex(dock.model.index(rows[1], 0))
    _kept.append(dock)
    return dock.view


_kept: list[object] = []


if __name__ == "__main__":
    draw(_view)
