# SPDX-License-Identifier: GPL-2.0-or-later
"""How offices write what a sheet holds: codes, decimal commas, degrees, delimiters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def undotted(code: str) -> str:
    """Return a village code without its dots."""
    return code.replace(".", "")


def decimal_comma(value: float) -> str:
    """Return a number as Indonesian offices write it."""
    return str(value).replace(".", ",")


def degrees_text(value: float, positive: str, negative: str) -> str:
    """Return degrees, minutes and seconds with an Indonesian letter: 1°19'23,5" LS."""
    tenths = round(abs(value) * 36_000)
    degrees, rest = divmod(tenths, 36_000)
    minutes, seconds = divmod(rest, 600)
    letter = positive if value >= 0 else negative
    return f"{degrees}°{minutes:02d}'{seconds // 10:02d},{seconds % 10}\" {letter}"


def sheet(header: str, rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Return a CSV sheet; `header` holds the column names, separated by bars."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header.split("|"))
    writer.writerows(rows)
    return text.getvalue()
