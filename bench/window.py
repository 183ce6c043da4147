# SPDX-License-Identifier: GPL-2.0-or-later
"""How long QGIS's real window stands still while a plan of the whole country opens in it."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import suggest_window
from bench.big_plan import POINTS, country_villages, make_big_plan
from bench.figure import Figure
from tools.stage import PACKAGE, REPOSITORY, stage

GHOSTS = 5_000
_ISLAND = [114.0, -2.5, 119.0, 2.5]
"""Where the ghost points go (west, south, east, north)."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of a random name in it
_SECONDS = 300.0
_AFTERWARDS = 8.0
"""Seconds measured on after the verdicts: the badges, the findings and the sums fill in then."""


def measure(plan: Path | None = None) -> Iterator[Figure]:
    """Yield the figures; of the plan given, or else of one made for it."""
    packed = country_villages()
    if plan is None and packed is None:
        return
    # What is written to be seen from outside must not wait for a disk that others use.
    memory = _MEMORY if _MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(prefix="bench-window-") as name,
        tempfile.TemporaryDirectory(prefix="bench-window-", dir=memory) as seen,
    ):
        folder = Path(name)
        if plan is None and packed is not None:
            plan = folder / "plan.gpkg"
            make_big_plan(plan, packed)
        yield from _figures(folder, Path(seen), plan)


def _figures(folder: Path, seen: Path, plan: Path | None) -> Iterator[Figure]:
    # The window and its screen are those of the tests.
    sys.path.append(str(REPOSITORY / "tests"))
    from window.profile import Profile
    from window.qgis_window import QgisWindow
    from window.screen import Screen

    what = f"{POINTS:,} points, 83,402 villages"
    plugins = stage(folder / "plugins" / PACKAGE).parent
    profile = Profile(folder / "profile")
    with Screen() as screen, QgisWindow(screen, profile, seen / "run", plugins) as window:
        window.ask("start_heartbeat")
        began = time.perf_counter()
        window.ask("open_plan", path=str(plan))
        window.wait_for(lambda seen: seen.plan.get("checked"), "a checked plan", _SECONDS)
        checked = time.perf_counter() - began
        time.sleep(_AFTERWARDS)
        gaps = window.ask("stop_heartbeat")
        ghosts = window.ask("time_ghosts", _SECONDS, times=GHOSTS, box=_ISLAND)
        suggesting = list(suggest_window.measure(window, plan, what))
    longest = ", ".join(f"{gap:g} ms at {at:g} s" for gap, at in zip(gaps["gaps_ms"], gaps["at_s"]))
    sys.stdout.write(f"  longest standstills: {longest}\n")
    sys.stdout.write(f"  longest collections of garbage, ms: {gaps['collections_ms']}\n")
    yield Figure(f"from opening to verdicts, {what}", checked, "s")
    yield Figure(f"longest standstill of the window, {what}", gaps["gaps_ms"][0], "ms", 50.0)
    yield Figure("verdict of a ghost in that plan, p50", ghosts["p50_ms"], "ms")
    yield Figure("verdict of a ghost in that plan, p99", ghosts["p99_ms"], "ms")
    yield Figure("work of it by the processor's clock, p99", ghosts["work_p99_ms"], "ms", 2.0)
    yield from suggesting


def main() -> int:
    """Measure the plan named on the command line, or one made for it; 1 when over a budget."""
    over = 0
    for figure in measure(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None):
        sys.stdout.write(figure.line() + "\n")
        over += not figure.is_within_budget
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
