# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rules ask of a case: which rows count, their limits, villages and neighbours."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import shapely

from oracle.case import Case, Row, Verdict
from oracle.lengths import Areas, metres

NEIGHBOUR_BOX_DEG = 0.1
"""About 11 km: no limit on nearness is farther."""
STATUS_ORDER = {
    "proposed": 0,
    "surveyed": 1,
    "approved": 2,
    "installed": 3,
    "operating": 4,
    "suspended": 4,
}


def tidy(row: Row) -> Row:
    """Return a copy in which blank text is None: it counts as empty everywhere."""
    return {
        name: None if isinstance(value, str) and not value.strip() else value
        for name, value in row.items()
    }


def key(name: str | None) -> str:
    """Return a name as it is compared: case and white space do not count."""
    return " ".join((name or "").casefold().split())


def is_finite(row: Row) -> bool:
    """Whether a row has a position of two finite numbers."""
    return all(row[axis] is not None and math.isfinite(row[axis]) for axis in ("lon", "lat"))


def stage(row: Row) -> int:
    """How far a hotspot has come; unknown and empty count as proposed."""
    return STATUS_ORDER.get(row["status"], 0)


class Near:
    """Rows with positions, found by a box and then measured one by one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = [row for row in rows if is_finite(row)]
        self.tree = shapely.STRtree([shapely.Point(row["lon"], row["lat"]) for row in self.rows])

    def around(self, row: Row, box_deg: float = NEIGHBOUR_BOX_DEG) -> list[Row]:
        """Return the rows in a box around `row`, itself among them if it is one of them."""
        lon, lat = row["lon"], row["lat"]
        box = shapely.box(lon - box_deg, lat - box_deg, lon + box_deg, lat + box_deg)
        return [self.rows[i] for i in self.tree.query(box)]


class Ground:
    """A case made ready: blanks emptied, replaced rows out, unusable positions known."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.rows = [tidy(row) for row in case.hotspots]
        self.active = [row for row in self.rows if row["status"] != "replaced"]
        self.others = [
            tidy(row)
            for row in case.published_hotspots
            if row["status"] != "replaced" and row["plan_id"] != case.plan_id
        ]
        self.existing = [tidy(row) for row in case.existing_hotspots]
        self.serving = [
            row for row in self.existing if row["status"] not in ("refused", "replaced")
        ]
        self.villages = {row["village_code"]: tidy(row) for row in case.villages}
        self.areas = {row["village_code"]: Areas([row["shape"]]) for row in case.villages}
        self.village_codes = [row["village_code"] for row in case.villages]
        self.village_tree = shapely.STRtree([row["shape"] for row in case.villages])
        self.envelope = shapely.total_bounds([row["shape"] for row in case.villages])
        self.blank_spots = Areas([row["shape"] for row in case.blank_spots])
        self.sources = {row["funding_source_id"]: tidy(row) for row in case.funding_sources}
        self.usable = {id(row) for row in self.active if self.in_region(row)}
        own = [row for row in self.active if id(row) in self.usable]
        self.neighbours = Near([*own, *self.others, *self.serving])
        self.settlements = Near(case.settlements)
        self.reached_by = Near([*self.others, *self.serving])

    def limit(self, rule: str, name: str, row: Row) -> Any:
        """Return a parameter of a rule as it holds for a hotspot's funding source."""
        settings = self.case.rules[rule]
        special = settings["per_funding_source"].get(row["funding_source_id"], {})
        return special.get(name, settings["parameters"][name])

    def region(self, row: Row) -> tuple[float, float, float, float]:
        """Return the box of all villages widened by VI101's margin: west, south, east, north."""
        west, south, east, north = self.envelope
        margin = self.limit("VI101", "margin_deg", row)
        return west - margin, south - margin, east + margin, north + margin

    def in_region(self, row: Row) -> bool:
        """Whether a hotspot's position is present, finite and within the region."""
        if not is_finite(row):
            return False
        west, south, east, north = self.region(row)
        return west <= row["lon"] <= east and south <= row["lat"] <= north

    def placed(self) -> list[Row]:
        """Return the active hotspots with a usable position."""
        return [row for row in self.active if id(row) in self.usable]

    def village(self, row: Row) -> Row | None:
        """Return the declared village, or None when it is empty or unknown."""
        return self.villages.get(row["village_code"])

    def offices(self, row: Row) -> list[Row]:
        """Return the office points of the declared village."""
        code = row["village_code"]
        return [office for office in self.case.village_offices if office["village_code"] == code]

    def office_metres(self, row: Row) -> float:
        """Return the distance to the nearest office of the declared village, which has one."""
        return min(distance(row, office) for office in self.offices(row))

    def villages_at(self, row: Row) -> list[str]:
        """Return the codes of the villages that cover a hotspot, smallest first."""
        found = self.village_tree.query(shapely.Point(row["lon"], row["lat"]))
        codes = [self.village_codes[i] for i in found]
        return sorted(code for code in codes if self.areas[code].cover(row["lon"], row["lat"]))

    def villages_near(self, row: Row, within_m: float) -> list[tuple[float, str]]:
        """Return the villages at most `within_m` metres away, nearest first."""
        lon, lat = row["lon"], row["lat"]
        reach = NEIGHBOUR_BOX_DEG
        box = shapely.box(lon - reach, lat - reach, lon + reach, lat + reach)
        codes = [self.village_codes[i] for i in self.village_tree.query(box)]
        measured = [(self.areas[code].metres_from(lon, lat), code) for code in codes]
        return sorted(pair for pair in measured if pair[0] <= within_m)

    def nearest_neighbour(self, row: Row) -> float:
        """Return metres to the nearest other hotspot: own, others' or serving; inf for none."""
        near = [other for other in self.neighbours.around(row) if other is not row]
        return min((distance(row, other) for other in near), default=math.inf)

    def of(self, rule: str, row: Row, *measure: Any, **more: Any) -> Verdict:
        """Return a finding of `rule` on a hotspot: measured, limit, unit, as far as given."""
        severity = more.pop("severity", self.case.rules[rule]["severity"])
        return Verdict(rule, severity, "hotspot", row["hotspot_id"], *measure, **more)


def distance(one: Row, other: Row) -> float:
    """Return the metres between two rows, to the millimetre."""
    return metres(one["lon"], one["lat"], other["lon"], other["lat"])


def last(rows: Sequence[Row], how_many: int) -> list[Row]:
    """Return the last rows in their order; all when there are fewer."""
    return list(rows[max(len(rows) - how_many, 0) :]) if how_many > 0 else []


Rule = Callable[[Ground], "list[Verdict]"]
