# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the share panel in which server and account are entered and tried."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.finding import WARNING
from village_internet_plugin.panels.share.outcome_view import OutcomeView
from village_internet_plugin.panels.share.outcomes import Outcome
from village_internet_plugin.panels.share.pieces import SignedText, WrappedText


class AccountView(QWidget):
    """Address, account and certificate; the account's own widget is handed in."""

    address_typed = pyqtSignal(str)
    certificate_chosen = pyqtSignal(str)
    test_asked = pyqtSignal()

    def __init__(self, account_widget: QWidget, language: str) -> None:
        super().__init__()
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://")
        self.address.editingFinished.connect(self._typed)
        self.problem = SignedText(language)
        self.certificate = QLineEdit()
        self.certificate.editingFinished.connect(self._certificate_typed)
        self.browse = QPushButton(QCoreApplication.translate("VillageInternet", "Choose…"))
        self.browse.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Choose certificate file")
        )
        self.browse.clicked.connect(self._browse)
        self.test = QPushButton(QCoreApplication.translate("VillageInternet", "Test connection"))
        self.test.clicked.connect(self.test_asked)
        self.result = OutcomeView(language, has_offers=False)
        self._lay_out(account_widget)
        self.setTabOrder(self.address, account_widget)

    def show_choice(self, address: str, certificate: str, problem: str) -> None:
        """Show what is chosen; what is being typed is left alone."""
        if not self.address.hasFocus():
            self.address.setText(address)
            self.address.setCursorPosition(0)
        if not self.certificate.hasFocus():
            self.certificate.setText(certificate)
        self.problem.show_line(WARNING, problem)

    def show_result(self, outcome: Outcome | None) -> None:
        """Show what came of testing the connection."""
        self.result.show_outcome(outcome)

    def _lay_out(self, account_widget: QWidget) -> None:
        layout = QVBoxLayout(self)
        # Below the heading's arrow, so that it is seen what belongs to it.
        layout.setContentsMargins(self.fontMetrics().height(), 0, 0, 0)
        _add_labelled(layout, QCoreApplication.translate("VillageInternet", "Server"), self.address)
        layout.addWidget(self.problem)
        _add_labelled(
            layout, QCoreApplication.translate("VillageInternet", "Account"), account_widget
        )
        row = QHBoxLayout()
        row.addWidget(self.certificate, 1)
        row.addWidget(self.browse)
        label = _add_labelled(
            layout,
            QCoreApplication.translate(
                "VillageInternet", "Certificate file, if you were given one"
            ),
            None,
        )
        label.setBuddy(self.certificate)
        self.certificate.setAccessibleName(label.text())
        layout.addLayout(row)
        test_row = QHBoxLayout()
        test_row.addWidget(self.test)
        test_row.addStretch(1)
        layout.addLayout(test_row)
        layout.addWidget(self.result)

    def _typed(self) -> None:
        self.address_typed.emit(self.address.text())

    def _certificate_typed(self) -> None:
        self.certificate_chosen.emit(self.certificate.text())

    def _browse(self) -> None:
        title = QCoreApplication.translate("VillageInternet", "Certificate file")
        path, _ = QFileDialog.getOpenFileName(
            self, title, self.certificate.text(), "PEM (*.pem *.crt)"
        )
        if path:
            self.certificate.setText(path)
            self.certificate_chosen.emit(path)


def _add_labelled(layout: QVBoxLayout, name: str, widget: QWidget | None) -> QLabel:
    label = WrappedText(name)
    layout.addWidget(label)
    if widget is not None:
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        layout.addWidget(widget)
    return label
