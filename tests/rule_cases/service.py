# SPDX-License-Identifier: GPL-2.0-or-later
"""VI301 to VI304 by example: whom a hotspot serves, and its turn among its village's points."""

from __future__ import annotations

from rule_cases.case import Found, fails, limit, passes
from rule_cases.district import (
    EAST,
    HULU,
    KUARO,
    NORTH,
    OFFICE,
    PADANG,
    WEST,
    away,
    blank_spot,
    existing,
    hotspot,
    published,
    school,
    settlement,
    village,
)

# A blank spot whose western edge runs along the meridian 116.06: due west of it is squarely off.
SPOT_EDGE = (116.06, -0.95)
SPOT = [blank_spot(116.06, -0.96, 116.07, -0.94)]


def _beyond_reach(measured: float | None, *numbers: tuple[str, str]) -> Found:
    return Found(measured=measured, limit=300.0, unit="m", says=numbers)


BLANK_SPOT = (
    passes("VI301", "inside a blank spot"),
    passes(
        "VI301",
        "people nearby whom nobody reaches",
        blank_spots=[],
        settlements=[settlement(away(OFFICE, EAST, 200.0), 12)],
    ),
    passes(
        "VI301",
        "only their households are known",
        blank_spots=[],
        settlements=[settlement(away(OFFICE, EAST, 200.0), None, 3)],
    ),
    fails(
        "VI301",
        "2 km from the blank spot, and nobody around",
        _beyond_reach(2000.0, ("2,000 m", "2.000 m")),
        hotspots=[hotspot(**away(SPOT_EDGE, WEST, 2000.0))],
        blank_spots=SPOT,
    ),
    fails(
        "VI301",
        "people nearby, but another agency's hotspot reaches them",
        _beyond_reach(None),
        blank_spots=[],
        settlements=[settlement(away(OFFICE, EAST, 200.0), 12)],
        published_hotspots=[published(**away(OFFICE, EAST, 450.0))],
    ),
    fails(
        "VI301",
        "a settlement of nobody",
        _beyond_reach(None),
        blank_spots=[],
        settlements=[settlement(away(OFFICE, EAST, 200.0), 0, 5)],
    ),
    limit(
        "VI301",
        "a blank spot exactly 300 m away",
        hotspots=[hotspot(**away(SPOT_EDGE, WEST, 300.0))],
        blank_spots=SPOT,
    ),
    limit(
        "VI301",
        "a millimetre farther",
        _beyond_reach(300.001, ("300.001 m", "300,001 m")),
        hotspots=[hotspot(**away(SPOT_EDGE, WEST, 300.001))],
        blank_spots=SPOT,
    ),
    limit(
        "VI301",
        "people exactly 300 m away",
        blank_spots=[],
        settlements=[settlement(away(OFFICE, EAST, 300.0), 1)],
    ),
    limit(
        "VI301",
        "people whom one that stands already reaches at exactly 300 m",
        _beyond_reach(None),
        blank_spots=[],
        settlements=[settlement(away(OFFICE, EAST, 200.0), 12)],
        existing_hotspots=[existing(**away(OFFICE, EAST, 500.0))],
    ),
)

ALREADY_SERVED = (
    passes("VI302", "nothing there yet"),
    passes(
        "VI302",
        "the others are in another village",
        existing_hotspots=[existing(village_code=PADANG)],
    ),
    fails(
        "VI302",
        "two there already, one of unstated status",
        Found(
            measured=2,
            limit=0,
            unit="points",
            says=(("Kuaro has public hotspots already (2)", "Kuaro sudah punya 2"),),
        ),
        existing_hotspots=[
            existing(village_code=KUARO),
            existing(hotspot_id="e2", village_code=KUARO, status=None),
        ],
    ),
    limit(
        "VI302",
        "those refused or replaced serve nobody",
        existing_hotspots=[
            existing(village_code=KUARO, status="refused"),
            existing(hotspot_id="e2", village_code=KUARO, status="replaced"),
        ],
    ),
)


def _crowd(
    *ids: str, measured: int, allowed: int, says: tuple[tuple[str, str], ...] = ()
) -> list[Found]:
    return [Found(one, measured, allowed, "points", says=says) for one in ids]


