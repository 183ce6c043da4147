# SPDX-License-Identifier: GPL-2.0-or-later
"""What is measured of hotspots in the district, worked by hand; and whom an edit concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from oracle.case import Row
from oracle.geopackage import write_plan
from rule_cases.district import (
    AGENCY,
    EAST,
    HULU,
    KUARO,
    NORTH,
    OFFICE,
    PADANG,
    away,
    blank_spot,
    district,
    existing,
    hotspot,
    node,
    office,
    published,
    school,
    settlement,
    source,
)

from village_internet_plugin.facts.hotspot_facts import status_order
from village_internet_plugin.facts.plan_facts import PlanFacts
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.measuring_limits import measuring_limits
from village_internet_plugin.rules.rule_set_document import standard_rule_set

MakeFacts = Callable[..., PlanFacts]
SECOND_OFFICE = office(KUARO, away(OFFICE, EAST, 700.0))


@pytest.fixture
def facts_of(tmp_path: Path) -> Iterator[Callable[..., PlanFacts]]:
    """Return the facts of a plan in the district; `tables` replace whole tables."""
    with ExitStack() as open_files:

        def make(**tables: Any) -> PlanFacts:
            path = tmp_path / "plan.gpkg"
            write_plan(path, district(**tables))
            plan = read_plan(path)
            reference = open_files.enter_context(Reference.open(path))
            limits = measuring_limits(standard_rule_set())
            facts = PlanFacts(
                reference, limits, AGENCY, plan.published_hotspots, plan.funding_sources
            )
            facts.replace(dict(enumerate(plan.hotspots)))
            return facts

        yield make


def _row(metres: float, number: int, **changed: Any) -> Row:
    return school(EAST, metres, hotspot_id=f"h{number}", name=f"SDN {number}", **changed)


def test_a_place_is_measured_against_all_that_is_around(facts_of: MakeFacts) -> None:
    plan = facts_of(
        hotspots=[school(EAST, 500.0)],
        village_offices=[office(KUARO, away(OFFICE, NORTH, 0.0)), SECOND_OFFICE],
        blank_spots=[blank_spot(away(OFFICE, EAST, 900.0)["lon"], -0.96, 116.09, -0.94)],
        settlements=[
            settlement(away(OFFICE, EAST, 800.0), 12),  # exactly 300 m away: reached
            settlement(away(OFFICE, EAST, 400.0), None, 5),  # 5 households are 20 people
            settlement(away(OFFICE, EAST, 800.001), 500),  # a millimetre out of reach
        ],
        network_nodes=[
            node("fibre", away(OFFICE, EAST, 2500.0)),
            node("tower", away(OFFICE, EAST, 7500.0)),
        ],
        existing_hotspots=[
            existing(village_code=KUARO),
            existing(hotspot_id="e2", status="refused"),
        ],
    )
    place = plan.facts_of([0]).place
    assert place.usable.tolist() == [True]
    assert place.village[0].name == "Kuaro"
    assert place.outside_m.tolist() == [0.0]
    assert np.round(place.office_m, 3).tolist() == [200.0]  # to the second office
    assert np.round(place.blank_spot_m, 3).tolist() == [400.0]
    assert place.in_blank_spot.tolist() == [False]
    assert place.unreached_people.tolist() == [32.0]
    assert np.round(place.fibre_m, 3).tolist() == [2000.0]
    assert np.round(place.tower_m, 3).tolist() == [7000.0]
    assert place.existing_in_village.tolist() == [1]


def test_of_a_place_that_cannot_be_nothing_is_measured(facts_of: MakeFacts) -> None:
    plan = facts_of(hotspots=[hotspot(lon=None), hotspot(lon=-0.95, lat=116.05)])
    place = plan.facts_of([0, 1]).place
    assert place.usable.tolist() == [False, False]
    assert np.isnan(place.outside_m).all()
    assert np.isnan(place.office_m).all()
    assert np.isinf(place.fibre_m).all()
    assert place.village[0].name == "Kuaro"  # declared all the same
    assert [repair and repair.kind for repair in place.repair] == [None, "swap"]


def test_things_beyond_100_km_are_not_near_at_all(facts_of: MakeFacts) -> None:
    plan = facts_of(
        network_nodes=[
            node("fibre", away(OFFICE, NORTH, 100_000.0)),
            node("tower", away(OFFICE, NORTH, 100_000.002)),
        ]
    )
    place = plan.facts_of([0]).place
    assert np.round(place.fibre_m, 3).tolist() == [100_000.0]
    assert np.isinf(place.tower_m).all()


def test_the_nearest_neighbour_is_named(facts_of: MakeFacts) -> None:
    plan = facts_of(
        hotspots=[hotspot(), _row(150.0, 2), _row(190.0, 3, status="replaced"), _row(900.0, 4)],
        published_hotspots=[published(**away(OFFICE, EAST, 40.0)), published(hotspot_id="p2")],
        existing_hotspots=[
            existing(**away(OFFICE, EAST, 175.0), name=None, hotspot_id="e23456789")
        ],
    )
    near = plan.facts_of([0, 1, 2, 3]).near
    assert np.round(near.nearest_m, 3).tolist() == [40.0, 25.0, np.inf, np.inf]
    assert near.nearest_label.tolist() == ["BTS (BAKTI)", "e2345678", None, None]
    assert near.same_id_rows.tolist() == [1, 1, 1, 1]


def test_a_hotspot_knows_its_place_among_the_points_of_its_village(facts_of: MakeFacts) -> None:
    plan = facts_of(
        hotspots=[
            hotspot(lon=None, site_kind="school"),
            _row(300.0, 2),
            _row(600.0, 3, status="replaced"),
            _row(900.0, 4, year=2027),
        ],
        published_hotspots=[published(village_code=KUARO), published(hotspot_id="p2")],
        existing_hotspots=[existing(village_code=KUARO)],
    )
    village = plan.facts_of([0, 1, 2, 3]).village
    assert village.own.tolist() == [3, 3, 0, 3]
    assert village.points.tolist() == [5, 5, 0, 5]  # three of the plan, one published, one there
    assert village.own_after.tolist() == [2, 1, 0, 0]
    assert village.is_first.tolist() == [False, True, False, False]  # the first has no position
    assert np.round(village.nearest_office_m, 3).tolist() == [300.0, 300.0, np.inf, 300.0]
    assert village.funded_by_others.tolist() == [1, 1, 0, 0]
    assert village.other_agencies.tolist() == ["BAKTI", "BAKTI", None, ""]


def test_a_funding_source_counts_its_active_points_in_order(facts_of: MakeFacts) -> None:
    plan = facts_of(
        hotspots=[hotspot(), _row(300.0, 2, status="replaced"), _row(600.0, 3), _row(900.0, 4)],
        funding_sources=[source(budget_idr=50_000_000)],
    )
    funding = plan.facts_of([0, 1, 2, 3]).funding
    assert funding.over_quota.tolist() == [False, False, False, True]
    assert funding.over_budget.tolist() == [False, False, True, True]
    (facts,) = plan.source_facts(["APBD", "DAK"])
    assert (facts.points, facts.cost_idr) == (3, 102_000_000)


def test_villages_are_told_of_as_far_as_the_plan_has_points_in_them(facts_of: MakeFacts) -> None:
    plan = facts_of(hotspots=[hotspot(), _row(300.0, 2), _row(600.0, 3, village_code=HULU)])
    found = plan.village_facts([PADANG, HULU, KUARO, "64.99.99.2999"])
    assert [(one.village.name, one.own_points) for one in found] == [("Kuaro", 2), ("Hulu", 1)]


def _crowd(facts_of: MakeFacts) -> PlanFacts:
    """Rows 0 and 1 near each other in Kuaro; 2 far off in Padang, paid by another; 3 in Hulu."""
    return facts_of(
        hotspots=[
            hotspot(),
            _row(150.0, 2),
            _row(9000.0, 3, village_code=PADANG, funding_source_id="DAK"),
            _row(18_000.0, 4, village_code=HULU, funding_source_id="DAK"),
        ],
        funding_sources=[source(), source(funding_source_id="DAK")],
    )


def test_an_edit_concerns_neighbours_and_villages_and_nobody_else(facts_of: MakeFacts) -> None:
    plan = _crowd(facts_of)
    affected = plan.replace({0: replace(plan.hotspots[0], village_code=PADANG)})
    assert affected.rows == {0, 1, 2}
    assert affected.villages == {KUARO, PADANG}
    assert affected.sources == set()


@pytest.mark.parametrize(
    ("changes", "sources"),
    [
        ({"capex_idr": 1}, {"APBD"}),
        ({"status": "replaced"}, {"APBD"}),
        ({"funding_source_id": "DAK"}, {"APBD", "DAK"}),
        ({"funding_source_id": None}, {"APBD"}),
        ({"name": "Posyandu"}, set()),
    ],
)
def test_an_edit_concerns_a_source_where_it_asks_another_thing_of_it(
    changes: dict[str, Any], sources: set[str], facts_of: MakeFacts
) -> None:
    plan = _crowd(facts_of)
    affected = plan.replace({0: replace(plan.hotspots[0], **changes)})
    assert affected.sources == sources


def test_who_leaves_concerns_those_it_leaves_behind(facts_of: MakeFacts) -> None:
    plan = _crowd(facts_of)
    affected = plan.replace({1: None})
    assert affected.rows == {0}
    assert affected.villages == {KUARO}
    assert np.isinf(plan.facts_of([0]).near.nearest_m).all()
    assert plan.facts_of([0]).village.own.tolist() == [1]


def test_a_row_of_its_own_number_comes_back_as_it_was(facts_of: MakeFacts) -> None:
    plan = _crowd(facts_of)
    before, row = plan.facts_of([0, 1, 2, 3]), plan.hotspots[1]
    plan.replace({1: None})
    plan.replace({7: replace(row, hotspot_id="new")})
    plan.replace({1: row, 7: None})
    after = plan.facts_of([0, 1, 2, 3])
    for part in ("place", "near", "village", "funding"):
        was, now = vars(getattr(before, part)), vars(getattr(after, part))
        for name, values in was.items():
            assert list(map(_shown, values)) == list(map(_shown, now[name])), name


def _shown(value: object) -> str:
    """Lengths measured in another batch may differ by nanometres."""
    return f"{value:.6f}" if isinstance(value, float) else repr(value)


def test_an_edited_source_concerns_its_points_and_their_villages(facts_of: MakeFacts) -> None:
    plan = _crowd(facts_of)
    affected = plan.set_funding_sources(list(plan.sources.values())[:1])
    assert affected.sources == {"DAK"}
    assert affected.rows == {2, 3}
    assert affected.villages == {PADANG, HULU}
    assert plan.facts_of([2]).funding.source.tolist() == [None]


def test_statuses_stand_in_their_order_and_suspended_counts_as_operating() -> None:
    order = [
        status_order(s) for s in ("proposed", "surveyed", "approved", "installed", "operating")
    ]
    assert order == sorted(set(order))
    assert status_order("suspended") == status_order("operating")
    with pytest.raises(KeyError):
        status_order("replaced")


def test_columns_of_a_batch_take_blank_text_for_nothing(facts_of: MakeFacts) -> None:
    plan = facts_of(hotspots=[hotspot(notes=" ", priority=None), _row(300.0, 2, notes="cek")])
    batch = plan.facts_of([0, 1])
    assert batch.texts("notes").tolist() == [None, "cek"]
    assert batch.given("notes").tolist() == [False, True]
    assert np.isnan(batch.numbers("priority")[0])
    assert batch.numbers("priority")[1] == 1.0
