# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the measurements, prints a table and keeps it; the exit code tells whether budgets hold.

`python -m bench checking suggesting` runs only those named, and keeps no table.
"""

from __future__ import annotations

import argparse
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
    names = parser.parse_args(arguments).names
    unknown = set(names) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"there is no measurement {', '.join(sorted(unknown))}")
    told = list(machine.machine())
    figures, done = [], []
    for name in names or MEASUREMENTS:
        for figure in MEASUREMENTS[name]():
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
            figures.append(figure)
        done.append(name)
        if not names:
            # Kept part by part: what was measured outlives what fails after it.
            parts = ", ".join(done) + ("" if len(done) == len(MEASUREMENTS) else " only")
            results.write(figures, [*told, ("Parts", parts)], results.RESULTS)
    if not names:
        sys.stdout.write(f"kept in {results.RESULTS}\n")
    return int(not all(figure.is_within_budget for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
