# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks why findings are waived and who signs for it; nothing is waived without both."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

_LONGEST = 2_000
"""Characters of a reason that a published plan may carry."""


class WaiveDialog(QDialog):
    """The dialog; after it was accepted, `reason` and `author` are what the user gave."""

    def __init__(
        self, about: str, left_out: str, author: str, parent: QWidget | None = None
    ) -> None:
        """Ask about `about` (a sentence); `left_out` says what cannot be waived of the choice."""
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("VillageInternet", "Waive findings"))
        self._about, self._left_out = _wrapped(about), _wrapped(left_out)
        self._left_out.setVisible(bool(left_out))
        self._reason, self._author = QPlainTextEdit(), QLineEdit(author)
        self._missing = _wrapped("")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(QCoreApplication.translate("VillageInternet", "Waive"))
        # Qt itself speaks no Indonesian.
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(QCoreApplication.translate("VillageInternet", "Cancel"))
        self.setObjectName("findings.waiveDialog")
        self._reason.setObjectName("findings.reason")
        self._author.setObjectName("findings.author")
        self._ok.setObjectName("findings.waiveNow")
        self._lay_out()
        self._reason.textChanged.connect(self._look)
        self._author.textChanged.connect(self._look)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._look()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.toPlainText().strip()

    @property
    def author(self) -> str:
        """Who signs."""
        return self._author.text().strip()

    def accept(self) -> None:
        """Close when both are given; Enter in the line of the name must not do it before."""
        if self._look():
            super().accept()

    def _lay_out(self) -> None:
        reason_label = QLabel(QCoreApplication.translate("VillageInternet", "Reason"))
        reason_label.setBuddy(self._reason)
        author_label = QLabel(QCoreApplication.translate("VillageInternet", "Accepted by"))
        author_label.setBuddy(self._author)
        self._reason.setAccessibleName(reason_label.text())
        self._author.setAccessibleName(author_label.text())
        self._reason.setTabChangesFocus(True)
        self._reason.setPlaceholderText(
            QCoreApplication.translate(
                "VillageInternet", "Why this is right all the same; it is published with the plan"
            )
        )
        line, letter = self.fontMetrics().lineSpacing(), self.fontMetrics().averageCharWidth()
        self._reason.setMinimumHeight(4 * line)
        self.setMinimumWidth(44 * letter)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(reason_label, self._reason)
        form.addRow(author_label, self._author)
        layout = QVBoxLayout(self)
        layout.addWidget(self._about)
        layout.addWidget(self._left_out)
        layout.addLayout(form)
        layout.addWidget(self._missing)
        layout.addWidget(self._buttons)

    def _look(self) -> bool:
        """Say what is missing; tell whether nothing is."""
        missing = ""
        if not self.reason:
            missing = QCoreApplication.translate("VillageInternet", "Give the reason.")
        elif len(self.reason) > _LONGEST:
            missing = QCoreApplication.translate(
                "VillageInternet", "The reason is too long; {count} characters are the most."
            ).format(count=_LONGEST)
        elif not self.author:
            missing = QCoreApplication.translate(
                "VillageInternet", "Give the name of who accepts this."
            )
        # Kept as a line even when empty, so that the dialog does not jump while one types.
        self._missing.setText(missing or " ")
        self._ok.setEnabled(not missing)
        return not missing


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
