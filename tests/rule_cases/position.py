# SPDX-License-Identifier: GPL-2.0-or-later
"""VI101 to VI106 by example: where a hotspot stands."""

from __future__ import annotations

import shapely

from rule_cases.case import Found, fails, limit, passes
from rule_cases.district import (
    EAST,
    HULU,
    KUARO,
    NORTH,
    OFFICE,
    PADANG,
    PLAN_ID,
    WEST,
    at,
    away,
    blank_spot,
    existing,
    hotspot,
    office,
    published,
    school,
    village,
)

NOWHERE = {"lon": None, "lat": None}
# The district's box is 116.00 to 116.31, -1.00 to -0.90; VI101 widens it by 0.1.
EASTERN_EDGE, SOUTHERN_EDGE = 116.31 + 0.1, -1.0 - 0.1
# Borders of villages that run along a meridian: a geodesic due east or west leaves them squarely.
KUARO_EAST, PADANG_EAST, HULU_WEST = (116.10, -0.95), (116.20, -0.95), (116.21, -0.95)
IN_PADANG = {"village_code": PADANG}
IN_KUARO = {"village_code": KUARO}
OFFICE_IN_THE_WEST = [office(KUARO, at((116.002, -0.95)))]
SPOT_OVER_KUARO = [blank_spot(116.0, -1.0, 116.1, -0.9)]


def _office_m(metres: float, max_m: float, *numbers: tuple[str, str]) -> Found:
    return Found(measured=metres, limit=max_m, unit="m", says=numbers)


COORDINATE_VALID = (
    passes("VI101", "in the region though in no village", hotspots=[hotspot(lat=-0.85)]),
    fails("VI101", "no position", Found(), hotspots=[hotspot(**NOWHERE)]),
    fails(
        "VI101",
        "axes exchanged",
        Found(
            changes={"lon": 116.05, "lat": -0.95},
            says=(("116.050000, -0.950000", "116.050000, -0.950000"),),
        ),
        hotspots=[hotspot(lon=-0.95, lat=116.05)],
    ),
    fails(
        "VI101",
        "a whole turn too far west, as seen in the field",
        Found(changes={"lon": 116.05 - 360.0 + 360.0, "lat": -0.95}, says=(("360°", "360°"),)),
        hotspots=[hotspot(lon=116.05 - 360.0)],
    ),
    fails(
        "VI101",
        "in the sea off Africa; no slip explains it",
        Found(says=(("0.000000", "0.000000"),)),
        hotspots=[hotspot(lon=0.0, lat=0.0)],
    ),
    fails("VI101", "not a number", Found(), hotspots=[hotspot(lon=float("inf"))]),
    limit(
        "VI101",
        "on the edge of the region",
        hotspots=[hotspot(lon=EASTERN_EDGE, lat=SOUTHERN_EDGE)],
    ),
    limit(
        "VI101",
        "a millionth of a degree (11 cm) beyond the edge",
        Found(says=(("116.410001", "116.410001"),)),
        hotspots=[hotspot(lon=EASTERN_EDGE + 1e-6)],
    ),
)

