# SPDX-License-Identifier: GPL-2.0-or-later
"""A line for each site of a suggestion: whom it adds, where it is, who pays, and why."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.suggesting import SuggestedPlan
from village_internet_plugin.panels.suggest.site_lines import GOES, NEW, STAYS, SiteLine
from village_internet_plugin.reports.funding_words import short_rupiah
from village_internet_plugin.siting.problem import Problem


def site_lines(
    suggested: SuggestedPlan, whys: Mapping[int, str], people: Mapping[int, int], language: str
) -> list[SiteLine]:
    """Return a line per site: those to add, those that give way, those that stay.

    `whys` are reasons and `people` whom a site adds, by its number in the problem.
    """
    problem = suggested.problem
    payers = {one.site_number: one for one in suggested.suggestion.chosen}
    order = {number: place for place, number in enumerate(people)}
    found: list[SiteLine] = []
    for kind, sites in ((NEW, suggested.added), (STAYS, suggested.stays)):
        for hotspot, number in sorted(sites, key=lambda one: order.get(one[1], len(order))):
            chosen = payers[number]
            parts = [_added(people[number], language)] if number in people else []
            parts += [_village(problem, number), chosen.source.funding_source_id]
            if kind == NEW:
                parts.append(short_rupiah(chosen.cost_idr, language))
            else:
                parts.append(QCoreApplication.translate("VillageInternet", "stays"))
            told = " · ".join(parts)
            why = whys.get(number, "")
            site_id = chosen.site.site_id
            found.append(_line(hotspot, kind, told, why, site_id))
    reasons = {one.site.site_id: one.why.say(language) for one in problem.excluded}
    gone = [
        _line(one, GOES, _goes(one), reasons.get(one.hotspot_id, ""), one.hotspot_id)
        for one in suggested.removed
    ]
    new = [one for one in found if one.kind == NEW]
    return [*new, *gone, *(one for one in found if one.kind == STAYS)]


def _line(hotspot: Hotspot, kind: str, told: str, why: str, site_id: str) -> SiteLine:
    name = hotspot.label
    if kind == GOES:
        text = QCoreApplication.translate("VillageInternet", "Take out: {name}")
        name = text.format(name=name)
    return SiteLine(hotspot.hotspot_id, kind, name, told, why, hotspot.position, site_id)


def _goes(hotspot: Hotspot) -> str:
    parts = [hotspot.village_code or "", hotspot.funding_source_id or ""]
    parts.append(QCoreApplication.translate("VillageInternet", "gives way"))
    return " · ".join(part for part in parts if part)


def _village(problem: Problem, number: int) -> str:
    return problem.village_names[int(problem.village[number])]


def _added(people: int, language: str) -> str:
    text = QCoreApplication.translate("VillageInternet", "+{people} people")
    return text.format(people=number_text(people, language))
