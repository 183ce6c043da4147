# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be clicked on the screen now: its name, what it says, and where its middle is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QRect, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)

_ROWS_TOLD = 40
"""Of each list, table and tree, from its first visible row on."""


def things() -> list[dict[str, Any]]:
    """Return everything with a name or a text of which at least a part is visible."""
    told: list[dict[str, Any]] = []
    modal = QApplication.activeModalWidget()
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        blocked = modal is not None and window not in (modal, QApplication.activePopupWidget())
        for widget in (window, *window.findChildren(QWidget)):
            if widget.isVisible():
                told += [{**thing, "blocked": blocked} for thing in _told(widget)]
    return told


def focus() -> dict[str, str] | None:
    """Return the name, words and value of what has the keyboard."""
    widget = QApplication.focusWidget()
    if widget is None:
        return None
    # A spin box or an editable list hands the keyboard to a part of itself without a name.
    owner = widget
    while not (_name(owner) or _says(owner)) and owner.parentWidget() is not None:
        owner = owner.parentWidget()
    place = _middle(widget, widget.rect())
    window = widget.window()
    return {
        "name": _name(owner),
        "says": _says(owner),
        "kind": type(widget).__name__,
        "value": _value(owner),
        "window": window.objectName() or window.windowTitle(),
        "at": place,
    }


def current_in_menu() -> str:
    """Return what is current in the menu that is open; empty where none is."""
    menu = QApplication.activePopupWidget()
    action = menu.activeAction() if isinstance(menu, QMenu) else None
    return str(action.text()).replace("&", "") if action is not None else ""


def _told(widget: QWidget) -> Iterator[dict[str, Any]]:
    region = widget.visibleRegion()
    if _is_list(widget):
        # What fills a list wholly hides it, as Qt sees it.
        region = region.united(widget.viewport().visibleRegion())
    if region.isEmpty():
        return
    name, says = _name(widget), _says(widget)
    if name or says:
        thing = _thing(widget, name, says, region.boundingRect(), widget.isEnabled())
        yield {**thing, "value": _value(widget), "whole": _whole(widget)}
    if isinstance(widget, QTabBar):
        for index in range(widget.count()):
            text = widget.tabText(index).replace("&", "")
            yield _thing(widget, "tab", text, widget.tabRect(index), widget.isTabEnabled(index))
    elif isinstance(widget, (QMenu, QMenuBar)):
        for action in widget.actions():
            if action.isVisible() and not action.isSeparator():
                area = widget.actionGeometry(action)
                text = action.text().replace("&", "")
                yield _thing(widget, action.objectName(), text, area, action.isEnabled())
    elif _is_list(widget) and widget.model() is not None:
        yield from _items(widget)


def _is_list(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView)


def _items(view: QAbstractItemView) -> Iterator[dict[str, Any]]:
    index = view.indexAt(QPoint(2, 2))
    shown = view.viewport().rect()
    for _ in range(_ROWS_TOLD):
        if not index.isValid() or view.visualRect(index).top() > shown.bottom():
            return
        for column in range(_columns(view.model(), index.parent())):
            cell = index.sibling(index.row(), column)
            area = view.visualRect(cell).intersected(shown)
            text = cell.data(Qt.ItemDataRole.DisplayRole)
            if not area.isEmpty() and text is not None:
                yield _thing(view.viewport(), f"{_name(view)}/row", str(text), area, True)
        index = _below(view, index)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    # A list has no columns to count; PyQt says so by an error.
    return 1 if isinstance(model, QAbstractListModel) else int(model.columnCount(parent))


def _below(view: QAbstractItemView, index: QModelIndex) -> QModelIndex:
    if isinstance(view, QTreeView):
        return view.indexBelow(index)
    return index.sibling(index.row() + 1, index.column())


def _thing(widget: QWidget, name: str, says: str, area: QRect, enabled: bool) -> dict[str, Any]:
    return {
        "name": name,
        "says": says,
        "kind": "QLabel" if isinstance(widget, QLabel) else type(widget).__name__,
        "at": _middle(widget, area),
        "size": [area.width(), area.height()],
        "enabled": bool(enabled),
    }


def _middle(widget: QWidget, area: QRect) -> list[int]:
    """Return where the middle of an area of the widget is, in pixels of the screen."""
    place, ratio = widget.mapToGlobal(area.center()), widget.devicePixelRatioF()
    return [round(place.x() * ratio), round(place.y() * ratio)]


def _whole(widget: QWidget) -> list[int]:
    """Return the pixels of the screen a widget takes, also where its own parts cover it."""
    corner, ratio = widget.mapToGlobal(widget.rect().topLeft()), widget.devicePixelRatioF()
    area = (corner.x(), corner.y(), widget.width(), widget.height())
    return [round(number * ratio) for number in area]


def _name(widget: QWidget) -> str:
    if not widget.objectName() and isinstance(widget, QToolButton) and widget.defaultAction():
        return str(widget.defaultAction().objectName())
    return str(widget.objectName())


def _says(widget: QWidget) -> str:
    if widget.accessibleName():
        return str(widget.accessibleName())
    if isinstance(widget, (QAbstractButton, QLabel)):
        return str(widget.text()).replace("&", "")
    if isinstance(widget, QGroupBox):
        return str(widget.title())
    return str(widget.windowTitle())


def _value(widget: QWidget) -> str:
    if isinstance(widget, (QLineEdit, QAbstractSpinBox, QLabel, QProgressBar)):
        return str(widget.text())
    if isinstance(widget, QComboBox):
        return str(widget.currentText())
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return str(widget.toPlainText())[:2000]
    if isinstance(widget, QAbstractButton):
        return "on" if widget.isChecked() else "off"
    if isinstance(widget, QAbstractItemView):
        return str(widget.currentIndex().data())
    return ""
