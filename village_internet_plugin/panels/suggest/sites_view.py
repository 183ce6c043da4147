# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggested sites, each with its tick, and below them why the chosen one was suggested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QListView, QPushButton, QVBoxLayout, QWidget

from village_internet_plugin.panels.share.flow import FlowLayout
from village_internet_plugin.panels.share.pieces import SignedText, WrappedText
from village_internet_plugin.panels.suggest.site_lines import SiteLine, SiteLines
from village_internet_plugin.panels.suggest.tick_delegate import TickDelegate

_LINES_SHOWN = 4


class SitesView(QWidget):
    """A list of sites; accepting takes those that are ticked."""

    accept_asked = pyqtSignal()
    keep_asked = pyqtSignal()
    discard_asked = pyqtSignal()
    undo_asked = pyqtSignal()
    ticks_changed = pyqtSignal()
    site_chosen = pyqtSignal(object)
    """The `SiteLine` to look at on the map."""
    pin_asked = pyqtSignal(object)
    """The `SiteLine` that is wanted in any case from now on."""
    ban_asked = pyqtSignal(object)
    """The `SiteLine` that is ruled out from now on."""
    current_changed = pyqtSignal(object)
    """The `SiteLine` whose reasons are read now; None for none."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.model = SiteLines(self)
        self.list = QListView()
        self.why = WrappedText()
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.accept = QPushButton()
        self.all = QPushButton(QCoreApplication.translate("VillageInternet", "Tick all"))
        self.none = QPushButton(QCoreApplication.translate("VillageInternet", "Tick none"))
        self.show_site = QPushButton(
            QCoreApplication.translate("VillageInternet", "Show on the map")
        )
        self.pin = QPushButton(QCoreApplication.translate("VillageInternet", "Always"))
        self.ban = QPushButton(QCoreApplication.translate("VillageInternet", "Never"))
        self.keep = QPushButton(QCoreApplication.translate("VillageInternet", "Keep as scenario"))
        self.undo = QPushButton(QCoreApplication.translate("VillageInternet", "Undo"))
        self.state = SignedText(language)
        self.discard = QPushButton(QCoreApplication.translate("VillageInternet", "Discard"))
        self._prepare()
        self._lay_out()
        self._connect()
        self._ticks_changed()

    def show_lines(self, lines: Sequence[SiteLine]) -> None:
        """Show the sites; the first of them is the current one."""
        self.model.show(lines)
        if lines:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_why()
        self._ticks_changed()

    def show_state(self, sign: str, sentence: str, can_undo: bool, can_accept: bool) -> None:
        """Say what of it is in the plan, or that it is out of date; nothing for an empty text."""
        self.accept.setEnabled(can_accept)
        self.state.show_line(sign, sentence)
        self.undo.setVisible(can_undo)

    def current(self) -> SiteLine | None:
        """Return the site whose reasons are shown."""
        return self.model.line_at(self.list.currentIndex())

    def _prepare(self) -> None:
        self.accept.setObjectName("suggest.accept")
        self.undo.setObjectName("suggest.undo")
        self.list.setModel(self.model)
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Suggested sites")
        )
        self.list.setAlternatingRowColors(True)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = self.list.fontMetrics().lineSpacing()
        self.list.setMinimumHeight(2 * _LINES_SHOWN * line + _LINES_SHOWN * line // 2)
        self.accept.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Brings the ticked lines into the plan as one step that can be undone; nothing is "
                "saved yet.",
            )
        )
        self.pin.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "The next suggestion has this site in any case."
            )
        )
        self.ban.setToolTip(
            QCoreApplication.translate("VillageInternet", "The next suggestion goes without it.")
        )
        self.keep.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Keeps the whole suggestion in the plan's file, beside the plan, to compare it "
                "with others.",
            )
        )
        self.discard.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "Takes the suggestion away; the plan stays as it is."
            )
        )

    def _lay_out(self) -> None:
        ticks, about, actions = QWidget(), QWidget(), QWidget()
        for box, buttons in (
            (ticks, (self.all, self.none)),
            (about, (self.show_site, self.pin, self.ban)),
            (actions, (self.accept, self.keep, self.discard)),
        ):
            flow = FlowLayout(box)
            for button in buttons:
                flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # What most people do comes first; below the list it would be out of sight.
        for part in (actions, self.state):
            layout.addWidget(part)
        layout.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (ticks, self.list, self.why, about):
            layout.addWidget(part)
        self.undo.hide()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_why())
        self.list.activated.connect(self._activated)
        self.model.dataChanged.connect(lambda *_: self._ticks_changed())
        self.all.clicked.connect(lambda _=False: self.model.tick_all(True))
        self.none.clicked.connect(lambda _=False: self.model.tick_all(False))
        self.show_site.clicked.connect(lambda _=False: self._activated(self.list.currentIndex()))
        for button, about in ((self.pin, self.pin_asked), (self.ban, self.ban_asked)):
            button.clicked.connect(lambda _=False, about=about: self._tell_current(about))
        for button, asked in (
            (self.accept, self.accept_asked),
            (self.keep, self.keep_asked),
            (self.discard, self.discard_asked),
            (self.undo, self.undo_asked),
        ):
            button.clicked.connect(lambda _=False, asked=asked: asked.emit())

    def _tell_current(self, asked: Any) -> None:
        line = self.current()
        if line is not None:
            asked.emit(line)

    def _activated(self, index: QModelIndex) -> None:
        line = self.model.line_at(index)
        if line is not None:
            self.site_chosen.emit(line)

    def _show_why(self) -> None:
        line = self.current()
        self.why.setText(line.why if line is not None else "")
        self.why.setVisible(line is not None and bool(line.why))
        for button in (self.show_site, self.pin, self.ban):
            button.setEnabled(line is not None)
        self.current_changed.emit(line)

    def _ticks_changed(self) -> None:
        count = len(self.model.ticked())
        text = QCoreApplication.translate("VillageInternet", "Accept {count} ticked")
        self.accept.setText(text.format(count=count))
        self.accept.setEnabled(bool(count))
        self.ticks_changed.emit()
