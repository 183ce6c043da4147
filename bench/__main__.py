# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs every measurement and prints a table; the exit code tells whether the budgets hold."""

from __future__ import annotations

import sys

from bench import checking, findings_list, publishing, window

MEASUREMENTS = (checking.measure, findings_list.measure, publishing.measure, window.measure)


def main() -> int:
    """Print each figure as it is measured; return 1 when one is over its budget."""
    over = 0
    for measure in MEASUREMENTS:
        for figure in measure():
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
            over += not figure.is_within_budget
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
