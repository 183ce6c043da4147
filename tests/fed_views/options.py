# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the form of the options page."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from fed_views import MakeView
from village_internet_plugin.panels.options.options_view import Options, OptionsView


def _options_view(language: str) -> QWidget:
    account = QComboBox()
    account.addItem("siti-paser (Basic authentication)")
    view = OptionsView(account, lambda text: "" if text.startswith("https:") else text, language)
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
