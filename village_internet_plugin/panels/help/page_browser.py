# SPDX-License-Identifier: GPL-2.0-or-later
"""Shows one help page; nothing is loaded from anywhere but the folder of the help."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QImage, QResizeEvent, QTextBlock, QTextCursor, QTextDocument, QTextTable
from qgis.PyQt.QtWidgets import QTextBrowser, QWidget

from village_internet_plugin.panels.help.pages import Page

_PAUSE_MS = 100
"""How long a change of width must be over before pictures are fitted to it."""


class PageBrowser(QTextBrowser):
    """Draws Markdown with Qt's own reader; says which link was followed and follows none."""

    link_followed = pyqtSignal(QUrl)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """Show pages and pictures of `folder` alone."""
        super().__init__(parent)
        self._folder = folder.resolve()
        self._page: Page | None = None
        self._drawn_width = 0
        self.setOpenLinks(False)
        # Always there, so that the room for pictures is the same before and after they are drawn.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(self.link_followed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._draw_anew)

    def show_page(self, page: Page, anchor: str = "") -> None:
        """Show a page from its beginning, or from the heading that `anchor` stands before."""
        self._page = page
        self._draw()
        if not self.go_to(anchor):
            self.verticalScrollBar().setValue(0)

    def go_to(self, anchor: str) -> bool:
        """Scroll to the heading of an anchor; tell whether the page has one."""
        heading = self._page.headings.get(anchor) if self._page is not None else None
        block = self.document().begin()
        while heading is not None and block.isValid():
            if block.blockFormat().headingLevel() > 0 and block.text().strip() == heading:
                self._scroll_to(block)
                return True
            block = block.next()
        return False

    def loadResource(self, kind: int, name: QUrl) -> object:  # noqa: N802 - Qt's name
        """Return a picture of the help, no wider than the page; nothing for all else."""
        if kind != _kind_of_pictures() or self._page is None:
            return None
        path = (self._page.folder / name.path()).resolve()
        if not name.isRelative() or self._folder not in path.parents:
            return None
        picture = QImage(str(path))
        room = self._room()
        if 0 < room < picture.width():
            return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the pictures to another width, once it is known."""
        super().resizeEvent(event)
        if self._page is not None and self._room() != self._drawn_width:
            self._pause.start()

    def _draw(self) -> None:
        self._drawn_width = self._room()
        # What an earlier page had of the same name may be another picture, or another size.
        self.document().clear()
        self.document().setDocumentMargin(2.0 * self.fontMetrics().averageCharWidth())
        if self._page is not None:
            self.setMarkdown(self._page.text)
            self._give_tables_room()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _give_tables_room(self) -> None:
        padding = self.fontMetrics().averageCharWidth() * 0.7
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = frame.format()
                look.setCellPadding(padding)
                look.setCellSpacing(0.0)
                look.setBorderCollapse(True)
                frame.setFormat(look)

    def _draw_anew(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._draw()
        bar.setValue(round(share * bar.maximum()))

    def _room(self) -> int:
        return int(self.viewport().width() - 2 * self.document().documentMargin())

    def _scroll_to(self, block: QTextBlock) -> None:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top))


def _kind_of_pictures() -> int:
    kind = QTextDocument.ResourceType.ImageResource
    # Qt 6 has an enumeration that is no number, and still hands over the number.
    return int(getattr(kind, "value", kind))
