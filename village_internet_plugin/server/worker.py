# SPDX-License-Identifier: GPL-2.0-or-later
"""What one web worker holds: its settings, its database, and the judgement in force."""

from __future__ import annotations

from functools import lru_cache

from village_internet_plugin.server.database import Database
from village_internet_plugin.server.in_force import InForce
from village_internet_plugin.server.settings import Settings


class Worker:
    """The parts every request of a worker shares; nothing is opened before it is used."""

    def __init__(self, settings: Settings) -> None:
        """Name the parts as `settings` say."""
        self.settings = settings
        self.database = Database(settings.database)
        self.in_force = InForce(settings.cache_folder)


@lru_cache(maxsize=1)
def worker() -> Worker:
    """Return this process's worker.

    pygeoapi makes our processes by their name alone and hands them nothing: they ask here.
    """
    return Worker(Settings.from_environment())
