# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs every view of the plugin under Qt 6: made, filled, drawn, and played on by keyboard.

`python -m qt6.run_views FOLDER`, in a Python that has PyQt6 and no QGIS; what came of each view is
written to FOLDER/outcomes.json, its picture beside it.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any

from qt6 import qgis_pyqt

qgis_pyqt.install()

from fed_views import MakeView, fed_views, view_modules  # noqa: E402
from qgis.PyQt.QtCore import QT_VERSION_STR, QEvent, Qt, QTimer  # noqa: E402 - after it can be imported
from qgis.PyQt.QtGui import QImage  # noqa: E402
from qgis.PyQt.QtTest import QTest  # noqa: E402
from qgis.PyQt.QtWidgets import QApplication, QWidget  # noqa: E402

_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_F2) * 8,
    Qt.Key.Key_A,
    Qt.Key.Key_Return,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Escape,
)
_errors: list[str] = []


def main(folder: Path) -> None:
    """Run all views and write down what came of them."""
    application = QApplication([])
    sys.excepthook = _note
    closing = QTimer()
    closing.timeout.connect(_close_what_waits)
    closing.start(50)
    outcomes: dict[str, Any] = {"qt": QT_VERSION_STR, "views": {}, "modules": view_modules()}
    for name, make in fed_views():
        for language in ("en", "id"):
            outcomes["views"][f"{name}-{language}"] = _outcome(name, make, language, folder)
    (folder / "outcomes.json").write_text(json.dumps(outcomes, indent=1), encoding="utf-8")
    application.processEvents()


def _note(*error: Any) -> None:
    told = "".join(traceback.format_exception(*error))
    _errors.append(told)
    sys.stderr.write(told)


def _outcome(name: str, make: MakeView, language: str, folder: Path) -> dict[str, Any]:
    _errors.clear()
    try:
        view = make(language)
        view.resize(340, max(view.sizeHint().height(), 120))
        view.show()
        QApplication.processEvents()
        image = view.grab().toImage()
        image.save(str(folder / f"{name}-{language}.png"))
        _play_on(view)
        view.close()
        # Whole, as a dock goes: half of it would be left to Python, with its timers running.
        view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    except Exception:  # noqa: BLE001 - told as the outcome
        _errors.append(traceback.format_exc())
        return {"colours": 0, "errors": list(_errors)}
    return {"colours": _colours(image), "errors": list(_errors)}


def _play_on(view: QWidget) -> None:
    view.activateWindow()
    view.setFocus()
    for key in _KEYS:
        QTest.keyClick(view.focusWidget() or view, key)
        QApplication.processEvents()


def _close_what_waits() -> None:
    """Close menus and dialogs that wait for an answer: keys opened them."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    modal = QApplication.activeModalWidget()
    if modal is not None:
        modal.close()


def _colours(image: QImage) -> int:
    rows, columns = range(0, image.height(), 2), range(image.width())
    return len({image.pixel(x, y) for y in rows for x in columns})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
