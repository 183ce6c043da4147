# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the whole country's demand and coverage take in one process, and in how much memory.

`python -m bench.coverage PLAN` measures a plan's in this process and prints what came of it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.big_plan import country_villages
from bench.country import POINTS, write_country_plan
from bench.figure import Figure, repeats
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.coverage import Radii, measure_coverage
from village_internet_plugin.siting.demand import Spread, measure_demand

RADIUS_M = 300.0
TURNS = 3
_MOST_MEGABYTES = 4_096.0
_KILOBYTES = 1_024.0


def measure() -> Iterator[Figure]:
    """Yield the figures; none where the real villages are not at hand."""
    packed = country_villages()
    if packed is None:
        return
    with tempfile.TemporaryDirectory(prefix="bench-coverage-") as folder:
        plan = Path(folder) / "country.gpkg"
        write_country_plan(plan, packed)
        runs = [_in_a_process(plan) for _ in range(TURNS)]
    told = f"{runs[0]['villages']:,} villages, {runs[0]['demand_points']:,} demand points"
    for what, name, unit, budget in (
        (f"where the country's people live, {told}", "demand_s", "s", None),
        (f"whom {POINTS:,} hotspots reach of them", "coverage_s", "s", None),
        ("memory of that process at its most", "megabytes", "MB", _MOST_MEGABYTES),
    ):
        median, spread = repeats(run[name] for run in runs)
        yield Figure(what, median, unit, budget, spread)


def _in_a_process(plan: Path) -> dict[str, Any]:
    """Measure in a process of its own, so that only its memory counts."""
    command = [sys.executable, "-m", "bench.coverage", str(plan)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure_plan(path: Path) -> dict[str, Any]:
    """Return seconds, the most memory of this process so far in megabytes, and what was counted."""
    plan = read_plan(path)
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
        "villages": len(demand.villages),
        "demand_points": len(demand),
        "people": coverage.total.people,
        "reached": coverage.total.planned,
        "sum_of_reaches": coverage.union.sum_of_reaches,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure_plan(Path(sys.argv[1]))) + "\n")
