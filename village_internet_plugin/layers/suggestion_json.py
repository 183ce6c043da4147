# SPDX-License-Identifier: GPL-2.0-or-later
"""A suggestion as JSON: what was asked, what came of it, how sure that is, and each site."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from village_internet_plugin.layers.suggesting import SuggestedPlan
from village_internet_plugin.layers.wishes import wishes_to_json
from village_internet_plugin.sharing.hotspot_json import hotspot_to_json
from village_internet_plugin.siting.why import WhyChosen, WhyPlan


def suggestion_json(suggested: SuggestedPlan, why: WhyPlan, language: str) -> dict[str, Any]:
    """Return the whole suggestion; sentences are in `language` ("en" or "id").

    `objective` and `bound` count a person in a blank spot `blank_spot_weight` times; `gap` is null
    where nothing is reached, so that no fraction can be given.
    """
    suggestion, problem = suggested.suggestion, suggested.problem
    by_site: Mapping[int, WhyChosen] = {one.choice.site: one for one in why.sites}
    return {
        "wishes": wishes_to_json(suggested.wishes),
        "people_reached": suggestion.people,
        "blank_people_reached": suggestion.blank_people,
        "people_reached_in_all": suggested.people,
        "people_reached_today": suggested.people_today,
        "people": problem.total_people,
        "blank_spot_weight": problem.blank_spot_weight,
        "objective": suggestion.objective,
        "bound": suggestion.bound,
        "gap": suggestion.gap if math.isfinite(suggestion.gap) else None,
        "is_proven": suggestion.is_proven,
        "stopped_by": suggestion.stopped_by,
        "cost_idr": suggested.idr,
        "gini": suggestion.gini,
        "worst_share": suggestion.worst_share,
        "share_by_district": dict(zip(problem.groups, suggestion.share_by_group)),
        "clash": [one.say(language) for one in suggestion.clash],
        "said": [one.say(language) for one in (*suggestion.words, *problem.assumptions)],
        "union": {
            "alone": why.union.alone,
            "twice": why.union.twice,
            "total": why.union.total,
            "said": why.union.words.say(language),
        },
        "added": [
            {
                "site_id": problem.sites[number].site_id,
                "hotspot": hotspot_to_json(hotspot),
                **_why(by_site[number], language),
            }
            for hotspot, number in suggested.added
        ],
        "stays": [
            {"hotspot_id": hotspot.hotspot_id, **_why(by_site[number], language)}
            for hotspot, number in suggested.stays
        ],
        "gives_way": [hotspot.hotspot_id for hotspot in suggested.removed],
    }


def _why(why: WhyChosen, language: str) -> dict[str, Any]:
    return {
        "cost_idr": why.cost_idr,
        "people": why.share.reaches,
        "people_added": why.share.added,
        "people_only": why.share.only,
        "blank_people": why.blank,
        "why": [one.say(language) for one in why.sentences],
    }
