# SPDX-License-Identifier: GPL-2.0-or-later
"""Many planners at once, in threads of one process: `python -m breaking.publishers`.

Each works on one plan, which it shares with colleagues, and adds, moves and drops points in
villages that it shares with other agencies, until time is up. What it needs comes as one JSON
object on standard input; each answer goes out as one line.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests
from server.paser import Office, document, hotspot_at

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.sharing.answers import Conflict, PublishAnswer, Published, Refused
from village_internet_plugin.sharing.client import Client

GRID_M = 150.0
"""Spots lie this far apart: neighbours are too close for a rule that wants 200 m."""
_METRES_PER_DEGREE = 111_000.0
_GRID = 2
"""Spots go this many steps to each side of an office."""


class Publisher:
    """One planner: what he believes his plan is, and what he does to it."""

    def __init__(self, given: dict[str, Any], number: int) -> None:
        """Take on the plan of this number."""
        self._given = given
        self._chance = random.Random(given["seed"] * 1_000 + number)  # noqa: S311
        plan = given["plans"][number % len(given["plans"])]
        self._plan_id, self._agency, self._sources = plan["id"], plan["agency"], plan["sources"]
        session = requests.Session()
        session.trust_env = False
        session.auth = (plan["account"], plan["token"])
        self._client = Client(given["url"], session, ca_path=Path(given["authority"]))
        self._offices = [Office(code, LonLat(*place)) for code, place in plan["offices"]]
        self._revision = 0
        self._hotspots: dict[str, Hotspot] = {}

    def work(self, say: Any) -> None:
        """Publish one change after another."""
        while time.time() < self._given["end"]:
            added, changed, removed = self._change()
            after = {name: row for name, row in self._hotspots.items() if name not in removed}
            after.update((row.hotspot_id, row) for row in (*changed, *added))
            sent = document(
                added,
                agency=self._agency,
                rule_set_version=self._given["rule_set_version"],
                reference_sha256=self._given["reference_sha256"],
                plan_id=self._plan_id,
                base_revision=self._revision,
                changed=tuple(changed),
                removed=tuple(removed),
                whole=list(after.values()),
            )
            began = time.time()
            try:
                answer = self._client.publish(sent)
            except PlannerError as error:
                say(type(error).__name__, began)
                continue
            say(_named(answer), began)
            self._learn(answer, after)

    def _learn(self, answer: PublishAnswer, after: dict[str, Hotspot]) -> None:
        if isinstance(answer, Published):
            self._revision, self._hotspots = answer.receipt.revision, after
        elif isinstance(answer, Conflict):
            for change in answer.changes:
                delta = change.delta
                for name in delta.removed:
                    self._hotspots.pop(name, None)
                self._hotspots.update(
                    (row.hotspot_id, row) for row in (*delta.changed, *delta.added)
                )
            self._revision = answer.head_revision

    def _change(self) -> tuple[list[Hotspot], list[Hotspot], list[str]]:
        """Return what to add, to change and to remove now."""
        chance, own = self._chance, sorted(self._hotspots)
        kind = chance.random()
        if own and kind < 0.15:
            return [], [], chance.sample(own, min(len(own), chance.randint(1, 3)))
        if own and kind < 0.3:
            moved = self._hotspots[chance.choice(own)]
            place = self._new_point()
            return [], [replace(moved, **_place_of(place))], []
        return [self._new_point() for _ in range(chance.choice((1, 1, 2, 3)))], [], []

    def _new_point(self) -> Hotspot:
        chance = self._chance
        office = chance.choice(self._offices)
        east, north = (chance.randint(-_GRID, _GRID) * GRID_M / _METRES_PER_DEGREE for _ in "en")
        return hotspot_at(
            office,
            hotspot_id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            position=LonLat(office.position.lon + east, office.position.lat + north),
            name=f"Titik {chance.randrange(10_000)}",
            funding_source_id=chance.choice(self._sources),
        )


def _place_of(point: Hotspot) -> dict[str, Any]:
    return {"position": point.position, "village_code": point.village_code}


def _named(answer: PublishAnswer) -> str:
    if isinstance(answer, Refused):
        return answer.reason
    return type(answer).__name__


def main() -> None:
    """Let all publishers of this process work until time is up."""
    given = json.loads(sys.stdin.readline())
    lock = threading.Lock()

    def say(what: str, began: float) -> None:
        took = time.time() - began
        with lock:
            sys.stdout.write(json.dumps([round(began, 3), round(took, 4), what]) + "\n")

    publishers = [Publisher(given, number) for number in given["numbers"]]
    time.sleep(max(0.0, given["begin"] - time.time()))
    with ThreadPoolExecutor(len(publishers)) as pool:
        for working in [pool.submit(one.work, say) for one in publishers]:
            working.result()


if __name__ == "__main__":
    main()
