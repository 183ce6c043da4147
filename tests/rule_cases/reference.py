# SPDX-License-Identifier: GPL-2.0-or-later
"""VI601 and VI602 by example: the list of villages, and the refusals of earlier years."""

from __future__ import annotations

from rule_cases.case import Found, fails, limit, passes
from rule_cases.district import (
    EAST,
    KUARO,
    OFFICE,
    PADANG,
    UNKNOWN,
    WEST,
    at,
    away,
    existing,
    hotspot,
)

IN_KUARO = {"village_code": KUARO}

VILLAGE_CODE_KNOWN = (
    passes("VI601", "the code is on the list"),
    fails("VI601", "no code", Found(changes=IN_KUARO), hotspots=[hotspot(village_code=" ")]),
    fails(
        "VI601",
        "a code that is not on the list",
        Found(changes=IN_KUARO, says=((UNKNOWN, UNKNOWN),)),
        hotspots=[hotspot(village_code=UNKNOWN)],
    ),
    fails(
        "VI601",
        "no position either, so none is offered",
        Found(),
        hotspots=[hotspot(village_code=None, lon=None, lat=None)],
    ),
    limit(
        "VI601",
        "on a border: the smaller code is offered",
        Found(changes={"village_code": PADANG}),
        hotspots=[hotspot(village_code=None, **at((116.10, -0.95)))],
    ),
    limit(
        "VI601",
        "10 m outside every village none holds it, so none is offered",
        Found(),
        hotspots=[hotspot(village_code=None, **away((116.0, -0.95), WEST, 10.0))],
    ),
    limit(
        "VI601",
        "the code written without its dots is another code",
        Found(changes=IN_KUARO),
        hotspots=[hotspot(village_code="6401062001")],
    ),
)


def _refused(**changed: object) -> dict[str, object]:
    values = {"status": "refused", "village_code": KUARO, "since": "2025-03-01", **changed}
    return existing(**values)


def _again(metres: float, *numbers: tuple[str, str]) -> Found:
    return Found(measured=metres, limit=100.0, unit="m", says=numbers)


RESUBMITTED = (
    passes(
        "VI602",
        "refused, but elsewhere and by another name",
        existing_hotspots=[_refused(**away(OFFICE, EAST, 500.0))],
    ),
    passes(
        "VI602",
        "there already, not refused",
        existing_hotspots=[_refused(status=None, **away(OFFICE, EAST, 50.0))],
    ),
    passes(
        "VI602",
        "refused in another village",
        existing_hotspots=[_refused(village_code=PADANG, **at(OFFICE))],
    ),
    passes(
        "VI602",
        "two without names are not namesakes",
        hotspots=[hotspot(name=" ")],
        existing_hotspots=[_refused(name=" ")],
    ),
    fails(
        "VI602",
        "refused last year 40 m from here",
        _again(40.0, ("40 m", "40 m"), ("Kuaro", "Kuaro")),
        existing_hotspots=[_refused(**away(OFFICE, EAST, 40.0))],
    ),
    fails(
        "VI602",
        "refused by the same name, spelled otherwise, 700 m from here",
        _again(700.0, ("Balai Desa", "Balai Desa")),
        existing_hotspots=[_refused(name=" BALAI  desa", **away(OFFICE, EAST, 700.0))],
    ),
    fails(
        "VI602",
        "also in a village that is no longer on the list",
        _again(0.0, (UNKNOWN, UNKNOWN)),
        hotspots=[hotspot(village_code=UNKNOWN)],
        existing_hotspots=[_refused(village_code=UNKNOWN, since=2025, **at(OFFICE))],
    ),
    limit(
        "VI602",
        "exactly 100 m from here",
        _again(100.0),
        existing_hotspots=[_refused(**away(OFFICE, EAST, 100.0))],
    ),
    limit(
        "VI602", "a millimetre farther", existing_hotspots=[_refused(**away(OFFICE, EAST, 100.001))]
    ),
    limit(
        "VI602",
        "refused in the same year",
        existing_hotspots=[_refused(since="2026-01-01", **at(OFFICE))],
    ),
)

REFERENCE_CASES = (*VILLAGE_CODE_KNOWN, *RESUBMITTED)
