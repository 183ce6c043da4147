# SPDX-License-Identifier: GPL-2.0-or-later
"""What becomes of a shrunk funding source's hotspots as JSON, with the proof and the sentences."""

from __future__ import annotations

import math
from typing import Any

from village_internet_plugin.siting.shrinking import Shrunk
from village_internet_plugin.siting.union_proof import UnionProof


def rephased_json(shrunk: Shrunk, language: str) -> dict[str, Any]:
    """Return all of it; sentences are in `language` ("en" or "id").

    `objective` and `bound` count a person in a blank spot `blank_spot_weight` times; `gap` is null
    where nothing is reached, so that no fraction can be given.
    """
    choice, before, source = shrunk.choice, shrunk.before, shrunk.source
    return {
        "funding_source_id": source.funding_source_id,
        "budget_idr": {"before": before.budget_idr, "after": source.budget_idr},
        "point_quota": {"before": before.point_quota, "after": source.point_quota},
        "idr_saved": shrunk.idr_saved,
        "fixed": [one.hotspot_id for one in shrunk.fixed],
        "stays": [one.hotspot_id for one in shrunk.stays],
        "moved": [
            {
                "hotspot_id": one.hotspot.hotspot_id,
                "funding_source_id": None if one.to is None else one.to.funding_source_id,
                "year": None if one.to is None else one.to.fiscal_year,
                "cost_idr": one.idr,
            }
            for one in shrunk.moved
        ],
        "waiting": [
            {
                "funding_source_id": one.source.funding_source_id,
                "year": one.source.fiscal_year,
                "takes_over": one.hotspots,
                "people": one.people,
                "blank_people": one.blank_people,
                "is_proven": one.is_proven,
            }
            for one in shrunk.waiting
        ],
        "blank_spot_weight": choice.problem.blank_spot_weight,
        "objective": choice.objective,
        "bound": choice.bound,
        "gap": choice.gap if math.isfinite(choice.gap) else None,
        "is_proven": choice.is_proven,
        "as_planned": _union(choice.all_of_them, language),
        "kept": _union(choice.kept, language),
        "said": [one.say(language) for one in shrunk.words],
    }


def _union(union: UnionProof, language: str) -> dict[str, Any]:
    return {
        "alone": union.alone,
        "twice": union.twice,
        "total": union.total,
        "said": union.words.say(language),
    }
