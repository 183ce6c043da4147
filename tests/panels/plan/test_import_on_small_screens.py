# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog of an import fits a laptop of 1366 x 768 pixels, at 125 % and at 200 % too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawing import Picture, Translations, assert_drawn_as_before
from fed_views.plan import FED
from plan_desk import cut_off, settle
from qgis.PyQt.QtCore import QCoreApplication, QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QScrollArea

from village_internet_plugin.panels.plan.import_view import ImportView

pytestmark = pytest.mark.qgis

HALF = (614, 345)
"""Nine tenths of 683 x 384: the rest is for the frame and the bar of the desktop."""
PICTURES = (
    ("import-200-percent-id", "id", *HALF, "light", "2", "2"),
    ("import-125-percent-id", "id", 983, 552, "light", "2", "1.25"),
)


@pytest.fixture(params=["en", "id"])
def view(request: pytest.FixtureRequest, qgis_app: object) -> Iterator[ImportView]:
    translator = Translations(request.param)
    QCoreApplication.installTranslator(translator)
    made = FED["import_view"](request.param)
    assert isinstance(made, ImportView)
    made.show()
    made.resize(*HALF)
    yield made
    QCoreApplication.removeTranslator(translator)
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("tab", range(5))
def test_it_fits_and_scrolls_only_up_and_down(view: ImportView, tab: int) -> None:
    view.tabs.setCurrentIndex(tab)
    settle()
    assert (view.width(), view.height()) == HALF
    area = view.findChild(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert area.verticalScrollBar().maximum() > 0
    assert cut_off(view.source) == []
    for choice in (view.existing.add, view.existing.replace):
        assert choice.height() >= choice.heightForWidth(choice.width())
    for button in view.buttons.buttons():
        corner = button.mapTo(view, QPoint(button.width(), button.height()))
        assert view.rect().contains(corner)


def test_what_has_the_keyboard_is_brought_into_sight(view: ImportView) -> None:
    view.activateWindow()
    view.undo.setVisible(True)
    settle()
    view.source.role.setFocus()
    area = view.findChild(QScrollArea)
    for _ in range(60):
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        if view.focusWidget() in (view.existing.add, view.existing.replace):
            break
    radio = view.focusWidget()
    assert radio in (view.existing.add, view.existing.replace)
    top = radio.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= area.viewport().height() - radio.height()


@pytest.mark.parametrize("picture", PICTURES, ids=[picture[0] for picture in PICTURES])
def test_it_looks_as_it_did(picture: Picture, tmp_path: Path) -> None:
    assert_drawn_as_before("import", picture, tmp_path)