INSIDE_VILLAGE = (
    passes("VI102", "in the middle of its village"),
    passes("VI102", "on the border two villages share", hotspots=[hotspot(**at(KUARO_EAST))]),
    passes(
        "VI102",
        "in two villages that overlap: the declared one wins",
        villages=[village(KUARO), village(PADANG, shape=village(KUARO)["shape"])],
    ),
    passes("VI102", "its village is not known: VI601 speaks", hotspots=[hotspot(village_code="9")]),
    fails(
        "VI102",
        "500 m inside the neighbour",
        Found(
            measured=500.0,
            limit=100.0,
            unit="m",
            changes=IN_PADANG,
            says=(("500 m", "500 m"), ("Padang", "Padang")),
        ),
        hotspots=[hotspot(**away(KUARO_EAST, EAST, 500.0))],
    ),
    fails(
        "VI102",
        "30 m inside the neighbour: a warning, and the neighbour is offered",
        Found(
            measured=30.0,
            limit=100.0,
            unit="m",
            severity="warning",
            changes=IN_PADANG,
            says=(("30 m", "30 m"), ("100 m", "100 m")),
        ),
        hotspots=[hotspot(**away(KUARO_EAST, EAST, 30.0))],
    ),
    fails(
        "VI102",
        "a village without a boundary: said once of the village",
        Found(
            HULU,
            severity="not_checked",
            kind="village",
            says=(("Hulu", "Hulu"), ("points (2)", "2 titik")),
        ),
        hotspots=[
            hotspot(village_code=HULU),
            school(EAST, 400.0, village_code=HULU),
            school(EAST, 800.0, hotspot_id="h3"),
        ],
        villages=[village(KUARO), village(HULU, shape=shapely.MultiPolygon())],
    ),
    fails(
        "VI102",
        "in the gap, far from every village",
        Found(measured=500.0, limit=100.0, unit="m", says=(("500 m", "500 m"),)),
        hotspots=[hotspot(village_code=PADANG, **away(PADANG_EAST, EAST, 500.0))],
    ),
    fails(
        "VI102",
        "in the gap, 40 m from another village than its own, which is offered",
        Found(
            # The gap is 0.01 degrees wide: 1113.043 m at 0.95° south, of which 40 m are left.
            measured=1073.043,
            limit=100.0,
            unit="m",
            changes={"village_code": HULU},
            says=(("1,073 m", "1.073 m"), ("Hulu", "Hulu"), ("100 m", "100 m")),
        ),
        hotspots=[hotspot(village_code=PADANG, **away(HULU_WEST, WEST, 40.0))],
    ),
    limit(
        "VI102",
        "exactly at the tolerance: still only a warning, and no other village to offer",
        Found(
            measured=100.0,
            limit=100.0,
            unit="m",
            severity="warning",
            says=(("100 m", "100 m"),),
        ),
        hotspots=[hotspot(village_code=PADANG, **away(PADANG_EAST, EAST, 100.0))],
    ),
    limit(
        "VI102",
        "a millimetre beyond the tolerance, and the message shows it",
        Found(measured=100.001, limit=100.0, unit="m", says=(("100.001 m", "100,001 m"),)),
        hotspots=[hotspot(village_code=PADANG, **away(PADANG_EAST, EAST, 100.001))],
    ),
)

OFFICE_DISTANCE = (
    passes("VI103", "at the office"),
    passes(
        "VI103",
        "the nearer of two offices counts",
        hotspots=[hotspot(**away(OFFICE, EAST, 3000.0))],
        village_offices=[office(KUARO, at(OFFICE)), office(KUARO, away(OFFICE, EAST, 2500.0))],
    ),
    passes("VI103", "no office: VI104 speaks", village_offices=[]),
    fails(
        "VI103",
        "2.5 km from the office",
        _office_m(2500.0, 1000.0, ("2,500 m", "2.500 m"), ("1,000 m", "1.000 m")),
        hotspots=[hotspot(**away(OFFICE, EAST, 2500.0))],
    ),
    fails(
        "VI103",
        "10.5 km from the office, in a blank spot",
        _office_m(10_500.0, 10_000.0, ("10.5 km", "10,5 km"), ("10.0 km", "10,0 km")),
        hotspots=[hotspot(**away((116.002, -0.95), EAST, 10_500.0))],
        village_offices=OFFICE_IN_THE_WEST,
        blank_spots=SPOT_OVER_KUARO,
    ),
    limit("VI103", "exactly 1,000 m", hotspots=[hotspot(**away(OFFICE, EAST, 1000.0))]),
    limit(
        "VI103",
        "a millimetre too far",
        _office_m(1000.001, 1000.0, ("1,000.001 m", "1.000,001 m")),
        hotspots=[hotspot(**away(OFFICE, EAST, 1000.001))],
    ),
    limit(
        "VI103",
        "exactly 10,000 m, in a blank spot",
        hotspots=[hotspot(**away((116.002, -0.95), EAST, 10_000.0))],
        village_offices=OFFICE_IN_THE_WEST,
        blank_spots=SPOT_OVER_KUARO,
    ),
    limit(
        "VI103",
        "1,001 m, on the very edge of a blank spot, which belongs to it",
        hotspots=[hotspot(**away(OFFICE, EAST, 1001.0))],
        blank_spots=[blank_spot(away(OFFICE, EAST, 1001.0)["lon"], -0.96, 116.09, -0.94)],
    ),
)

