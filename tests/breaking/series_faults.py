# SPDX-License-Identifier: GPL-2.0-or-later
"""The long series of faults: `python -m tools.series faults`.

FAULTS_SEED, FAULTS_MOMENTS and FAULTS_MINUTES change what is drawn, how many, and the end.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from server.paser import read_offices, write_reference

from breaking import disk_and_clock
from breaking.breakable_server import BreakableServer
from breaking.disk_and_clock import DiskTrials, Trial, guarded
from breaking.faults import Faults, Outcome, as_json, table
from breaking.moments import SHARES, drawn
from breaking.results import results_folder, say, village_data


def main() -> int:
    """Run the series; 1 when anything was not as it should be."""
    seed = int(os.environ.get("FAULTS_SEED", "2026"))
    wanted = int(os.environ.get("FAULTS_MOMENTS", "240"))
    end = time.monotonic() + 60 * float(os.environ.get("FAULTS_MINUTES", "12"))
    shares = {target: max(1, share * wanted // 240) for target, share in SHARES.items()}
    data = village_data()
    with tempfile.TemporaryDirectory(prefix="breaking-") as name:
        folder = Path(name)
        # The database runs as another user, who has to reach what lies below.
        folder.chmod(0o755)
        reference, offices = write_reference(data, folder / "reference.gpkg"), read_offices(data)
        (folder / "server").mkdir()
        with BreakableServer(folder / "server") as server:
            server.start(reference)
            series = Faults(server, folder, offices)
            outcomes = _moments(series, seed, shares, end)
            slow = guarded(lambda: disk_and_clock.slow_line(series), "a slow line")
            trials = [slow, *disk_and_clock.clocks(series), *_disks(series, folder)]
        if disk_and_clock.may_mount():
            trials.append(
                guarded(
                    lambda: disk_and_clock.whole_cluster_full(folder, reference, offices),
                    "the whole database on a full disk",
                )
            )
    return _told(seed, outcomes, trials)


def _moments(series: Faults, seed: int, shares: dict[str, int], end: float) -> list[Outcome]:
    outcomes = []
    for moment in drawn(seed, series.seen, shares):
        if time.monotonic() > end:
            say("time is up")
            break
        outcome = series.run(moment)
        outcomes.append(outcome)
        if outcome.faults:
            say(f"seed {seed}, moment {moment.number}, {outcome.target}, {outcome.where}:")
            say(f"    {outcome.faults}")
    return outcomes


def _disks(series: Faults, folder: Path) -> list[Trial]:
    if not disk_and_clock.may_mount():
        say("full disks were not tried: only root can make small ones")
        return []
    disks = DiskTrials(series, folder)
    return [
        guarded(trial, trial.__name__)
        for trial in (disks.tablespace, disks.cache, disks.plan_folder)
    ]


def _told(seed: int, outcomes: list[Outcome], trials: list[Trial]) -> int:
    """Print the tables, keep all of it as JSON, and return the exit code."""
    for line in table(outcomes):
        say(line)
    broken = [outcome for outcome in outcomes if outcome.where]
    say(f"{len(broken)} moments met, {len(outcomes) - len(broken)} never came")
    for trial in trials:
        say(f"{trial.what}: {trial.heard}")
        for fault in trial.faults:
            say(f"    FAULT {fault}")
    steps = Counter((outcome.target, outcome.where) for outcome in broken)
    for (target, step), count in sorted(steps.items()):
        say(f"{target} | {step} | {count}")
    kept = results_folder() / "faults.json"
    content = {
        "seed": seed,
        "table": table(outcomes),
        "steps": [[*step, count] for step, count in sorted(steps.items())],
        "moments": as_json(outcomes),
        "trials": [trial._asdict() for trial in trials],
    }
    kept.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    say(f"all of it: {kept}")
    return int(any(one.faults for one in (*outcomes, *trials)))


if __name__ == "__main__":
    sys.exit(main())
