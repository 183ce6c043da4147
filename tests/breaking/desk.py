# SPDX-License-Identifier: GPL-2.0-or-later
"""A planner's desk without a window: a plan file on disk, its outbox, and the client."""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from oracle.case import Case
from oracle.geopackage import write_plan
from server.paser import Office, hotspot_at, hotspot_row

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import PublishAnswer
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import (
    PublishingServer,
    Told,
    publish,
    resume,
    tell_nobody,
)

_STEP_DEG = 0.0004
"""About 45 m: a second point of a village stays within the tolerance of its border."""


class Terms(NamedTuple):
    """What the plan was judged under."""

    rule_set_version: str
    reference_sha256: str


class Desk:
    """One plan file and all that publishing it needs but the server."""

    def __init__(self, path: Path, terms: Terms) -> None:
        """Use the plan at `path`."""
        self.path, self.terms = path, terms

    @classmethod
    def make(cls, path: Path, agency: str, hotspots: Sequence[Hotspot], terms: Terms) -> Desk:
        """Write a new plan."""
        case = Case(new_identifier(), agency, {})
        case.hotspots = [hotspot_row(hotspot) for hotspot in hotspots]
        write_plan(path, case)
        return cls(path, terms)

    @property
    def plan_id(self) -> str:
        """The plan's id."""
        return read_plan(self.path).plan_id

    def content_sha256(self) -> str:
        """Return the hash the server will have to come to."""
        return content_sha256(read_plan(self.path).hotspots)

    def change(self, chance: random.Random) -> None:
        """Rename every hotspot, and give three new ids: to the server they went and came."""
        word = f"{chance.getrandbits(40):010x}"
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("UPDATE hotspots SET name = 'Titik ' || fid || ' ' || ?", (word,))
            fids = [fid for (fid,) in connection.execute("SELECT fid FROM hotspots ORDER BY fid")]
            for fid in chance.sample(fids, min(3, len(fids))):
                identifier = str(uuid.UUID(int=chance.getrandbits(128), version=4))
                connection.execute(
                    "UPDATE hotspots SET hotspot_id = ? WHERE fid = ?", (identifier, fid)
                )

    def publish(self, server: PublishingServer, told: Told = tell_nobody) -> PublishAnswer:
        """Publish what the file holds now."""
        plan, outbox = read_plan(self.path), OutboxFile(self.path)
        return publish(plan, outbox, server, told=told, **self.terms._asdict())

    def resume(self, server: PublishingServer) -> tuple[PublishAnswer, ...]:
        """Bring to its end what waits in the outbox."""
        return resume(OutboxFile(self.path), server)


def points(offices: Sequence[Office], count: int, source: str | None) -> list[Hotspot]:
    """Return `count` hotspots that no rule objects to, at and beside the offices in their order."""
    made = []
    for number in range(count):
        office = offices[number % len(offices)]
        beside = number // len(offices) * _STEP_DEG
        position = LonLat(office.position.lon + beside, office.position.lat)
        made.append(
            hotspot_at(
                office, position=position, name=f"Titik {number + 1}", funding_source_id=source
            )
        )
    return made
