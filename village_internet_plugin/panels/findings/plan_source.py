# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan that is open, as the list of findings asks for it: findings, and the names of things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.layers.current_plan import CurrentPlan


class PlanSource:
    """Findings by subject, and a directory of names; names of villages are looked up once."""

    def __init__(self, plan: CurrentPlan) -> None:
        self._plan = plan
        self._villages: dict[str, str] = {}
        self._sources: dict[str, str] | None = None

    def forget_names(self) -> None:
        """Look names up again: of funding sources at least."""
        self._sources = None

    def hotspot_ids(self) -> Sequence[str]:
        """Return the ids of all hotspots, in the plan's order."""
        return [hotspot.hotspot_id for hotspot in self._plan.hotspots().values()]

    def findings_of(self, hotspot_id: str) -> Iterable[Finding]:
        """Return the findings on a hotspot; none when there is none."""
        return self._plan.findings_of(hotspot_id)

    def findings_beside(self) -> Iterable[Finding]:
        """Return the findings that are not on hotspots."""
        return self._plan.findings_beside_hotspots()

    def village_of(self, hotspot_id: str) -> str:
        """Return the code of the village a hotspot names; empty when it names none."""
        hotspot = self._plan.hotspot(hotspot_id)
        return (hotspot.village_code or "") if hotspot is not None else ""

    def funding_source_of(self, hotspot_id: str) -> str:
        """Return the funding source a hotspot names; empty when it names none."""
        hotspot = self._plan.hotspot(hotspot_id)
        return (hotspot.funding_source_id or "") if hotspot is not None else ""

    def hotspot_name(self, hotspot_id: str) -> str:
        """Return what a hotspot is called; empty when it has no name."""
        hotspot = self._plan.hotspot(hotspot_id)
        return (hotspot.name or "") if hotspot is not None else ""

    def village_name(self, village_code: str) -> str:
        """Return what a village is called; empty when it is not known."""
        name = self._villages.get(village_code)
        if name is None and self._plan.is_checked:
            (village,) = self._plan.reference().villages.by_code([village_code])
            name = self._villages[village_code] = village.name if village is not None else ""
        return name or ""

    def funding_source_name(self, funding_source_id: str) -> str:
        """Return programme and year of a funding source; empty when it is not known."""
        if self._sources is None:
            self._sources = {
                source.funding_source_id: " ".join(
                    str(part) for part in (source.programme, source.fiscal_year) if part
                )
                for source in self._plan.funding_sources()
            }
        return self._sources.get(funding_source_id, "")
