# SPDX-License-Identifier: GPL-2.0-or-later
"""Why each suggested site: whom it adds, whom only it reaches, what it costs per person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.broken_limits import Choice, Standing
from village_internet_plugin.siting.limit_words import joined, people_words, rupiah_words
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.union_proof import Share, UnionProof, prove_union

_REACHES = Words(
    "{site} reaches {reaches} ({blank} in blank spots); the sites named before it leave {added} of "
    "them to it.",
    "{site} menjangkau {reaches} ({blank} di blank spot); {added} di antaranya belum terjangkau "
    "titik yang disebut sebelumnya.",
)
_ONLY = Words(
    "Without it, no site of this plan would reach {only}.",
    "Tanpa titik ini, {only} tidak terjangkau titik mana pun dalam rencana ini.",
)
_NOBODY = Words(
    "Nobody would be lost without it: other sites of this plan reach the same people.",
    "Tanpa titik ini tidak ada warga yang hilang: titik lain dalam rencana ini menjangkau warga "
    "yang sama.",
)
_COST = Words(
    "It costs {source} {cost}: {each} for each person it reaches.",
    "Biayanya {cost} dari {source}: {each} per jiwa yang terjangkau.",
)
_COST_ONLY = Words(
    "For each person whom only it reaches that is {each}.",
    "Per jiwa yang hanya terjangkau titik ini: {each}.",
)
_COST_ALONE = Words("It costs {source} {cost}.", "Biayanya {cost} dari {source}.")
_PINNED = Words("You asked for it.", "Titik ini Anda tetapkan.")
_OFFICE = Words(
    "It is at the office, which must come first in its village: {others} may stand only beside it.",
    "Letaknya di kantor desa, yang harus didahulukan: {others} hanya boleh ada bersamanya.",
)


@dataclass(frozen=True)
class WhyChosen:
    """What one chosen site does in its plan.

    Attributes:
        blank: people in blank spots in its reach.
        share: whom it reaches, adds and alone reaches.
        idr_per_person: rupiah for each person it reaches; None when it reaches nobody.
        idr_per_only: rupiah for each person only it reaches; None when there is none.
        needed_by: chosen sites of its village that may stand only beside it, by index.
        sentences: all of this told.

    """

    choice: Choice
    share: Share
    blank: int
    cost_idr: int
    idr_per_person: float | None
    idr_per_only: float | None
    is_pinned: bool
    needed_by: tuple[int, ...]
    sentences: tuple[Words, ...]


@dataclass(frozen=True)
class WhyPlan:
    """Why each chosen site, in the order the union is counted in, and the sum that proves it."""

    sites: tuple[WhyChosen, ...]
    union: UnionProof


def explain_chosen(problem: Problem, choices: Iterable[Choice]) -> WhyPlan:
    """Say of every chosen site why; the first adds most, each next to those before it."""
    standing = Standing(problem, choices)
    union = prove_union(problem, standing.choices)
    told = tuple(_explain(problem, standing, share) for share in union.shares)
    return WhyPlan(told, union)


def _explain(problem: Problem, standing: Standing, share: Share) -> WhyChosen:
    site, source = share.choice
    cost = int(problem.cost_idr[site, source])
    reached = problem.classes_of(site)
    why = WhyChosen(
        choice=share.choice,
        share=share,
        blank=int(problem.blank_people[reached].sum()),
        cost_idr=cost,
        idr_per_person=cost / share.reaches if share.reaches else None,
        idr_per_only=cost / share.only if share.only else None,
        is_pinned=bool(problem.pinned[site]),
        needed_by=standing.needs(site),
        sentences=(),
    )
    return _with_sentences(problem, why)


def _with_sentences(problem: Problem, why: WhyChosen) -> WhyChosen:
    share, said = why.share, []
    if why.is_pinned:
        said.append(_PINNED)
    said.append(
        _REACHES.filled(
            site=problem.sites[why.choice.site].name,
            reaches=people_words(share.reaches),
            blank=number_words(why.blank),
            added=number_words(share.added),
        )
    )
    if why.needed_by:
        names = joined(problem.sites[other].name for other in why.needed_by)
        said.append(_OFFICE.filled(others=names))
    said.append(_ONLY.filled(only=people_words(share.only)) if share.only else _NOBODY)
    money = {
        "source": problem.sources[why.choice.source].name,
        "cost": rupiah_words(why.cost_idr),
    }
    if why.idr_per_person is None:
        said.append(_COST_ALONE.filled(**money))
    else:
        said.append(_COST.filled(**money, each=rupiah_words(why.idr_per_person)))
    if why.idr_per_only is not None and share.only != share.reaches:
        said.append(_COST_ONLY.filled(each=rupiah_words(why.idr_per_only)))
    return replace(why, sentences=tuple(said))
