# SPDX-License-Identifier: GPL-2.0-or-later
"""Gives the keyboard back to the button that began an action, once the action has ended."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton, QWidget


class KeptKeyboard:
    """A button that is disabled loses the keyboard to whatever Qt finds next, outside the dock too.

    While an action is under way `stand_in` has it, unless the user takes it elsewhere.
    """

    def __init__(
        self, stand_in: QWidget, buttons: Sequence[QPushButton], others: Sequence[QWidget]
    ) -> None:
        """Look after `buttons` and whatever may have the keyboard inside `others`."""
        self._stand_in, self._buttons, self._others = stand_in, buttons, others
        self._left: QWidget | None = None
        self._is_ended = False

    def begin(self) -> None:
        """An action begins, or goes on; to be told while `stand_in` is seen, before disabling."""
        self._is_ended = False
        holder = self._holder()
        if holder in self._buttons or any(other.isAncestorOf(holder) for other in self._others):
            self._left = holder
            self._stand_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """The action has ended; to be told while `stand_in` is still seen."""
        if self._holder() is not self._stand_in:
            self._left = None
        self._is_ended = True

    def come_back(self) -> None:
        """Give the keyboard back, if the action has ended; to be told after enabling."""
        left = self._left
        if not self._is_ended or left is None:
            return
        self._left = None
        candidates = (*(() if sip.isdeleted(left) else (left,)), *self._buttons)
        for widget in candidates:
            if widget.isEnabled() and widget.isVisible():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _holder(self) -> QWidget:
        """Return what has the keyboard in this window, or will have it when it comes back to it."""
        window = self._stand_in.window()
        return window.focusWidget() or window
