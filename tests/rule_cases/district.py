# SPDX-License-Identifier: GPL-2.0-or-later
"""Three square villages with everything in them, and one hotspot no rule finds fault with.

    lon 116.00        116.10        116.20 116.21        116.31
         |   KUARO      |   PADANG     |gap|    HULU       |      lat -1.00 to -0.90
         | desa, 3,500  | kelurahan,   |   | desa, 800     |
         | office in    | 1,000 people,|   | people,       |
         | the middle   | office       |   | no office     |

Around Kuaro's office lies a blank spot of 0.002 degrees; a fibre node stands 1 km north of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shapely
from oracle.case import Case, Row
from oracle.geopackage import write_plan
from oracle.lengths import travel
from oracle.limits import standard_rules

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

PLAN_ID = "7f0c3f5e-2f0a-4f43-9d5c-0f3ad53d7a10"
AGENCY = "Diskominfo Paser"
KUARO, PADANG, HULU = "64.01.06.2001", "64.01.06.1002", "64.01.06.2003"
UNKNOWN = "64.01.06.2999"
OFFICE = (116.05, -0.95)
PADANG_OFFICE = (116.15, -0.95)
NORTH, EAST, SOUTH, WEST = 0.0, 90.0, 180.0, 270.0


def away(start: tuple[float, float], azimuth: float, metres: float) -> Row:
    """Return the columns lon and lat of the place `metres` from `start`, geodesically."""
    lon, lat = travel(*start, azimuth, metres)
    return {"lon": lon, "lat": lat}


def at(place: tuple[float, float]) -> Row:
    """Return the columns lon and lat of a place."""
    return {"lon": place[0], "lat": place[1]}


def hotspot(**changed: Any) -> Row:
    """Return the right hotspot, at Kuaro's office, with some columns changed."""
    return {
        "hotspot_id": "h1",
        **at(OFFICE),
        "village_code": KUARO,
        "name": "Balai Desa",
        "site_kind": "village_office",
        "funding_source_id": "APBD",
        "year": 2026,
        "status": "proposed",
        "technology": "fibre",
        "provider": "Icon+",
        "bandwidth_mbps": 50.0,
        "power": "grid",
        "power_hours": 24.0,
        "site_consent": "letter",
        "maintainer": "BUMDes Kuaro",
        "capex_idr": 10_000_000,
        "opex_idr_per_month": 1_000_000,
        "service_months": 24,
        "priority": 1,
        "notes": None,
        **changed,
    }


def school(azimuth: float, metres: float, **changed: Any) -> Row:
    """Return a second hotspot, a school so far from Kuaro's office."""
    place = away(OFFICE, azimuth, metres)
    return hotspot(
        **{"hotspot_id": "h2", "name": "SDN 1", "site_kind": "school", **place, **changed}
    )


def published(**changed: Any) -> Row:
    """Return a hotspot another agency has published, far off in Hulu."""
    theirs = {"agency": "BAKTI", "plan_id": "theirs", "revision": 3, "hotspot_id": "p1"}
    return hotspot(
        **{"village_code": HULU, **at((116.26, -0.95)), "name": "BTS", **theirs, **changed}
    )


def existing(**changed: Any) -> Row:
    """Return a hotspot that stands already, far off in Hulu."""
    return {
        "hotspot_id": "e1",
        **at((116.25, -0.95)),
        "village_code": HULU,
        "name": "Puskesmas",
        "agency": "BAKTI",
        "programme": None,
        "technology": None,
        "provider": None,
        "bandwidth_mbps": None,
        "status": "operating",
        "since": "2024-05-01",
        **changed,
    }


def source(**changed: Any) -> Row:
    """Return the funding source of the right hotspot."""
    return {
        "funding_source_id": "APBD",
        "agency": AGENCY,
        "programme": "Internet Desa",
        "fiscal_year": 2026,
        "budget_round": "initial",
        "point_quota": 2,
        "budget_idr": 100_000_000,
        "service_months": 24,
        "village_kinds": "desa, kelurahan",
        **changed,
    }


def village(code: str, **changed: Any) -> Row:
    """Return one of the three villages."""
    west, name, kind, population = {
        KUARO: (116.00, "Kuaro", "desa", 3500),
        PADANG: (116.10, "Padang", "kelurahan", 1000),
        HULU: (116.21, "Hulu", "desa", 800),
    }[code]
    return {
        "village_code": code,
        "name": name,
        "kind": kind,
        "district": "Kuaro",
        "regency": "Paser",
        "province": "Kalimantan Timur",
        "population": population,
        "households": None,
        "shape": shapely.box(west, -1.0, round(west + 0.1, 2), -0.9),
        **changed,
    }


def office(code: str, place: Row) -> Row:
    """Return the office of a village."""
    return {"village_code": code, "name": "Kantor", "accuracy_m": 5.0, "source": "survey", **place}


def blank_spot(west: float, south: float, east: float, north: float) -> Row:
    """Return a rectangular blank spot."""
    return {
        "blank_spot_id": f"b{west}",
        "village_code": None,
        "name": "Dusun Sungai",
        "signal": "none",
        "technology": None,
        "people": 100,
        "observed_on": "2025-11-02",
        "source": "survey",
        "shape": shapely.box(west, south, east, north),
    }


def settlement(place: Row, people: int | None, households: int | None = None) -> Row:
    """Return a settlement."""
    facts = {"people": people, "households": households, "village_code": None, "name": None}
    return {"settlement_id": f"s{place['lon']}", **place, **facts}


def node(kind: str, place: Row) -> Row:
    """Return a fibre node or a tower."""
    facts = {"operator": None, "name": None, "capacity": None}
    return {"node_id": f"{kind}{place['lat']}{place['lon']}", "kind": kind, **place, **facts}


def district(**tables: Any) -> Case:
    """Return a plan of the right hotspot in the district; `tables` replace whole tables."""
    case = Case(PLAN_ID, AGENCY, standard_rules(), hotspots=[hotspot()])
    case.villages = [village(KUARO), village(PADANG), village(HULU)]
    case.village_offices = [office(KUARO, at(OFFICE)), office(PADANG, at(PADANG_OFFICE))]
    case.blank_spots = [blank_spot(116.049, -0.951, 116.051, -0.949)]
    case.network_nodes = [node("fibre", away(OFFICE, NORTH, 1000.0))]
    case.funding_sources = [source()]
    for name, rows in tables.items():
        if not hasattr(case, name):
            raise AttributeError(name)
        setattr(case, name, rows)
    return case


def check(
    case: Case, path: Path, rule_set: RuleSet | None = None, language: str = "en"
) -> CheckReport:
    """Write a case as a plan to `path`, unless it is there already; read it back and check it."""
    if not path.exists():
        write_plan(path, case)
    with Reference.open(path) as reference:
        return check_plan(read_plan(path), reference, rule_set or standard_rule_set(), language)
