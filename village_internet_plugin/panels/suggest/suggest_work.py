# SPDX-License-Identifier: GPL-2.0-or-later
"""What suggesting does beside the window: in a thread, touching no layer."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.layers.background import Report
from village_internet_plugin.layers.long_lived import building_long_lived
from village_internet_plugin.layers.plan_tables import PlanSnapshot
from village_internet_plugin.layers.wishes import Wishes
from village_internet_plugin.panels.suggest.curve_charts import Charts, charts_of
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.exchanges import Exchanges

if TYPE_CHECKING:
    from village_internet_plugin.layers.given_sites import GivenSites
    from village_internet_plugin.layers.suggesting import SuggestedPlan

_SUGGESTING = 0.9
"""Which share of the time suggesting takes; the rest is explaining."""
_TAKEN_UP = 0.1
"""Which share of the time taking up another plan takes before it is explained."""


@dataclass
class Asked:
    """What is asked of the thread; all that it reads was noted in the main thread."""

    path: Path
    snapshot: PlanSnapshot
    agency: str
    rule_set: RuleSet
    wishes: Wishes
    public_sites: GivenSites | None = None
    enough: threading.Event = field(default_factory=threading.Event)
    """Set to end the seeking with what was found."""


@dataclass(frozen=True, eq=False)
class Found:
    """What the thread brings back."""

    plan: Plan
    """As it was when it was asked."""
    suggested: SuggestedPlan
    whys: dict[int, str]
    """Why each chosen site, in sentences, by its number."""
    people: dict[int, int]
    """Whom each chosen site adds to those before it, by its number, in that order."""
    union: str
    exchanges: Exchanges
    charts: Charts
    next_best: tuple[str, ...]
    """What each funding source could pay for next, in sentences."""
    places: list[tuple[str, str]]
    """Every place that is not suggested: its id, and words to find it by."""


def suggest_work(asked: Asked, language: str, report: Report) -> Found:
    """Suggest, and say of each site why. Raises as `layers.suggesting.suggest_plan`."""
    with building_long_lived():
        return _suggest(asked, language, report)


def _suggest(asked: Asked, language: str, report: Report) -> Found:
    from village_internet_plugin.layers.suggesting import suggest_plan
    from village_internet_plugin.reference.reference import Reference

    plan = _plan(asked)
    sites = asked.public_sites.sites() if asked.public_sites is not None else ()
    with Reference.open(asked.path) as reference:
        suggested = suggest_plan(
            plan,
            reference,
            asked.rule_set,
            asked.wishes,
            sites,
            lambda share: report(_SUGGESTING * share),
            asked.enough.is_set,
        )
    return _explained(plan, suggested, language)


def take_up_work(
    found: Found,
    choices: Sequence[Choice],
    enough: threading.Event,
    language: str,
    report: Report,
) -> Found:
    """Return what was found with other sites that are as good, and say of each why.

    Raises Cancelled when `enough` is set before they are there.
    """
    from village_internet_plugin.layers.suggesting import with_choices

    with building_long_lived():
        suggested = with_choices(found.plan, found.suggested, choices)
        if enough.is_set() or not report(_TAKEN_UP):
            raise Cancelled
        return _explained(found.plan, suggested, language)


def _explained(plan: Plan, suggested: SuggestedPlan, language: str) -> Found:
    from village_internet_plugin.siting.next_best import next_best_sites
    from village_internet_plugin.siting.why import explain_chosen

    chosen = suggested.suggestion.chosen
    choices = [Choice(one.site_number, one.source_number) for one in chosen]
    why = explain_chosen(suggested.problem, choices)
    exchanges = Exchanges(suggested.problem, choices, equity=suggested.wishes.equity)
    following = next_best_sites(exchanges) if not suggested.suggestion.clash else ()
    return Found(
        plan,
        suggested,
        {
            one.choice.site: " ".join(words.say(language) for words in one.sentences)
            for one in why.sites
        },
        {one.choice.site: one.share.added for one in why.sites},
        why.union.words.say(language) if choices else "",
        exchanges,
        _charts(suggested, plan, choices, language) if choices else Charts(),
        tuple(" ".join(words.say(language) for words in one.sentences) for one in following),
        _other_places(suggested),
    )


def _charts(
    suggested: SuggestedPlan, plan: Plan, choices: Sequence[Choice], language: str
) -> Charts:
    from village_internet_plugin.siting.curve import draw_curves
    from village_internet_plugin.siting.today import mark_today

    # With equity the bound speaks of fair plans alone.
    bound = None if suggested.wishes.equity else suggested.suggestion.bound
    curves = draw_curves(suggested.problem, choices, bound)
    return charts_of(curves, mark_today(suggested.problem, plan, curves), language)


def _plan(asked: Asked) -> Plan:
    """Return the plan as its layers held it when it was asked."""
    from village_internet_plugin.reference.plan_reading import read_settings

    settings = read_settings(asked.path)
    rows = asked.snapshot.hotspots()
    return Plan(
        settings["plan_id"],
        asked.agency,
        settings.get("title") or "",
        tuple(rows[row] for row in sorted(rows)),
        **asked.snapshot.tables()._asdict(),
    )


def _other_places(suggested: SuggestedPlan) -> list[tuple[str, str]]:
    """Return every place that is not suggested, candidate or not, with words to find it by."""
    problem = suggested.problem
    chosen = {one.site_number for one in suggested.suggestion.chosen}
    names = dict(zip(problem.village_codes, problem.village_names))
    sites = [site for number, site in enumerate(problem.sites) if number not in chosen]
    sites += [one.site for one in problem.excluded]
    told = [
        (one.site_id, f"{one.name} ({names.get(one.village_code, one.village_code)})")
        for one in sites
    ]
    return sorted(told, key=lambda one: one[1].casefold())
