# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""The page in QGIS's options dialog, and the factory by which QGIS makes it."""

from __future__ import annotations

from qgis.gui import (
    QgsAuthConfigSelect,
    QgsOptionsPageWidget,
    QgsOptionsWidgetFactory,
    QgsScrollArea,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.commands import icon
from village_internet_plugin.panels.messages import Messages


class OptionsFactory(QgsOptionsWidgetFactory):
    """Light: the page itself is made when QGIS's options are opened."""

    def __init__(self, messages: Messages, language: str) -> None:
        """Tell through `messages` what cannot be remembered."""
        title = QCoreApplication.translate("VillageInternet", "Village Internet")
        super().__init__(title, icon("icon"))
        self._messages, self._language = messages, language
        # QGIS frees a page with its dialog; Python's half must live as long.
        self._page: OptionsPage | None = None

    def icon(self) -> QIcon:
        """Return the icon in the list of pages."""
        return icon("icon")

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        """Return the page, filled in."""
        self._page = OptionsPage(self._messages, self._language, parent)
        return self._page


class OptionsPage(QgsOptionsPageWidget):
    """Shows the settings, and remembers them when the dialog is confirmed."""

    def __init__(self, messages: Messages, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from village_internet_plugin.panels.options.options_view import Options, OptionsView

        self._messages = messages
        self.account = QgsAuthConfigSelect()
        self.account.setConfigId(settings.auth_config.get())
        self.view = OptionsView(self.account, _address_fault, language)
        # QGIS's own widget leaves what it is made of without names.
        for part in (*self.account.findChildren(QComboBox), *self.account.findChildren(QLineEdit)):
            part.setAccessibleName(self.account.accessibleName())
        self.view.show_options(
            Options(
                settings.last_agency.get(),
                settings.waiver_author.get(),
                settings.server.get(),
                settings.arrow_step_m.get(),
                settings.open_form_after_placing.get(),
            )
        )
        # Where the dialog is low the page scrolls; squeezed, its fields would be too low to read.
        scrolled = QgsScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled)

    def apply(self) -> None:
        """Remember what stands in the fields; an address that cannot be used is told and left."""
        options = self.view.options()
        settings.last_agency.set(options.agency)
        settings.waiver_author.set(options.author)
        settings.arrow_step_m.set(options.arrow_step_m)
        settings.open_form_after_placing.set(options.open_form)
        settings.auth_config.set(self.account.configId())
        if self.view.check_address():
            settings.server.set(options.server)
        else:
            sentence = QCoreApplication.translate(
                "VillageInternet", "The server's address was not changed: {reason}"
            )
            self._messages.warn(sentence.format(reason=_address_fault(options.server)))

    def isValid(self) -> bool:
        """Tell newer versions of QGIS whether the dialog may be confirmed."""
        return self.view.check_address()

    def helpKey(self) -> str:
        """Return nothing: QGIS's own manual knows no such page."""
        return ""


def _address_fault(text: str) -> str:
    from village_internet_plugin.domain.errors import InputError
    from village_internet_plugin.layers.shared_server import checked_address

    try:
        checked_address(text)
    except InputError as fault:
        return in_user_language(fault)
    return ""
