# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the whole country's demand and coverage take in one process, and in how much memory.

`python -m bench.coverage PLAN` measures a plan's in this process and prints what came of it. Beside
it PostGIS counts the same as SQL, alone, with a replica, and province by province; a run in which
one number of one village, funder or point differs fails.
"""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.big_plan import country_villages
from bench.country import POINTS, write_country_plan
from bench.figure import Figure, Peer, repeats
from bench.peers import lines_of
from tools.trial_server.cluster import Cluster
from tools.trial_server.replica import Replica
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.coverage import Coverage, Radii, measure_coverage
from village_internet_plugin.siting.demand import Demand, Spread, measure_demand

RADIUS_M = 300.0
TURNS = 3
_MOST_MEGABYTES = 4_096.0
_KILOBYTES = 1_024.0
_COUNTED = ("people", "reached", "sum_of_reaches", "sha256")


def measure() -> Iterator[Figure]:
    """Yield the figures; none where the real villages are not at hand.

    ValueError when PostGIS, its replica or the provinces count other people than one process.
    """
    packed = country_villages()
    if packed is None:
        return
    with tempfile.TemporaryDirectory(prefix="bench-coverage-") as folder:
        plan = Path(folder) / "country.gpkg"
        write_country_plan(plan, packed)
        runs = [_in_a_process(plan) for _ in range(TURNS)]
        alone, shared = _in_postgis(plan)
    for other in (*runs, alone, shared):
        _require_same(other, runs[0])
    told = f"{runs[0]['villages']:,} villages, {runs[0]['demand_points']:,} demand points"
    reached = f"whom {POINTS:,} hotspots reach of them, one process"
    as_sql = Peer("the same as SQL in PostGIS, one connection", alone["coverage_s"])
    with_replica = Peer("PostGIS and a replica, one connection each", shared["coverage_s"])
    provinces = Peer(
        f"PostGIS, {alone['provinces']} provinces one by one, summed", alone["provinces_s"]
    )
    for what, name, unit, budget, peer in (
        (f"where the country's people live, {told}", "demand_s", "s", None, None),
        (reached, "coverage_s", "s", None, as_sql),
        (f"{reached}: beside a replica", "coverage_s", "s", None, with_replica),
        (f"{reached}: beside provinces", "coverage_s", "s", None, provinces),
        ("memory of that process at its most", "megabytes", "MB", _MOST_MEGABYTES, None),
    ):
        median, spread = repeats(run[name] for run in runs)
        yield Figure(what, median, unit, budget, spread, peer)


def _in_postgis(plan: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what PostGIS measured by itself, and together with a replica."""
    from bench.coverage_in_postgis import fill

    with ExitStack() as stack:
        cluster = Cluster.make()
        stack.callback(cluster.remove)
        fill(cluster.admin_conninfo(), _sorted_by_source(read_plan(plan)))
        replica = Replica(cluster.admin_conninfo())
        stack.callback(replica.remove)
        given = (str(plan), cluster.admin_conninfo())
        (alone,) = lines_of("bench.coverage_in_postgis", *given)
        (shared,) = lines_of("bench.coverage_in_postgis", *given, replica.conninfo)
    return alone, shared


def _require_same(other: dict[str, Any], run: dict[str, Any]) -> None:
    differing = [name for name in _COUNTED if other[name] != run[name]]
    if differing:
        raise ValueError(f"not the same numbers: {differing} of {other} and {run}")


def _in_a_process(plan: Path) -> dict[str, Any]:
    """Measure in a process of its own, so that only its memory counts."""
    command = [sys.executable, "-m", "bench.coverage", str(plan)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure_plan(path: Path) -> dict[str, Any]:
    """Return seconds, the most memory of this process so far in megabytes, and what was counted."""
    plan = _sorted_by_source(read_plan(path))
    with Reference.open(path) as reference:
        began = time.perf_counter()
        demand = measure_demand(reference, Spread())
        between = time.perf_counter()
        coverage = measure_coverage(plan, reference, demand, Radii(RADIUS_M))
        ended = time.perf_counter()
    return {
        "demand_s": between - began,
        "coverage_s": ended - between,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES,
        **counted(demand, coverage),
    }


def counted(demand: Demand, coverage: Coverage) -> dict[str, Any]:
    """Return what was counted; the hash is over every village, district, funder and point."""
    rows = (coverage.villages, coverage.districts, coverage.funders, coverage.union)
    digest = hashlib.sha256(repr(rows).encode("utf-8"))
    digest.update(coverage.times.tobytes())
    return {
        "villages": len(demand.villages),
        "demand_points": len(demand),
        "people": coverage.total.people,
        "reached": coverage.total.planned,
        "sum_of_reaches": coverage.union.sum_of_reaches,
        "sha256": digest.hexdigest(),
    }


def _sorted_by_source(plan: Plan) -> Plan:
    """Return the plan with its funding sources by their ids, the order of the database."""
    used = sorted({one.funding_source_id or "" for one in plan.hotspots})
    return replace(
        plan, funding_sources=tuple(FundingSource(name, plan.agency, 2026) for name in used)
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure_plan(Path(sys.argv[1]))) + "\n")
