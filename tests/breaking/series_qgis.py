# SPDX-License-Identifier: GPL-2.0-or-later
"""The series that kills QGIS itself: `python -m tools.series kills`.

KILLS_SEED and KILLS_RANDOM change which moments by the clock are drawn beside the chosen ones, and
how many for each algorithm. At the end QGIS's window is killed too, under Xvfb.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from server.paser import write_reference

from breaking.breakable_server import BreakableServer
from breaking.faults import Outcome, as_json, table
from breaking.killed_qgis import KilledQgis
from breaking.qgis_kills import PUBLISHING, PULLING, random_kills
from breaking.results import results_folder, say, village_data
from tools.stage import REPOSITORY


def main() -> int:
    """Run the series; 1 when anything was not as it should be."""
    seed = int(os.environ.get("KILLS_SEED", "2026"))
    count = int(os.environ.get("KILLS_RANDOM", "8"))
    with tempfile.TemporaryDirectory(prefix="breaking-") as name:
        folder = Path(name)
        # The database runs as another user, who has to reach what lies below.
        folder.chmod(0o755)
        reference = write_reference(village_data(), folder / "reference.gpkg")
        (folder / "server").mkdir()
        with BreakableServer(folder / "server") as server:
            server.start(reference)
            killed = KilledQgis(server, folder, reference)
            killed.measure()
            outcomes = _moments(killed, seed, count)
    for line in table(outcomes):
        say(line)
    met = sum(bool(outcome.where) for outcome in outcomes)
    say(f"{met} moments met, {len(outcomes) - met} came after the end")
    kept = results_folder() / "kills.json"
    content = {"seed": seed, "table": table(outcomes), "moments": as_json(outcomes)}
    kept.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    say(f"all of it: {kept}")
    return int(any(outcome.faults for outcome in outcomes)) or _window()


def _moments(killed: KilledQgis, seed: int, count: int) -> list[Outcome]:
    outcomes = []
    publishing = [*PUBLISHING, *random_kills(seed, count)]
    pulling = [*PULLING, *random_kills(seed + 1, count)]
    for number, kill in enumerate([*publishing, *pulling], 1):
        publishes = number <= len(publishing)
        outcome = (killed.publish_killed if publishes else killed.pull_killed)(number, kill)
        outcomes.append(outcome)
        stood = outcome.stood if outcome.where else f"{outcome.stood}, not killed"
        say(f"{number:>3} {outcome.target} {kill.name}: {stood}; {outcome.client}")
        for fault in outcome.faults:
            say(f"    FAULT {fault}")
    return outcomes


def _window() -> int:
    """Kill QGIS's window; the test skips where there is no Xvfb."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/window/test_killed.py"]
    environment = {**os.environ, "KILLED_WINDOW": "1"}
    return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
