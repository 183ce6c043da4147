# SPDX-License-Identifier: GPL-2.0-or-later
"""What villages are called, asked of a plan file by their codes, without its shapes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from village_internet_plugin.reference.geopackage import GeoPackage

_AT_ONCE = 500
"""Codes in one question: SQLite takes at least 999 parameters."""


def village_names(path: Path, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of those of `codes` that are villages of the file and have a name."""
    wanted = sorted(set(codes))
    names: dict[str, str] = {}
    with closing(GeoPackage(path)) as file:
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            statement = (
                "SELECT village_code, name FROM villages "  # noqa: S608 # nosec B608 - as many marks as codes
                f"WHERE village_code IN ({marks}) AND name <> ''"
            )
            names.update(file.connection.execute(statement, part).fetchall())
    return names
