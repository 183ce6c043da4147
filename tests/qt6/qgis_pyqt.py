# SPDX-License-Identifier: GPL-2.0-or-later
"""Stands in for `qgis.PyQt` where there is Qt 6 and no QGIS: the same names, from PyQt6.

Only that: `qgis.core` and `qgis.gui` are not there, so a view that needs them fails to be imported.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtSvg", "QtTest", "QtPrintSupport", "sip")


def install() -> None:
    """Let `from qgis.PyQt.QtWidgets import …` find PyQt6, as QGIS 4's own package does."""
    qgis, pyqt = ModuleType("qgis"), ModuleType("qgis.PyQt")
    qgis.__path__, pyqt.__path__ = [], []
    sys.modules["qgis"], sys.modules["qgis.PyQt"] = qgis, pyqt
    for name in _MODULES:
        real = importlib.import_module(f"PyQt6.{name}")
        ours = ModuleType(f"qgis.PyQt.{name}")
        ours.__dict__.update(
            {key: value for key, value in vars(real).items() if not key.startswith("__")}
        )
        sys.modules[ours.__name__] = ours
        setattr(pyqt, name, ours)
    widgets, gui = sys.modules["qgis.PyQt.QtWidgets"], sys.modules["qgis.PyQt.QtGui"]
    # QGIS keeps them where Qt 5 had them.
    for moved in ("QAction", "QActionGroup", "QShortcut", "QUndoStack", "QUndoCommand"):
        setattr(widgets, moved, getattr(gui, moved))
