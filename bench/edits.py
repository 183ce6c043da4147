# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a verdict takes while a plan is made: of a point not placed yet, and after each edit."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bench.figure import Figure, Peer, percentile, repeats, seconds
from bench.peers import lines_of
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession
from village_internet_plugin.rules.rule_set_document import standard_rule_set

TURNS, EDITS, GHOSTS = 3, 500, 2_000
KINDS = ("moved", "renamed", "costs changed", "status changed", "source changed", "taken", "added")
_MILLISECONDS = 1000.0
_P99 = 0.99
_SOURCES = ("PASER-2025", "KALTIM-2025")
_PLACED_AT_FIRST = LonLat(116.0, -1.8)


def measure(path: Path) -> Iterator[Figure]:
    """Yield the figures of a large plan over the country's villages."""
    live = dict(lines_of("bench.qgis_expressions", str(path), str(GHOSTS)))
    yield from _ghost(path, live["village"])
    yield from _edits(path, live["together"])


def _ghost(path: Path, live: list[float]) -> Iterator[Figure]:
    """Yield how long a verdict takes with nothing loaded before, and what it holds in memory."""
    answers = [
        lines_of("bench.ghosts", str(path), str(GHOSTS), str(turn))[0] for turn in range(TURNS)
    ]
    median, spread = repeats(percentile(answer["ms"], _P99) for answer in answers)
    yield Figure(
        "verdict of a ghost point, all rules, 83,402 villages, p99",
        median,
        "ms",
        2.0,
        spread,
        Peer("QGIS expression overlay_within, the village alone", percentile(live, _P99)),
    )
    grown = repeats(answer["grown_mb"] for answer in answers)
    yield Figure("memory it takes", grown.median, "MB", 50.0, grown.spread)


def _edits(path: Path, live: list[float]) -> Iterator[Figure]:
    """Yield how long judging again takes, by what was done to one point."""
    turns: dict[str, list[float]] = {kind: [] for kind in KINDS}
    plan = read_plan(path)
    with Reference.open(path) as reference:
        session = CheckSession(plan, reference, standard_rule_set())
        # As in the plugin, which sets a large plan aside from the garbage collector.
        gc.freeze()
        for turn in range(TURNS):
            for kind, took in turns.items():
                chance = random.Random(f"{turn} {kind}")  # noqa: S311 - the same edits each time
                took.append(percentile(_timed(session, kind, chance), _P99))
        gc.unfreeze()
    # The median: a field's constraint is asked anew at each edit, and its worst is not its own.
    peer = Peer(
        "QGIS expression: village, neighbour, office, counts, sums; median",
        percentile(live, 0.5),
    )
    for kind, took in turns.items():
        median, spread = repeats(took)
        what = f"check again after one edit in {len(plan.hotspots):,} points, p99: {kind}"
        yield Figure(what, median, "ms", 5.0, spread, peer)


def _timed(session: CheckSession, kind: str, chance: random.Random) -> Iterator[float]:
    """Edit one point after the other and yield how long judging again took, in milliseconds."""
    for row in chance.sample(sorted(session.rows), EDITS):
        changes = one_edit(session.rows, row, kind, chance)
        yield seconds(lambda changes=changes: session.apply(changes)) * _MILLISECONDS


def one_edit(
    rows: Mapping[int, Hotspot], row: int, kind: str, chance: random.Random
) -> dict[int, Hotspot | None]:
    """Return one edit of a kind."""
    old = rows[row]
    place = old.position or _PLACED_AT_FIRST
    if kind == "taken":
        return {row: None}
    if kind == "added":
        new = max(rows) + 1
        return {new: replace(old, hotspot_id=f"new-{new}", name=f"New {new}", position=place)}
    east = LonLat(place.lon + chance.uniform(-0.01, 0.01), place.lat)
    changed = {
        "moved": {"position": east},
        "renamed": {"name": f"Renamed {chance.random()}"},
        "costs changed": {"capex_idr": chance.randrange(10_000_000, 100_000_000)},
        "status changed": {"status": "proposed" if old.is_replaced else "replaced"},
        "source changed": {
            "funding_source_id": _SOURCES[old.funding_source_id == _SOURCES[0]],
        },
    }
    return {row: replace(old, **changed[kind])}
