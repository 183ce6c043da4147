# SPDX-License-Identifier: GPL-2.0-or-later
"""A survey comes home: the hotspots of a layer package, edited in the field, merged into the plan.

By the three-way merge of `merging`, with what the package held when it was made as the base. The
columns that stayed with the agency then were not in the field: they stay as the plan has them.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.sharing.canonical import hotspot_row
from village_internet_plugin.sharing.merging import Clash, Merge, RemovalClash, merge

_NEW_IN_THE_FIELD = uuid.UUID("6f1c0f0e-6a0f-5c53-9a3e-2d8a4c1b7e55")
"""The name space of the ids given to points that were drawn without one."""


@dataclass(frozen=True)
class Survey:
    """What a package brings: its plan, what it held when it was made, and what it holds now.

    `absent` are the columns of hotspots that are not in it.
    """

    plan_id: str
    made_at: str
    at_export: tuple[Hotspot, ...]
    now: tuple[Hotspot, ...]
    absent: frozenset[str] = frozenset()


def merge_survey(survey: Survey, planned: Sequence[Hotspot]) -> Merge:
    """Return the plan's hotspots and the survey's as one, with what both sides changed.

    Raises InputError when a hotspot_id of the plan is missing, or repeated on one side.
    """
    blank: dict[str, Any] = dict.fromkeys(survey.absent)
    before = [replace(hotspot, **blank) for hotspot in survey.at_export]
    here = [replace(hotspot, **blank) for hotspot in planned]
    field = [replace(hotspot, **blank) for hotspot in with_ids(survey)]
    merged = merge(before, here, field)
    kept = {hotspot.hotspot_id: hotspot for hotspot in planned}

    def whole(hotspot: Hotspot) -> Hotspot:
        own = kept.get(hotspot.hotspot_id)
        if own is None:
            return hotspot
        values: dict[str, Any] = {name: getattr(own, name) for name in survey.absent}
        return replace(hotspot, **values)

    clashes = tuple(_whole_clash(clash, kept) for clash in merged.clashes)
    return Merge(tuple(map(whole, merged.hotspots)), clashes)


def with_ids(survey: Survey) -> tuple[Hotspot, ...]:
    """Return the survey's hotspots; one drawn without an id gets its own.

    The same package gives the same ids again, so that merging it twice adds nothing twice.
    """
    given = []
    for hotspot in survey.now:
        if not hotspot.hotspot_id.strip():
            told = repr((survey.plan_id, survey.made_at, hotspot_row(hotspot)))
            hotspot = replace(hotspot, hotspot_id=str(uuid.uuid5(_NEW_IN_THE_FIELD, told)))
        given.append(hotspot)
    return tuple(given)


def fingerprint(hotspots: Iterable[Hotspot], absent: Collection[str]) -> str:
    """Return the SHA-256 over hotspots as they stand, also wrong values, and what is absent."""
    told = repr((sorted(absent), [hotspot_row(hotspot) for hotspot in hotspots]))
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def _whole_clash(clash: Clash, kept: dict[str, Hotspot]) -> Clash:
    """Tell a removal with the row the plan has, where it has one."""
    if isinstance(clash, RemovalClash) and clash.hotspot_id in kept:
        return replace(clash, kept=kept[clash.hotspot_id])
    return clash
