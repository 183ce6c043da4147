# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the form of the options page."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from fed_views import MakeView
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.panels.options.options_view import Options, OptionsView


def _address_fault(text: str, language: str) -> str:
    if text.startswith("https:"):
        return ""
    fault = Words(
        "QGIS speaks with the server by https alone; enter {address} instead.",
        "QGIS hanya berbicara dengan server lewat https; isikan {address}.",
    )
    return fault.say(language, address=text.replace("http:", "https:"))


def _options_view(language: str) -> QWidget:
    account = QComboBox()
    account.addItem("siti-paser (Basic authentication)")
    view = OptionsView(account, lambda text: _address_fault(text, language), language)
    view.show_options(
        Options(
            "Dinas Komunikasi, Informatika, Statistik & Persandian Kabupaten Paser",
            "Siti <b>Aminah</b>",
            "http://internet-desa.example.id",
            2.5,
            open_form=True,
        )
    )
    return view


FED: dict[str, MakeView] = {"options_view": _options_view}
