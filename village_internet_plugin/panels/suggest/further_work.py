# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of a suggestion once it is there: answered in a thread, touching no layer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import Words, number_text
from village_internet_plugin.layers.background import Report
from village_internet_plugin.layers.suggesting import SuggestedPlan, seeking_options
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.exchanges import Exchanges
from village_internet_plugin.siting.suggest import Progress

_EXCHANGING = 0.3
"""Which share of the progress trying exchanges is; the rest is solving again."""
_MOST_LINES = 100
"""So many exchanges are listed, the cheapest; a country may have tens of thousands."""
_MOST_PLANS = 5


class AsGood(NamedTuple):
    """A plan as good as the suggested one: what it does otherwise, and its sites with payers."""

    told: str
    choices: tuple[Choice, ...]


class PlansAsGood(NamedTuple):
    """What was found of plans as good, in sentences, and those that can be taken up."""

    told: tuple[str, ...]
    plans: tuple[AsGood, ...] = ()


def what_if_work(
    suggested: SuggestedPlan, enough: threading.Event, language: str, report: Report
) -> tuple[str, ...]:
    """Say what one more point, or Rp100 million more, of each source would bring."""
    from village_internet_plugin.siting.what_if import ask_what_if

    told: list[str] = []
    options = seeking_options(suggested.wishes)
    expected = max(1, 2 * len(suggested.problem.sources))

    def watch(_progress: object) -> bool:
        return report(min(1.0, len(told) / expected)) and not enough.is_set()

    for one in ask_what_if(suggested.problem, suggested.suggestion, options, watch):
        told.append(_said(one.sentences, language))
        if not watch(None):
            break
    return tuple(told)


def why_not_work(exchanges: Exchanges, site: int, language: str, _report: Report) -> str:
    """Say why a site that could have been chosen was not."""
    from village_internet_plugin.siting.why_not import explain_unchosen

    return _said(explain_unchosen(exchanges, site).sentences, language)


def prove_work(
    suggested: SuggestedPlan, site: int, enough: threading.Event, language: str, report: Report
) -> str:
    """Solve again with a site in any case, and say what that plan loses."""
    from village_internet_plugin.siting.why_not_solved import solve_unchosen

    options = seeking_options(suggested.wishes)

    def watch(progress: Progress) -> bool:
        share = min(1.0, progress.seconds / max(options.time_limit_s, 1e-9))
        return report(share) and not enough.is_set()

    solved = solve_unchosen(suggested.problem, suggested.suggestion, site, options, watch)
    return _said(solved.sentences, language)


def ties_work(
    suggested: SuggestedPlan,
    exchanges: Exchanges,
    enough: threading.Event,
    language: str,
    report: Report,
) -> PlansAsGood:
    """Tell every single exchange that reaches as many, and other plans that do.

    Ended early, it tells what was found until then, and that it was ended.
    """
    from village_internet_plugin.siting.ties import find_other_plans, find_ties

    wishes, began = suggested.wishes, time.monotonic()

    def exchanging(share: float) -> bool:
        return report(_EXCHANGING * share) and not enough.is_set()

    def solving() -> bool:
        share = min(1.0, (time.monotonic() - began) / max(wishes.time_limit_s, 1e-9))
        return report(_EXCHANGING + (1.0 - _EXCHANGING) * share) and not enough.is_set()

    try:
        ties = find_ties(exchanges, exchanging)
    except Cancelled:
        if enough.is_set():
            return PlansAsGood((_ended_early(),))
        raise
    others = find_other_plans(
        suggested.problem,
        exchanges.choices,
        _MOST_PLANS,
        wishes.time_limit_s,
        wishes.equity,
        solving,
    )
    head, *exchanged = [one.say(language) for one in ties.sentences]
    told = [head]
    if len(exchanged) > _MOST_LINES:
        told.append(_more_exchanges(len(exchanged) - _MOST_LINES, language))
    told += [one.say(language) for one in others.sentences[len(others.plans) :]]
    by_exchange = [
        (*(one for one in exchanges.choices if one != change.leaving), change.coming)
        for change in ties.exchanges
    ]
    plans = [
        *map(AsGood, exchanged[:_MOST_LINES], by_exchange),
        *map(AsGood, [one.say(language) for one in others.sentences], others.plans),
    ]
    return PlansAsGood(tuple(told), _each_once(plans))


def _each_once(plans: Iterable[AsGood]) -> tuple[AsGood, ...]:
    """Return the plans without those of the same sites as one before."""
    known: dict[frozenset[int], AsGood] = {}
    for plan in plans:
        known.setdefault(frozenset(choice.site for choice in plan.choices), plan)
    return tuple(known.values())


def _said(sentences: Iterable[Words], language: str) -> str:
    return " ".join(words.say(language) for words in sentences)


def _ended_early() -> str:
    return QCoreApplication.translate(
        "VillageInternet", "It was stopped before every exchange was tried."
    )


def _more_exchanges(count: int, language: str) -> str:
    text = QCoreApplication.translate(
        "VillageInternet", "{count} more exchanges, none of them cheaper, are not listed here."
    )
    return text.format(count=number_text(count, language))
