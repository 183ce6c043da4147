# SPDX-License-Identifier: GPL-2.0-or-later
"""Speaks to the user: a sentence in QGIS's message bar, details on demand, all in the log."""

from __future__ import annotations

import traceback
from typing import Any, Callable

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.processing.libraries import missing_library

LOG = "Village Internet"
"""The tab of QGIS's message log."""
_SECONDS = 8
"""How long what needs no answer stays on the screen."""


class Messages:
    """What the planner tells; nothing is shown as markup, whatever it was read from."""

    def __init__(self, message_bar: Any, parent: Any = None) -> None:
        """Speak through `message_bar` (a QgsMessageBar); dialogs belong to `parent`."""
        self._bar, self._parent = message_bar, parent
        self._dialog: QDialog | None = None

    def inform(self, sentence: str) -> None:
        """Tell something that needs no answer."""
        self._tell(sentence, "", Qgis.MessageLevel.Info, _SECONDS)

    def succeed(self, sentence: str) -> None:
        """Tell that what the user asked for is done."""
        self._tell(sentence, "", Qgis.MessageLevel.Success, _SECONDS)

    def warn(self, sentence: str, details: str = "") -> None:
        """Tell what the user should see before going on."""
        self._tell(sentence, details, Qgis.MessageLevel.Warning, 0)

    def fail(self, error: Exception, what: str = "") -> None:
        """Tell a failure; one that is not the planner's own kind comes with its traceback.

        `what` says what was being done, for the log.
        """
        details = what
        error = missing_library(error) or error
        if not isinstance(error, PlannerError):
            trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
            details = f"{what}\n{trace}".strip()
        self._tell(sentence_of(error), details, Qgis.MessageLevel.Critical, 0)

    def guard(self, slot: Callable[..., object]) -> Callable[..., None]:
        """Return `slot` so that what it raises is told: from a bare slot it would end QGIS."""

        def guarded(*arguments: Any) -> None:
            try:
                slot(*arguments)
            except Exception as error:  # noqa: BLE001 - told to the user
                self.fail(error)

        return guarded

    def let_go(self) -> None:
        """Close what is still open."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog = None

    def _tell(self, sentence: str, details: str, level: Any, seconds: int) -> None:
        text = f"{sentence}\n{details}" if details else sentence
        QgsMessageLog.logMessage(text, LOG, level, notifyUser=False)
        if self._bar is None:
            return
        # The bar renders markup: what a file or a server wrote must stay letters.
        shown = escaped(sentence)
        if seconds == 0 and any(item.text() == shown for item in self._bar.items()):
            return  # What is tried again and again would bury the window in one sentence.
        item = self._bar.createMessage("", shown)
        if details:
            button = QPushButton(QCoreApplication.translate("VillageInternet", "Details"))
            button.clicked.connect(lambda: self._show_details(sentence, details))
            item.layout().addWidget(button)
        self._bar.pushWidget(item, level, seconds)

    def _show_details(self, sentence: str, details: str) -> None:
        dialog = QDialog(self._parent)
        dialog.setWindowTitle(QCoreApplication.translate("VillageInternet", "Details"))
        text = QPlainTextEdit(f"{sentence}\n\n{details}", dialog)
        text.setReadOnly(True)
        text.setAccessibleName(dialog.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
        buttons.rejected.connect(dialog.close)
        layout = QVBoxLayout(dialog)
        layout.addWidget(text)
        layout.addWidget(buttons)
        letter = text.fontMetrics().averageCharWidth()
        dialog.resize(90 * letter, 24 * text.fontMetrics().lineSpacing())
        self._dialog = dialog
        dialog.show()


def sentence_of(error: Exception) -> str:
    """Return the sentence that tells a failure in the user's language."""
    known = missing_library(error) or error
    if isinstance(known, PlannerError):
        return in_user_language(known)
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The plugin met an error of its own ({kind}); the plan is as it was. "
        "Please report it with the details.",
    )
    return sentence.format(kind=type(error).__name__)


def escaped(text: str) -> str:
    """Return `text` so that a label that takes markup shows it letter by letter."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
