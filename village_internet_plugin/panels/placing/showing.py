# SPDX-License-Identifier: GPL-2.0-or-later
"""What the small window says of a ghost."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.coordinate_text import position_text
from village_internet_plugin.domain.languages import length_text, number_text
from village_internet_plugin.domain.utm import to_utm
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.panels.placing.ghost import Ghost
from village_internet_plugin.panels.placing.ghost_lines import ghost_lines, verdict_word
from village_internet_plugin.panels.placing.placing_view import PlacingState


def hint_text(step_m: float, language: str) -> str:
    """Return which keys do what; `step_m` is how far an arrow goes."""
    step = number_text(step_m, language, 0 if step_m == int(step_m) else 1)
    text = QCoreApplication.translate(
        "VillageInternet",
        "Arrow keys: {step} m, with Shift ten times as far. Enter places, Esc leaves, "
        "Ctrl+L types coordinates.",
    )
    return text.format(step=step)


def state_of(ghost: Ghost, plan: CurrentPlan) -> PlacingState:
    """Return what is known of the ghost, in words of the plan's language."""
    language = plan.language
    if ghost.position is None:
        return PlacingState(problem=ghost.problem or _nowhere())
    position = f"{position_text(ghost.position, language)}\n{to_utm(ghost.position).text}"
    if ghost.verdict is None:
        problem = ghost.problem or _judging()
        return PlacingState(problem=problem, position=position)
    return PlacingState(
        ghost.verdict,
        verdict_word(ghost.verdict, language),
        _place(ghost),
        position,
        tuple(ghost_lines(ghost.findings, ghost.around, language)),
        "",
        _better(ghost, language),
        _searching(ghost),
    )


def _place(ghost: Ghost) -> str:
    around, hotspot = ghost.around, ghost.hotspot
    name = hotspot.name if hotspot is not None and hotspot.name else ""
    if around is None or around.village is None:
        nowhere = QCoreApplication.translate("VillageInternet", "outside of every village")
        return f"{name} ({nowhere})" if name else nowhere
    village = around.village
    where = ", ".join(part for part in (village.name, village.district) if part)
    return f"{name} ({where})" if name and name != village.name else where


def _better(ghost: Ghost, language: str) -> str:
    answer = ghost.better
    if answer is None or answer.place is None or answer.place.distance_m == 0.0:
        return ""
    length = length_text(answer.place.distance_m, language)
    if answer.place.is_clean:
        text = QCoreApplication.translate("VillageInternet", "Nearest valid place: {length} (V)")
    else:
        text = QCoreApplication.translate(
            "VillageInternet", "Nearest place without errors: {length} (V)"
        )
    return text.format(length=length)


def _searching(ghost: Ghost) -> str:
    if ghost.is_searching:
        return QCoreApplication.translate("VillageInternet", "Looking for a valid place nearby …")
    answer = ghost.better
    return answer.none_found if answer is not None else ""


def _nowhere() -> str:
    return QCoreApplication.translate(
        "VillageInternet", "Point at a place on the map, or type its coordinates."
    )


def _judging() -> str:
    return QCoreApplication.translate("VillageInternet", "Judging …")
