# SPDX-License-Identifier: GPL-2.0-or-later
"""Which collections may be read without signing in: none, unless an administrator opened it."""

from __future__ import annotations

import time
from typing import Callable

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.server.database import Connection, Database

COLLECTIONS = (
    "hotspots",
    "villages",
    "village_outlines",
    "blank_spots",
    "funding_sources",
    "revisions",
)
"""Every collection of resources/server/pygeoapi.yml."""


def open_collection(connection: Connection, name: str, is_open: bool) -> None:
    """Open a collection to everybody, or close it; InputError for a name that is none."""
    if name not in COLLECTIONS:
        raise InputError(f'There is no collection "{name}"; there are {", ".join(COLLECTIONS)}.')
    connection.execute(
        "INSERT INTO village_internet.open_collections (collection, open) VALUES (%s, %s)"
        " ON CONFLICT (collection) DO UPDATE SET open = EXCLUDED.open",
        (name, is_open),
    )


def open_names(connection: Connection) -> frozenset[str]:
    """Return the collections that are open to everybody."""
    rows = connection.execute("SELECT collection FROM village_internet.open_collections WHERE open")
    return frozenset(name for (name,) in rows)


class OpenCollections:
    """The open collections as one worker knows them, at most KEPT_S old."""

    KEPT_S = 1.0

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        """Ask `database` when somebody comes without signing in; `clock` gives seconds."""
        self._database = database
        self._clock = clock
        self._names: frozenset[str] = frozenset()
        self._asked_at: float | None = None

    def is_open(self, collection: str) -> bool:
        """Tell whether everybody may read this collection."""
        return collection in self._known()

    def any_open(self) -> bool:
        """Tell whether everybody may read at least one collection."""
        return bool(self._known())

    def names(self) -> frozenset[str]:
        """Return the collections that everybody may read."""
        return self._known()

    def _known(self) -> frozenset[str]:
        now = self._clock()
        if self._asked_at is None or now - self._asked_at >= self.KEPT_S:
            self._names = self._database.transaction(open_names)
            self._asked_at = now
        return self._names
