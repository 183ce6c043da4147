# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps pictures of the real window and holds it to those of before."""

from __future__ import annotations

import os
import subprocess

from pictures import BUILT, RENEW, STORED, assert_looks_like

from window.qgis_window import QgisWindow

_COLOURS = "64"
"""Of a stored picture; a window needs no more, and the repository stays small."""
_SHARE = 0.03
"""Text cursors blink, bars move, names of places give way to each other: so much may differ."""


def keep(window: QgisWindow, name: str) -> None:
    """Hold the screen to the stored picture `window-<name>`; its copy is left in build/pictures."""
    name = f"window-{name}"
    path = window.picture(BUILT / f"{name}.png")
    assert_looks_like(path, name, share=_SHARE)
    if os.environ.get(RENEW):
        stored = str(STORED / f"{name}.png")
        command = ["mogrify", "-strip", "+dither", "-colors", _COLOURS, stored]
        subprocess.run(command, check=True, timeout=60)
