# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel of the plan shows while no plan is open: three ways in, and the recent plans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from village_internet_plugin.panels.kept_keyboard import KeptKeyboard
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.plan.labels import text_label

_RECENT_SHOWN = 5


class WelcomeView(QWidget):
    """Buttons to make, open and try."""

    new_asked = pyqtSignal()
    open_asked = pyqtSignal()
    recent_asked = pyqtSignal(str)
    sample_asked = pyqtSignal()
    cancel_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        title = QCoreApplication.translate("VillageInternet", "Village Internet Planner")
        self._layout.addWidget(text_label(title, bold=True))
        explained = QCoreApplication.translate(
            "VillageInternet",
            "A plan is one file with your villages, their offices, the money there is, and the "
            "hotspots you place. Every hotspot is checked while you place it.",
        )
        self._layout.addWidget(text_label(explained))
        new = QCoreApplication.translate("VillageInternet", "New plan…")
        open_one = QCoreApplication.translate("VillageInternet", "Open plan…")
        sample = QCoreApplication.translate("VillageInternet", "Try with the sample…")
        self._buttons = [
            self._add_button("new", new, self.new_asked),
            self._add_button("open", open_one, self.open_asked),
            self._add_button("sample", sample, self.sample_asked),
        ]
        self._buttons[0].setDefault(True)
        hint = QCoreApplication.translate(
            "VillageInternet",
            "The sample is Kabupaten Paser with 144 villages and 26 hotspots; it takes a few "
            "seconds and needs no network.",
        )
        self._layout.addWidget(text_label(hint))
        self._add_progress()
        self._recent_heading = text_label(
            QCoreApplication.translate("VillageInternet", "Recent plans"), bold=True
        )
        self._layout.addWidget(self._recent_heading)
        self._recent = QVBoxLayout()
        self._layout.addLayout(self._recent)
        self._layout.addStretch(1)
        self.show_recent(())
        self.setFocusProxy(self._buttons[0])

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer the plans opened of late, the latest first."""
        while self._recent.count():
            widget = self._recent.takeAt(0).widget()
            widget.setParent(None)
            widget.deleteLater()
        for path in paths[:_RECENT_SHOWN]:
            named = f"{Path(path).stem} – {Path(path).parent.name}"
            button = QPushButton(named.replace("&", "&&"))
            button.setObjectName(f"plan.recent.{Path(path).stem}")
            button.setToolTip(plain_tip(path))
            open_it = QCoreApplication.translate("VillageInternet", "Open {path}")
            button.setAccessibleName(open_it.format(path=path))
            button.clicked.connect(lambda _checked=False, path=path: self.recent_asked.emit(path))
            button.setFlat(True)
            button.setStyleSheet("text-align: left")
            self._recent.addWidget(button)
        self._recent_heading.setVisible(bool(paths))

    def show_work(self, share: float | None, words: str = "") -> None:
        """Show work under way, which can be cancelled; None when there is none."""
        is_under_way = share is not None
        if is_under_way:
            self._work.setVisible(True)
            self._keyboard.begin()
        else:
            self._keyboard.end()
            self._work.setVisible(False)
        for button in self._buttons:
            button.setEnabled(not is_under_way)
        self._keyboard.come_back()
        if share is not None:
            self._words.setText(words)
            self._progress.setValue(round(100 * share))

    def _add_button(self, name: str, words: str, signal: object) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"plan.welcome.{name}")
        button.clicked.connect(signal)
        self._layout.addWidget(button)
        return button

    def _add_progress(self) -> None:
        self._work, self._words, self._progress = QWidget(), text_label(), QProgressBar()
        stop = QPushButton(QCoreApplication.translate("VillageInternet", "Cancel"))
        stop.setObjectName("plan.welcome.cancel")
        stop.clicked.connect(self.cancel_asked)
        layout = QVBoxLayout(self._work)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._progress, stop):
            layout.addWidget(widget)
        self._work.setVisible(False)
        self._layout.addWidget(self._work)
        self._keyboard = KeptKeyboard(stop, self._buttons, ())
