# SPDX-License-Identifier: GPL-2.0-or-later
"""A few square villages with everything in them, and plans drawn on them by Hypothesis."""

from __future__ import annotations

import copy
import math
import random
from typing import Any

import shapely
from hypothesis import strategies as st

from oracle import province
from oracle.case import ALL_ROLES, Case, Row
from oracle.lengths import travel
from oracle.limits import standard_rules

PLAN_ID = "9b2f5f44-64b1-4f0c-8a2e-53d1c60f7b52"
AGENCY = "Diskominfo Paser"
CODES = [f"64.01.01.{last}" for last in ("1001", "2002", "2003", "2004", "2005", "2006")]
UNKNOWN_CODE = "64.01.01.2999"
SOURCE_IDS = ["A", "B", "C"]
TELLING_M = (0.0, 0.3, 1.0, 1.001, 60.0, 99.999, 100.0, 100.001, 199.999, 200.0, 200.001)
TELLING_M += (299.999, 300.0, 300.001, 700.0, 1000.0, 1000.001, 2000.0, 2000.001, 9000.0, 10_000.0)
OPTIONAL_ROLES = ("village_offices", "blank_spots", "settlements", "existing_hotspots")
OPTIONAL_ROLES += ("network_nodes",)


def small_world(seed: int) -> Case:
    """Return a reference with an empty plan; odd seeds lack some roles altogether."""
    chance = random.Random(seed)  # noqa: S311
    case = Case(PLAN_ID, AGENCY, standard_rules(), villages=_villages(chance))
    case.village_offices = [_office(chance, village) for village in case.villages[:4]]
    case.village_offices.append(_office(chance, case.villages[0]))
    case.blank_spots = province.make_blank_spots(chance, case.villages, 2)
    case.settlements = province.make_settlements(chance, case.villages, 8)
    case.existing_hotspots = province.make_existing(chance, case.villages, case.settlements, 8)
    for refused in case.existing_hotspots[:3]:
        refused.update(status="refused", name="Titik 1", since="2025-06-30", village_code=CODES[0])
    if case.existing_hotspots:
        case.existing_hotspots[0]["village_code"] = UNKNOWN_CODE
    case.network_nodes = province.make_nodes(chance, case.villages)[::40]
    if seed % 2:
        _take_away(chance, case)
    return case


def _take_away(chance: random.Random, case: Case) -> None:
    """Leave out some roles, loaded with nothing in them or never loaded."""
    for role in chance.sample(OPTIONAL_ROLES, chance.randint(1, 4)):
        setattr(case, role, [])
        if chance.random() < 0.7:
            case.loaded_roles = case.loaded_roles - {role}
    assert case.loaded_roles <= ALL_ROLES


