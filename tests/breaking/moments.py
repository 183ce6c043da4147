# SPDX-License-Identifier: GPL-2.0-or-later
"""Which process is killed, or which line cut, and when: drawn by chance from what was seen."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from breaking.cutting_proxy import DOWN, UP, Cut
from breaking.postgres_proxy import TO_SERVER, TO_WORKER, Step, Wanted

CLIENT, WORKER, BACKEND, DATABASE, LINE, RESTART = (
    "client",
    "web worker",
    "database backend",
    "whole database",
    "line",
    "web worker (SIGTERM)",
)
SHARES = {CLIENT: 80, WORKER: 60, BACKEND: 40, DATABASE: 20, LINE: 30, RESTART: 10}
"""How often each is broken in a whole series of 240."""
_OF_COMMITS = 0.25
"""Share of the moments in the database's conversation that are put around the COMMIT."""
_STORING = "INSERT INTO village_internet.revisions"


@dataclass(frozen=True)
class Seen:
    """What one undisturbed publish was: its steps, its statements on the plan file, its bytes."""

    steps: Sequence[Step]
    statements: int
    bytes_up: int
    bytes_down: int


@dataclass(frozen=True)
class Moment:
    """What to break and when; exactly one of the last four says when."""

    number: int
    target: str
    after: bool = False
    step: int | None = None
    commit: str | None = None
    statement: int | None = None
    cut: Cut | None = None

    def wanted(self) -> Wanted:
        """Return the test for the step to act at; a new one for each run."""
        if self.commit is None:
            return lambda number, _step: number == self.step
        return _commit_of_a_revision(self.commit)


def drawn(seed: int, seen: Seen, shares: Mapping[str, int] = SHARES) -> list[Moment]:
    """Return the moments of a series, mixed; the same for the same seed and the same publish."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    targets = [target for target, share in shares.items() for _ in range(share)]
    chance.shuffle(targets)
    return [_moment(number, target, seen, chance) for number, target in enumerate(targets, 1)]


def _moment(number: int, target: str, seen: Seen, chance: random.Random) -> Moment:
    if target == LINE:
        return Moment(number, target, cut=_cut(seen, chance))
    if target == CLIENT:
        kind = chance.random()
        if kind < 0.4:
            return Moment(number, target, statement=chance.randrange(seen.statements))
        if kind < 0.6:
            return Moment(number, target, cut=_cut(seen, chance))
    after = chance.random() < 0.5
    if chance.random() < _OF_COMMITS:
        return Moment(number, target, after, commit=chance.choice((TO_SERVER, TO_WORKER)))
    return Moment(number, target, after, step=chance.randrange(len(seen.steps)))


def _cut(seen: Seen, chance: random.Random) -> Cut:
    direction = chance.choice((UP, DOWN))
    return Cut(direction, chance.randrange(seen.bytes_up if direction == UP else seen.bytes_down))


def _commit_of_a_revision(direction: str) -> Wanted:
    """Return a test for the COMMIT of a publish, on its way to the server or its answer."""
    stored = False

    def is_it(_number: int, step: Step) -> bool:
        nonlocal stored
        stored = stored or step.statement.startswith(_STORING)
        first = "Q" if direction == TO_SERVER else "C"
        is_commit = step.statement.upper() == "COMMIT"
        return stored and is_commit and (step.direction, step.kind) == (direction, first)

    return is_it
