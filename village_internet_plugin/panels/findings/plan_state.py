# SPDX-License-Identifier: GPL-2.0-or-later
"""How the plan stands, in a sentence: above the list of findings, or where the list would be."""

from __future__ import annotations

from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.current_plan import CurrentPlan


class StateWords(NamedTuple):
    """What to say: `instead` of the list where there is none, else `above` it."""

    instead: str = ""
    above: str = ""


def state_words(plan: CurrentPlan, checked_share: float) -> StateWords:
    """Return what to say of a plan; `checked_share` tells how far its check has come, 0 to 1."""
    if not plan.is_open:
        return StateWords(instead=_opening() if plan.is_opening else _no_plan())
    problem, language = plan.problem(), plan.language
    if not plan.is_checked:
        return StateWords(instead=problem or _checking(checked_share, language))
    above = ""
    if problem:
        sentence = QCoreApplication.translate(
            "VillageInternet", "The findings may be out of date. {problem}"
        )
        above = sentence.format(problem=problem)
    elif plan.is_checking:
        above = _checking(checked_share, language)
    counts = plan.counts()
    if sum(counts.values()):
        return StateWords(above=above)
    return StateWords(instead=above or _nothing_found(bool(plan.hotspots())))


def _no_plan() -> str:
    return QCoreApplication.translate(
        "VillageInternet",
        "No plan is open. Open one, or begin a new one, in the plan panel.",
    )


def _opening() -> str:
    return QCoreApplication.translate("VillageInternet", "The plan is being opened.")


def _checking(share: float, language: str) -> str:
    sentence = QCoreApplication.translate("VillageInternet", "Still being checked: {percent} %")
    return sentence.format(percent=number_text(int(100.0 * share), language))


def _nothing_found(has_hotspots: bool) -> str:
    if has_hotspots:
        return QCoreApplication.translate(
            "VillageInternet", "No findings: the plan can be published."
        )
    return QCoreApplication.translate(
        "VillageInternet", "No findings: the plan has no hotspots yet. Place the first on the map."
    )
