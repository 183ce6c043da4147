# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the help at a page, in the one window it has, and closes it."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from village_internet_plugin.panels.help.reader_view import ReaderView


def show_page(page: str, language: str, parent: QWidget) -> None:
    """Show a help page ("plan", "findings" …) in a window that belongs to `parent`.

    A window that is open already is used; one that was closed is gone, and made anew.
    """
    reader = open_reader(parent)
    if reader is not None and reader.language != language:
        close_reader(parent)
        reader = None
    if reader is None:
        reader = ReaderView(language, parent)
        reader.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # Shown first: pictures are fitted to the width the page really has.
    reader.show()
    reader.show_page(page)
    reader.raise_()
    reader.activateWindow()


def open_reader(parent: QWidget) -> ReaderView | None:
    """Return the help's window; None while it is closed."""
    found = parent.findChildren(ReaderView, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found[0] if found else None


def close_reader(parent: QWidget) -> None:
    """Close the help's window, if it is open, and leave nothing of it."""
    reader = open_reader(parent)
    if reader is not None:
        reader.close()
        reader.setParent(None)
        reader.deleteLater()
