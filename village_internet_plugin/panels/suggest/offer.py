# SPDX-License-Identifier: GPL-2.0-or-later
"""What may be accepted into the plan: a suggestion that was just made, or a kept scenario."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timezone

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.layers.scenario import Scenario
from village_internet_plugin.layers.suggesting import SuggestedPlan
from village_internet_plugin.layers.wishes import wishes_to_json
from village_internet_plugin.panels.suggest.site_lines import GOES, NEW, SiteLine


@dataclass(frozen=True)
class Offer:
    """Hotspots to add, ids of those that give way, and those another source pays from then on."""

    added: tuple[Hotspot, ...] = ()
    removed: tuple[str, ...] = ()
    paid_by: tuple[Hotspot, ...] = ()
    keys: frozenset[str] = field(default_factory=frozenset)
    """Ids of all that it would change."""

    @classmethod
    def of(
        cls, added: Collection[Hotspot], removed: Collection[str], paid_by: Collection[Hotspot]
    ) -> Offer:
        """Return the offer of these changes."""
        changed = {one.hotspot_id for one in (*added, *paid_by)} | set(removed)
        return cls(tuple(added), tuple(removed), tuple(paid_by), frozenset(changed))

    def of_ticked(self, lines: Collection[SiteLine]) -> Offer:
        """Return what of it stands in `lines`; who pays for what stays goes with any of them."""
        wanted = {line.key for line in lines if line.kind == NEW}
        gone = {line.key for line in lines if line.kind == GOES}
        return Offer.of(
            [one for one in self.added if one.hotspot_id in wanted],
            [key for key in self.removed if key in gone],
            self.paid_by if lines else (),
        )


def offer_of_suggestion(suggested: SuggestedPlan) -> Offer:
    """Return what a suggestion offers."""
    added = [hotspot for hotspot, _ in suggested.added]
    return Offer.of(added, [one.hotspot_id for one in suggested.removed], suggested.paid_by)


def offer_of_scenario(scenario: Scenario) -> Offer:
    """Return what a scenario offers."""
    return Offer.of(scenario.added, scenario.removed, scenario.paid_by)


def as_scenario(suggested: SuggestedPlan, name: str) -> Scenario:
    """Return a suggestion to be kept under a name."""
    suggestion = suggested.suggestion
    return Scenario(
        name=name,
        made_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        added=tuple(hotspot for hotspot, _ in suggested.added),
        removed=tuple(one.hotspot_id for one in suggested.removed),
        paid_by=suggested.paid_by,
        people=suggested.people,
        blank_people=suggested.blank_people,
        idr=suggested.idr,
        bound=float(suggestion.bound),
        gap=suggestion.gap if suggestion.objective > 0 else None,
        is_proven=suggestion.is_proven,
        wishes=wishes_to_json(suggested.wishes),
    )


def scenario_lines(scenario: Scenario) -> list[SiteLine]:
    """Return a line per hotspot that a scenario adds or takes out."""
    lines = [_line(one, NEW, one.label) for one in scenario.added]
    take_out = QCoreApplication.translate("VillageInternet", "Take out: {name}")
    for key in scenario.removed:
        lines.append(SiteLine(key, GOES, take_out.format(name=key[:8]), ""))
    return lines


def _line(hotspot: Hotspot, kind: str, name: str) -> SiteLine:
    parts = (hotspot.village_code, hotspot.funding_source_id)
    told = " · ".join(part for part in parts if part)
    return SiteLine(hotspot.hotspot_id, kind, name, told, "", hotspot.position)