OFFICE_KNOWN = (
    passes("VI104", "the office is known"),
    passes("VI104", "its village is not known: VI601 speaks", hotspots=[hotspot(village_code="9")]),
    fails(
        "VI104",
        "no office in Hulu",
        Found(says=(("Hulu", "Hulu"),)),
        hotspots=[hotspot(village_code=HULU)],
    ),
    limit(
        "VI104",
        "an office on the list, but without a position",
        Found(),
        village_offices=[office(KUARO, NOWHERE)],
    ),
)

SPACING = (
    passes("VI105", "alone"),
    passes(
        "VI105",
        "beside a replaced one",
        hotspots=[hotspot(), school(EAST, 50.0, status="replaced")],
    ),
    passes(
        "VI105",
        "beside one that was refused",
        existing_hotspots=[existing(status="refused", **away(OFFICE, EAST, 50.0))],
    ),
    passes(
        "VI105",
        "beside its own publication",
        published_hotspots=[published(plan_id=PLAN_ID, **at(OFFICE))],
    ),
    passes(
        "VI105",
        "one without a position is nobody's neighbour",
        hotspots=[hotspot(), hotspot(hotspot_id="h2", **NOWHERE)],
    ),
    fails(
        "VI105",
        "150 m from another of the plan: both are told",
        Found(
            "h1",
            150.0,
            200.0,
            "m",
            says=(("150 m", "150 m"), ("SDN 1", "SDN 1"), ("200 m", "200 m")),
        ),
        Found("h2", 150.0, 200.0, "m", says=(("150 m", "150 m"), ("Balai Desa", "Balai Desa"))),
        hotspots=[hotspot(), school(EAST, 150.0)],
    ),
    fails(
        "VI105",
        "120 m from another agency's, nearer than one that stands already",
        Found("h1", 120.0, 200.0, "m", says=(("BTS (BAKTI)", "BTS (BAKTI)"),)),
        published_hotspots=[published(**away(OFFICE, NORTH, 120.0))],
        existing_hotspots=[existing(**away(OFFICE, EAST, 130.0))],
    ),
    limit("VI105", "exactly 200 m", hotspots=[hotspot(), school(EAST, 200.0)]),
    limit(
        "VI105",
        "a millimetre too near",
        Found("h1", 199.999, 200.0, "m", says=(("199.999 m", "199,999 m"),)),
        existing_hotspots=[existing(**away(OFFICE, EAST, 199.999))],
    ),
)

DUPLICATE = (
    passes("VI106", "alone"),
    passes("VI106", "2 m from the next", hotspots=[hotspot(), school(EAST, 2.0)]),
    fails(
        "VI106",
        "at the same place as one that stands already",
        Found("h1", 0.0, 1.0, "m", says=(("Puskesmas", "Puskesmas"),)),
        existing_hotspots=[existing(**at(OFFICE))],
    ),
    fails(
        "VI106",
        "an id on two rows, one of them replaced; both are told",
        Found("h1", 2, 1, "points", says=(("2 rows", "2 baris"),)),
        Found("h1", 2, 1, "points", says=(("2 rows", "2 baris"),)),
        hotspots=[hotspot(), school(EAST, 500.0, hotspot_id="h1", status="replaced")],
    ),
    limit(
        "VI106",
        "exactly 1 m apart is the same place",
        Found("h1", 1.0, 1.0, "m"),
        Found("h2", 1.0, 1.0, "m"),
        hotspots=[hotspot(), school(EAST, 1.0)],
    ),
    limit("VI106", "a millimetre more is not", hotspots=[hotspot(), school(EAST, 1.001)]),
)

POSITION_CASES = (
    *COORDINATE_VALID,
    *INSIDE_VILLAGE,
    *OFFICE_DISTANCE,
    *OFFICE_KNOWN,
    *SPACING,
    *DUPLICATE,
)