def _schools(count: int, **changed: object) -> list[dict[str, object]]:
    return [
        school(EAST, 250.0 * number, hotspot_id=f"h{number + 1}", **changed)
        for number in range(1, count + 1)
    ]


POINTS_PER_VILLAGE = (
    passes("VI303", "one in a village that may have two"),
    passes(
        "VI303", "replaced ones take no room", hotspots=[hotspot(), *_schools(4, status="replaced")]
    ),
    fails(
        "VI303",
        "four where two are allowed: the two placed last are told",
        *_crowd(
            "h3",
            "h4",
            measured=4,
            allowed=2,
            says=(("3,500 people", "3.500 jiwa"), ("4 points", "4 titik"), ("2", "2")),
        ),
        hotspots=[hotspot(), *_schools(3)],
    ),
    fails(
        "VI303",
        "five with others' and existing ones: both of the plan's are told",
        *_crowd("h1", "h2", measured=5, allowed=2),
        hotspots=[hotspot(), *_schools(1)],
        published_hotspots=[published(village_code=KUARO)],
        existing_hotspots=[
            existing(village_code=KUARO),
            existing(hotspot_id="e2", village_code=KUARO),
        ],
    ),
    fails(
        "VI303",
        "population not known: said once of the village",
        Found(KUARO, severity="not_checked", kind="village", says=(("points (2)", "2 titik"),)),
        hotspots=[hotspot(), *_schools(1)],
        villages=[village(KUARO, population=None), village(PADANG), village(HULU, population=None)],
    ),
    *(
        limit(
            "VI303",
            f"{population} people: {allowed} point(s) are allowed, one more is not",
            *_crowd(f"h{allowed + 1}", measured=allowed + 1, allowed=allowed),
            hotspots=[hotspot(), *_schools(allowed)],
            villages=[village(KUARO, population=population)],
        )
        for population, allowed in (
            (0, 1),
            (1000, 1),
            (1001, 2),
            (3500, 2),
            (3501, 3),
            (7500, 3),
            (7501, 4),
            (12_000, 4),
            (12_001, 5),
        )
    ),
)


def _far_from_office(subject: str, metres: float, *numbers: tuple[str, str]) -> Found:
    return Found(subject, metres, 100.0, "m", says=numbers)


OFFICE_FIRST = (
    passes("VI304", "the first point is at the office"),
    passes(
        "VI304",
        "the second is, so the first need not be",
        hotspots=[school(EAST, 600.0), hotspot()],
    ),
    passes(
        "VI304",
        "said to be the office, wherever it stands",
        hotspots=[hotspot(**away(OFFICE, EAST, 600.0))],
    ),
    passes(
        "VI304",
        "the village is served already",
        hotspots=[school(EAST, 600.0)],
        existing_hotspots=[existing(village_code=KUARO)],
    ),
    passes(
        "VI304",
        "another agency was there first",
        hotspots=[school(EAST, 600.0)],
        published_hotspots=[published(village_code=KUARO)],
    ),
    passes(
        "VI304", "no office known: VI104 speaks", hotspots=[school(EAST, 600.0)], village_offices=[]
    ),
    fails(
        "VI304",
        "the first of two schools is told",
        _far_from_office("h2", 600.0, ("600 m", "600 m"), ("Kuaro", "Kuaro")),
        hotspots=[school(EAST, 600.0), school(NORTH, 400.0, hotspot_id="h3")],
    ),
    fails(
        "VI304",
        "one that was refused does not serve the village",
        _far_from_office("h2", 600.0),
        hotspots=[school(EAST, 600.0)],
        existing_hotspots=[existing(village_code=KUARO, status="refused")],
    ),
    limit("VI304", "a school exactly 100 m from the office", hotspots=[school(EAST, 100.0)]),
    limit(
        "VI304",
        "a millimetre farther",
        _far_from_office("h2", 100.001, ("100.001 m", "100,001 m")),
        hotspots=[school(EAST, 100.001)],
    ),
)

SERVICE_CASES = (*BLANK_SPOT, *ALREADY_SERVED, *POINTS_PER_VILLAGE, *OFFICE_FIRST)
