# SPDX-License-Identifier: GPL-2.0-or-later
"""All that is known of a batch of hotspots when they are judged: named columns, one row each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import numpy as np

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.village import Village
from village_internet_plugin.facts.columns import (
    Booleans,
    Columns,
    Floats,
    Integers,
    Objects,
    column,
)
from village_internet_plugin.facts.place_facts import PlaceFacts

_STATUS_ORDER = {"proposed": 0, "surveyed": 1, "approved": 2, "installed": 3, "operating": 4}
_STATUS_ORDER["suspended"] = _STATUS_ORDER["operating"]


@dataclass
class NeighbourFacts(Columns):
    """The nearest other hotspot among those too near; infinite when there is none."""

    nearest_m: Floats = column(np.float64, np.inf)
    nearest_label: Objects = column(np.object_, None)
    same_id_rows: Integers = column(np.int64, 1)
    """How many rows of the plan bear this hotspot's id, itself included."""


@dataclass
class VillageMembership(Columns):
    """A hotspot among the points of its declared village; replaced ones count nowhere."""

    points: Integers = column(np.int64, 0)
    """This plan's, other plans' and existing points together."""
    others: Integers = column(np.int64, 0)
    """Points of other plans."""
    own_after: Integers = column(np.int64, 0)
    """This plan's points in the village that were placed after this one."""
    own: Integers = column(np.int64, 0)
    is_first: Booleans = column(np.bool_, False)
    """The first-placed of this plan's points in the village that has a usable position."""
    nearest_office_m: Floats = column(np.float64, np.inf)
    """The least length to the office among them; 0 when one's site is the office itself."""
    funded_by_others: Integers = column(np.int64, 0)
    """Points in the village in the same year that another agency pays for."""
    other_agencies: Objects = column(np.object_, None)
    """Who pays for those, as one text."""


@dataclass
class FundingMembership(Columns):
    """A hotspot among the points of its funding source, in the order they were placed."""

    source: Objects = column(np.object_, None)
    """The `FundingSource`, or None when the hotspot names none or an unknown one."""
    over_quota: Booleans = column(np.bool_, False)
    over_budget: Booleans = column(np.bool_, False)


@dataclass
class HotspotFacts:
    """What the rules see of a batch of hotspots."""

    hotspots: list[Hotspot]
    place: PlaceFacts
    near: NeighbourFacts
    village: VillageMembership
    funding: FundingMembership

    def __len__(self) -> int:
        return len(self.hotspots)

    @cached_property
    def active(self) -> Booleans:
        """Not replaced: a replaced hotspot is history and is not judged."""
        return np.array([not hotspot.is_replaced for hotspot in self.hotspots], dtype=np.bool_)

    @cached_property
    def village_known(self) -> Booleans:
        """The declared village is in the reference."""
        return np.array([v is not None for v in self.place.village], dtype=np.bool_)

    @cached_property
    def status_order(self) -> Integers:
        """How far along each is: 0 proposed (also for an unknown status) to 4 operating."""
        return np.array(
            [_STATUS_ORDER.get(h.status or "", 0) for h in self.hotspots], dtype=np.int64
        )

    def texts(self, name: str) -> Objects:
        """Return a text column; None where it is empty or blank."""
        values = np.empty(len(self), dtype=np.object_)
        values[:] = self._texts(name)
        return values

    def given(self, name: str) -> Booleans:
        """Tell where a column holds something (blank text counts as nothing)."""
        return np.array([value is not None for value in self._texts(name)], dtype=np.bool_)

    def numbers(self, name: str) -> Floats:
        """Return a column of numbers; NaN where it is empty."""
        values = map(attrgetter(name), self.hotspots)
        return np.array([np.nan if v is None else v for v in values], dtype=np.float64)

    def _texts(self, name: str) -> list[object]:
        values = list(map(attrgetter(name), self.hotspots))
        blank = blank_among(set(values))
        return [None if value in blank else value for value in values] if blank else values


def status_order(status: str) -> int:
    """Return how far along a status is; KeyError for one that has no place in the order."""
    return _STATUS_ORDER[status]


@dataclass(frozen=True)
class SourceFacts:
    """A funding source with what the plan asks of it."""

    source: FundingSource
    points: int
    cost_idr: int


@dataclass(frozen=True)
class VillageFacts:
    """A village in which this plan has points."""

    village: Village
    own_points: int
    has_shape: bool = True
    """False where points of the plan could not be held against its boundary: it has none."""


def blank_among(values: Collection[object]) -> set[object]:
    """Return the texts among these without a word in them."""
    texts = [value for value in values if isinstance(value, str)]
    return set() if all(map(str.strip, texts)) else set(filter(is_blank, texts))


def is_blank(value: object) -> bool:
    """Tell whether a value is a text without a word in it."""
    return isinstance(value, str) and not value.strip()
