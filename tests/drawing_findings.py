# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the dock of findings and the status line as pictures, in a program of its own.

`python drawing_findings.py LANGUAGE WIDTH HEIGHT light|dark WHAT PNG`, with QT_SCALE_FACTOR for
other screens.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

from qgis.PyQt.QtCore import Qt, QTranslator
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication, QWidget

DARK = {
    QPalette.ColorRole.Window: "#2d2d2d",
    QPalette.ColorRole.WindowText: "#e6e6e6",
    QPalette.ColorRole.Base: "#232323",
    QPalette.ColorRole.AlternateBase: "#2d2d2d",
    QPalette.ColorRole.Text: "#e6e6e6",
    QPalette.ColorRole.Button: "#3a3a3a",
    QPalette.ColorRole.ButtonText: "#e6e6e6",
    QPalette.ColorRole.Highlight: "#2a6db0",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.PlaceholderText: "#9a9a9a",
}
COUNTS = {"error": 3, "not_checked": 1, "warning": 5, "notice": 240, "waived": 1}


class Translations(QTranslator):
    """The plugin's texts as its source of translations has them, without compiling it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._texts: dict[str, str] = {}
        if language == "en":
            return
        texts = Path(__file__).parents[1] / "resources" / "i18n"
        tree = ElementTree.parse(texts / f"village_internet_{language}.ts")  # noqa: S314 - ours
        for message in tree.iter("message"):
            self._texts[message.findtext("source", "")] = message.findtext("translation", "")

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return self._texts.get(source)


def main(language: str, width: int, height: int, theme: str, what: str, png: Path) -> None:
    """Draw what is asked for into a file."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseHighDpiPixmaps)
    application = QApplication([])
    application.setStyle("Fusion")
    if theme == "dark":
        palette = QPalette()
        for role, colour in DARK.items():
            palette.setColor(role, QColor(colour))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#808080"))
        application.setPalette(palette)
    translator = Translations(language)
    application.installTranslator(translator)
    widget = _status_line(language) if what == "status" else _dock(language, what)
    widget.resize(width, height)
    widget.show()
    widget.setFocus()
    for _ in range(3):
        application.processEvents()
    widget.grab().save(str(png))


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
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
    _language, _width, _height, _theme, _what, _png = sys.argv[1:]
    main(_language, int(_width), int(_height), _theme, _what, Path(_png))
