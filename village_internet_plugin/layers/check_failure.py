# SPDX-License-Identifier: GPL-2.0-or-later
"""How it is told that the plan on the map could not be checked."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError, PlannerError, ProgramFault
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.background import Stopped

NO_PLAN = Words("No plan is open.", "Tidak ada rencana yang dibuka.")
NO_CHECKED_PLAN = Words(
    "No plan is open and checked.", "Tidak ada rencana yang dibuka dan sudah diperiksa."
)
NOT_CHECKED = Words(
    "The plan on the map is not being checked.", "Rencana di peta sedang tidak diperiksa."
)
NO_HOTSPOT = Words(
    "The plan has no hotspot {hotspot_id}.", "Rencana tidak memiliki titik hotspot {hotspot_id}."
)
CLOSED = Words(
    "The plan is closed; nothing can be judged in it.",
    "Rencana sudah ditutup; tidak ada yang dapat dinilai di dalamnya.",
)


def as_told(error: Exception) -> PlannerError:
    """Return the error to tell: itself where it is for the user, else one sentence about it."""
    if isinstance(error, PlannerError):
        return error
    if isinstance(error, Stopped):
        return InputError(
            QCoreApplication.translate(
                "VillageInternet",
                "The check of the plan was cancelled, so the findings may be those of before. "
                "It begins again by itself.",
            )
        )
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The plan on the map could not be checked ({reason}); the plan itself is as it was. "
        "It is tried again with the next edit.",
    )
    return ProgramFault(sentence.format(reason=f"{type(error).__name__}: {error}"))
