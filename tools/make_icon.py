# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws `icon.png` from `icon.svg` with Qt, for the places that take no SVG."""

from __future__ import annotations

import os
from pathlib import Path

from tools.stage import REPOSITORY

ICONS = REPOSITORY / "resources" / "icons"
SIZE_PX = 128


def draw_icon(destination: Path = ICONS / "icon.png") -> Path:
    """Draw the icon into the PNG `destination`, SIZE_PX wide and high, and return its path."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.PyQt.QtGui import QGuiApplication, QImage, QPainter
    from qgis.PyQt.QtSvg import QSvgRenderer

    # Qt paints only while an application lives; the name keeps it alive.
    _application = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(SIZE_PX, SIZE_PX, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "icon.svg")).render(painter)
    painter.end()
    if not image.save(str(destination)):
        raise OSError(f"{destination} could not be written.")
    return destination


if __name__ == "__main__":
    print(draw_icon().relative_to(REPOSITORY))
