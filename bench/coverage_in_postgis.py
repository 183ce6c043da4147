# SPDX-License-Identifier: GPL-2.0-or-later
"""The country's coverage counted by PostGIS: `python -m bench.coverage_in_postgis PLAN CONNINFO…`.

The first connection string is the database's, the others are its replicas'; they share the work.
Prints as JSON how long it took and what was counted; the database alone counts it once more,
province by province.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.coverage import RADIUS_M, counted
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.server.coverage_sql import measure_in_database
from village_internet_plugin.server.database import connect
from village_internet_plugin.server.migrations import prepare
from village_internet_plugin.server.replicas import agree
from village_internet_plugin.siting.coverage import Coverage, Radii, reach_points
from village_internet_plugin.siting.demand import Spread, measure_demand
from village_internet_plugin.siting.demand_area import provinces, within_area

_COPY = b"""
    COPY village_internet.hotspots (
        hotspot_id, plan_id, agency, placed, revision, funding_source_id, status, technology, geom
    ) FROM STDIN
"""


def fill(conninfo: str, plan: Plan) -> None:
    """Prepare an empty database and put a plan's hotspots into it."""
    with connect(conninfo) as connection:
        prepare(connection)
    with connect(conninfo) as connection:
        connection.execute("INSERT INTO village_internet.agencies VALUES ('bench', 'bench')")
        connection.execute("INSERT INTO village_internet.plans VALUES ('bench', 'bench', 1)")
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for number, one in enumerate(plan.hotspots):
                place = (
                    None
                    if one.position is None
                    else "SRID=4326;POINT({!r} {!r})".format(*one.position)
                )
                about = (one.funding_source_id, one.status, one.technology, place)
                copy.write_row((one.hotspot_id, "bench", "bench", number, 1, *about))
    with connect(conninfo) as connection:
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE village_internet.hotspots")


def measure_plan(path: Path, conninfos: Sequence[str]) -> dict[str, Any]:
    """Return the seconds the database needs once it is known where people live, and the count.

    Without a replica also the seconds of one province after the other; ValueError unless they sum
    to the whole, each village once.
    """
    radii = Radii(RADIUS_M)
    with Reference.open(path) as reference:
        demand = measure_demand(reference, Spread())
        standing = reach_points(Plan("", ""), reference, radii)
    with ExitStack() as stack:
        primary, *replicas = (stack.enter_context(connect(one)) for one in conninfos)
        agree(primary, replicas)
        began = time.perf_counter()
        whole = measure_in_database([primary, *replicas], demand, standing, radii)
        took_s = time.perf_counter() - began
        answer = {"coverage_s": took_s, **counted(demand, whole)}
        if replicas:
            return answer
        began = time.perf_counter()
        parts = [
            measure_in_database([primary, *replicas], within_area(demand, area), standing, radii)
            for area in provinces(demand)
        ]
        took_s = time.perf_counter() - began
    _require_sum(parts, whole)
    return {"provinces_s": took_s, "provinces": len(parts), **answer}


def _require_sum(parts: Sequence[Coverage], whole: Coverage) -> None:
    villages = {village.key: village for part in parts for village in part.villages}
    places = sum(len(part.villages) for part in parts)
    is_sum = (
        places == len(villages)
        and tuple(villages[one.key] for one in whole.villages) == whole.villages
        and sum(part.union.people for part in parts) == whole.union.people
        and all(
            sum(getattr(part.funders[place], name) for part in parts) == getattr(funder, name)
            for place, funder in enumerate(whole.funders)
            for name in ("people", "blank_people", "counted_first", "alone")
        )
    )
    if not is_sum:
        raise ValueError("the provinces do not sum to the country")


def main() -> int:
    """Measure what the command line names."""
    path, *conninfos = sys.argv[1:]
    sys.stdout.write(json.dumps(measure_plan(Path(path), conninfos)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
