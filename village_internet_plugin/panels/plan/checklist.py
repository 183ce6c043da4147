# SPDX-License-Identifier: GPL-2.0-or-later
"""What a plan has of each kind of data, what it lacks, why that matters, and what to do next."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.panels.plan.plan_state import (
    CHECKLIST_ROLES,
    EMPTY,
    FINDINGS,
    LOAD,
    LOADED,
    MISSING,
    PLACE,
    NextStep,
    RoleState,
)
from village_internet_plugin.rules.catalogue import BY_CODE, CATALOGUE

_COMPARED_WITH = {
    "villages": ("VI102", "VI601"),
    "village_offices": ("VI103", "VI104", "VI304"),
    "funding_sources": ("VI401", "VI402", "VI403", "VI405"),
}
"""Rules that are judged without the role as well, but then find fault with every hotspot."""


def checklist(
    counts: Mapping[str, int], loaded_roles: Collection[str], language: str
) -> tuple[RoleState, ...]:
    """Return the state of each role; `counts` are rows by role."""
    states = []
    for role in CHECKLIST_ROLES:
        count = counts.get(role, 0)
        state = LOADED if count else EMPTY if role in loaded_roles else MISSING
        title = ROLES[role].title.say(language)
        why, rules = "", ""
        if state == MISSING:
            why, rules = _why(role, loaded_roles, language)
        elif state == EMPTY:
            why = QCoreApplication.translate("VillageInternet", "Loaded: there are none.")
        states.append(RoleState(role, title, count, state, why, rules))
    return tuple(states)


def next_step(
    states: Collection[RoleState], errors: int, not_checked: int, is_checked: bool
) -> NextStep:
    """Return the one thing that brings the plan furthest now."""
    missing = {state.role for state in states if state.state == MISSING}
    for role in ("villages", "village_offices", "funding_sources"):
        if role in missing:
            return NextStep(_load_sentence(role), LOAD, role)
    if "hotspots" in missing or not any(s.rows for s in states if s.role == "hotspots"):
        sentence = QCoreApplication.translate(
            "VillageInternet", "Place hotspots on the map, or load a list of them."
        )
        return NextStep(sentence, PLACE, "hotspots")
    for state in states:
        if state.state == MISSING:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "Load {role}, or say that there are none: a plan that was not wholly judged cannot "
                "be published.",
            )
            return NextStep(sentence.format(role=state.title), LOAD, state.role, True)
    if not is_checked:
        waiting = QCoreApplication.translate("VillageInternet", "The plan is being checked …")
        return NextStep(waiting, FINDINGS)
    if errors or not_checked:
        sentence = QCoreApplication.translate(
            "VillageInternet", "Everything is loaded. Mend the errors in the findings: {count}."
        )
        return NextStep(sentence.format(count=errors + not_checked), FINDINGS)
    ready = QCoreApplication.translate(
        "VillageInternet", "Everything is loaded and nothing stands in the way of publishing."
    )
    return NextStep(ready, FINDINGS)


def _load_sentence(role: str) -> str:
    sentences = {
        "villages": QCoreApplication.translate(
            "VillageInternet", "Load the villages first: without them nothing can be judged."
        ),
        "village_offices": QCoreApplication.translate(
            "VillageInternet",
            "Load the village offices: the distance of a hotspot to its office is measured to "
            "them.",
        ),
        "funding_sources": QCoreApplication.translate(
            "VillageInternet",
            "Load the funding sources: they say how many hotspots may be planned and what they "
            "may cost.",
        ),
    }
    return sentences[role]


def _why(role: str, loaded_roles: Collection[str], language: str) -> tuple[str, str]:
    """Return why a missing role matters, and the rules it is about, with their codes."""
    if role == "hotspots":
        sentence = QCoreApplication.translate(
            "VillageInternet", "None yet: place them on the map, or load a list."
        )
        return sentence, ""
    unjudged = [
        rule.code
        for rule in CATALOGUE
        if role in rule.needs_roles and not set(rule.needs_roles) & set(loaded_roles)
    ]
    if unjudged:
        sentence = QCoreApplication.translate(
            "VillageInternet", "Missing. Not judged without these: {rules}."
        )
    elif role in _COMPARED_WITH:
        unjudged = list(_COMPARED_WITH[role])
        sentence = QCoreApplication.translate(
            "VillageInternet", "Missing. Without these no hotspot can pass: {rules}."
        )
    else:
        sentence = QCoreApplication.translate(
            "VillageInternet", "Missing. No rule needs these now; suggestions and reports use them."
        )
    titles = [BY_CODE[code].title.say(language) for code in unjudged]
    with_codes = ", ".join(f"{title} ({code})" for title, code in zip(titles, unjudged))
    return sentence.format(rules="; ".join(titles)), with_codes
