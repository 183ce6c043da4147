# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what the bench measured as tables that are kept with the code, one for each part."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.figure import Figure
from tools.stage import REPOSITORY

RESULTS = REPOSITORY / "tests" / "bench" / "RESULTS.md"
_HEAD = """# What was measured

Written by `make bench`; do not edit. Each row is the median of several runs with the smallest and
the largest of them; a peer ran in the same run, on the same data. "Times" is the peer's value
divided by ours. Each part says when it was measured, on which state of the code, and how busy the
machine was when it began (its load over one, five and fifteen minutes).

To measure again: `make bench` (all) or `python -m bench --keep NAME` (one part, the others stay).
Real villages are read from `$VILLAGE_DATA` or `../shared/data`, whose README names their sources;
what is made up of them is made from a fixed seed. spopt is looked for in `build/spopt`
(`bench/spopt_peer.py` says how to put it there), published covering instances in `build/mclp`
(`bench/published.py`); without them their rows are missing. All servers run on this machine.

| | |
|---|---|
{machine}
"""
_TABLE = """
## {part}

{measured}

| what | measured | smallest to largest | budget | peer | peer's | times | holds |
|---|---|---|---|---|---|---|---|
{rows}"""


def as_text(tables: Iterable[str], machine: Iterable[tuple[str, str]]) -> str:
    """Return the whole file as Markdown: the machine, then the parts' tables."""
    named = "\n".join(f"| {name} | {value} |" for name, value in machine)
    return _HEAD.format(machine=named) + "".join(tables)


def table(part: str, figures: Sequence[Figure], day: datetime.date, state: str, load: str) -> str:
    """Return the table of one part; `state` names the code, `load` how busy the machine was."""
    measured = f"Measured {day.isoformat()}, {state}, load {load}."
    return _TABLE.format(part=part, measured=measured, rows="".join(map(_row, figures)))


def keep(
    part: str, written: str, parts: Sequence[str], machine: Iterable[tuple[str, str]], path: Path
) -> None:
    """Put the table of a part into the file at `path`, the others staying; in the order `parts`."""
    tables = _kept(path)
    tables[part] = written
    path.parent.mkdir(exist_ok=True)
    in_order = [tables[name] for name in parts if name in tables]
    path.write_text(as_text(in_order, machine), encoding="utf-8")


def _kept(path: Path) -> dict[str, str]:
    """Return the tables of an older file by part."""
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    sections = re.split(r"(?=^\n## )", text, flags=re.MULTILINE)[1:]
    return {section.split("\n")[1][3:]: section for section in sections}


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
