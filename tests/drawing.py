# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a view as a picture in a program of its own; what the scripts `drawing_*.py` share.

`python drawing_PART.py LANGUAGE WIDTH HEIGHT light|dark WHAT PNG`, with QT_SCALE_FACTOR for other
screens.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from pictures import assert_looks_like
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTranslator
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication, QWidget

TESTS = Path(__file__).parent
Picture = tuple[str, str, int, int, str, str, str]
"""Name, language, width, height, theme, what is drawn, and the scale of the screen."""
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


def draw(make: Callable[[str, str], QWidget]) -> None:
    """Draw what `make` gives for what is asked and the language, as the command line says."""
    sys.path[:0] = [str(TESTS.parent), str(TESTS)]
    language, width, height, theme, what, png = sys.argv[1:]
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseHighDpiPixmaps)
    application = QApplication([])
    application.setStyle("Fusion")
    if theme == "dark":
        application.setPalette(_dark_palette())
    translator = Translations(language)
    application.installTranslator(translator)
    widget = make(what, language)
    widget.resize(int(width), int(height))
    widget.show()
    widget.setFocus()
    for _ in range(4):
        application.processEvents()
    widget.grab().save(png)
    # While the application is there: a widget freed after it may pull the program down.
    sip.delete(widget)


def _dark_palette() -> QPalette:
    palette = QPalette()
    for role, colour in DARK.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#808080"))
    return palette


def assert_drawn_as_before(part: str, picture: Picture, folder: Path, **environment: str) -> None:
    """Have `drawing_PART.py` draw a picture, and hold it against the stored one."""
    name, language, width, height, theme, what, scale = picture
    png = folder / f"{name}.png"
    arguments = [language, str(width), str(height), theme, what, str(png)]
    done = subprocess.run(
        [sys.executable, str(TESTS / f"drawing_{part}.py"), *arguments],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr}"
    assert_looks_like(png, name)
