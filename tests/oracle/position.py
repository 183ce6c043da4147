# SPDX-License-Identifier: GPL-2.0-or-later
"""The oracle's rules on where a hotspot is (VI101 to VI106) and which village it names (VI601)."""

from __future__ import annotations

from typing import Any

from oracle.case import Row, Verdict
from oracle.ground import Ground, is_finite


def coordinate_valid(ground: Ground) -> list[Verdict]:
    """VI101: missing geometry, non-finite, or outside the region."""
    return [
        ground.of("VI101", row, changes=_mended_position(ground, row))
        for row in ground.active
        if not ground.in_region(row)
    ]


def _mended_position(ground: Ground, row: Row) -> tuple[tuple[str, Any], ...]:
    """Swap, or a shift of 360 degrees, that lands in the region."""
    if not is_finite(row):
        return ()
    lon, lat = row["lon"], row["lat"]
    for east, north in ((lat, lon), (lon + 360.0, lat), (lon - 360.0, lat)):
        if ground.in_region({**row, "lon": east, "lat": north}):
            return ("lat", north), ("lon", east)
    return ()


def inside_village(ground: Ground) -> list[Verdict]:
    """VI102: outside its declared village; at most tolerance_m outside is only a warning."""
    verdicts = []
    for row in ground.placed():
        if ground.village(row) is None:
            continue
        outside_m = ground.areas[row["village_code"]].metres_from(row["lon"], row["lat"])
        if outside_m == 0.0:
            continue
        tolerance_m = ground.limit("VI102", "tolerance_m", row)
        severity = ground.case.rules["VI102"]["severity"] if outside_m > tolerance_m else "warning"
        verdicts.append(
            ground.of(
                "VI102",
                row,
                outside_m,
                tolerance_m,
                "m",
                severity=severity,
                changes=_better_village(ground, row, outside_m, tolerance_m),
            )
        )
    return verdicts


def _better_village(
    ground: Ground, row: Row, outside_m: float, tolerance_m: float
) -> tuple[tuple[str, Any], ...]:
    """The village it lies in; in none and too far out: the nearest within the tolerance."""
    found: str | None = next(iter(ground.villages_at(row)), None)
    if found is None and outside_m > tolerance_m:
        near = ground.villages_near(row, tolerance_m)
        found = near[0][1] if near else None
    return (("village_code", found),) if found else ()


def office_distance(ground: Ground) -> list[Verdict]:
    """VI103: farther than max_m from the village's nearest office; in a blank spot a larger max."""
    verdicts = []
    for row in ground.placed():
        if ground.village(row) is None or not ground.offices(row):
            continue
        in_blank_spot = ground.blank_spots.cover(row["lon"], row["lat"])
        name = "max_in_blank_spot_m" if in_blank_spot else "max_m"
        limit_m = ground.limit("VI103", name, row)
        office_m = ground.office_metres(row)
        if office_m > limit_m:
            verdicts.append(ground.of("VI103", row, office_m, limit_m, "m"))
    return verdicts


def office_known(ground: Ground) -> list[Verdict]:
    """VI104: the declared village is known and has no office point."""
    return [
        ground.of("VI104", row)
        for row in ground.active
        if ground.village(row) is not None and not ground.offices(row)
    ]


def spacing(ground: Ground) -> list[Verdict]:
    """VI105: the nearest other hotspot, own, other's or serving, is closer than min_m."""
    verdicts = []
    for row in ground.placed():
        nearest_m, min_m = ground.nearest_neighbour(row), ground.limit("VI105", "min_m", row)
        if nearest_m < min_m:
            verdicts.append(ground.of("VI105", row, nearest_m, min_m, "m"))
    return verdicts


def duplicate(ground: Ground) -> list[Verdict]:
    """VI106: another hotspot at most max_m away, or the same id on another row, which wins."""
    verdicts = []
    ids = [row["hotspot_id"] for row in ground.rows]
    for row in ground.rows:
        times = ids.count(row["hotspot_id"]) if row["hotspot_id"] else 1
        if times > 1:
            verdicts.append(ground.of("VI106", row, float(times), 1.0, "points"))
        elif id(row) in ground.usable:
            nearest_m, max_m = ground.nearest_neighbour(row), ground.limit("VI106", "max_m", row)
            if nearest_m <= max_m:
                verdicts.append(ground.of("VI106", row, nearest_m, max_m, "m"))
    return verdicts


def village_code_known(ground: Ground) -> list[Verdict]:
    """VI601: the village code is empty or not in villages; the fix is the village at the point."""
    verdicts = []
    for row in ground.active:
        if ground.village(row) is None:
            found = ground.villages_at(row)[:1] if id(row) in ground.usable else []
            changes = tuple(("village_code", code) for code in found)
            verdicts.append(ground.of("VI601", row, changes=changes))
    return verdicts
