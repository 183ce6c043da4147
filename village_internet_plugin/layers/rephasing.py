# SPDX-License-Identifier: GPL-2.0-or-later
"""From a plan and a funding source's new limits to what becomes of its hotspots, and into the file.

The first half touches no layer and no widget: it runs in a thread of its own, and in
`qgis_process`. Importing this imports NumPy and Shapely.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.layers.geopackage import plan_transaction
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_rows import replace_funding_sources
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.coverage import Radii
from village_internet_plugin.siting.demand import Spread, measure_demand
from village_internet_plugin.siting.present_choice import Weighing
from village_internet_plugin.siting.shrinking import Shrunk, shrink
from village_internet_plugin.siting.suggest import Options, Progress

Report = Callable[[float], bool]
"""Told how much is done (0 to 1); answers False to stop."""
_DEMAND, _SEEKING = 0.3, 0.95
"""Which share of the whole is done after each part."""
_EACH = 0.5
"""Of what is left to be told, the share that one search takes; how many follow is not known yet."""
_USUAL_S = 10.0
"""Seconds after which a search tells no further progress."""


@dataclass(frozen=True)
class NewLimits:
    """What a funding source has from now on; a limit not named stays as it is.

    Attributes:
        pinned: ids of hotspots of the source that stay in any case.

    """

    funding_source_id: str
    budget_idr: int | None = None
    point_quota: int | None = None
    pinned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reaching:
    """How far hotspots reach, where people live, and what those in blank spots count."""

    radii: Radii
    spread: Spread
    blank_spot_weight: int


def rephase_plan(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    limits: NewLimits,
    reaching: Reaching,
    options: Options | None = None,
    report: Report | None = None,
) -> Shrunk:
    """Return what becomes of the source's hotspots; the plan itself is left as it is.

    Raises `rules.check.Cancelled` when `report` answers False, InputError as `siting.shrink`.
    """
    telling = _Telling(report or (lambda _share: True))
    demand = measure_demand(reference, reaching.spread, partial(telling.tell, 0.0, _DEMAND))
    weighing = Weighing(
        reference,
        rule_set,
        demand,
        reaching.radii,
        reaching.blank_spot_weight,
        options or Options(),
    )
    return shrink(
        plan,
        limits.funding_source_id,
        weighing,
        limits.budget_idr,
        limits.point_quota,
        limits.pinned,
        telling.watch,
        telling.begin,
    )


def write_rephased(path: Path, plan: Plan, shrunk: Shrunk) -> None:
    """Write the source's new limits and its hotspots into the plan's file, all of it or nothing.

    `plan` is what the file holds. Raises InputError when it cannot be written; it is then as it
    was.
    """
    with plan_transaction(path):
        write_hotspots(path, plan.hotspots, shrunk.hotspots_of(plan))
        replace_funding_sources(path, shrunk.sources_of(plan))


class _Telling:
    """Tells how far one search after another has come, and hears whether to stop."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._done = self._until = _DEMAND

    def tell(self, begin: float, end: float, share: float) -> bool:
        """Tell of a part of the whole; answers whether it goes on."""
        return self._report(begin + (end - begin) * share)

    def begin(self, _source: FundingSource) -> bool:
        """Begin the search for a funding source."""
        self._done = self._until
        self._until += (_SEEKING - self._done) * _EACH
        return self._report(self._done)

    def watch(self, progress: Progress) -> bool:
        """Tell how far a search has come; answers whether it goes on."""
        return self.tell(self._done, self._until, min(progress.seconds / _USUAL_S, 1.0))
