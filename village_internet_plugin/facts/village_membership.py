# SPDX-License-Identifier: GPL-2.0-or-later
"""A hotspot among the points of its village: how many, which first, who else pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import agency_key
from village_internet_plugin.facts.hotspot_facts import VillageMembership
from village_internet_plugin.facts.place_facts import PlaceFacts
from village_internet_plugin.facts.published import PublishedAround


class PlanInVillages(Protocol):
    """What is asked of a plan to tell its hotspots' place in their villages."""

    agency: str
    published: PublishedAround
    sources: dict[str, FundingSource]
    hotspots: dict[int, Hotspot]
    by_village: dict[str, set[int]]

    def office_m(self, row: int) -> float:
        """Return the length from a hotspot to its village's office; NaN when unknown."""

    def is_usable(self, row: int) -> bool:
        """Tell whether a hotspot's position is usable."""


class _Payment(NamedTuple):
    """A point somebody pays for in one year."""

    year: int
    key: str
    agency: str


class _Village(NamedTuple):
    """What all hotspots of one village share."""

    places: dict[int, int]
    """Each of this plan's rows with its place in the order of placing."""
    others: int
    first: int | None
    nearest_office_m: float
    payments: Counter[_Payment]


def village_membership(
    plan: PlanInVillages, rows: Sequence[int], places: PlaceFacts
) -> VillageMembership:
    """Return for each row what it is among the points of its village."""
    facts = VillageMembership.blank(len(rows))
    villages: dict[str, _Village] = {}
    for i, row in enumerate(rows):
        village = places.village[i]
        if village is None or plan.hotspots[row].is_replaced:
            continue
        code = village.village_code
        if code not in villages:
            villages[code] = _describe(plan, code)
        shared = villages[code]
        facts.own[i] = len(shared.places)
        facts.others[i] = shared.others
        facts.points[i] = len(shared.places) + shared.others + places.existing_in_village[i]
        facts.own_after[i] = len(shared.places) - 1 - shared.places[row]
        facts.is_first[i] = row == shared.first
        facts.nearest_office_m[i] = shared.nearest_office_m
        payment = _payment(plan, row)
        if payment is not None:
            rivals = _paid_by_others(payment, shared.payments)
            facts.funded_by_others[i] = sum(rivals.values())
            facts.other_agencies[i] = ", ".join(sorted({rival.agency for rival in rivals}))
    return facts


def _describe(plan: PlanInVillages, code: str) -> _Village:
    members = sorted(plan.by_village[code])
    published = plan.published.in_village(code)
    usable = [row for row in members if plan.is_usable(row)]
    lengths = [
        0.0 if plan.hotspots[row].site_kind == "village_office" else plan.office_m(row)
        for row in members
    ]
    payments = [payment for payment in (_payment(plan, row) for row in members) if payment]
    payments += [
        _Payment(row.hotspot.year, agency_key(row.agency), row.agency)
        for row in published
        if row.hotspot.year is not None
    ]
    return _Village(
        {row: place for place, row in enumerate(members)},
        len(published),
        usable[0] if usable else None,
        float(np.fmin.reduce(lengths, initial=np.inf)),
        Counter(payments),
    )


def _payment(plan: PlanInVillages, row: int) -> _Payment | None:
    """Return who pays for a hotspot of this plan and when; None when it names no year."""
    hotspot = plan.hotspots[row]
    if hotspot.year is None:
        return None
    source = plan.sources.get(hotspot.funding_source_id or "")
    # A source that does not say who pays (VI401) counts as the plan's own agency's.
    agency = (source.agency or "").strip() if source else ""
    agency = agency or plan.agency
    return _Payment(hotspot.year, agency_key(agency), agency)


def _paid_by_others(payment: _Payment, payments: Counter[_Payment]) -> dict[_Payment, int]:
    """Return what other agencies pay for in the same year, with the number of points."""
    return {
        other: points
        for other, points in payments.items()
        if other.year == payment.year and other.key != payment.key
    }
