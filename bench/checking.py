# SPDX-License-Identifier: GPL-2.0-or-later
"""How long verdicts take: a whole plan, one edit, and a point that is not placed yet."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.big_plan import POINTS, country_villages, make_big_plan
from bench.figure import Figure, Peer, percentile, repeats, seconds
from bench.peers import lines_of
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession, check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

TURNS, EDITS, GHOSTS = 3, 500, 2_000
_MILLISECONDS = 1000.0
_P99 = 0.99
_VILLAGES = "83,402 villages"


def measure() -> Iterator[Figure]:
    """Yield the figures; none where the country's real villages are not at hand."""
    packed = country_villages()
    if packed is None:
        return
    with tempfile.TemporaryDirectory(prefix="bench-checking-") as folder:
        path = Path(folder) / "plan.gpkg"
        make_big_plan(path, packed)
        yield from _whole_check(path)
        live = dict(lines_of("bench.qgis_expressions", str(path), str(GHOSTS)))
        yield from _ghost(path, live["village"])
        yield _edit(path, live["neighbour"])


def _whole_check(path: Path) -> Iterator[Figure]:
    """Yield how long the whole check takes, in turns with QGIS's own algorithms."""
    ours, chain = [], []
    for _ in range(TURNS):
        ours.append(seconds(lambda: _check(path)))
        chain.append(sum(took_s for _step, took_s in lines_of("bench.qgis_chain", str(path))))
    median, spread = repeats(ours)
    yield Figure(
        f"whole check, {POINTS:,} points, {_VILLAGES}, plan file read",
        median,
        "s",
        spread=spread,
        peer=Peer("chain of QGIS's algorithms", repeats(chain).median, at_least=10.0),
    )


def _check(path: Path) -> None:
    """Read the plan's file and judge all of it, as `checkplan` does."""
    plan = read_plan(path)
    with Reference.open(path) as reference:
        check_plan(plan, reference, standard_rule_set())


def _ghost(path: Path, live: list[float]) -> Iterator[Figure]:
    """Yield how long a verdict takes with nothing loaded before, and what it holds in memory."""
    answers = [
        lines_of("bench.ghosts", str(path), str(GHOSTS), str(turn))[0] for turn in range(TURNS)
    ]
    median, spread = repeats(percentile(answer["ms"], _P99) for answer in answers)
    yield Figure(
        f"verdict of a ghost point, all rules, {_VILLAGES}, p99",
        median,
        "ms",
        2.0,
        spread,
        Peer("QGIS expression overlay_within, the village alone", percentile(live, _P99)),
    )
    grown = repeats(answer["grown_mb"] for answer in answers)
    yield Figure("memory it takes", grown.median, "MB", 50.0, grown.spread)


def _edit(path: Path, live: list[float]) -> Figure:
    """Return how long judging again takes after one point of the plan was moved."""
    with Reference.open(path) as reference:
        session = CheckSession(read_plan(path), reference, standard_rule_set())
        turns = []
        for turn in range(TURNS):
            chance = random.Random(turn)  # noqa: S311 - the same edits each time
            rows = chance.sample(range(POINTS), EDITS)
            turns.append(percentile([_moved(session, row, chance) for row in rows], _P99))
    median, spread = repeats(turns)
    return Figure(
        f"check again after one edit in {POINTS:,} points, p99",
        median,
        "ms",
        5.0,
        spread,
        Peer("QGIS expression overlay_nearest, the neighbour alone", percentile(live, _P99)),
    )


def _moved(session: CheckSession, row: int, chance: random.Random) -> float:
    """Move one point by a little and return how long judging again took, in milliseconds."""
    old = session.rows[row]
    place = old.position or LonLat(116.0, -1.8)
    moved = replace(old, position=LonLat(place.lon + chance.uniform(-0.01, 0.01), place.lat))
    return seconds(lambda: session.apply({row: moved})) * _MILLISECONDS
