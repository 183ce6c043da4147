# SPDX-License-Identifier: GPL-2.0-or-later
"""The oracle's rules on who needs the hotspot (VI301 to VI304)."""

from __future__ import annotations

from oracle.case import Row, Verdict
from oracle.ground import Ground, distance, last

FAR_M = 10_000.0


def blank_spot(ground: Ground) -> list[Verdict]:
    """VI301: within reach of no blank spot and of no people whom no other hotspot reaches."""
    verdicts = []
    for row in ground.placed():
        reach_m = ground.limit("VI301", "reach_m", row)
        blank_m = ground.blank_spots.metres_from(row["lon"], row["lat"])
        if blank_m > reach_m and not _serves_people(ground, row, reach_m):
            measured = blank_m if blank_m <= FAR_M else None
            verdicts.append(ground.of("VI301", row, measured, reach_m, "m"))
    return verdicts


def _serves_people(ground: Ground, row: Row, reach_m: float) -> bool:
    """A settlement with people within reach, farther than that from every other hotspot."""
    for settlement in ground.settlements.around(row):
        reached = any(
            distance(settlement, other) <= reach_m for other in ground.reached_by.around(settlement)
        )
        if people(settlement) > 0 and distance(row, settlement) <= reach_m and not reached:
            return True
    return False


def people(settlement: Row) -> int:
    """People of a settlement; where they are not counted, four to a household."""
    if settlement["people"] is not None:
        return settlement["people"]
    return 4 * (settlement["households"] or 0)


def _in_village(rows: list[Row], code: str) -> list[Row]:
    return [row for row in rows if row["village_code"] == code]


def already_served(ground: Ground) -> list[Verdict]:
    """VI302: the declared village has a serving existing hotspot."""
    verdicts = []
    for row in ground.active:
        if ground.village(row) is not None:
            serving = len(_in_village(ground.serving, row["village_code"]))
            if serving:
                verdicts.append(ground.of("VI302", row, float(serving), 0.0, "points"))
    return verdicts


def points_per_village(ground: Ground) -> list[Verdict]:
    """VI303: more points in a village than its population allows; the last placed are too many."""
    verdicts = []
    for code, village in ground.villages.items():
        own = _in_village(ground.active, code)
        if not own:
            continue
        if village["population"] is None:
            verdicts.append(Verdict("VI303", "not_checked", "village", code))
            continue
        rest = _in_village(ground.others, code) + _in_village(ground.serving, code)
        total = len(own) + len(rest)
        for row in own:
            steps = ground.limit("VI303", "population_steps", row)
            allowed = 1 + sum(village["population"] > step for step in steps)
            if row in last(own, total - allowed):
                verdicts.append(ground.of("VI303", row, float(total), float(allowed), "points"))
    return verdicts


def office_first(ground: Ground) -> list[Verdict]:
    """VI304: the first points of a village, none of which is at its office."""
    verdicts = []
    for code in ground.villages:
        own = _in_village(ground.active, code)
        placed = [row for row in own if id(row) in ground.usable]
        served = _in_village(ground.serving, code) or _in_village(ground.others, code)
        if not placed or served or not ground.offices(placed[0]):
            continue
        first = placed[0]
        at_office_m = ground.limit("VI304", "at_office_m", first)
        at_office = any(row["site_kind"] == "village_office" for row in own) or any(
            ground.office_metres(row) <= at_office_m for row in placed
        )
        if not at_office:
            verdicts.append(
                ground.of("VI304", first, ground.office_metres(first), at_office_m, "m")
            )
    return verdicts
