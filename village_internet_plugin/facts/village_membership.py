# SPDX-License-Identifier: GPL-2.0-or-later
"""A hotspot among the points of its village: how many, which first, who else pays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
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

    def measured(self, rows: Sequence[int]) -> tuple[list[bool], list[float]]:
        """Return which hotspots' positions are usable, and how far each is from its office.

        Lengths in metres to the office of its village; NaN when unknown.
        """


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
    payment_of: dict[int, _Payment | None]
    """Who pays for each of this plan's rows, and when."""
    payments: dict[_Payment, int]


def village_membership(
    plan: PlanInVillages, rows: Sequence[int], places: PlaceFacts
) -> VillageMembership:
    """Return for each row what it is among the points of its village."""
    facts = VillageMembership.blank(len(rows))
    codes = [
        None if village is None or plan.hotspots[row].is_replaced else village.village_code
        for row, village in zip(rows, places.village)
    ]
    villages = _described(plan, {code for code in codes if code is not None})
    counted = [i for i, code in enumerate(codes) if code is not None]
    shared = [villages[code] for code in codes if code is not None]
    placed = [village.places[rows[i]] for i, village in zip(counted, shared)]
    own = np.array([len(village.places) for village in shared], dtype=np.int64)
    others = np.array([village.others for village in shared], dtype=np.int64)
    facts.own[counted] = own
    facts.others[counted] = others
    facts.points[counted] = own + others + places.existing_in_village[counted]
    facts.own_after[counted] = own - 1 - np.array(placed, dtype=np.int64)
    facts.is_first[counted] = [rows[i] == one.first for i, one in zip(counted, shared)]
    facts.nearest_office_m[counted] = [village.nearest_office_m for village in shared]
    for i, village in zip(counted, shared):
        payment = village.payment_of[rows[i]]
        if payment is not None:
            rivals = _paid_by_others(payment, village.payments)
            facts.funded_by_others[i] = sum(rivals.values())
            facts.other_agencies[i] = ", ".join(sorted({rival.agency for rival in rivals}))
    return facts


def _described(plan: PlanInVillages, codes: Iterable[str]) -> dict[str, _Village]:
    """Return what the hotspots of each of these villages share."""
    members = {code: sorted(plan.by_village[code]) for code in codes}
    everybody = [row for rows in members.values() for row in rows]
    measured = dict(zip(everybody, zip(*plan.measured(everybody))))
    payments: dict[tuple[object, object], _Payment | None] = {}
    return {
        code: _describe(plan, rows, measured, plan.published.in_village(code), payments)
        for code, rows in members.items()
    }


def _describe(
    plan: PlanInVillages,
    members: Sequence[int],
    measured: Mapping[int, tuple[bool, float]],
    published: Sequence[PublishedHotspot],
    known: dict[tuple[object, object], _Payment | None],
) -> _Village:
    """Return what `members`, the rows of a village in their order, share.

    `measured` tells of each whether it is usable and how far from the office; `known` remembers
    who pays when, by funding source and year.
    """
    first, nearest_office_m = None, math.inf
    payment_of: dict[int, _Payment | None] = {}
    for row in members:
        is_usable, office_m = measured[row]
        if is_usable and first is None:
            first = row
        hotspot = plan.hotspots[row]
        office_m = 0.0 if hotspot.site_kind == "village_office" else office_m
        if office_m < nearest_office_m:
            nearest_office_m = office_m
        key = (hotspot.funding_source_id, hotspot.year)
        if key not in known:
            known[key] = _payment(plan, hotspot)
        payment_of[row] = known[key]
    paying = [payment for payment in payment_of.values() if payment is not None]
    paying += [
        _Payment(row.hotspot.year, agency_key(row.agency), row.agency)
        for row in published
        if row.hotspot.year is not None
    ]
    payments: dict[_Payment, int] = {}
    for payment in paying:
        payments[payment] = payments.get(payment, 0) + 1
    places = {row: place for place, row in enumerate(members)}
    return _Village(places, len(published), first, nearest_office_m, payment_of, payments)


def _payment(plan: PlanInVillages, hotspot: Hotspot) -> _Payment | None:
    """Return who pays for a hotspot of this plan and when; None when it names no year."""
    if hotspot.year is None:
        return None
    source = plan.sources.get(hotspot.funding_source_id or "")
    # A source that does not say who pays (VI401) counts as the plan's own agency's.
    agency = (source.agency or "").strip() if source else ""
    agency = agency or plan.agency
    return _Payment(hotspot.year, agency_key(agency), agency)


def _paid_by_others(payment: _Payment, payments: dict[_Payment, int]) -> dict[_Payment, int]:
    """Return what other agencies pay for in the same year, with the number of points."""
    if len(payments) == 1:
        return {}
    return {
        other: points
        for other, points in payments.items()
        if other.year == payment.year and other.key != payment.key
    }
