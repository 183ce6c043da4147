# SPDX-License-Identifier: GPL-2.0-or-later
"""How a command speaks: results to standard output, remarks to standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence


def tell(text: str) -> None:
    """Write a result, for a person or the next program, to standard output."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """Write a remark, which is no result, to standard error."""
    sys.stderr.write(text + "\n")


def tell_table(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write rows under their heads, parted by tabs; what is missing is left empty."""
    tell("\t".join(heads))
    for row in rows:
        tell("\t".join("" if value is None else str(value) for value in row))


def whole_number(text: str) -> int:
    """Read an argument that is a whole number from 0; argparse tells the user when it is none."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)
