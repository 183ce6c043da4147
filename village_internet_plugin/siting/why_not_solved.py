# SPDX-License-Identifier: GPL-2.0-or-later
"""Why not a site, solved: the best plan that holds it, and what that plan loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.limit_words import joined
from village_internet_plugin.siting.objective_words import weighted_words
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.suggest import Options, Suggestion, Watch, suggest

_CLASH = Words(
    "No plan within the limits can hold {site}:", "Tidak ada rencana yang dapat memuat {site}:"
)
_LOSES = Words(
    "The best plan with {site} reaches {loss} fewer than this one.",
    "Rencana terbaik dengan {site} menjangkau {loss} lebih sedikit daripada rencana ini.",
)
_LOSES_BETWEEN = Words(
    "A plan with {site} was found that falls short of this one by {most}; none can fall short by "
    "less than {least}.",
    "Ditemukan rencana dengan {site} yang kurang {most} dari rencana ini; paling sedikit "
    "kekurangannya {least}.",
)
_LOSES_SO_FAR = Words(
    "A plan with {site} was found that falls short of this one by {most}; that there is none "
    "better with it is not proven.",
    "Ditemukan rencana dengan {site} yang kurang {most} dari rencana ini; belum terbukti bahwa "
    "tidak ada yang lebih baik dengan titik itu.",
)
_EQUAL = Words(
    "A plan with {site} reaches as many: it is a tie.",
    "Rencana dengan {site} menjangkau sama banyak: setara.",
)
_BETTER = Words(
    "A plan with {site} reaches {gain} more: this plan is not the best possible.",
    "Rencana dengan {site} menjangkau {gain} lebih banyak: rencana ini belum yang terbaik.",
)
_UNKNOWN = Words(
    "No plan with {site} was found in the time given.",
    "Tidak ditemukan rencana dengan {site} dalam waktu yang diberikan.",
)
_SWAP = Words(
    "It leaves out {out} and takes {into}.", "Rencana itu melepas {out} dan mengambil {into}."
)
_SHARE = Words(
    "Its worst-served district would have a smaller share.",
    "Kecamatan yang paling tertinggal akan mendapat bagian lebih kecil.",
)


@dataclass(frozen=True)
class WhyNotSolved:
    """What it costs to have a site in any case.

    Attributes:
        forced: the best plan found that holds the site; its `clash` says when there is none.
        least_loss: no plan with the site loses less of the objective; 0 at least.
        most_loss: what the plan found loses; negative when it is better; None without a plan.
        is_exact: whether both are proven to be one number.

    """

    site: int
    forced: Suggestion
    least_loss: int
    most_loss: int | None
    is_exact: bool
    sentences: tuple[Words, ...]


Solve = Callable[[Problem, Options, Watch], Suggestion]


def solve_unchosen(
    problem: Problem,
    suggestion: Suggestion,
    site: int,
    options: Options,
    watch: Watch = lambda _: True,
    solve: Solve = suggest,
) -> WhyNotSolved:
    """Solve again with a site pinned; takes as long as a suggestion, `watch` stops it.

    A site the user ruled out is asked about as if it were not.
    """
    pinned, banned = problem.pinned.copy(), problem.banned.copy()
    pinned[site], banned[site] = True, False
    forced = solve(replace(problem, pinned=pinned, banned=banned), options, watch)
    # With equity the bound speaks of plans with the same worst share only.
    least = 0 if options.equity else max(suggestion.objective - forced.bound, 0)
    most = suggestion.objective - forced.objective if forced.chosen else None
    is_exact = most is not None and most == least
    sentences = _sentences(problem, suggestion, forced, site, least, most, is_exact, options.equity)
    return WhyNotSolved(site, forced, least, most, is_exact, tuple(sentences))


def _sentences(
    problem: Problem,
    suggestion: Suggestion,
    forced: Suggestion,
    site: int,
    least: int,
    most: int | None,
    is_exact: bool,
    equity: bool,
) -> list[Words]:
    name = problem.sites[site].name
    if forced.clash:
        return [_CLASH.filled(site=name), *forced.clash]
    if most is None:
        return [_UNKNOWN.filled(site=name)]
    people = suggestion.people - forced.people
    if most < 0:
        said = [_BETTER.filled(site=name, gain=weighted_words(problem, -most, -people))]
    elif most == 0:
        said = [_EQUAL.filled(site=name)]
    elif is_exact:
        said = [_LOSES.filled(site=name, loss=weighted_words(problem, most, people))]
    else:
        words = _LOSES_BETWEEN if least else _LOSES_SO_FAR
        losses = {
            "most": weighted_words(problem, most, people),
            "least": weighted_words(problem, least),
        }
        said = [words.filled(site=name, **losses)]
    before = {choice.site_number for choice in suggestion.chosen}
    after = {choice.site_number for choice in forced.chosen}
    if before - after and after - before:
        out = joined(problem.sites[one].name for one in sorted(before - after))
        into = joined(problem.sites[one].name for one in sorted(after - before))
        said.append(_SWAP.filled(out=out, into=into))
    if equity and forced.worst_share < suggestion.worst_share:
        said.append(_SHARE)
    return said
