# SPDX-License-Identifier: GPL-2.0-or-later
"""How long verdicts take: a whole plan, one edit, and a point that is not placed yet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import edits
from bench.big_plan import POINTS, country_villages, make_big_plan
from bench.chain_answers import compare
from bench.figure import Figure, Peer, repeats, seconds
from bench.peers import lines_of
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

TURNS = 3
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
        yield from edits.measure(path)


def _whole_check(path: Path) -> Iterator[Figure]:
    """Yield how long the whole check takes, in turns with QGIS's own algorithms.

    And on how many hotspots what those answer is not what we answer.
    """
    answers = path.with_name("answers")
    answers.mkdir()
    ours, chain = [], []
    for _ in range(TURNS):
        ours.append(seconds(lambda: _check(path)))
        steps = lines_of("bench.qgis_chain", str(path), str(answers))
        chain.append(sum(took_s for _step, took_s in steps))
    median, spread = repeats(ours)
    yield Figure(
        f"whole check, {POINTS:,} points, {_VILLAGES}, plan file read",
        median,
        "s",
        spread=spread,
        peer=Peer("chain of QGIS's algorithms", repeats(chain).median, at_least=10.0),
    )
    for step, compared in compare(path, answers).items():
        what = f"that chain's answers unlike ours, of {compared.answers:,}: {step}"
        yield Figure(what, len(compared.differing), "points")


def _check(path: Path) -> None:
    """Read the plan's file and judge all of it, as `checkplan` does."""
    plan = read_plan(path)
    with Reference.open(path) as reference:
        check_plan(plan, reference, standard_rule_set())
