# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a province's plan with every fault a plan can have, the same for the same seed."""

from __future__ import annotations

import math
import random
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import shapely

from oracle import province
from oracle.case import Case, Row
from oracle.lengths import Areas, travel
from oracle.limits import standard_rules

PLAN_ID = "5f0c7a52-6f53-4f7c-9c27-0d6a4b4d8a01"
AGENCY = "Diskominfo Kabupaten Paser"
SOURCES = (
    # id, agency, fiscal year, quota, budget, months, kinds
    ("FS-APBD-26", "Diskominfo Kabupaten Paser", 2026, 300, 30_000_000_000, 12, None),
    ("FS-APBD-27", "diskominfo  kabupaten PASER ", 2027, None, 4_000_000_000, 24, "desa"),
    ("FS-PROV-26", "Diskominfo Provinsi Kaltim", 2026, 120, None, 36, ""),
    ("FS-DD-26", "Dinas PMD", 2026, None, None, None, "desa, kelurahan"),
    ("FS-KEL-26", "Kecamatan", 2026, 25, 150_000_000, 12, " kelurahan "),
    ("FS-NONE-27", "Bappeda", 2027, 0, 0, 6, None),
    ("FS-ROOMY-27", "Bappeda", 2027, 5000, 900_000_000_000, 12, None),
)

_SOURCE_IDS = (
    *["FS-APBD-26"] * 6,
    *["FS-APBD-27", "FS-PROV-26", "FS-DD-26", "FS-KEL-26"] * 2,
    *["FS-NONE-27", "FS-ROOMY-27", "FS-GONE", None, " "],
)
_SITE_KINDS = (
    *["village_office", "health_post", "school", "market", "worship", "other_public"],
    *["private", None, "warung"],
)


