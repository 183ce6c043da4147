# SPDX-License-Identifier: GPL-2.0-or-later
"""What a suggestion says in sentences: whom it reaches, how sure that is, how it was found."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import ERROR, NOTICE, OK, WARNING
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.suggesting import SuggestedPlan
from village_internet_plugin.reports.funding_words import short_rupiah
from village_internet_plugin.siting.suggest import Suggestion

Line = tuple[str, str]
"""A sign and the words beside it."""


def result_lines(suggested: SuggestedPlan, language: str) -> list[Line]:
    """Return what a suggestion came to, the most important first."""
    suggestion = suggested.suggestion
    if suggestion.clash:
        text = QCoreApplication.translate(
            "VillageInternet", "What is asked for cannot be: these limits clash."
        )
        return [(ERROR, text), *((ERROR, one.say(language)) for one in suggestion.clash)]
    lines = [(OK if suggested.added or suggested.stays else NOTICE, _headline(suggested, language))]
    lines.append((OK, _reached(suggested, language)))
    lines.append(_proof(suggested, language))
    if suggested.wishes.equity and suggestion.share_by_group:
        lines.append((NOTICE, _fairness(suggestion, language)))
    return lines


def how_lines(suggested: SuggestedPlan, language: str) -> list[str]:
    """Return how it was found and what was taken for granted."""
    told = [one.say(language) for one in suggested.suggestion.words]
    told += [one.say(language) for one in suggested.problem.assumptions]
    return list(dict.fromkeys(told))


def _headline(suggested: SuggestedPlan, language: str) -> str:
    suggestion = suggested.suggestion
    if not suggested.added and not suggested.stays:
        return QCoreApplication.translate(
            "VillageInternet",
            "No hotspot can be added that reaches anybody new within these quotas, budgets and "
            "rules.",
        )
    values = {
        "count": number_text(len(suggested.added), language),
        "stay": number_text(len(suggested.stays), language),
        "gone": number_text(len(suggested.removed), language),
        "people": number_text(suggestion.people, language),
        "blank": number_text(suggestion.blank_people, language),
        "rupiah": short_rupiah(suggested.idr, language),
    }
    if suggested.stays or suggested.removed:
        text = QCoreApplication.translate(
            "VillageInternet",
            "{count} new hotspots for {rupiah}, {stay} of the plan stay, {gone} give way: they "
            "reach {people} people whom nothing else reaches, {blank} of them in blank spots.",
        )
    else:
        text = QCoreApplication.translate(
            "VillageInternet",
            "{count} new hotspots for {rupiah} reach {people} more people, {blank} of them in "
            "blank spots.",
        )
    return text.format(**values)


def _reached(suggested: SuggestedPlan, language: str) -> str:
    total = suggested.problem.total_people
    text = QCoreApplication.translate(
        "VillageInternet",
        "With everything that stands or is planned, {people} of {total} people are reached "
        "({share}); today it is {today}.",
    )
    share = 100.0 * suggested.people / total if total else 0.0
    return text.format(
        people=number_text(suggested.people, language),
        total=number_text(total, language),
        share=_percent(share, language, 1),
        today=number_text(suggested.people_today, language),
    )


def _proof(suggested: SuggestedPlan, language: str) -> Line:
    suggestion = suggested.suggestion
    if suggestion.is_proven:
        text = QCoreApplication.translate(
            "VillageInternet", "Proven: no plan within these limits is better."
        )
        return OK, text
    if suggestion.objective <= 0:
        text = QCoreApplication.translate(
            "VillageInternet", "How much a better plan could reach is not known yet."
        )
        return WARNING, text
    text = QCoreApplication.translate(
        "VillageInternet",
        "No plan within these limits can be better by more than {gap}. Seek longer to know more.",
    )
    sign = NOTICE if suggestion.gap <= suggested.wishes.max_gap else WARNING
    return sign, text.format(gap=_percent(100.0 * suggestion.gap, language, 2))


def _fairness(suggestion: Suggestion, language: str) -> str:
    text = QCoreApplication.translate(
        "VillageInternet",
        "The worst-served district that can be helped has {share} of its people reached; the "
        "Gini index of all districts is {gini}.",
    )
    return text.format(
        share=_percent(100.0 * suggestion.worst_share, language, 1),
        gini=number_text(suggestion.gini, language, 2),
    )


def _percent(value: float, language: str, decimals: int) -> str:
    """Return a percentage whose sign is not torn off at the end of a line."""
    return f"{number_text(value, language, decimals)}\u00a0%"
