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
_ROWS_BETWEEN_LOOKS = 1_000
"""QGIS's window waits for a cancelled search to end: it must notice within milliseconds."""

IsCancelled = Callable[[], bool]


class FoundVillage(NamedTuple):
    """A village that fits, and how well (0 to 1)."""

    fid: int
    village_code: str
    name: str
    district: str
    likeness: float


class _Names:
    """The villages of one file in one state, as far as they are read yet."""

    def __init__(self, state: tuple[object, ...]) -> None:
        self.state = state
        self.rows: list[tuple[int, str, str, str]] = []
        self.keys: list[str] = []
        self.codes: list[str] = []
        """Without their dots."""

    def read_on(self, connection: sqlite3.Connection, is_cancelled: IsCancelled) -> bool:
        """Read what is left; tell whether all is read. What was read before a cancel stays."""
        answer = connection.execute(
            "SELECT fid, village_code, name, coalesce(district, regency, '') FROM villages "
            "WHERE village_code IS NOT NULL AND name IS NOT NULL AND fid > ? ORDER BY fid",
            (self.rows[-1][0] if self.rows else -1,),
        )
        while True:
            if is_cancelled():
                return False
            batch = answer.fetchmany(_ROWS_BETWEEN_LOOKS)
            if not batch:
                return True
            self.keys += [full_key(row[2]) for row in batch]
            self.codes += [row[1].replace(".", "") for row in batch]
            self.rows += batch


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
        if code.isdigit():
            return _by_code(names, code)
        return _by_name(names, key, is_cancelled) if key else []

    def forget(self) -> None:
        """Let go of the names."""
        self._names = None

    def _read(self, path: Path, is_cancelled: IsCancelled) -> _Names | None:
        with closing(_open(path)) as connection:
            state = (path, *_state_of(connection))
            if self._names is None or self._names.state != state:
                self._names = _Names(state)
            names = self._names
            return names if names.read_on(connection, is_cancelled) else None


def village_box(path: Path, fid: int) -> Region | None:
    """Return the box of a village from the file's R-tree (degrees); None when it has no shape."""
    with closing(_open(path)) as connection:
        column = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'villages'"
        ).fetchone()
        if column is None:
            return None
        tree = "rtree_villages_" + str(column[0]).replace('"', '""')
        statement = (
            "SELECT minx, miny, maxx, maxy "  # noqa: S608 # nosec B608 - a name of the file's own
            f'FROM "{tree}" WHERE id = ?'
        )
        row = connection.execute(statement, (fid,)).fetchone()
    return None if row is None else Region(*row)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _state_of(connection: sqlite3.Connection) -> tuple[object, ...]:
    """Return what differs as soon as somebody wrote to the villages."""
    statement = "SELECT last_change FROM gpkg_contents WHERE table_name = 'villages'"
    return tuple(connection.execute(statement).fetchone() or ())


def _by_code(names: _Names, code: str) -> list[FoundVillage]:
    places = [place for place, known in enumerate(names.codes) if known.startswith(code)]
    places.sort(key=lambda place: names.codes[place])
    return [
        FoundVillage(*names.rows[place], _EXACT if names.codes[place] == code else _BEGINS)
        for place in places[:MOST_FOUND]
    ]


def _by_name(names: _Names, key: str, is_cancelled: IsCancelled) -> list[FoundVillage]:
    found: dict[float, list[int]] = {_EXACT: [], _BEGINS: [], _HOLDS: []}
    for start in range(0, len(names.keys), _ROWS_BETWEEN_LOOKS):
        if is_cancelled():
            return []
        for place, known in enumerate(names.keys[start : start + _ROWS_BETWEEN_LOOKS], start):
            if key in known:
                likeness = _likeness(key, known)
                if len(found[likeness]) < MOST_FOUND:
                    found[likeness].append(place)
    best = [(place, likeness) for likeness, places in found.items() for place in places]
    return [FoundVillage(*names.rows[place], likeness) for place, likeness in best[:MOST_FOUND]]


def _likeness(key: str, known: str) -> float:
    if known == key:
        return _EXACT
    return _BEGINS if known.startswith(key) else _HOLDS
