# SPDX-License-Identifier: GPL-2.0-or-later
"""What a plan asks of its funding sources: points and rupiah used, planned and left, year by year.

Points and costs are counted as rules VI402 and VI403 count them: every hotspot that names the
source and is not replaced, in the order they were placed. *Used* is what stands already (installed,
operating, or suspended: the equipment is there and paid for); *planned* is all the rest.

Running costs fall into years by months: the first twelve of a hotspot's months of service belong to
its year (the source's fiscal year where it names none), the next twelve to the year after, to the
end of its months (the source's term where it names none).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.facts.groups import FundedRows

USED_STATUSES = frozenset({"installed", "operating", "suspended"})
"""States in which the equipment stands, and the money for it is spent."""
MOST_YEARS = 50
"""Months beyond so many years are a slip of the pen; they are counted in the last of them."""
ROWS_A_STEP = 64
ROWS_COMPARED = 512
"""How many rows are counted, or compared, in one step: well under a millisecond."""


class Amounts(NamedTuple):
    """A number of points and what they cost in rupiah over their months."""

    points: int = 0
    idr: int = 0


@dataclass(frozen=True)
class SourceState:
    """What the plan asks of one funding source."""

    source: FundingSource
    used: Amounts = Amounts()
    planned: Amounts = Amounts()
    running_idr: Mapping[int, int] = field(default_factory=dict)
    """Running costs by calendar year, from the first year to the end of the last term."""
    beyond_quota: tuple[int, ...] = ()
    """Rows placed last that are over the quota (those rule VI402 stands on)."""
    beyond_budget: tuple[int, ...] = ()
    """Rows with which the sum is over the budget (those rule VI403 stands on)."""

    @property
    def asked(self) -> Amounts:
        """Used and planned together."""
        return Amounts(self.used.points + self.planned.points, self.used.idr + self.planned.idr)

    @property
    def points_left(self) -> int | None:
        """Points of the quota not asked for yet; below 0 in an overrun, None without a quota."""
        quota = self.source.point_quota
        return None if quota is None else quota - self.asked.points

    @property
    def idr_left(self) -> int | None:
        """Rupiah of the budget not asked for yet; below 0 in an overrun, None without a budget."""
        budget = self.source.budget_idr
        return None if budget is None else budget - self.asked.idr

    @property
    def points_short(self) -> int:
        """How many more points the quota would have to allow; 0 when it is kept."""
        return max(0, -(self.points_left or 0))

    @property
    def idr_short(self) -> int:
        """How much more the budget would have to be, in rupiah; 0 when it is kept."""
        return max(0, -(self.idr_left or 0))

    @property
    def is_overrun(self) -> bool:
        """Whether quota or budget is exceeded."""
        return self.points_short > 0 or self.idr_short > 0

    @property
    def take_away(self) -> tuple[int, ...]:
        """The rows placed last without which quota and budget would be kept, by row number."""
        return tuple(sorted({*self.beyond_quota, *self.beyond_budget}))


class FundingTally:
    """Counts hotspots by funding source, and keeps the counts up to date edit by edit."""

    def __init__(self) -> None:
        self._sources: dict[str, FundingSource] = {}
        self._hotspots: dict[int, Hotspot] = {}
        self._groups: dict[str, _Group] = {}

    def take_over(
        self, sources: Iterable[FundingSource], hotspots: Mapping[int, Hotspot]
    ) -> Iterator[None]:
        """Count `hotspots`, by row, as paid by `sources`; yields now and then, for others' turns.

        Only what differs from the last time is counted anew. Half-way the counts are between two
        plans; a run that is left off may be followed by another with newer hotspots.
        """
        self._take_over_sources({source.funding_source_id: source for source in sources})
        gone = [row for row in self._hotspots if row not in hotspots]
        known = self._hotspots
        present: dict[int, Hotspot] = {}
        for some in _portions(list(hotspots.items())):
            present.update((row, now) for row, now in some if known.get(row) is not now)
            yield
        for place, row in enumerate((*gone, *present)):
            if place % ROWS_A_STEP == ROWS_A_STEP - 1:
                yield
            if known.get(row) != present.get(row):
                self._forget(row)
                if row in present:
                    self._remember(row, present[row])
            elif row in present:
                # The same anew: by its identity the next comparison is quick again.
                known[row] = present[row]

    def state_of(self, source_id: str) -> SourceState:
        """Return what is asked of a source; KeyError when the plan has no such source."""
        source = self._sources[source_id]
        group = self._groups.get(source_id)
        if group is None:
            return SourceState(source)
        rows, used = group.rows, group.used
        return SourceState(
            source,
            used,
            Amounts(len(rows) - used.points, rows.total_idr - used.idr),
            _whole_years(group.running_idr),
            tuple(rows.beyond_quota(source.point_quota)),
            tuple(rows.beyond_budget(source.budget_idr)),
        )

    def hotspots_of(self, source_id: str) -> int:
        """Return how many hotspots name this source and are not replaced."""
        group = self._groups.get(source_id)
        return 0 if group is None else len(group.rows)

    def unfunded(self) -> tuple[int, ...]:
        """Return the rows that name no funding source, replaced ones apart."""
        rows = (g.rows.rows for key, g in self._groups.items() if not key.strip())
        return tuple(sorted(row for group in rows for row in group))

    def unknown(self) -> dict[str, tuple[int, ...]]:
        """Return the rows that name a source the plan does not have, by what they name."""
        return {
            key: tuple(group.rows.rows)
            for key, group in sorted(self._groups.items())
            if key.strip() and key not in self._sources and len(group.rows)
        }

    def _take_over_sources(self, sources: dict[str, FundingSource]) -> None:
        before, self._sources = self._sources, sources
        for key in {*before, *sources}:
            old, new = before.get(key), sources.get(key)
            if (old and _terms(old)) == (new and _terms(new)) or key not in self._groups:
                continue
            # Costs and years hang on the source's term: its hotspots are counted anew.
            rows = {row: self._hotspots[row] for row in self._groups[key].rows.rows}
            self._groups[key] = _Group()
            for row, hotspot in rows.items():
                self._groups[key].add(row, hotspot, new)

    def _remember(self, row: int, hotspot: Hotspot) -> None:
        self._hotspots[row] = hotspot
        if not hotspot.is_replaced:
            key = hotspot.funding_source_id or ""
            self._groups.setdefault(key, _Group()).add(row, hotspot, self._sources.get(key))

    def _forget(self, row: int) -> None:
        hotspot = self._hotspots.pop(row, None)
        if hotspot is not None and not hotspot.is_replaced:
            key = hotspot.funding_source_id or ""
            self._groups[key].remove(row, hotspot, self._sources.get(key))


class _Group:
    """The hotspots that name one source."""

    def __init__(self) -> None:
        self.rows = FundedRows()
        self.used = Amounts()
        self.running_idr: Counter[int] = Counter()

    def add(self, row: int, hotspot: Hotspot, source: FundingSource | None) -> None:
        self.rows.add(row, cost_idr(hotspot, source))
        self._count(hotspot, source, 1)

    def remove(self, row: int, hotspot: Hotspot, source: FundingSource | None) -> None:
        self.rows.remove(row)
        self._count(hotspot, source, -1)

    def _count(self, hotspot: Hotspot, source: FundingSource | None, sign: int) -> None:
        if hotspot.status in USED_STATUSES:
            points, idr = self.used
            self.used = Amounts(points + sign, idr + sign * cost_idr(hotspot, source))
        for year, idr in running_costs(hotspot, source):
            self.running_idr[year] += sign * idr


def running_costs(hotspot: Hotspot, source: FundingSource | None) -> Iterator[tuple[int, int]]:
    """Return a hotspot's running costs as (calendar year, rupiah); together opex × months.

    Nothing where the year is not known: neither the hotspot names one nor its source.
    """
    months, year, opex = hotspot.service_months, hotspot.year, hotspot.opex_idr_per_month or 0
    if source is not None:
        months = source.service_months if months is None else months
        year = source.fiscal_year if year is None else year
    if year is None or opex == 0:
        return
    left = max(0, months or 0)
    for offset in range(MOST_YEARS):
        if left == 0:
            return
        of_year = left if offset == MOST_YEARS - 1 else min(left, 12)
        yield year + offset, opex * of_year
        left -= of_year


def _portions(rows: list[tuple[int, Hotspot]]) -> Iterator[list[tuple[int, Hotspot]]]:
    for start in range(0, len(rows), ROWS_COMPARED):
        yield rows[start : start + ROWS_COMPARED]


def _whole_years(running_idr: Mapping[int, int]) -> dict[int, int]:
    """Return the costs in the order of years, without years in which nothing is due."""
    return {year: running_idr[year] for year in sorted(running_idr) if running_idr[year]}


def _terms(source: FundingSource) -> tuple[int | None, int]:
    return source.service_months, source.fiscal_year