def _villages(chance: random.Random) -> list[Row]:
    """Two rows of three squares of 5.5 km: some overlap by 55 m, some leave a gap of as much."""
    rows = []
    for number, code in enumerate(CODES):
        west, south = 116.0 + 0.05 * (number % 3), -1.5 + 0.05 * (number // 3)
        east, north = west + chance.choice([0.0495, 0.05, 0.0505]), south + 0.05
        shape = shapely.box(west, south, east, north)
        if number == 2:
            shape = shape.difference(shapely.box(west + 0.02, south + 0.02, west + 0.03, north))
        rows.append(
            {
                "village_code": code,
                "name": f"Desa {number}",
                "kind": [None, "kelurahan", "desa"][min(number, 2)],
                "district": "Batu Sopang",
                "regency": "Paser",
                "province": "Kalimantan Timur",
                "population": chance.choice([None, 0, 1000, 1001, 3500, 7501, 12001]),
                "households": None,
                "shape": shapely.MultiPolygon([shape]),
            }
        )
    return rows


def _office(chance: random.Random, village: Row) -> Row:
    point = province.point_in(chance, village["shape"])
    return {
        "village_code": village["village_code"],
        "name": "Kantor",
        "accuracy_m": 5.0,
        "source": "test",
        "lon": point.x,
        "lat": point.y,
    }


def anchors(case: Case) -> list[tuple[float, float]]:
    """Return places that limits are measured from: points, and corners and edges of villages."""
    tables = (case.village_offices, case.settlements, case.existing_hotspots, case.network_nodes)
    places = [(row["lon"], row["lat"]) for table in tables for row in table]
    for row in (*case.villages, *case.blank_spots):
        west, south, _east, north = row["shape"].bounds
        places += [(west, south), (west, (south + north) / 2.0)]
    return places


def positions(case: Case) -> st.SearchStrategy[tuple[Any, Any]]:
    """Places at telling lengths from anchors, some anywhere near, some impossible."""
    at_anchor = st.builds(
        lambda place, azimuth, length: travel(*place, azimuth, length),
        st.sampled_from(anchors(case)),
        st.sampled_from([0.0, 45.0, 90.0, 200.0, 270.0]),
        st.sampled_from(TELLING_M),
    )
    around = st.tuples(st.floats(115.95, 116.2), st.floats(-1.55, -1.35))
    crowd = st.builds(
        lambda length: travel(116.012, -1.488, 90.0, length), st.sampled_from(TELLING_M[:11])
    )
    wrong = st.sampled_from(
        [(None, None), (math.nan, math.nan), (0.0, 0.0), (-1.48, 116.01), (-243.99, -1.48)]
    )
    return st.one_of(at_anchor, crowd, crowd, around, wrong)


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "village_code": st.sampled_from(
        [*[CODES[0]] * 8, *[CODES[2]] * 4, *CODES, UNKNOWN_CODE, None, " "]
    ),
    "name": st.sampled_from(["Balai Desa", "titik 1", "BALAI  desa 3", "", None]),
    "site_kind": st.sampled_from(["village_office", "school", "market", "private", None, "kiosk"]),
    "funding_source_id": st.sampled_from([*SOURCE_IDS, *SOURCE_IDS, "Z", None, " "]),
    "year": st.sampled_from([*[2026] * 6, 2027, 2027, 1999, None]),
    "status": st.sampled_from(
        ["proposed", "surveyed", "approved", "installed", "operating", "suspended", "replaced"] * 2
        + [None, "", "planned"]
    ),
    "technology": st.sampled_from(["fibre", "wireless", "satellite", None, "", "lte"]),
    "provider": st.sampled_from(["Icon+", None, "  "]),
    "bandwidth_mbps": st.sampled_from([20.0, 50.0, 35.0, 75.0, 1.0, -1.0, None]),
    "power": st.sampled_from(["grid", "solar", "generator", "none", None, "wind"]),
    "power_hours": st.sampled_from([24.0, 12.0, 11.999, 0.0, -1.0, None]),
    "site_consent": st.sampled_from(["letter", "verbal", "none", None, "phone"]),
    "maintainer": st.sampled_from(["BUMDes", None, "  "]),
    "capex_idr": st.sampled_from([10_000_000, 25_000_000, 0, -1, None]),
    "opex_idr_per_month": st.sampled_from([1_000_000, 0, -5, None]),
    "service_months": st.sampled_from([12, 24, 6, 0, -3, None]),
    "priority": st.sampled_from([None, 1]),
    "notes": st.sampled_from([None, "cek"]),
}
HOTSPOT_IDS = st.sampled_from([f"h{number}" for number in range(40)])


def hotspots(case: Case) -> st.SearchStrategy[Row]:
    """Hotspots with every value right and wrong; ids may repeat."""
    return st.builds(
        lambda fields, place, identifier: {
            **fields,
            "lon": place[0],
            "lat": place[1],
            "hotspot_id": identifier,
        },
        st.fixed_dictionaries(FIELDS),
        positions(case),
        HOTSPOT_IDS,
    )


