# SPDX-License-Identifier: GPL-2.0-or-later
"""Why not a site: the limits it would break, and the best chosen site to give up for it.

Nothing is guessed: limits are counted beside the chosen plan, every single exchange is tried, and
the loss of the best plan that holds the site is had by solving again (`forced`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.broken_limits import Choice, Limit
from village_internet_plugin.siting.exchanges import Exchange, Exchanges
from village_internet_plugin.siting.limit_words import PAYER, joined, people_words
from village_internet_plugin.siting.objective_words import weighted_words
from village_internet_plugin.siting.problem import Problem

_EMPTY = Words(
    "{site} reaches nobody who is not reached already.",
    "{site} tidak menjangkau siapa pun yang belum terjangkau.",
)
_DOUBLES = Words(
    "{site} would add nobody: {others} reach all in its reach ({reaches}).",
    "{site} tidak menambah siapa pun: {others} sudah menjangkau semuanya ({reaches}).",
)
_ADDS = Words(
    "{site} would add {people} to the plan.",
    "{site} akan menambah {people} pada rencana ini.",
)
_NO_PAYER = Words(
    "No funding source may pay for {site}.", "Tidak ada sumber dana yang boleh membiayai {site}."
)
_FITS = Words(
    "It breaks no limit: {source} could pay for it as the plan stands.",
    "Titik ini tidak melanggar batas apa pun: {source} dapat membiayainya dalam rencana ini.",
)
_NOT_BEST = Words(
    "So this plan is not the best possible. Let it be solved for longer.",
    "Jadi rencana ini belum yang terbaik. Beri waktu lebih lama untuk penyelesaiannya.",
)
_WORSE = Words(
    "The best chosen site to give up for it is {other}: the plan would then lose {loss}.",
    "Titik terbaik yang dapat dilepas untuknya adalah {other}: rencana akan kehilangan {loss}.",
)
_EQUAL = Words(
    "It is as good as {other}, whose place it could take: the plan would reach as many.",
    "Titik ini setara dengan {other} dan dapat menggantikannya: jumlah yang terjangkau tetap sama.",
)
_BETTER = Words(
    "In the place of {other} it would bring the plan {gain} more.",
    "Bila menggantikan {other}, rencana akan menjangkau {gain} lebih banyak.",
)
_NO_EXCHANGE = Words(
    "No single chosen site can make way for it within the limits.",
    "Tidak ada satu titik terpilih pun yang dapat dilepas untuknya tanpa melanggar batas.",
)


@dataclass(frozen=True)
class WhyNot:
    """Why a candidate is not in the plan.

    Attributes:
        people: people it would add to the plan as it stands.
        reached_by: chosen sites that reach some of its people, by index.
        limits: what it breaks whoever pays, then what each funding source that may pay lacks.
        fits_with: the funding source that could pay with no limit broken, by index; else None.
        exchange: the best allowed exchange that brings it in; None when there is none.
        sentences: all of this told.

    """

    site: int
    people: int
    reached_by: tuple[int, ...]
    limits: tuple[Limit, ...]
    fits_with: int | None
    exchange: Exchange | None
    sentences: tuple[Words, ...]

    @property
    def contradicts_optimum(self) -> bool:
        """Tell whether this shows that a better plan exists: never of a proven optimum."""
        better = self.exchange is not None and self.exchange.change > 0
        return better or (self.fits_with is not None and self.people > 0)


def explain_unchosen(exchanges: Exchanges, site: int) -> WhyNot:
    """Say why a candidate is not in the plan; it must not be one of the chosen.

    Takes some milliseconds; that only one site is exchanged at a time is said in the sentences.
    """
    problem, counts = exchanges.problem, exchanges.counts
    people = counts.gain(site, problem.people)
    reached = problem.classes_of(site)
    beside = tuple(
        choice.site
        for choice in exchanges.choices
        if people < int(problem.people[reached].sum()) and _shares(exchanges, choice.site, site)
    )
    limits, fits_with = _limits(exchanges, site)
    is_free = not problem.banned[site]
    exchange = exchanges.best_for(site) if is_free and fits_with is None else None
    why = WhyNot(site, people, beside, limits, fits_with, exchange, ())
    return WhyNot(
        site, people, beside, limits, fits_with, exchange, tuple(_sentences(problem, why))
    )


def _shares(exchanges: Exchanges, chosen: int, site: int) -> bool:
    problem = exchanges.problem
    both = np.intersect1d(problem.classes_of(chosen), problem.classes_of(site))
    return bool(problem.people[both].any())


def _limits(exchanges: Exchanges, site: int) -> tuple[tuple[Limit, ...], int | None]:
    """Return the limits a site breaks, and a payer with whom it breaks none."""
    standing = exchanges.standing
    found = list(standing.broken_at_any_price(site))
    fits_with = None
    payers = exchanges.payers(site)
    for source in payers:
        lacking = standing.broken_purse(Choice(site, source))
        found.extend(lacking)
        if not lacking and fits_with is None:
            fits_with = source
    if not payers:
        words = _NO_PAYER.filled(site=exchanges.problem.sites[site].name)
        found.append(Limit(PAYER, words))
    at_any_price = any(limit.source is None for limit in found)
    return tuple(found), None if at_any_price else fits_with


def _sentences(problem: Problem, why: WhyNot) -> Iterator[Words]:
    name = problem.sites[why.site].name
    if why.people:
        yield _ADDS.filled(site=name, people=people_words(why.people))
    elif why.reached_by:
        reached = problem.classes_of(why.site)
        others = joined(problem.sites[other].name for other in why.reached_by)
        reaches = people_words(int(problem.people[reached].sum()))
        yield _DOUBLES.filled(site=name, reaches=reaches, others=others)
    else:
        yield _EMPTY.filled(site=name)
    if why.fits_with is not None:
        yield _FITS.filled(source=problem.sources[why.fits_with].name)
    else:
        for limit in why.limits:
            yield limit.words
    if not problem.banned[why.site] and why.fits_with is None:
        yield _exchange_words(problem, why.exchange)
    if why.contradicts_optimum:
        yield _NOT_BEST


def _exchange_words(problem: Problem, exchange: Exchange | None) -> Words:
    if exchange is None:
        return _NO_EXCHANGE
    other = problem.sites[exchange.leaving.site].name
    if exchange.change == 0:
        return _EQUAL.filled(other=other)
    gain = weighted_words(problem, exchange.change, exchange.people)
    loss = weighted_words(problem, -exchange.change, -exchange.people)
    if exchange.change > 0:
        return _BETTER.filled(other=other, gain=gain)
    return _WORSE.filled(other=other, loss=loss)
