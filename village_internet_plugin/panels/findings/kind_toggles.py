# SPDX-License-Identifier: GPL-2.0-or-later
"""The switches of the findings dock: which severities are listed, with how many there are."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QToolButton, QWidget

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, WARNING
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.findings.finding_groups import KINDS, WAIVED
from village_internet_plugin.panels.findings.finding_text import kind_word
from village_internet_plugin.panels.flow_layout import FlowBox
from village_internet_plugin.panels.sign_drawing import sign_icon


class KindToggles(FlowBox):
    """One switch for each severity, and one for what is waived (off at first)."""

    changed = pyqtSignal(object)
    """The kinds switched on, from the gravest."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(4, parent)
        self._language = language
        self._buttons: dict[str, QToolButton] = {}
        for kind in _ORDER:
            button = QToolButton()
            button.setObjectName(f"findings.toggle.{kind}")
            button.setCheckable(True)
            button.setChecked(kind != WAIVED)
            button.setAutoRaise(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.toggled.connect(self._tell)
            self._buttons[kind] = button
            self.add(button)
        self.show_counts({})
        self._draw_signs()

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds switched on, from the gravest."""
        return tuple(kind for kind in KINDS if self._buttons[kind].isChecked())

    def switch_on(self, *kinds: str) -> None:
        """Switch kinds on that are off."""
        for kind in kinds:
            self._buttons[kind].setChecked(True)

    def button(self, kind: str) -> QToolButton:
        """Return the switch of a kind."""
        return self._buttons[kind]

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many findings of each kind there are."""
        for kind, button in self._buttons.items():
            count = counts.get(kind, 0)
            word = kind_word(kind, self._language, many=count != 1)
            button.setText(f"{word} {number_text(count, self._language)}")
            sentence = QCoreApplication.translate("VillageInternet", "List these findings: {kind}")
            button.setToolTip(sentence.format(kind=word))
            button.setAccessibleName(f"{word}: {count}")
            # What is rare is shown only where it is.
            button.setVisible(bool(count) or kind in _ALWAYS)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the signs anew on another background."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_signs()

    def _draw_signs(self) -> None:
        side = int(self.fontMetrics().height() * 0.9)
        for kind, button in self._buttons.items():
            button.setIcon(sign_icon(kind, side, self.palette(), self.devicePixelRatioF()))
            button.setIconSize(QSize(side, side))

    def _tell(self) -> None:
        self.changed.emit(self.kinds())


_ALWAYS = (ERROR, WARNING, NOTICE)
_ORDER = (*_ALWAYS, NOT_CHECKED, WAIVED)
"""The ever present ones keep their places when the others come and go."""