def published(case: Case) -> st.SearchStrategy[Row]:
    """Hotspots of other plans, and of this one as published before."""
    return st.builds(
        lambda row, agency, plan_id, number: {
            **row,
            "agency": agency,
            "plan_id": plan_id,
            "revision": 1,
            "hotspot_id": f"p{number}",
        },
        hotspots(case),
        st.sampled_from([" diskominfo  PASER", "BAKTI", "Diskominfo Kaltim"]),
        st.sampled_from(["another", "another", PLAN_ID]),
        st.integers(0, 10_000),
    )


FUNDING_SOURCE = st.fixed_dictionaries(
    {
        "funding_source_id": st.sampled_from(SOURCE_IDS),
        "agency": st.sampled_from(["Diskominfo Paser", "DISKOMINFO  paser ", "BAKTI"]),
        "programme": st.none(),
        "fiscal_year": st.sampled_from([2026, 2027]),
        "budget_round": st.sampled_from(["initial", None]),
        "point_quota": st.sampled_from([None, 0, 1, 3]),
        "budget_idr": st.sampled_from([None, 0, 22_000_000, 60_000_000]),
        "service_months": st.sampled_from([None, 0, 12, 24]),
        "village_kinds": st.sampled_from([None, "", "desa", " kelurahan ,desa", "kelurahan"]),
    }
)
FUNDING_SOURCES = st.lists(
    FUNDING_SOURCE, max_size=3, unique_by=lambda row: row["funding_source_id"]
)
SUBJECTS = st.one_of(HOTSPOT_IDS, st.sampled_from([*CODES, *SOURCE_IDS, PLAN_ID]))
WAIVERS = st.lists(
    st.fixed_dictionaries(
        {
            "rule": st.sampled_from(sorted(standard_rules())),
            "subject": SUBJECTS,
            "reason": st.just("agreed"),
            "author": st.just("A"),
            "made_at": st.none(),
        }
    ),
    max_size=8,
)


@st.composite
def rule_settings(draw: st.DrawFn) -> dict[str, Row]:
    """The standard rules, or with limits of one funding source, other severities, some off."""
    rules = standard_rules()
    if draw(st.booleans()):
        return rules
    special = {
        "VI102": {"tolerance_m": 60.0},
        "VI103": {"max_m": 700.0},
        "VI105": {"min_m": 300.0},
        "VI106": {"max_m": 60.0},
        "VI202": {"min_hours": 6.0},
        "VI203": {"from_status": "approved"},
        "VI204": {"from_status": "proposed"},
        "VI205": {"fields": {"proposed": ["notes"], "approved": ["maintainer", "priority"]}},
        "VI301": {"reach_m": 100.0},
        "VI303": {"population_steps": [500, 900]},
        "VI304": {"at_office_m": 60.0},
        "VI405": {"min_months": 24},
        "VI501": {"fibre_max_m": 1000.0, "tower_max_m": 2000.0},
        "VI502": {"allowed_mbps": [35.0]},
        "VI602": {"near_m": 200.0},
    }
    for code in draw(st.sets(st.sampled_from(sorted(special)))):
        rules[code]["per_funding_source"] = {"A": special[code]}
    for code in draw(st.sets(st.sampled_from(sorted(set(rules) - {"VI101"})), max_size=4)):
        rules[code]["enabled"] = False
    for code in draw(st.sets(st.sampled_from(sorted(set(rules) - {"VI102"})), max_size=4)):
        rules[code]["severity"] = draw(st.sampled_from(["error", "warning", "notice"]))
    return rules


@st.composite
def cases(draw: st.DrawFn, world: Case, most: int = 14) -> Case:
    """A plan on the world of up to `most` hotspots."""
    case = copy.copy(world)
    case.rules = draw(rule_settings())
    case.hotspots = draw(st.lists(hotspots(world), max_size=most))
    case.published_hotspots = draw(st.lists(published(world), max_size=5))
    case.funding_sources = draw(FUNDING_SOURCES)
    case.waivers = draw(WAIVERS)
    return case
