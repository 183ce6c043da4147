# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps pictures of the real window: as the help's illustrations, and to compare with later."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from pictures import BUILT, RENEW, REPOSITORY, assert_looks_like
from qgis.PyQt.QtCore import QRect
from qgis.PyQt.QtGui import QImage

from window.qgis_window import QgisWindow

HELP_IMAGES = REPOSITORY / "resources" / "help" / "images"
_COLOURS = "96"
"""Of a kept picture; a window needs no more, and the plugin's zip stays small."""
_SHARE = 0.02
"""Text cursors blink and bars move: so much of a window may look different."""


def keep(window: QgisWindow, language: str, name: str, part: str = "theMapCanvas") -> None:
    """Hold a part of the window, by its name, to the help's illustration of this name.

    The whole window is left in build/pictures in any case.
    """
    whole = window.picture(BUILT / "window" / f"{name}-{language}.png")
    thing = window.wait_for(lambda seen: seen.thing(part), f"“{part}”, for a picture")
    width, height = thing.size
    area = QRect(thing.at[0] - width // 2, thing.at[1] - height // 2, width, height)
    folder = HELP_IMAGES / language
    image = QImage(str(whole)).copy(area)
    assert_looks_like(image, name, share=_SHARE, folder=folder)
    if os.environ.get(RENEW):
        _make_small(folder / f"{name}.png")


def _make_small(path: Path) -> None:
    command = ["mogrify", "-strip", "+dither", "-colors", _COLOURS, str(path)]
    subprocess.run(command, check=True, timeout=60)
