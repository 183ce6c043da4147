# SPDX-License-Identifier: GPL-2.0-or-later
"""How long QGIS's real window stands still while it suggests in a plan of the whole country."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.figure import Figure

if TYPE_CHECKING:
    # The window is that of the tests; `bench.window` finds it.
    from window.qgis_window import QgisWindow

DISTRICT = "64.01.06"
"""Tanah Grogot in Paser, whose offices and settlements come with the plan."""
_SECONDS = 300.0
_STOPPED_AFTER_S = 2.0
"""While the people of the country are counted."""
_AFTERWARDS_S = 2.0
"""Measured on after the answer: the map and the state of the plan follow it."""
_BUDGET_MS = 50.0


def measure(window: QgisWindow, plan: Path, what: str) -> Iterator[Figure]:
    """Yield the longest turns of the main thread; the plan is open and checked in the window."""
    window.click("VillageInternet.suggest.show")
    window.wait_for(lambda seen: seen.thing("suggest.seek"), "the suggest dock")
    yield from _turn("a whole suggestion", window, what)
    yield from _turn("a suggestion that is stopped", window, what, _STOPPED_AFTER_S)
    window.ask("suggest_only_among", places=_places(plan))
    yield from _turn("a suggestion limited to one district", window, what)


def _turn(
    title: str, window: QgisWindow, what: str, stopped_after_s: float | None = None
) -> Iterator[Figure]:
    """Suggest, and yield the longest time no click was answered."""
    _wait(window, "can_suggest")
    window.ask("start_heartbeat")
    began = time.perf_counter()
    window.ask("suggest")
    if stopped_after_s is not None:
        time.sleep(stopped_after_s)
        began = time.perf_counter()
        window.ask("stop_suggesting")
    seen = _wait(window, "is_idle")
    seconds = time.perf_counter() - began
    time.sleep(_AFTERWARDS_S)
    gaps = window.ask("stop_heartbeat")
    longest = ", ".join(f"{gap:g} ms at {at:g} s" for gap, at in zip(gaps["gaps_ms"], gaps["at_s"]))
    told = " ".join([seen["problem"], *seen["result"]]).strip()
    sys.stdout.write(f"  {title}: {told}\n  longest turns: {longest}\n")
    ends = "until it has an answer" if stopped_after_s is None else "from Stop to its end"
    yield Figure(f"{title}, {ends}, {what}", seconds, "s")
    yield Figure(f"longest standstill in {title}, {what}", gaps["gaps_ms"][0], "ms", _BUDGET_MS)


def _wait(window: QgisWindow, state: str) -> dict[str, Any]:
    """Return what the dock says once it is in a state."""
    give_up = time.monotonic() + _SECONDS
    while time.monotonic() < give_up:
        seen: dict[str, Any] = window.ask("suggestion_seen")
        if seen[state]:
            return seen
        time.sleep(0.1)
    raise TimeoutError(f"the suggest dock is not “{state}” in {_SECONDS:g} s")


def _places(plan: Path) -> list[tuple[float, float]]:
    """Return a place inside each village of the district, in the middle of its box."""
    ask = (
        "SELECT (minx + maxx) / 2, (miny + maxy) / 2 FROM rtree_villages_geom "
        "JOIN villages ON fid = id WHERE village_code LIKE ? ORDER BY village_code"
    )
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(ask, (f"{DISTRICT}.%",)).fetchall()
