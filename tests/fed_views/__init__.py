# SPDX-License-Identifier: GPL-2.0-or-later
"""Every view of the plugin, filled as a plan would fill it: for Qt 6, for accessibility, for looks.

A module per part of the panels. `FED` in it gives, for each module `<name>_view.py`, a function
that takes a language ("en" or "id") and returns the view, filled; the texts in it are long and
contain markup, as those of files and servers may.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Callable

from qgis.PyQt.QtWidgets import QWidget

PANELS = Path(__file__).resolve().parents[2] / "village_internet_plugin" / "panels"
MakeView = Callable[[str], QWidget]


def view_modules() -> list[str]:
    """Return every view there is, as "<part>.<module>"."""
    return sorted(f"{path.parent.name}.{path.stem}" for path in PANELS.glob("*/*_view.py"))


def fed_views() -> Iterator[tuple[str, MakeView]]:
    """Go through the views that can be filled, with what fills them."""
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        fed: dict[str, MakeView] = importlib.import_module(f"fed_views.{path.stem}").FED
        for name, make in fed.items():
            yield f"{path.stem}.{name}", make
