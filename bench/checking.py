# SPDX-License-Identifier: GPL-2.0-or-later
"""How long verdicts take: a whole plan, one edit, and a point that is not placed yet."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.figure import Figure, percentile, seconds
from tools.make_expected_findings import SOURCES
from tools.make_sample import SAMPLE
from tools.qgis_session import running_qgis
from tools.stage import REPOSITORY
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession
from village_internet_plugin.rules.rule_set_document import standard_rule_set

POINTS = 50_000
EDITS = 500
_MILLISECONDS = 1000.0


def measure() -> Iterator[Figure]:
    """Yield the figures, over the province's real villages where they are at hand."""
    villages = _villages()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.gpkg"
        _make_plan_file(path, villages)
        with Reference.open(path) as reference:
            yield from _figures(reference, villages.stem)


def _villages() -> Path:
    """Return the real villages of the province, or the sample's illustrative ones."""
    folder = Path(os.environ.get("VILLAGE_DATA", REPOSITORY.parent / "shared" / "data"))
    real = folder / "kaltim_villages.gpkg"
    return real if real.is_file() else SAMPLE / SOURCES["villages"]


def _make_plan_file(path: Path, villages: Path) -> None:
    with running_qgis():
        from village_internet_plugin.layers.importing.import_source import import_source
        from village_internet_plugin.layers.plan_file import create_plan_file

        create_plan_file(path, "Kabupaten Paser", "Bench", standard_rule_set())
        for role, name in SOURCES.items():
            source = villages if role == "villages" else SAMPLE / name
            import_source(path, role, str(source), None, None)


def _figures(reference: Reference, villages: str) -> Iterator[Figure]:
    chance = random.Random(2025)  # noqa: S311 - the same points each time, nothing secret
    plan = Plan(
        "bench",
        "Kabupaten Paser",
        hotspots=tuple(_hotspot(number, chance) for number in range(POINTS)),
        funding_sources=(FundingSource("PASER-2025", "Kabupaten Paser", 2025),),
    )
    began = time.perf_counter()
    session = CheckSession(plan, reference, standard_rule_set())
    session.report()
    yield Figure(f"whole check, {POINTS:,} points, {villages}", time.perf_counter() - began, "s")
    edits = [_edit(session, row, chance) for row in chance.sample(range(POINTS), EDITS)]
    yield Figure(
        f"check again after one edit in {POINTS:,} points, p99", percentile(edits, 0.99), "ms", 5.0
    )
    empty = CheckSession(replace(plan, hotspots=()), reference, standard_rule_set())
    ghosts = [_ghost(empty, _hotspot(number, chance)) for number in range(EDITS)]
    yield Figure(
        "verdict of one point before it is placed, p99", percentile(ghosts, 0.99), "ms", 2.0
    )


def _hotspot(number: int, chance: random.Random) -> Hotspot:
    position = LonLat(chance.uniform(115.7, 116.5), chance.uniform(-2.4, -1.1))
    return Hotspot(
        f"bench-{number}",
        position,
        village_code=f"64.01.{chance.randint(1, 10):02d}.{chance.randint(2001, 2020)}",
        name=f"Point {number}",
        site_kind="school",
        funding_source_id="PASER-2025",
        year=2025,
    )


def _edit(session: CheckSession, row: int, chance: random.Random) -> float:
    """Move one point by a little and return how long judging again took, in milliseconds."""
    old = session.rows[row]
    place = old.position or LonLat(116.0, -1.8)
    moved = replace(old, position=LonLat(place.lon + chance.uniform(-0.01, 0.01), place.lat))
    return seconds(lambda: session.apply({row: moved})) * _MILLISECONDS


def _ghost(session: CheckSession, hotspot: Hotspot) -> float:
    """Judge a point as the cursor does, take it away again, and return the milliseconds."""

    def judge() -> None:
        session.apply({0: hotspot})
        session.verdict(0)
        session.apply({0: None})

    return seconds(judge) * _MILLISECONDS
