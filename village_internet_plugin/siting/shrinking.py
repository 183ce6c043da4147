# SPDX-License-Identifier: GPL-2.0-or-later
"""When a funding source gets less: what stays, what waits for a later year, what it costs people.

What is installed, operating or suspended stays, and what the user pins. Of the others those stay
that keep most people reached in the source's year (`present_choice`). The rest is offered to the
agency's later sources in the order of their rounds, each of which takes its best choice likewise;
what none of them has room for stays in the plan as history (`replaced`), counted nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.later_sources import later_sources, moved_to, payable
from village_internet_plugin.siting.limit_words import joined
from village_internet_plugin.siting.present_choice import PresentChoice, Weighing, choose_present
from village_internet_plugin.siting.shrinking_words import (
    IMPOSSIBLE,
    NO_LIMIT,
    NO_SOURCE,
    STRANGE_PIN,
    over_words,
    shrunk_words,
    waiting_words,
)
from village_internet_plugin.siting.suggest import Watch

STANDING_STATUSES = frozenset({"installed", "operating", "suspended"})
"""States in which the equipment is there and its money spent: no shrinking takes it back."""
GONE = "replaced"
"""The status of what no source has room for: kept as history, counted nowhere."""


@dataclass(frozen=True)
class Moved:
    """A hotspot that the source can no longer pay for.

    Attributes:
        hotspot: as it is today.
        to: who pays for it instead, later; None where no later source has room for it.
        idr: what the source saves by it.

    """

    hotspot: Hotspot
    to: FundingSource | None
    idr: int

    @property
    def afterwards(self) -> Hotspot:
        """The hotspot as it is to be."""
        if self.to is None:
            return replace(self.hotspot, status=GONE)
        return moved_to(self.hotspot, self.to)


@dataclass(frozen=True)
class Waiting:
    """Who waits from a source's year on, until the next of these.

    Attributes:
        source: the shrunk one, or a later one that takes hotspots over.
        hotspots: how many it takes over.
        people: people whom the plan reached by that year as it was and reaches no more, each once.
        blank_people: those of them in blank spots.
        is_proven: whether no other choice of what this source pays for is better.

    """

    source: FundingSource
    hotspots: int
    people: int
    blank_people: int
    is_proven: bool


@dataclass(frozen=True, eq=False)
class Shrunk:
    """What a smaller quota or budget of one funding source does to a plan.

    Attributes:
        before: the source as it is.
        source: with its new limits.
        fixed: its hotspots that stay in any case.
        stays: its other hotspots that stay.
        moved: those that do not, in the plan's order.
        choice: how those were chosen, and the proof.
        waiting: who waits from when on; the first is the source's own year.
        idr_saved: rupiah that the source no longer pays.
        words: all of it in sentences.

    """

    before: FundingSource
    source: FundingSource
    fixed: tuple[Hotspot, ...]
    stays: tuple[Hotspot, ...]
    moved: tuple[Moved, ...]
    choice: PresentChoice
    waiting: tuple[Waiting, ...]
    idr_saved: int
    words: tuple[Words, ...] = ()

    def hotspots_of(self, plan: Plan) -> tuple[Hotspot, ...]:
        """Return the plan's hotspots as they are to be, in the plan's order."""
        changed = {one.hotspot.hotspot_id: one.afterwards for one in self.moved}
        return tuple(changed.get(one.hotspot_id, one) for one in plan.hotspots)

    def sources_of(self, plan: Plan) -> tuple[FundingSource, ...]:
        """Return the plan's funding sources as they are to be, in the plan's order."""
        return tuple(
            self.source if one.funding_source_id == self.source.funding_source_id else one
            for one in plan.funding_sources
        )


def shrink(
    plan: Plan,
    source_id: str,
    weighing: Weighing,
    budget_idr: int | None = None,
    point_quota: int | None = None,
    pinned: Collection[str] = (),
    watch: Watch = lambda _: True,
    begin: Callable[[FundingSource], bool] = lambda _: True,
) -> Shrunk:
    """Return what becomes of a funding source's hotspots when it has this budget and quota.

    A limit not given stays as it is. `pinned` are ids of hotspots of the source that stay in any
    case. `watch` ends one search with the best found so far and its bound; `begin` is asked before
    each, and where it answers False `rules.check.Cancelled` is raised. InputError when the plan has
    no such source, when no limit is known, when a pin is no hotspot of the source, or when what
    stays in any case is more than the new limits allow.
    """
    before = _source_of(plan, source_id)
    source = replace(
        before,
        budget_idr=before.budget_idr if budget_idr is None else budget_idr,
        point_quota=before.point_quota if point_quota is None else point_quota,
    )
    if source.budget_idr is None and source.point_quota is None:
        raise InputError(NO_LIMIT.filled(source=source_id))
    own = [
        one for one in plan.hotspots if one.funding_source_id == source_id and not one.is_replaced
    ]
    _require_own(pinned, own, source_id)
    fixed = [one for one in own if one.status in STANDING_STATUSES or one.hotspot_id in pinned]
    _require_possible(source, fixed)
    kept = {one.hotspot_id for one in fixed}
    loose = [one for one in own if one.hotspot_id not in kept]
    return _Shrinking(plan, weighing, watch, begin).shrunk(before, source, fixed, loose)


class _Shrinking:
    """One shrinking: the choice for the source itself, then for one later source after another."""

    def __init__(
        self,
        plan: Plan,
        weighing: Weighing,
        watch: Watch,
        begin: Callable[[FundingSource], bool],
    ) -> None:
        self._plan, self._weighing, self._watch, self._begin = plan, weighing, watch, begin

    def shrunk(
        self,
        before: FundingSource,
        source: FundingSource,
        fixed: Sequence[Hotspot],
        loose: Sequence[Hotspot],
    ) -> Shrunk:
        choice = self._choose(self._without(loose), source, loose)
        stays = _of(choice.stays, loose)
        goes = _of(choice.goes, loose)
        waiting = [_waiting(source, choice, 0)]
        payers = self._hand_on(source, stays, goes, waiting) if goes else {}
        moved = [Moved(one, payers.get(one.hotspot_id), cost_idr(one, before)) for one in goes]
        told = Shrunk(
            before,
            source,
            tuple(fixed),
            stays,
            tuple(moved),
            choice,
            tuple(waiting),
            sum(one.idr for one in moved),
        )
        said = shrunk_words(
            source,
            len(fixed),
            len(stays),
            [(one.hotspot.label, one.to) for one in moved],
            told.idr_saved,
            choice,
        )
        if goes:
            said += waiting_words(
                [(one.source, one.hotspots, one.people, one.is_proven) for one in waiting]
            )
        return replace(told, words=tuple(said))

    def _hand_on(
        self,
        source: FundingSource,
        stays: Sequence[Hotspot],
        goes: Sequence[Hotspot],
        waiting: list[Waiting],
    ) -> Mapping[str, FundingSource]:
        """Offer hotspots to the later sources; return who takes which, and tell who waits."""
        weighing, left = self._weighing, list(goes)
        payers: dict[str, FundingSource] = {}
        stand = self._without(goes)
        for later in later_sources(self._plan, source):
            may = payable(stand, weighing.reference, weighing.rule_set, left, later)
            choice = self._choose(stand, later, left, may)
            waiting.append(_waiting(later, choice, len(choice.stays)))
            taken = _of(choice.stays, left)
            payers.update((one.hotspot_id, later) for one in taken)
            # A row placed later is counted later: what comes to a source comes after its own.
            there = (moved_to(one, later) for one in taken)
            stand = replace(stand, hotspots=(*stand.hotspots, *there))
            left = list(_of(choice.goes, left))
            if not left:
                break
        return payers

    def _choose(
        self,
        stand: Plan,
        source: FundingSource,
        asked: Sequence[Hotspot],
        may: Collection[str] | None = None,
    ) -> PresentChoice:
        if not self._begin(source):
            raise Cancelled("The choice of what stays was not made to its end.")
        return choose_present(stand, source, asked, self._weighing, may, self._watch)

    def _without(self, hotspots: Sequence[Hotspot]) -> Plan:
        gone = {one.hotspot_id for one in hotspots}
        left = tuple(one for one in self._plan.hotspots if one.hotspot_id not in gone)
        return replace(self._plan, hotspots=left)


def _of(ids: Sequence[str], hotspots: Sequence[Hotspot]) -> tuple[Hotspot, ...]:
    wanted = set(ids)
    return tuple(one for one in hotspots if one.hotspot_id in wanted)


def _waiting(source: FundingSource, choice: PresentChoice, hotspots: int) -> Waiting:
    return Waiting(source, hotspots, choice.lost_people, choice.lost_blank_people, choice.is_proven)


def _source_of(plan: Plan, source_id: str) -> FundingSource:
    for source in plan.funding_sources:
        if source.funding_source_id == source_id:
            return source
    known = ", ".join(sorted(one.funding_source_id for one in plan.funding_sources)) or "–"
    raise InputError(NO_SOURCE.filled(source=source_id, known=known))


def _require_own(pinned: Collection[str], own: Sequence[Hotspot], source_id: str) -> None:
    ids = {one.hotspot_id for one in own}
    for wanted in sorted(set(pinned) - ids):
        raise InputError(STRANGE_PIN.filled(hotspot=wanted, source=source_id))


def _require_possible(source: FundingSource, fixed: Sequence[Hotspot]) -> None:
    """Raise InputError when what stays in any case is more than the source's limits allow."""
    idr = sum(cost_idr(one, source) for one in fixed)
    over_points = source.point_quota is not None and len(fixed) > source.point_quota
    over_idr = source.budget_idr is not None and idr > source.budget_idr
    if over_points or over_idr:
        values = {
            "source": source.funding_source_id,
            "over": over_words(source, len(fixed), idr, over_points, over_idr),
            "names": joined([one.label for one in fixed]),
        }
        raise InputError(IMPOSSIBLE.filled(**values))
