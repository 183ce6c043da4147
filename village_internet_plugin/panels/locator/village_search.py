# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds villages of a plan file by name or code; made for another thread than the window's.

It reads through a connection of its own, once per file and state of its villages, and keeps names
alone: of the country's 83,402 villages some ten megabytes, answered in a few milliseconds.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Callable, NamedTuple

from village_internet_plugin.domain.position import Region
from village_internet_plugin.layers.importing.village_names import full_key

MOST_FOUND = 30
_EXACT, _BEGINS, _HOLDS = 1.0, 0.8, 0.5
_ROWS_BETWEEN_LOOKS = 5_000

IsCancelled = Callable[[], bool]


class FoundVillage(NamedTuple):
    """A village that fits, and how well (0 to 1)."""

    fid: int
    village_code: str
    name: str
    district: str
    likeness: float


class _Names(NamedTuple):
    """The villages of one file in one state."""

    state: tuple[object, ...]
    rows: list[tuple[int, str, str, str]]
    keys: list[str]
    codes: list[str]
    """Without their dots."""


class VillageSearch:
    """Shared by all searches; each asks in its own thread, one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._names: _Names | None = None

    def find(self, path: Path, text: str, is_cancelled: IsCancelled) -> list[FoundVillage]:
        """Return the villages that `text` is the name or code of, or a part of it, best first.

        Nothing when `is_cancelled` says so meanwhile. Raises sqlite3.Error when the file cannot be
        read.
        """
        with self._lock:
            names = self._read(path, is_cancelled)
        if names is None:
            return []
        key, code = full_key(text), text.replace(".", "").strip()
        found = _by_code(names, code) if code.isdigit() else []
        if key and not code.isdigit():
            found += _by_name(names, key, is_cancelled)
        return found[:MOST_FOUND]

    def forget(self) -> None:
        """Let go of the names."""
        self._names = None

    def _read(self, path: Path, is_cancelled: IsCancelled) -> _Names | None:
        with closing(_open(path)) as connection:
            state = (path, *_state_of(connection))
            if self._names is None or self._names.state != state:
                self._names = None
                rows = _rows(connection, is_cancelled)
                if rows is None:
                    return None
                keys = [full_key(row[2]) for row in rows]
                codes = [row[1].replace(".", "") for row in rows]
                self._names = _Names(state, rows, keys, codes)
        return self._names


def village_box(path: Path, fid: int) -> Region | None:
    """Return the box of a village from the file's R-tree (degrees); None when it has no shape."""
    with closing(_open(path)) as connection:
        column = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'villages'"
        ).fetchone()
        if column is None:
            return None
        tree = "rtree_villages_" + str(column[0]).replace('"', '""')
        statement = f'SELECT minx, miny, maxx, maxy FROM "{tree}" WHERE id = ?'  # noqa: S608 # nosec B608
        row = connection.execute(statement, (fid,)).fetchone()
    return None if row is None else Region(*row)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _state_of(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Return what differs as soon as somebody wrote to the villages."""
    statement = "SELECT last_change FROM gpkg_contents WHERE table_name = 'villages'"
    return tuple(connection.execute(statement).fetchone() or ())


def _rows(
    connection: sqlite3.Connection, is_cancelled: IsCancelled
) -> list[tuple[int, str, str, str]] | None:
    answer = connection.execute(
        "SELECT fid, village_code, name, coalesce(district, regency, '') FROM villages "
        "WHERE village_code IS NOT NULL AND name IS NOT NULL"
    )
    rows: list[tuple[int, str, str, str]] = []
    while True:
        batch = answer.fetchmany(_ROWS_BETWEEN_LOOKS)
        if not batch:
            return rows
        if is_cancelled():
            return None
        rows += batch


def _by_code(names: _Names, code: str) -> list[FoundVillage]:
    places = [place for place, known in enumerate(names.codes) if known.startswith(code)]
    places.sort(key=lambda place: names.codes[place])
    return [
        FoundVillage(*names.rows[place], _EXACT if names.codes[place] == code else _BEGINS)
        for place in places[:MOST_FOUND]
    ]


def _by_name(names: _Names, key: str, is_cancelled: IsCancelled) -> list[FoundVillage]:
    found = []
    for start in range(0, len(names.keys), _ROWS_BETWEEN_LOOKS):
        if is_cancelled():
            return []
        batch = names.keys[start : start + _ROWS_BETWEEN_LOOKS]
        found += [start + place for place, known in enumerate(batch) if key in known]
    ranked = sorted(found, key=lambda place: (-_likeness(key, names.keys[place]), place))
    best = ranked[:MOST_FOUND]
    return [FoundVillage(*names.rows[place], _likeness(key, names.keys[place])) for place in best]


def _likeness(key: str, known: str) -> float:
    if known == key:
        return _EXACT
    return _BEGINS if known.startswith(key) else _HOLDS
