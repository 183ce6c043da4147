# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the best plan takes, proven: a regency beside spopt, a province, 10,000 villages.

`python -m bench.suggesting FOLDER REGION SPREAD RADIUS` measures one case in this process and
prints what came of it; so each has memory and caches of its own.
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
from typing import Any, NamedTuple

from bench import spopt_beside
from bench.figure import Figure, repeats
from bench.places import (
    demand_of,
    dense_villages,
    named_villages,
    problem_of,
    reference_of,
    shared_data,
)
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.siting.kept_solver import end_kept_solver
from village_internet_plugin.siting.suggest import Options, suggest

PASER, PROVINCE, MANY = "paser", "kaltim", "10000"
AROUND_OFFICE, WHOLE_VILLAGE = "around_office", "whole_village"
TURNS = 3
_MANY = 10_000
_TIME_LIMIT_S = 60.0
_GAP = 0.005
_MOST_MEGABYTES = 2_048.0
_KILOBYTES = 1_024.0
_CAPEX_AND_A_YEAR_IDR = 23_400_000
"""What a point is taken to cost here (`build_options.USUAL_COSTS`, no network known)."""


class Case(NamedTuple):
    """Villages, how their people are spread, the reach of a point; and the budget in seconds."""

    region: str
    spread: str
    radius_m: float
    budget_s: float | None
    turns: int = TURNS


CASES = (
    Case(PASER, AROUND_OFFICE, 300.0, 1.0),
    Case(PASER, WHOLE_VILLAGE, 1_000.0, 1.0),
    Case(PASER, WHOLE_VILLAGE, 3_000.0, 1.0),
    Case(PROVINCE, AROUND_OFFICE, 300.0, 30.0),
    Case(PROVINCE, WHOLE_VILLAGE, 1_000.0, 30.0),
    Case(PROVINCE, WHOLE_VILLAGE, 3_000.0, 30.0),
    Case(PROVINCE, WHOLE_VILLAGE, 5_000.0, 30.0, 1),
    Case(MANY, AROUND_OFFICE, 300.0, None, 1),
    Case(MANY, AROUND_OFFICE, 1_000.0, None, 1),
    Case(MANY, AROUND_OFFICE, 2_000.0, None, 1),
)
"""Turns are fewer where one takes long; the villages are the same in each."""


def measure() -> Iterator[Figure]:
    """Yield the figures; none where the real villages are not at hand."""
    if shared_data() is None:
        return
    yield from spopt_beside.measure()
    for case in CASES:
        runs = [_in_a_process(case) for _ in range(case.turns)]
        yield from _many(case, runs[0]) if case.region == MANY else proven(case, runs)


def proven(case: Case, runs: list[dict[str, Any]]) -> Iterator[Figure]:
    """Yield the seconds of a case whose optimum was proven each time, else its gap."""
    name = f"{_told(case, runs[0])}: every limit, optimum proven"
    seconds = repeats(run["seconds"] for run in runs)
    if all(run["stopped_by"] == "proven" for run in runs):
        yield Figure(name, seconds.median, "s", case.budget_s, seconds.spread)
    else:
        gap = max(run["gap"] for run in runs)
        yield Figure(f"{name}; it was not: gap", 100 * gap, "%", 0.0)


def _many(case: Case, run: dict[str, Any]) -> Iterator[Figure]:
    name = _told(case, run)
    yield Figure(f"{name}: gap after {run['seconds']:.0f} s", 100 * run["gap"], "%", 100 * _GAP)
    yield Figure(f"{name}: time", run["seconds"], "s", _TIME_LIMIT_S + 5.0)
    yield Figure(
        f"{name}: memory at its most, HiGHS's process too", run["megabytes"], "MB", _MOST_MEGABYTES
    )
    yield Figure(f"{name}: people, candidates and limits made a problem", run["build_s"], "s")


def _told(case: Case, run: dict[str, Any]) -> str:
    place = {PASER: "Paser", PROVINCE: "East Kalimantan", MANY: "Java"}[case.region]
    spread = "2 km around offices" if case.spread == AROUND_OFFICE else "all over"
    reach = f"{case.radius_m:,.0f} m"
    return f"{place}, {run['villages']:,} villages, people {spread}, reach {reach}"


def _in_a_process(case: Case) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="bench-suggesting-") as folder:
        command = [sys.executable, "-m", "bench.suggesting", folder]
        command += [case.region, case.spread, str(case.radius_m)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def sources(region: str, villages: int) -> tuple[FundingSource, ...]:
    """Return who pays: Paser's 26 points of 2025 and the province's 6; else shares of villages.

    The quotas of Paser are published, budgets are not: they are set a point or two short of the
    quotas, so that both limits count.
    """
    own, other = (26, 6) if region == PASER else (villages // 8, villages // 10)
    year = _CAPEX_AND_A_YEAR_IDR
    regency = FundingSource(
        "regency", "Kabupaten Paser", 2025, None, None, own, own * year * 95 // 100, 12
    )
    province = FundingSource(
        "province", "Provinsi Kaltim", 2025, None, None, other, other * year * 3 // 2, 48
    )
    return regency, province


def measure_case(folder: Path, region: str, spread: str, radius_m: float) -> dict[str, Any]:
    """Return seconds, the proof, and the most memory of this process and HiGHS's, in megabytes."""
    villages = dense_villages(_MANY, folder) if region == MANY else named_villages(region)
    with reference_of(villages, folder) as reference:
        began = time.perf_counter()
        demand = demand_of(reference, spread)
        problem = problem_of(reference, demand, sources(region, len(villages)), radius_m)
        built = time.perf_counter()
    gap = _GAP if region == MANY else 0.0
    found = suggest(problem, Options(max_gap=gap, time_limit_s=_TIME_LIMIT_S))
    # The child's own peak stands in what the system keeps of ended children.
    end_kept_solver()
    kept = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "villages": len(villages),
        "build_s": built - began,
        "seconds": found.seconds,
        "stopped_by": found.stopped_by,
        "gap": found.gap,
        "chosen": len(found.chosen),
        "objective": found.objective,
        "bound": found.bound,
        "sites": len(problem.sites),
        "classes": len(problem.weight),
        "pairs": len(problem.cover_classes),
        "megabytes": sum(one.ru_maxrss for one in kept) / _KILOBYTES,
    }


if __name__ == "__main__":
    answer = measure_case(Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4]))
    sys.stdout.write(json.dumps(answer) + "\n")
