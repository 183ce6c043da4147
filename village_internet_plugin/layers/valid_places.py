# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks for the nearest valid position in the plan that is open: of a hotspot, or for a new one."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.new_hotspot import NewHotspots
from village_internet_plugin.siting.allowed_ground import AllowedGround, Seeker
from village_internet_plugin.siting.nearest_valid import Search, search_nearest_valid
from village_internet_plugin.siting.standing_points import StandingPoints


def standing_points(plan: CurrentPlan) -> StandingPoints:
    """Return the points others keep their distance from, as the plan is now."""
    return StandingPoints(
        plan.reference(),
        plan.hotspots().values(),
        plan.published_hotspots(),
        plan.settings()["plan_id"],
    )


def search_for_hotspot(plan: CurrentPlan, hotspot_id: str) -> Search:
    """Return a search for where a hotspot of the plan would be right, in its declared village.

    It ends with StopIteration, whose value is the `NearestValid`; the plan must not change in
    between. Raises InputError for a hotspot that is not there or stands nowhere.
    """
    hotspot = plan.hotspot(hotspot_id)
    if hotspot is None or hotspot.position is None or not hotspot.position.is_finite():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The hotspot has no position to start from; place it on the map, or type its "
            "coordinates.",
        )
        raise InputError(sentence)
    waived = frozenset(one.rule for one in plan.waivers() if one.subject == hotspot_id)
    seeker = Seeker(hotspot_id, hotspot.funding_source_id, waived)
    points, reference = standing_points(plan), plan.reference()
    ground = AllowedGround(reference, plan.rule_set(), points, seeker)
    village = reference.villages.by_code([hotspot.village_code])[0]
    return search_nearest_valid(
        hotspot.position,
        ground,
        reference,
        partial(plan.judge_moved, hotspot_id),
        village.village_code if village else None,
        plan.language,
    )


def search_for_new(
    plan: CurrentPlan, start: LonLat, makes: NewHotspots, points: StandingPoints
) -> Search:
    """Return a search for the nearest place that is right for a new hotspot made by `makes`."""
    reference = plan.reference()
    ground = AllowedGround(
        reference, plan.rule_set(), points, Seeker("", makes.at(start).funding_source_id)
    )
    return search_nearest_valid(
        start,
        ground,
        reference,
        lambda position: plan.judge_ghost(makes.at(position)),
        language=plan.language,
    )
