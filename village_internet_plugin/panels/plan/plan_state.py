# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel of the plan shows of each kind of data, and of the next step; light to import."""

from __future__ import annotations

from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

LOADED, EMPTY, MISSING = "loaded", "empty", "missing"
CHECKLIST_ROLES = (
    "villages",
    "village_offices",
    "funding_sources",
    "hotspots",
    "existing_hotspots",
    "blank_spots",
    "settlements",
    "network_nodes",
)
"""In the order a plan is made: first what nothing goes without."""
LOAD, PLACE, FINDINGS = "load", "place", "findings"
"""What the next step is: to load a role, to place hotspots, to look at the findings."""


class RoleState(NamedTuple):
    """One line of the checklist."""

    role: str
    title: str
    rows: int
    state: str
    why: str = ""
    """Why it matters that it is missing, or that there are none; empty when it has rows."""
    rules: str = ""
    """The rules that need it, with their codes."""


class NextStep(NamedTuple):
    """What to do next, in one line; `role` only for LOAD."""

    sentence: str
    action: str
    role: str = ""
    can_be_none: bool = False
    """Whether it is done as well by saying that there are none."""


def state_word(state: str) -> str:
    """Return the word that stands beside the sign of a state."""
    words = {
        LOADED: QCoreApplication.translate("VillageInternet", "loaded"),
        EMPTY: QCoreApplication.translate("VillageInternet", "loaded, there are none"),
        MISSING: QCoreApplication.translate("VillageInternet", "missing"),
    }
    return words[state]
