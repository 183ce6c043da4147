# SPDX-License-Identifier: GPL-2.0-or-later
"""The line in which a planner says why: it goes with the next revision and is kept with it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QLineEdit

from village_internet_plugin.sharing.fields import MAX_TEXT


class ReasonLine(QLineEdit):
    """One line of free text, of no more than the server keeps."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(MAX_TEXT)
        self.setPlaceholderText(QCoreApplication.translate("VillageInternet", "Why (optional)"))
        self.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Why this revision is published")
        )
        self.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Goes with the revision and stays in its history; everybody who reads the server "
                "can read it. Name no private persons.",
            )
        )

    def text_of_reason(self) -> str:
        """Return what was typed, without blanks around it; empty for no reason."""
        return str(self.text()).strip()
