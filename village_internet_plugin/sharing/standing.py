# SPDX-License-Identifier: GPL-2.0-or-later
"""How a plan stands to what was published of it last: counted from the plan alone, offline too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.canonical import same_content
from village_internet_plugin.sharing.delta import by_id, delta_between
from village_internet_plugin.sharing.funding_source_merging import differing_fields


@dataclass(frozen=True)
class Standing:
    """What publishing would send: hotspots, and rows of the two tables beside them.

    `moved` hotspots differ in nothing but their position, `changed` ones in something else; a
    waiver or funding source counts once, whether it is new, other, or (a waiver) gone.
    """

    base_revision: int
    added: int = 0
    moved: int = 0
    changed: int = 0
    removed: int = 0
    waivers: int = 0
    funding_sources: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Whether there is nothing to publish."""
        return self == Standing(self.base_revision)


def standing_of(plan: Plan, base: Base) -> Standing:
    """Return how `plan` stands to `base`.

    Raises InputError when a hotspot_id is missing or repeated: such rows cannot be told apart.
    """
    delta = delta_between(base.hotspots, plan.hotspots)
    before = by_id(base.hotspots)
    moved = sum(_is_moved_only(before[row.hotspot_id], row) for row in delta.changed)
    standing = {row.funding_source_id: row for row in base.funding_sources}
    own = [row for row in plan.funding_sources if same_agency(row.agency or "", plan.agency)]
    return Standing(
        base_revision=base.revision,
        added=len(delta.added),
        moved=moved,
        changed=len(delta.changed) - moved,
        removed=len(delta.removed),
        waivers=_differing(
            {(row.rule, row.subject): row for row in base.waivers},
            {(row.rule, row.subject): row for row in plan.waivers},
        ),
        # A source that only the server has is no change of ours: none goes by publishing.
        funding_sources=sum(_is_other(row, standing.get(row.funding_source_id)) for row in own),
    )


def _is_moved_only(before: Hotspot, after: Hotspot) -> bool:
    return same_content(replace(before, position=after.position), after)


def _is_other(source: FundingSource, standing: FundingSource | None) -> bool:
    return standing is None or bool(differing_fields(source, standing))


def _differing(before: dict[tuple[str, str], object], after: dict[tuple[str, str], object]) -> int:
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
