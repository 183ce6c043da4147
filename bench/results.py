# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what the bench measured as a table that is kept with the code."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.figure import Figure
from tools.stage import REPOSITORY

RESULTS = REPOSITORY / "tests" / "bench" / "RESULTS.md"
_HEAD = """# What was measured

Written by `make bench` on {day}; do not edit. Each row is the median of several runs with the
smallest and the largest of them; a peer ran in the same run, on the same data. "Times" is the
peer's value divided by ours.

To measure again: `make bench` (all, and this table) or `python -m bench NAME` (one part). Real
villages are read from `$VILLAGE_DATA` or `../shared/data`, whose README names their sources; what
is made up of them is made from a fixed seed. spopt is looked for in `build/spopt`
(`bench/spopt_peer.py` says how to put it there), published covering instances in `build/mclp`
(`bench/published.py`); without them their rows are missing. All servers run on this machine.

| | |
|---|---|
{machine}

| what | measured | smallest to largest | budget | peer | peer's | times | holds |
|---|---|---|---|---|---|---|---|
"""


def as_text(
    figures: Sequence[Figure], machine: Iterable[tuple[str, str]], day: datetime.date
) -> str:
    """Return the table as Markdown."""
    head = _HEAD.format(
        day=day.isoformat(), machine="\n".join(f"| {name} | {value} |" for name, value in machine)
    )
    return head + "".join(_row(figure) for figure in figures)


def write(figures: Sequence[Figure], machine: Iterable[tuple[str, str]], path: Path) -> None:
    """Write the table to `path`."""
    path.parent.mkdir(exist_ok=True)
    today = datetime.datetime.now(datetime.timezone.utc).date()
    path.write_text(as_text(figures, machine, today), encoding="utf-8")


def _row(figure: Figure) -> str:
    spread = "" if figure.spread is None else " to ".join(map(_number, figure.spread))
    budget = "" if figure.budget is None else f"≤ {figure.budget:g} {figure.unit}"
    peer, theirs, times = "", "", ""
    if figure.peer is not None:
        peer, theirs = figure.peer.name, f"{_number(figure.peer.value)} {figure.unit}"
        times = _number(figure.ratio or 0.0)
        if figure.peer.at_least is not None:
            budget = ", ".join(filter(None, (budget, f"≥ {figure.peer.at_least:g} times")))
    holds = "" if not budget else ("yes" if figure.is_within_budget else "**no**")
    cells = (
        figure.what.strip(),
        f"{_number(figure.value)} {figure.unit}",
        spread,
        budget,
        peer,
        theirs,
        times,
        holds,
    )
    return f"| {' | '.join(cells)} |\n"


def _number(value: float) -> str:
    """Return a number with three digits that count; whole numbers as they are."""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.3g}"
