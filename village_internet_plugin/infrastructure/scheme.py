# SPDX-License-Identifier: GPL-2.0-or-later
"""The infrastructure scheme of a plan: for each hotspot its backhaul, power, bandwidth and cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.facts.columns import Floats
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.facts.plan_facts import PlanFacts
from village_internet_plugin.geodesy.point_index import PointIndex
from village_internet_plugin.infrastructure.backhaul import Backhaul, BackhaulChoice
from village_internet_plugin.infrastructure.bandwidth import (
    Bandwidth,
    BandwidthSettings,
    bandwidth_for,
)
from village_internet_plugin.infrastructure.line_of_sight import SightSettings
from village_internet_plugin.infrastructure.power import PowerScheme, PowerSettings, power_of
from village_internet_plugin.infrastructure.price_list import (
    DEFAULT_PRICES,
    MEGABIT,
    METRE,
    WATT_HOUR,
    WATT_PEAK,
    CostLine,
    PriceLine,
    cost_lines,
)
from village_internet_plugin.infrastructure.sureness import ASSUMED, least_sure
from village_internet_plugin.infrastructure.terrain import Terrain
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.rules.measuring_limits import measuring_limits
from village_internet_plugin.rules.network_rules import TECHNOLOGY_WORDS
from village_internet_plugin.rules.parameters import RowParameters
from village_internet_plugin.rules.site_rules import needs_solar
from village_internet_plugin.siting.demand import Spread, measure_demand

Progress = Callable[[float], bool]
"""Gets the share done (0 to 1); returns False to cancel."""
_DEMAND_SHARE = 0.3


@dataclass(frozen=True)
class SchemeSettings:
    """What a scheme takes for granted; each part says where its figures are from.

    Attributes:
        towers_looked_at: so many of the nearest within reach, until one is in sight.
        cable_factor: how much longer a cable is than the straight line; it follows the roads.
        keeps_planned: where the plan names technology or bandwidth, that is what is costed.

    """

    sight: SightSettings = field(default_factory=SightSettings)
    power: PowerSettings = field(default_factory=PowerSettings)
    bandwidth: BandwidthSettings = field(default_factory=BandwidthSettings)
    spread: Spread = field(default_factory=Spread)
    towers_looked_at: int = 5
    cable_factor: float = 1.3
    keeps_planned: bool = True


@dataclass(frozen=True)
class Scheme:
    """What stands at one hotspot and what it costs; money in rupiah.

    Attributes:
        technology: the planned one where that is kept, else the one that fits; None: unknown.
        bandwidth_mbps: likewise.
        evidence: why, sentence by sentence.
        sureness: of the least sure of backhaul and power.

    """

    hotspot: Hotspot
    technology: str | None
    bandwidth_mbps: float | None
    backhaul: Backhaul
    power: PowerScheme
    bandwidth: Bandwidth
    people: float
    costs: tuple[CostLine, ...]
    evidence: tuple[Words, ...]
    sureness: str
    is_costed: bool
    """All of it is in the costs: technology and power are known, and every quantity is."""

    @property
    def capex_idr(self) -> int:
        """What is paid once."""
        return sum(line.capex_idr for line in self.costs)

    @property
    def opex_idr_per_month(self) -> int:
        """What is paid each month."""
        return sum(line.opex_idr_per_month for line in self.costs)


def scheme_of_plan(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    terrain: Terrain | None = None,
    prices: Iterable[PriceLine] | None = None,
    settings: SchemeSettings | None = None,
    progress: Progress | None = None,
) -> list[Scheme]:
    """Return the scheme of each hotspot that was not replaced, in the plan's order.

    `terrain` None: nobody looks whether towers are in sight, and the evidence says so. `prices`
    None: the list to begin with. Cancelled when `progress` says so.
    """
    return _Scheming(plan, reference, rule_set, terrain, prices, settings).schemes(progress)


class _Scheming:
    """One pass over a plan."""

    def __init__(
        self,
        plan: Plan,
        reference: Reference,
        rule_set: RuleSet,
        terrain: Terrain | None,
        prices: Iterable[PriceLine] | None,
        settings: SchemeSettings | None,
    ) -> None:
        self._reference, self._settings = reference, settings or SchemeSettings()
        self._prices = DEFAULT_PRICES if prices is None else tuple(prices)
        self._hotspots = [one for one in plan.hotspots if not one.is_replaced]
        sources = [hotspot.funding_source_id for hotspot in self._hotspots]
        limits = measuring_limits(rule_set)
        facts = PlanFacts(
            reference, limits, plan.agency, plan.published_hotspots, plan.funding_sources
        )
        facts.add(dict(enumerate(self._hotspots)))
        self._facts: HotspotFacts = facts.facts_of(range(len(self._hotspots)))
        self._reach_m = limits.serve_m(sources)
        self._allowed = RowParameters(rule_set.rules["VI502"], sources).values("allowed_mbps")
        self._solar = needs_solar(self._facts, RowParameters(rule_set.rules["VI202"], sources))
        self._backhaul = BackhaulChoice(
            self._facts,
            RowParameters(rule_set.rules["VI501"], sources),
            reference,
            terrain,
            self._settings.sight,
            self._settings.towers_looked_at,
        )

    def schemes(self, progress: Progress | None) -> list[Scheme]:
        if not self._hotspots:
            return []
        people = self._people(progress)
        found = []
        for row, hotspot in enumerate(self._hotspots):
            found.append(self._scheme(row, hotspot, float(people[row])))
            share = (row + 1) / len(self._hotspots)
            _tell(progress, _DEMAND_SHARE + (1.0 - _DEMAND_SHARE) * share)
        return found

    def _people(self, progress: Progress | None) -> Floats:
        """Return the people within reach of each hotspot, whoever else reaches them."""
        demand = measure_demand(
            self._reference,
            self._settings.spread,
            None if progress is None else lambda share: progress(share * _DEMAND_SHARE),
        )
        place = self._facts.place
        pairs = PointIndex(demand.lon, demand.lat).within(place.lon, place.lat, self._reach_m)
        people: Floats = np.zeros(len(self._hotspots))
        np.add.at(people, pairs.question, demand.people[pairs.point])
        return people

    def _scheme(self, row: int, hotspot: Hotspot, people: float) -> Scheme:
        settings = self._settings
        backhaul = self._backhaul.of(row)
        bandwidth = bandwidth_for(people, self._allowed[row], settings.bandwidth)
        technology, mbps = backhaul.technology, bandwidth.offered_mbps
        planned = self._facts.texts("technology")[row]
        remarks: tuple[Words, ...] = ()
        if planned and technology and planned != technology:
            remarks = (_differs(planned, technology),)
            if planned == "fibre" and settings.keeps_planned:
                remarks = (*remarks, _UNKNOWN_NODE)
        if settings.keeps_planned or technology is None:
            technology = planned or technology
        if settings.keeps_planned or mbps is None:
            mbps = mbps if hotspot.bandwidth_mbps is None else hotspot.bandwidth_mbps
        is_surveyed = bool(self._facts.status_order[row] >= 1)
        power = power_of(hotspot, technology, bool(self._solar[row]), is_surveyed, settings.power)
        quantities = self._quantities(backhaul, power, mbps)
        costs, left_out = cost_lines(self._prices, technology, power.power, quantities)
        evidence = (*backhaul.evidence, *remarks, *power.evidence, bandwidth.evidence)
        evidence += tuple(_NO_QUANTITY.filled(item=line.item, unit=line.unit) for line in left_out)
        link = ASSUMED if technology != backhaul.technology else backhaul.sureness
        return Scheme(
            hotspot,
            technology,
            mbps,
            backhaul,
            power,
            bandwidth,
            people,
            tuple(costs),
            evidence,
            least_sure(link, power.sureness),
            is_costed=bool(technology and power.power and not left_out),
        )

    def _quantities(
        self, backhaul: Backhaul, power: PowerScheme, mbps: float | None
    ) -> dict[str, float | None]:
        """Return what price lines are multiplied by, by unit; None where it is not known.

        A cable has a length where a node is within reach: one from farther off is not laid, and
        fibre planned there must come from a node nobody has loaded.
        """
        fibre_m = backhaul.fibre_m if backhaul.technology == "fibre" else None
        solar = power.solar
        return {
            METRE: None if fibre_m is None else fibre_m * self._settings.cable_factor,
            WATT_PEAK: None if solar is None else solar.panels * self._settings.power.panel_wp,
            WATT_HOUR: None if solar is None else solar.battery_wh,
            MEGABIT: mbps,
        }


def _tell(progress: Progress | None, share: float) -> None:
    if progress is not None and not progress(min(share, 1.0)):
        raise Cancelled("The scheme was not made to its end.")


def _differs(planned: str, fitting: str) -> Words:
    return _OTHER_PLANNED.filled(
        planned=TECHNOLOGY_WORDS.get(planned, Words(planned, planned)),
        fitting=TECHNOLOGY_WORDS[fitting],
    )


_OTHER_PLANNED = Words(
    "The plan names {planned}; {fitting} fits better.",
    "Rencana menyebut {planned}; {fitting} lebih sesuai.",
)
_UNKNOWN_NODE = Words(
    "Fibre planned here must come from a node that was not loaded.",
    "Serat optik yang direncanakan di sini harus berasal dari simpul yang belum dimuat.",
)
_NO_QUANTITY = Words(
    "Not in the costs: {item}, since its number of {unit} is not known.",
    "Belum masuk biaya: {item}, karena jumlah {unit} tidak diketahui.",
)
