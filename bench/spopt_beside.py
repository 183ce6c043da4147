# SPDX-License-Identifier: GPL-2.0-or-later
"""Plain maximal covering of Paser by spopt and by us, from the same distances; equal objectives.

spopt knows neither quotas nor budgets, so both get the plainest problem: so many points, and most
people. On both sides the time is from the matrix of distances to the proven optimum: for spopt
`MCLP.from_cost_matrix` and `solve`; for us merging, modelling, asking HiGHS's process, solving
and breaking ties. spopt is imported before its time begins; so HiGHS's process, kept from one
question to the next, has its SciPy before ours does. A session's first question, which waits for
that, is told by itself.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.covering import Floats, plain_problem
from bench.figure import Figure, Peer, repeats
from bench.peers import lines_of
from bench.places import demand_of, named_villages, reference_of
from bench.spopt_peer import PYTHON
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.siting.kept_solver import end_kept_solver
from village_internet_plugin.siting.suggest import PROVEN, suggest

RADIUS_M = 3_000.0
POINTS = 26
TURNS = 5
THEIR_TURNS = 3
_AT_LEAST = 100.0


def measure() -> Iterator[Figure]:
    """Yield the two figures; without spopt ours alone."""
    with tempfile.TemporaryDirectory(prefix="bench-spopt-") as folder:
        path = Path(folder) / "paser.npz"
        demand = _write(path)
        end_kept_solver()
        first, *ours = [_ours(path) for _ in range(1 + TURNS)]
        theirs = _theirs(path)
    name = f"Paser, plain covering of {demand:,} places, {POINTS} points, {RADIUS_M:,.0f} m"
    time_s = repeats(seconds for seconds, _ in ours)
    if not theirs:
        sys.stdout.write(f"spopt: not measured, there is no {PYTHON} (see bench/spopt_peer.py)\n")
        yield Figure(f"{name}: optimum proven", time_s.median, "s", 1.0, time_s.spread)
        return
    yield Figure(f"{name}: the first in a session, SciPy to be loaded", first[0], "s", 1.0)
    their_objectives = {run["objective"] for run in theirs}
    apart = max(abs(one - other) for _, one in ours for other in their_objectives)
    whole = Peer(theirs[0]["versions"], _median(theirs, "seconds"), _AT_LEAST)
    alone = Peer("CBC's solve alone, its model built", _median(theirs, "solve_s"))
    yield Figure(f"{name}: optimum proven", time_s.median, "s", 1.0, time_s.spread, whole)
    yield Figure(f"{name}: beside its solver", time_s.median, "s", None, time_s.spread, alone)
    yield Figure(f"{name}: objective away from spopt's", float(apart), "people", 0.0)


def _write(path: Path) -> int:
    """Keep the distances from each place where people live to each office; return how many."""
    with reference_of(named_villages("paser"), path.parent) as reference:
        demand = demand_of(reference, "whole_village")
        codes = [village.code for village in demand.villages]
        offices = [found[0].position for found in reference.offices.of(codes)]
    distance: Floats = np.column_stack(
        [length_m(demand.lon, demand.lat, lon, lat) for lon, lat in offices]
    )
    np.savez(path, distance_m=distance, people=demand.people, points=POINTS, radius_m=RADIUS_M)
    return len(demand)


def _ours(path: Path) -> tuple[float, int]:
    with np.load(path) as file:
        distance, people, radius = file["distance_m"], file["people"], float(file["radius_m"])
    began = time.perf_counter()
    found = suggest(plain_problem((distance <= radius).T, people, POINTS))
    seconds = time.perf_counter() - began
    if found.stopped_by != PROVEN:
        raise RuntimeError(f"the plain problem was not proven: {found.stopped_by}")
    return seconds, found.objective


def _theirs(path: Path) -> list[dict[str, Any]]:
    if not PYTHON.is_file():
        return []
    runs = []
    for _ in range(THEIR_TURNS):
        runs += lines_of("bench.spopt_peer", str(path), python=str(PYTHON))
    return runs


def _median(runs: list[dict[str, Any]], name: str) -> float:
    return repeats(float(run[name]) for run in runs).median
