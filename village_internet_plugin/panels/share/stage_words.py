# SPDX-License-Identifier: GPL-2.0-or-later
"""What is being done beside the window, in words, by how far it has come."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.panels.share.share_work import (
    MADE,
    SENDING,
    SENT,
    STORED,
    TAKING_OVER,
)

PUBLISHING, TRYING, PULLING, ADOPTING = "publishing", "trying", "pulling", "adopting"
TAKING, RESUMING, TESTING, LOOKING = "taking", "resuming", "testing", "looking"


def stage_text(doing: str, share: float) -> str:
    """Return the stage that `doing` is in at `share` (0 to 1)."""
    if doing in (PUBLISHING, TRYING, RESUMING):
        return _publishing(doing, share)
    if doing in (PULLING, TAKING):
        return _pulling(TAKING_OVER if doing == TAKING else share)
    if doing == ADOPTING:
        return QCoreApplication.translate("VillageInternet", "Bringing what the server judges by …")
    return QCoreApplication.translate("VillageInternet", "Asking the server …")


def _publishing(doing: str, share: float) -> str:
    if share < MADE:
        return QCoreApplication.translate("VillageInternet", "Finishing what was under way …")
    if share < SENDING:
        return QCoreApplication.translate("VillageInternet", "Finding out what changed …")
    if share < SENT:
        return QCoreApplication.translate("VillageInternet", "Sending …")
    if share < STORED:
        if doing == TRYING:
            return QCoreApplication.translate("VillageInternet", "The server checks the plan …")
        return QCoreApplication.translate(
            "VillageInternet", "The server checks and stores the plan …"
        )
    return QCoreApplication.translate("VillageInternet", "Reading back what was stored …")


def _pulling(share: float) -> str:
    if share < SENDING:
        return QCoreApplication.translate("VillageInternet", "Reading the plan …")
    if share < SENT:
        return QCoreApplication.translate("VillageInternet", "Bringing colleagues' changes …")
    if share < TAKING_OVER:
        return QCoreApplication.translate(
            "VillageInternet", "Bringing what other agencies published …"
        )
    return QCoreApplication.translate("VillageInternet", "Writing into the plan …")
