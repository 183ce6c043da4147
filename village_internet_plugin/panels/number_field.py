# SPDX-License-Identifier: GPL-2.0-or-later
"""A field for a number, with the decimal mark of the language the planner speaks."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QValidator
from qgis.PyQt.QtWidgets import QDoubleSpinBox

from village_internet_plugin.panels.locales import locale_of


class NumberField(QDoubleSpinBox):
    """Shows 2,5 in Indonesian and takes 2.5 for it: Qt would read a group's mark, and 25."""

    def __init__(self, language: str) -> None:
        super().__init__()
        locale = locale_of(language)
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self.setLocale(locale)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Judge what is typed; either mark is the decimal one, since groups have none here."""
        judged: tuple[QValidator.State, str, int] = super().validate(
            self._in_own_marks(text), position
        )
        return judged

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """Return the number a text means."""
        return float(super().valueFromText(self._in_own_marks(text)))

    def _in_own_marks(self, text: str) -> str:
        own = str(self.locale().decimalPoint())
        return text.replace("." if own == "," else ",", own)
