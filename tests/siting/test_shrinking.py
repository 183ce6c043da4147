# SPDX-License-Identifier: GPL-2.0-or-later
"""When a source gets less: what stays is the best of all choices, and the check still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from siting import demand_world as world
from siting.shrinking_world import (
    MILLION,
    NEXT,
    NOW,
    OTHER,
    REVISED,
    errors,
    ids,
    plan_of,
    said,
    spot,
    tables,
    weighing_of,
)

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.shrinking import shrink


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Reference]:
    with world.reference_of(tmp_path, **tables()) as opened:
        yield opened


def test_the_best_stay_the_next_year_takes_what_it_has_room_for(reference: Reference) -> None:
    own = [spot(n) for n in range(4)]
    taken = spot(0, NEXT, hotspot_id="theirs", position=world.place(0, 1_000, 400), name="Balai")
    shrunk = shrink(plan_of(*own, taken), "NOW", weighing_of(reference), point_quota=1)
    assert ids(shrunk.stays) == ["h0"]
    # NEXT had room for two and one of them is taken; the province's source is another agency's.
    assert [
        (one.hotspot.hotspot_id, one.to and one.to.funding_source_id) for one in shrunk.moved
    ] == [
        ("h1", "NEXT"),
        ("h2", None),
        ("h3", None),
    ]
    assert shrunk.idr_saved == 60 * MILLION
    assert shrunk.source == replace(NOW, point_quota=1)
    # 300 + 200 + 100 in 2026, the 300 again from 2027 on.
    assert [(one.source.funding_source_id, one.people) for one in shrunk.waiting] == [
        ("NOW", 600),
        ("REVISED", 600),
        ("NEXT", 300),
    ]
    assert shrunk.choice.is_proven
    assert shrunk.choice.all_of_them.total == 1_000
    assert shrunk.choice.kept.total == 400
    assert said(shrunk) == [
        "Of the hotspots of NOW 1 stay and 3 have to go; that saves it Rp60,000,000.",
        "To NEXT (2027): Kantor 1.",
        "No later source of the same agency has room for Kantor 2 and Kantor 3: kept in the plan "
        "as “Replaced”, counted nowhere.",
        "Proven: no other choice within the new limits keeps more than 400 people.",
        "All of them as planned. Counted site by site (sites: 4), that makes 1,000 people; 0 of "
        "these were counted at a site before already. That leaves 1,000, each counted once.",
        "Those that stay. Counted site by site (sites: 1), that makes 400 people; 0 of these were "
        "counted at a site before already. That leaves 400, each counted once.",
        "In 2026 600 people are not reached who would have been, each counted once.",
        "From NEXT (2027) on, which takes over 1, 300 people still wait.",
    ]
    assert "masing-masing dihitung satu kali" in said(shrunk, "id")[-2]


def test_the_plan_afterwards_has_the_new_limits_and_no_new_error(reference: Reference) -> None:
    plan = plan_of(*(spot(n) for n in range(4)))
    shrunk = shrink(plan, "NOW", weighing_of(reference), budget_idr=45 * MILLION)
    after = replace(
        plan, hotspots=shrunk.hotspots_of(plan), funding_sources=shrunk.sources_of(plan)
    )
    assert [
        (one.hotspot_id, one.funding_source_id, one.year, one.status) for one in after.hotspots
    ] == [
        ("h0", "NOW", 2026, "proposed"),
        ("h1", "NOW", 2026, "proposed"),
        ("h2", "NEXT", 2027, "proposed"),
        ("h3", "NEXT", 2027, "proposed"),
    ]
    assert after.funding_sources[0].budget_idr == 45 * MILLION
    assert errors(after, reference) <= errors(plan, reference)
    without_moving = replace(plan, funding_sources=after.funding_sources)
    assert ("VI403", "NOW") in errors(without_moving, reference)


def test_what_stands_or_is_pinned_stays_and_what_all_fits_does_not_move(
    reference: Reference,
) -> None:
    plan = plan_of(spot(0), spot(1, status="surveyed"), spot(2), spot(3, status="installed"))
    shrunk = shrink(
        plan, "NOW", weighing_of(reference), point_quota=3, pinned=["h2"], budget_idr=80 * MILLION
    )
    assert ids(shrunk.fixed) == ["h2", "h3"]
    assert ids(shrunk.stays) == ["h0"]
    assert said(shrunk)[1].startswith("2 of those that stay are installed")
    nothing = shrink(plan, "NOW", weighing_of(reference), point_quota=4)
    assert nothing.moved == ()
    assert said(nothing) == [
        "Within its new limits NOW still pays for all its hotspots (4): nothing moves."
    ]


def test_with_nothing_to_choose_from_nothing_moves(reference: Reference) -> None:
    weighing = weighing_of(reference)
    built = shrink(plan_of(spot(0, status="operating")), "NOW", weighing, point_quota=1)
    assert (ids(built.fixed), built.stays, built.moved) == (["h0"], (), ())
    assert built.choice.is_proven
    empty = shrink(plan_of(), "NOW", weighing, point_quota=0, budget_idr=0)
    assert said(empty) == [
        "Within its new limits NOW still pays for all its hotspots (0): nothing moves."
    ]


def test_people_in_blank_spots_count_more_where_one_has_to_go(tmp_path: Path) -> None:
    dark = world.blank_spot("dark", world.square(1, 900, 900, 300), None, world.code(1))
    with world.reference_of(tmp_path, **tables(blank_spots=[dark])) as reference:
        plan = plan_of(spot(0), spot(1))
        shrunk = shrink(plan, "NOW", weighing_of(reference), point_quota=1)
    # 300 people in the blank spot count twice, 400 beside it once.
    assert ids(shrunk.stays) == ["h1"]
    assert (shrunk.choice.objective, shrunk.waiting[0].people) == (600, 400)
    assert shrunk.waiting[0].blank_people == 0
    assert any("600 weighted people" in one for one in said(shrunk))


def test_what_cannot_be_is_said_in_a_sentence(reference: Reference) -> None:
    plan = plan_of(spot(0, status="installed"), spot(1), spot(2, status="operating"))
    weighing = weighing_of(reference)
    with pytest.raises(
        InputError,
        match=r"2 of 1 points .* and Rp40,000,000 of .* Rp30,000,000: Kantor 0 and Kantor 2",
    ):
        shrink(plan, "NOW", weighing, budget_idr=30 * MILLION, point_quota=1)
    with pytest.raises(InputError, match="2 of 1 points in the new quota: Kantor 0"):
        shrink(plan, "NOW", weighing, point_quota=1)
    with pytest.raises(InputError, match="Rp60,000,000 of the new budget of Rp50,000,000") as told:
        shrink(plan, "NOW", weighing, budget_idr=50 * MILLION, pinned=["h1"])
    assert "tidak dapat menyusut sejauh itu" in told.value.told("id")
    with pytest.raises(InputError, match=r"no funding source THEN. .*: NEXT, NOW, OTHER, REVISED"):
        shrink(plan, "THEN", weighing, point_quota=1)
    with pytest.raises(InputError, match="h9 is to stay"):
        shrink(plan, "NOW", weighing, point_quota=3, pinned=["h9"])
    bare = replace(NOW, point_quota=None, budget_idr=None)
    with pytest.raises(InputError, match="neither a budget nor a quota"):
        shrink(plan_of(spot(0), sources=(bare,)), "NOW", weighing)
    with pytest.raises(Cancelled):
        shrink(plan, "NOW", weighing, point_quota=2, begin=lambda _: False)


def test_a_later_round_of_the_year_comes_before_the_next_year(reference: Reference) -> None:
    revised = replace(REVISED, point_quota=1)
    plan = plan_of(spot(0), spot(1), spot(2), sources=(NEXT, revised, NOW))
    shrunk = shrink(plan, "NOW", weighing_of(reference), point_quota=1)
    assert [one.to and one.to.funding_source_id for one in shrunk.moved] == ["REVISED", "NEXT"]
    assert [(one.source.fiscal_year, one.people) for one in shrunk.waiting] == [
        (2026, 500),
        (2026, 200),
        (2027, 0),
    ]
    assert said(shrunk)[-1] == "From NEXT (2027) on, which takes over 1, nobody waits any more."


def test_a_source_takes_over_nothing_that_it_may_not_pay_for(reference: Reference) -> None:
    """The next year pays for kelurahan only; in village 1 the province pays in that year."""
    kinds = replace(NEXT, village_kinds="kelurahan")
    shrunk = shrink(
        plan_of(spot(0), spot(1), sources=(NOW, kinds)),
        "NOW",
        weighing_of(reference),
        point_quota=1,
    )
    assert [one.to for one in shrunk.moved] == [None]
    theirs = spot(1, OTHER, hotspot_id="theirs", position=world.place(1, 1_000, 400))
    plan = plan_of(spot(0), spot(1), theirs)
    shrunk = shrink(plan, "NOW", weighing_of(reference), point_quota=1)
    assert [one.to for one in shrunk.moved] == [None]
    assert shrunk.moved[0].afterwards.status == "replaced"
    after = replace(
        plan, hotspots=shrunk.hotspots_of(plan), funding_sources=shrunk.sources_of(plan)
    )
    assert errors(after, reference) <= errors(plan, reference)


def test_whom_the_next_year_reaches_anyway_waits_until_then(reference: Reference) -> None:
    """Two hotspots of one hamlet, the second a year later: a person is counted once, and waits."""
    later = spot(1, NEXT, hotspot_id="later", position=world.place(1, 1_100, 1_200))
    shrunk = shrink(plan_of(spot(0), spot(1), later), "NOW", weighing_of(reference), point_quota=1)
    assert ids(shrunk.stays) == ["h0"]
    assert shrunk.waiting[0].people == 300
    assert shrunk.waiting[-1].people == 0


def test_hotspots_nobody_would_miss_stay_where_there_is_room(reference: Reference) -> None:
    beside = [spot(n, hotspot_id=f"b{n}", position=world.place(n, 1_050, 1_250)) for n in range(2)]
    shrunk = shrink(
        plan_of(spot(0), spot(1), *beside), "NOW", weighing_of(reference), point_quota=3
    )
    assert len(shrunk.stays) == 3
    assert shrunk.choice.lost_people == 0
    assert "In 2026 nobody loses by it: whom the others reach, some that stay reach too." in said(
        shrunk
    )


def test_a_hotspot_without_a_place_gets_what_is_left(reference: Reference) -> None:
    lost = replace(spot(3), position=None, hotspot_id="lost", name="Tanpa posisi")
    plan = plan_of(lost, spot(0), spot(1))
    shrunk = shrink(plan, "NOW", weighing_of(reference), point_quota=2)
    assert ids(shrunk.stays) == ["h0", "h1"]
    assert shrunk.moved[0].to is not None
    assert any("Hotspots without a place in a known village: 1." in one for one in said(shrunk))
    shrunk = shrink(plan, "NOW", weighing_of(reference), budget_idr=65 * MILLION, point_quota=3)
    assert shrunk.moved == ()


def test_an_office_stays_where_others_of_its_village_do(reference: Reference) -> None:
    """The hamlet's own hotspot reaches more, but the village's first point is at its office."""
    far = spot(0, hotspot_id="far", position=world.place(0, 1_250, 1_000), site_kind="school")
    plan = plan_of(replace(spot(0), position=world.place(0, 1_000, 1_000)), far, spot(1))
    shrunk = shrink(plan, "NOW", weighing_of(reference), point_quota=1)
    assert ids(shrunk.stays) == ["h0"]
