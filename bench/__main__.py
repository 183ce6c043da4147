# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the measurements, prints and keeps them; the exit code tells whether budgets hold.

`python -m bench checking suggesting` runs only those named; they are kept with `--keep` alone.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Iterator

from bench import (
    checking,
    coverage,
    findings_list,
    loading,
    machine,
    published,
    publishing,
    results,
    suggesting,
    window,
)
from bench.figure import Figure

MEASUREMENTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "checking": checking.measure,
    "suggesting": suggesting.measure,
    "publishing": publishing.measure,
    "loading": loading.measure,
    "window": window.measure,
    "findings_list": findings_list.measure,
    "published": published.measure,
    "coverage": coverage.measure,
}


def main(arguments: list[str] | None = None) -> int:
    """Print each figure as it is measured; return 1 when one is over its budget."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--keep", action="store_true", help="keep the tables of those named too")
    asked = parser.parse_args(arguments)
    unknown = set(asked.names) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"there is no measurement {', '.join(sorted(unknown))}")
    is_kept = asked.keep or not asked.names
    holds = [_measured(name, is_kept) for name in asked.names or MEASUREMENTS]
    return int(not all(holds))


def _measured(name: str, is_kept: bool) -> bool:
    """Measure one part, printing it; return whether its budgets hold."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    began = today, machine.state(), machine.load()
    figures = []
    for figure in MEASUREMENTS[name]():
        sys.stdout.write(figure.line() + "\n")
        sys.stdout.flush()
        figures.append(figure)
    if is_kept:
        # Part by part: what was measured outlives what fails after it.
        table = results.table(name, figures, *began)
        results.keep(name, table, list(MEASUREMENTS), machine.machine(), results.RESULTS)
    return all(figure.is_within_budget for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
