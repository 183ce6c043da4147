# SPDX-License-Identifier: GPL-2.0-or-later
"""The window of the help: contents at the left, the page at the right, a way back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QKeySequence
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.panels.help.page_browser import PageBrowser
from village_internet_plugin.panels.help.pages import contents, help_folder, read_page

_LETTERS_WIDE, _LINES_HIGH = 110, 42
_LETTERS_OF_LIST = 26
_SHARE_OF_SCREEN = 0.85


class _Place(NamedTuple):
    """Where the reader is: on which page of which language, and how far down (pixels)."""

    page: str
    language: str
    scrolled: int = 0


class ReaderView(QDialog):
    """Not modal: one reads and works at the same time. Esc closes it."""

    def __init__(
        self, language: str, parent: QWidget | None = None, folder: Path | None = None
    ) -> None:
        """Read the pages of `language` in `folder` (without one, the plugin's own)."""
        super().__init__(parent)
        self.language = language
        self._folder = folder if folder is not None else help_folder()
        self._place: _Place | None = None
        self._history: list[_Place] = []
        self.setWindowTitle(
            QCoreApplication.translate("VillageInternet", "Help for the Village Internet Planner")
        )
        self.list, self.browser = QListWidget(), PageBrowser(self._folder)
        self.back = QPushButton(QCoreApplication.translate("VillageInternet", "Back"))
        self.buttons = QDialogButtonBox()
        self._fill()
        self._lay_out()
        self._connect()

    @property
    def page(self) -> str:
        """The name of the page that is shown; empty before the first."""
        return self._place.page if self._place is not None else ""

    def show_page(self, name: str, anchor: str = "") -> None:
        """Show a page of the user's language; the one before can be gone back to."""
        self._go_to(name, self.language, anchor)

    def go_back(self) -> None:
        """Show the page of before, where one was in it."""
        if self._history:
            place = self._history.pop()
            self._show(place)
            self.browser.verticalScrollBar().setValue(place.scrolled)

    def follow(self, link: QUrl) -> None:
        """Go where a link leads: to a page here, or with a web address to the user's browser."""
        if link.scheme() == "https":
            QDesktopServices.openUrl(link)
        elif link.isRelative() and self._place is not None:
            path = Path(link.path())
            folder = path.parent.name
            language = folder if folder in LANGUAGES else self._place.language
            self._go_to(path.stem or self._place.page, language, link.fragment())

    def _go_to(self, name: str, language: str, anchor: str) -> None:
        before = self._place
        page = read_page(name, language, self._folder).name
        if before is not None and (page, language) != (before.page, before.language):
            self._history.append(before._replace(scrolled=self.browser.verticalScrollBar().value()))
        self._show(_Place(page, language), anchor)

    def _show(self, place: _Place, anchor: str = "") -> None:
        if self._place is None or place[:2] != self._place[:2] or not self.browser.go_to(anchor):
            self.browser.show_page(read_page(place.page, place.language, self._folder), anchor)
        self._place = place
        self.back.setEnabled(bool(self._history))
        names = [self.list.item(row).data(_NAME) for row in range(self.list.count())]
        self.list.blockSignals(True)
        self.list.setCurrentRow(names.index(place.page) if place.page in names else -1)
        self.list.blockSignals(False)

    def _fill(self) -> None:
        for name, title in contents(self.language, self._folder):
            item = QListWidgetItem(title)
            item.setToolTip(title)
            item.setData(_NAME, name)
            self.list.addItem(item)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(QCoreApplication.translate("VillageInternet", "Pages"))
        self.browser.setAccessibleName(QCoreApplication.translate("VillageInternet", "Page"))
        for widget, name in (
            *((self, "VillageInternet.help"), (self.list, "help.pages")),
            *((self.browser, "help.page"), (self.back, "help.back")),
        ):
            widget.setObjectName(name)

    def _lay_out(self) -> None:
        keys = QKeySequence(QKeySequence.StandardKey.Back)
        self.back.setShortcut(keys)
        told = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.back.setToolTip(
            QCoreApplication.translate("VillageInternet", "To the page before ({shortcut})").format(
                shortcut=told
            )
        )
        close = self.buttons.addButton(
            QCoreApplication.translate("VillageInternet", "Close"),
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        for button in (self.back, close):
            # Enter belongs to the links of the page.
            button.setAutoDefault(False)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.browser)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LETTERS_OF_LIST * letter, (_LETTERS_WIDE - _LETTERS_OF_LIST) * letter])
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addWidget(self.buttons, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(splitter, 1)
        layout.addLayout(below)
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(
            min(_LETTERS_WIDE * letter, room.width()), min(_LINES_HIGH * line, room.height())
        )

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._row_chosen)
        self.browser.link_followed.connect(self.follow)
        self.back.clicked.connect(lambda: self.go_back())
        self.buttons.rejected.connect(self.reject)
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_chosen(self, row: int) -> None:
        if row >= 0:
            self.show_page(self.list.item(row).data(_NAME))


_NAME = Qt.ItemDataRole.UserRole