def make_case(folder: Path, seed: int, how_many: int) -> Case:
    """Return the case of `how_many` hotspots on the real villages in `folder`."""
    chance = random.Random(seed)  # noqa: S311
    case = Case(PLAN_ID, AGENCY, standard_rules(), villages=province.read_villages(folder))
    province.hide_some_populations(chance, case.villages)
    case.village_offices = province.make_offices(chance, folder, case.villages)
    case.blank_spots = province.make_blank_spots(chance, case.villages, 60)
    case.settlements = province.make_settlements(chance, case.villages, 900)
    case.existing_hotspots = province.make_existing(chance, case.villages, case.settlements, 450)
    case.network_nodes = province.make_nodes(chance, case.villages)
    case.funding_sources = [_source(*source) for source in SOURCES]
    maker = _Maker(chance, case)
    case.published_hotspots = [maker.published(number) for number in range(how_many // 8)]
    for _number in range(how_many):
        case.hotspots.append(maker.hotspot())
    case.waivers = _waivers(chance, case)
    return case


def _source(
    code: str,
    agency: str,
    year: int,
    quota: int | None,
    budget: int | None,
    months: int | None,
    kinds: str | None,
) -> Row:
    return {
        "funding_source_id": code,
        "agency": agency,
        "programme": None,
        "fiscal_year": year,
        "budget_round": "initial",
        "point_quota": quota,
        "budget_idr": budget,
        "service_months": months,
        "village_kinds": kinds,
    }


def _waivers(chance: random.Random, case: Case) -> list[Row]:
    """Return waivers of which some accept a finding and some accept none."""
    pairs = [("VI402", "FS-KEL-26"), ("VI403", "FS-APBD-27"), ("VI303", "no-such-village")]
    pairs += [("VI303", village["village_code"]) for village in case.villages[::9]]
    for code in case.rules:
        pairs += [(code, row["hotspot_id"]) for row in chance.sample(case.hotspots, 40)]
    return [
        {"rule": rule, "subject": subject, "reason": "agreed", "author": "A", "made_at": None}
        for rule, subject in pairs
    ]


class _Maker:
    """Places hotspots one after another, each by one of many ways to place it."""

    def __init__(self, chance: random.Random, case: Case) -> None:
        self.chance = chance
        self.case = case
        self.offices: dict[str, list[Row]] = {}
        for office in case.village_offices:
            self.offices.setdefault(office["village_code"], []).append(office)
        # Half of the points crowd in a hundred villages, so that villages fill up.
        self.crowded = chance.sample(case.villages, 100)
        self.refused = [row for row in case.existing_hotspots if row["status"] == "refused"]
        self.ways: Sequence[tuple[int, Callable[[Row], tuple[Any, Any]]]] = (
            (30, self._near_office),
            (14, self._in_village),
            (14, self._at_boundary),
            (16, self._beside_another),
            (6, self._at_blank_spot),
            (8, self._at_settlement),
            (8, self._at_node),
            (4, self._misplaced),
        )

    def hotspot(self) -> Row:
        """Return one more hotspot."""
        chance = self.chance
        village = chance.choice(self.crowded if chance.random() < 0.5 else self.case.villages)
        way = chance.choices([way for _, way in self.ways], [weight for weight, _ in self.ways])[0]
        lon, lat = way(village)
        row = self._fields()
        row["hotspot_id"] = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        row["village_code"] = self._declared(village)
        row["name"] = chance.choice(["Balai Desa", "Puskesmas", "SDN 001", "Pasar", "", None])
        row["lon"], row["lat"] = lon, lat
        if self.case.hotspots and chance.random() < 0.01:
            row["hotspot_id"] = chance.choice(self.case.hotspots)["hotspot_id"]
        if self.refused and chance.random() < 0.06:
            self._resubmit(row)
        return row

    def published(self, number: int) -> Row:
        """Return a hotspot of another plan, or one of this plan published before."""
        chance = self.chance
        row = self.hotspot()
        own = chance.random() < 0.15
        agencies = ["Diskominfo Provinsi Kaltim", "DISKOMINFO KABUPATEN  PASER", "BAKTI"]
        row["hotspot_id"] = f"published-{number:04d}"
        row["agency"] = chance.choice(agencies)
        row["plan_id"] = PLAN_ID if own else "another-plan"
        row["revision"] = 3
        if row["lon"] is not None and not math.isfinite(row["lon"] + row["lat"]):
            row["lon"] = row["lat"] = None
        return row

    def _declared(self, village: Row) -> Any:
        draw = self.chance.random()
        if draw < 0.93:
            return village["village_code"]
        others = [self.chance.choice(self.case.villages)["village_code"], "64.99.99.2001", None]
        return self.chance.choice([*others, "  "])

    def _resubmit(self, row: Row) -> None:
        """Propose again what was refused: by its name, or within near_m of it."""
        chance, refused = self.chance, self.chance.choice(self.refused)
        row["village_code"] = refused["village_code"]
        row["year"] = chance.choice([2025, 2026, 2026, 2027])
        if chance.random() < 0.5 and refused["name"]:
            row["name"] = refused["name"].upper().replace(" ", "  ")
        else:
            length = chance.choice([0.0, 99.999, 100.0, 100.001, chance.uniform(0.0, 200.0)])
            azimuth = chance.uniform(0, 360)
            row["lon"], row["lat"] = travel(refused["lon"], refused["lat"], azimuth, length)

    def _near_office(self, village: Row) -> tuple[float, float]:
        offices = self.offices.get(village["village_code"])
        if not offices:
            return self._in_village(village)
        lengths = [0.0, 99.999, 100.0, 100.001, 999.999, 1000.0, 1000.001, 9999.999, 10000.0]
        lengths.append(10000.001)
        if self.chance.random() < 0.6:
            lengths = [self.chance.uniform(0.0, 1500.0)]
        return self._away_from(self.chance.choice(offices), lengths)

    def _away_from(self, row: Row, lengths: Sequence[float]) -> tuple[float, float]:
        azimuth = self.chance.uniform(0.0, 360.0)
        return travel(row["lon"], row["lat"], azimuth, self.chance.choice(lengths))

    def _in_village(self, village: Row) -> tuple[float, float]:
        point = province.point_in(self.chance, village["shape"])
        return point.x, point.y

    def _at_boundary(self, village: Row) -> tuple[float, float]:
        """Return a place a given length outside or inside an edge, on it, or on a corner."""
        area = Areas([village["shape"]])
        edge = self.chance.randrange(len(area.starts))
        (west, south), (east, north) = area.starts[edge], area.ends[edge]
        if self.chance.random() < 0.1:
            return float(west), float(south)
        lon, lat = (west + east) / 2.0, (south + north) / 2.0
        across = math.degrees(math.atan2(east - west, north - south)) + 90.0
        lengths = [0.0, 0.0004, 0.001, 50.0, 99.999, 100.0, 100.001, 150.0, 5000.0]
        side = self.chance.choice([0.0, 180.0])
        return travel(lon, lat, across + side, self.chance.choice(lengths))

    def _beside_another(self, village: Row) -> tuple[float, float]:
        """Return a place at a telling distance from an own, another's or an existing hotspot."""
        pools = [
            self.case.hotspots[-60:],
            self.case.published_hotspots,
            self.case.existing_hotspots,
        ]
        pool = [row for row in self.chance.choice(pools) if row["lon"] is not None]
        pool = [row for row in pool if abs(row["lat"]) < 10.0 and 100.0 < row["lon"] < 130.0]
        if not pool:
            return self._in_village(village)
        lengths = [0.0, 0.5, 1.0, 1.001, 50.0, 199.999, 200.0, 200.001]
        lengths.append(self.chance.uniform(0.0, 400.0))
        return self._away_from(self.chance.choice(pool), lengths)

    def _at_blank_spot(self, village: Row) -> tuple[float, float]:
        """Return a place in or around a blank spot."""
        shape = self.chance.choice(self.case.blank_spots)["shape"]
        if self.chance.random() < 0.5:
            point = province.point_in(self.chance, shape)
            return point.x, point.y
        corner = self.chance.choice(shapely.get_coordinates(shape).tolist())
        lengths = [0.0, 250.0, 299.999, 300.0, 300.001, 600.0]
        return self._away_from({"lon": corner[0], "lat": corner[1]}, lengths)

    def _at_settlement(self, village: Row) -> tuple[float, float]:
        lengths = [0.0, 120.0, 299.999, 300.0, 300.001, 700.0]
        return self._away_from(self.chance.choice(self.case.settlements), lengths)

    def _at_node(self, village: Row) -> tuple[float, float]:
        node = self.chance.choice(self.case.network_nodes)
        limit = 2000.0 if node["kind"] == "fibre" else 10_000.0
        return self._away_from(node, [0.0, limit - 0.001, limit, limit + 0.001, limit / 2.0])

    def _misplaced(self, village: Row) -> tuple[Any, Any]:
        """Return a position that is missing, not a number, swapped, shifted or far away."""
        lon, lat = self._in_village(village)
        west, south, east, north = shapely.total_bounds([v["shape"] for v in self.case.villages])
        places = (
            (None, None),
            (math.nan, math.nan),
            (math.inf, lat),
            (lat, lon),
            (lon - 360.0, lat),
            (lon + 360.0, lat),
            (0.0, 0.0),
            (-5.443757, 114.421127),
            (east + 0.0999999, lat),
            (east + 0.1000001, lat),
            (lon, south - 0.1000001),
            (west - 0.0999999, lat),
            (lon, north + 0.1000001),
        )
        return self.chance.choice(places)

    def _fields(self) -> Row:
        """Return the columns that say nothing of the place, right and wrong ones."""
        pick = self.chance.choice
        some = self._mostly
        return {
            "hotspot_id": "",
            "village_code": None,
            "name": None,
            "site_kind": pick(_SITE_KINDS),
            "funding_source_id": pick(_SOURCE_IDS),
            "year": some([2026, 2026, 2026, 2027], [None, 2025, 1999]),
            "status": some(
                ["proposed", "proposed", "surveyed", "approved", "installed", "operating"],
                ["suspended", "replaced", "replaced", None, "", "planned"],
            ),
            "technology": some(["fibre", "wireless", "satellite"], [None, "", "lte"]),
            "provider": some(["Icon+", "Telkom"], [None, "   "]),
            "bandwidth_mbps": some(
                [20.0, 50.0, 100.0], [None, 10.0, 35.0, 75.0, 20.5, -1.0, 300.0]
            ),
            "power": some(["grid", "solar", "generator"], [None, "none", "wind"]),
            "power_hours": some([24.0, 12.0, 11.999, 6.0], [None, 0.0, -2.0]),
            "site_consent": some(["letter", "verbal"], [None, "none", "phone"]),
            "maintainer": some(["Kaur Umum", "BUMDes"], [None, " "]),
            "capex_idr": some([15_000_000, 40_000_000, 0], [None, -1]),
            "opex_idr_per_month": some([1_250_000, 700_001], [None, 0, -5]),
            "service_months": some([12, 12, 24, 36], [None, 0, 6, 13, -3]),
            "priority": pick([None, 1, 2, -1]),
            "notes": pick([None, "", "cek"]),
        }

    def _mostly(self, usual: Sequence[Any], faulty: Sequence[Any]) -> Any:
        return self.chance.choice(usual if self.chance.random() < 0.8 else faulty)
