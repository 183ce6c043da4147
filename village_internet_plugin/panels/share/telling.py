# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells in QGIS's message bar what was left unfinished in a plan that was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.panels.share.sharing_desk import SharingDesk
from village_internet_plugin.panels.window import Window

if TYPE_CHECKING:
    from village_internet_plugin.sharing.outbox import WaitingRevision


def tell_what_waited(desk: SharingDesk, window: Window) -> None:
    """Have the user told once per opened plan; the desk finishes it, or says what it needs."""
    language = window.plan.language
    desk.waiting_found.connect(
        lambda waiting: window.messages.warn(_sentence(desk, waiting[-1], language))
    )
    desk.waiting_finished.connect(
        lambda sentence, is_good: (window.messages.succeed if is_good else window.messages.warn)(
            sentence
        )
    )


def _sentence(desk: SharingDesk, newest: WaitingRevision, language: str) -> str:
    from village_internet_plugin.panels.share.times import time_text

    values = {"time": time_text(newest.made_at, language)}
    if desk.doing:
        text = QCoreApplication.translate(
            "VillageInternet",
            "A revision of {time} was left unfinished in this plan; it is being finished now.",
        )
    else:
        text = QCoreApplication.translate(
            "VillageInternet",
            "A revision of {time} was left unfinished in this plan. Open the panel “Share” and "
            "pull or publish: either finishes it first, and it is never stored twice.",
        )
    return text.format(**values)
