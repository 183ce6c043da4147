# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the funding dock, its details, or the options page as a picture, in a program of its own.

`python drawing_funding.py LANGUAGE WIDTH HEIGHT light|dark WHAT PNG`, with QT_SCALE_FACTOR for
other screens.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

from drawing_findings import DARK
from qgis.PyQt.QtCore import Qt, QTranslator
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication, QWidget

TEXTS = Path(__file__).parents[1] / "resources" / "i18n" / "village_internet_id.ts"


class FromSource(QTranslator):
    """Translates by the file of translations itself, which is compiled only when it is shipped."""

    def __init__(self) -> None:
        super().__init__()
        messages = ElementTree.parse(TEXTS).iter("message")  # noqa: S314 - our own file
        self._texts = {one.findtext("source"): one.findtext("translation") for one in messages}

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return self._texts.get(source) or None


def main(language: str, width: int, height: int, theme: str, what: str, png: Path) -> None:
    """Draw what is asked for into a file."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseHighDpiPixmaps)
    application = QApplication([])
    application.setStyle("Fusion")
    if theme == "dark":
        palette = QPalette()
        for role, colour in DARK.items():
            palette.setColor(role, QColor(colour))
        application.setPalette(palette)
    translator = FromSource()
    if language == "id":
        application.installTranslator(translator)
    widget = _widget(what, language)
    widget.resize(width, height)
    widget.show()
    for _ in range(3):
        application.processEvents()
    widget.grab().save(str(png))


def _widget(what: str, language: str) -> QWidget:
    from fed_views.funding import FED, rows
    from fed_views.options import FED as OPTIONS

    if what == "options":
        return OPTIONS["options_view"](language)
    view = FED[f"{what}_view"](language)
    if what == "funding":
        view.show_sources(rows(language))
        view.choose(1)
    return view


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
    _language, _width, _height, _theme, _what, _png = sys.argv[1:]
    main(_language, int(_width), int(_height), _theme, _what, Path(_png))
