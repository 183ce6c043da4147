# SPDX-License-Identifier: GPL-2.0-or-later
"""Every control of the plugin is named, reached by keyboard, and fits fonts, themes and screens."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fed_views import PANELS, MakeView, fed_views
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

pytestmark = pytest.mark.qgis

DOCK_WIDTH = 340
"""What a dock may take of a screen of 1366 pixels, at the usual size of the font."""
_CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox),
    *(QLineEdit, QPlainTextEdit, QTextEdit, QTabBar),
)
_FIXED = {
    *("setFixedSize", "setFixedWidth", "setFixedHeight", "setGeometry"),
    *("setMinimumSize", "setMaximumSize"),
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|:\s*(white|black|red|green|blue|gr[ae]y|yellow)")
_MNEMONIC = re.compile(r"&\w")
VIEWS = list(fed_views())


@pytest.fixture(params=VIEWS, ids=[name for name, _ in VIEWS])
def view(request: pytest.FixtureRequest, qgis_app: object) -> Iterator[QWidget]:
    make: MakeView = request.param[1]
    shown = make("id")
    shown.show()
    QCoreApplication.processEvents()
    yield shown
    shown.close()
    shown.deleteLater()


def controls(view: QWidget) -> list[QWidget]:
    """Return what can be used in a view and is seen, without the inner parts of Qt's widgets."""
    found = [
        widget
        for widget in (view, *view.findChildren(QWidget))
        if isinstance(widget, _CONTROLS) and widget.isVisible() and widget.isEnabled()
    ]
    return [widget for widget in found if not _is_inner_part(widget)]


def _is_inner_part(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar):
        return True
    owner = widget.parentWidget()
    is_inside = isinstance(owner, (QAbstractSpinBox, QComboBox, QAbstractItemView, QLineEdit))
    # A list in a list, or the button that Qt itself puts into a field.
    is_cell = isinstance(owner, QWidget) and isinstance(owner.parentWidget(), QAbstractItemView)
    return is_inside and not is_cell and widget.objectName().startswith(("qt_", ""))


def _told_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.objectName()}” “{_name(widget)}”"


def _name(widget: QWidget) -> str:
    """Return what a screen reader says: the accessible name, its own words, or its label's."""
    if widget.accessibleName():
        return str(widget.accessibleName())
    if isinstance(widget, QAbstractButton) and widget.text():
        return str(widget.text())
    if isinstance(widget, QTabBar):
        return str(widget.tabText(0))
    for label in widget.window().findChildren(QLabel):
        if label.buddy() is widget:
            return str(label.text())
    return ""


def test_every_control_has_a_name(view: QWidget) -> None:
    assert [_told_of(widget) for widget in controls(view) if not _name(widget).strip()] == []


def test_every_control_is_reached_by_the_tab_key(view: QWidget) -> None:
    chain: set[QWidget] = set()
    widget = view.window().nextInFocusChain()
    while widget is not None and widget not in chain:
        chain.add(widget)
        widget = widget.nextInFocusChain()
    unreached = [
        _told_of(widget)
        for widget in controls(view)
        if not _takes_tab(widget) or widget not in chain
    ]
    assert unreached == []


def _takes_tab(widget: QWidget) -> bool:
    if isinstance(widget, QRadioButton):
        return True  # the chosen one of a group takes it, arrow keys reach the others
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    proxy = widget.focusProxy()
    return takes or (proxy is not None and _takes_tab(proxy))


def test_no_word_asks_for_the_alt_key(view: QWidget) -> None:
    words = [
        str(widget.text())
        for widget in (view, *view.findChildren(QWidget))
        if isinstance(widget, (QAbstractButton, QLabel)) and _asks_for_alt(widget)
    ]
    assert [text for text in words if _MNEMONIC.search(text.replace("&&", ""))] == []


def _asks_for_alt(widget: QWidget) -> bool:
    """Whether Qt makes a shortcut of an ampersand in the widget's words."""
    return isinstance(widget, QAbstractButton) or widget.buddy() is not None


def test_texts_that_may_be_anybodys_are_never_markup(view: QWidget) -> None:
    rich = [
        label.text()
        for label in view.findChildren(QLabel)
        if "<b>" in label.text() and label.textFormat() != Qt.TextFormat.PlainText
    ]
    assert rich == []


@pytest.mark.parametrize("name", ["findings_view", "plan_view", "share_view", "funding_view"])
def test_a_dock_fits_beside_the_map_of_a_small_laptop(name: str, qgis_app: object) -> None:
    makes = [make for full_name, make in VIEWS if full_name.endswith(f".{name}")]
    for make in makes:
        dock = make("id")
        dock.show()
        QCoreApplication.processEvents()
        assert not isinstance(dock, QDialog)
        assert dock.minimumSizeHint().width() <= DOCK_WIDTH
        dock.close()


SOURCES = sorted(PANELS.rglob("*.py"))


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PANELS)))
def test_nothing_has_a_size_in_pixels(path: Path) -> None:
    # Sizes computed from the font are in variables; a number in the call is pixels.
    fixed = [
        f"line {call.lineno}: {name}"
        for name, call in _calls(path)
        if name in _FIXED
        and any(isinstance(given, ast.Constant) and given.value for given in call.args)
    ]
    assert fixed == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PANELS)))
def test_no_style_sheet_has_a_colour_of_its_own(path: Path) -> None:
    sheets = [ast.unparse(call) for name, call in _calls(path) if name == "setStyleSheet"]
    assert [sheet for sheet in sheets if _COLOUR.search(sheet)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PANELS)))
def test_no_text_of_the_panels_asks_for_the_alt_key(path: Path) -> None:
    # QGIS's menu bar has taken nearly every letter.
    asking = [
        given.value
        for name, call in _calls(path)
        if name == "translate"
        for given in call.args
        if isinstance(given, ast.Constant) and _MNEMONIC.search(given.value.replace("&&", ""))
    ]
    assert asking == []
