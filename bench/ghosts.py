# SPDX-License-Identifier: GPL-2.0-or-later
"""Verdicts of points before they are placed, in a program of its own: `python -m bench.ghosts`.

Prints a line of JSON: milliseconds of each verdict with its words, and by how many megabytes the
program grew from before the reference was opened. Nothing is loaded before the first point, and as
in the plugin the garbage collector does not run while a point is judged.
"""

from __future__ import annotations

import gc
import json
import random
import sys
from pathlib import Path

from bench.figure import seconds
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession
from village_internet_plugin.rules.rule_set_document import standard_rule_set

_MILLISECONDS = 1000.0
_KILOBYTES = 1 / 1024
_BOX = (95.0, -10.0, 141.0, 6.0)
"""The country: west, south, east, north."""


def main() -> None:
    """Judge as many points as the command line says, over the reference it names."""
    path, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)  # noqa: S311 - the same points each time, nothing secret
    before = _megabytes()
    gc.disable()
    with Reference.open(path) as reference:
        sources = (FundingSource("PASER-2025", "Kabupaten Paser", 2025),)
        plan = Plan("bench", "Kabupaten Paser", funding_sources=sources)
        session = CheckSession(plan, reference, standard_rule_set())
        places = [(chance.uniform(*_BOX[::2]), chance.uniform(*_BOX[1::2])) for _ in range(times)]
        took = [
            seconds(lambda place=place: _told(session, _hotspot(*place))) * _MILLISECONDS
            for place in places
        ]
    sys.stdout.write(json.dumps({"ms": took, "grown_mb": _megabytes() - before}) + "\n")


def _told(session: CheckSession, ghost: Hotspot) -> list[str]:
    """Judge a point and put into words all that is found: the cursor says why."""
    return [finding.message for finding in session.judge_ghost(0, ghost)]


def _hotspot(lon: float, lat: float) -> Hotspot:
    return Hotspot(
        "ghost",
        LonLat(lon, lat),
        name="Point",
        site_kind="school",
        funding_source_id="PASER-2025",
        year=2025,
    )


def _megabytes() -> float:
    """Return the most memory the program has held so far, as the kernel counts it.

    Not by `getrusage`: there a program begins with what the one that started it had held.
    """
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * _KILOBYTES


if __name__ == "__main__":
    main()
