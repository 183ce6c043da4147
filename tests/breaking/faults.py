# SPDX-License-Identifier: GPL-2.0-or-later
"""Breaks a publish at one moment after another and holds every outcome against plain SQL.

After each: the revision is wholly there or wholly absent; a fresh client on the same plan file
brings the publish to its end and gets the one true receipt; a second one sends nothing more.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from server.paser import YEAR, Office

from breaking.breakable_server import BreakableServer
from breaking.desk import Desk, Terms, points
from breaking.moments import BACKEND, CLIENT, DATABASE, RESTART, WORKER, Moment, Seen
from breaking.outcome import Standing, became_of, standing, unsound
from breaking.postgres_proxy import Hit
from breaking.processes import owner_of_port
from tools.stage import REPOSITORY
from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.sharing.answers import PublishAnswer, Published
from village_internet_plugin.sharing.transport import Patience

ACCOUNT, AGENCY, SOURCE = "paser.planner", "Kabupaten Paser", "series-2026"
POINTS = 200
_CLIENT_S = 90.0
_WARMING = 6
"""Publishes before the first measured one, so that each worker has prepared its statements."""


@dataclass
class Outcome:
    """What came of one moment."""

    number: int
    target: str
    where: str
    """The step at which it was broken; empty where the moment never came."""
    stood: str = ""
    """`absent` or `whole`: how the revision stood before anybody tried again."""
    client: str = ""
    """What the first client heard."""
    faults: list[str] = field(default_factory=list)


class Faults:
    """A server, a plan, and what is done to them."""

    def __init__(self, server: BreakableServer, folder: Path, offices: list[Office]) -> None:
        """Publish a plan of POINTS points from a file in `folder`, and look at how it goes."""
        self.server = server
        server.fund(FundingSource(SOURCE, AGENCY, YEAR, point_quota=POINTS))
        terms = Terms(server.rule_set_version, server.reference_sha256)
        path = folder / "plan.gpkg"
        self.desk = Desk.make(path, AGENCY, points(offices, POINTS, SOURCE), terms)
        self._plan_id = self.desk.plan_id
        self._chance = random.Random(1)  # noqa: S311 - only names of points
        for _ in range(_WARMING):
            answer = self.desk.publish(server.client(ACCOUNT))
            if not isinstance(answer, Published):
                raise TypeError(f"an undisturbed publish failed: {answer}"[:2_000])
            self.desk.change(self._chance)
        self.seen = self._look()

    def _look(self) -> Seen:
        """Publish once, undisturbed, by a process of its own, and note what passes."""
        self.server.postgres_proxy.record()
        self.server.client_proxy.arm(None)
        told = self.end_of(self.client_process(None))
        counted = self.server.client_proxy.counted()
        steps = self.server.postgres_proxy.recorded()
        if "receipt" not in told:
            raise RuntimeError(f"an undisturbed publish failed: {told}")
        return Seen(steps, told["statements"], counted["up"], counted["down"])

    def run(self, moment: Moment) -> Outcome:
        """Break one publish at this moment and judge what is left."""
        # Where an earlier moment was not judged to its end, its revision may wait still.
        self.desk.publish(self.server.client(ACCOUNT))
        before = self.stands()
        self.desk.change(self._chance)
        after = self.desk.content_sha256()
        outcome = Outcome(moment.number, moment.target, "")
        with _noted(outcome):
            self._break(moment, outcome)
            self._mend()
            self._judge_before_retry(outcome, before, after)
            self._judge_retry(outcome, before, after)
        return outcome

    # How it is broken

    def _break(self, moment: Moment, outcome: Outcome) -> None:
        server, child = self.server, None
        server.client_proxy.arm(None)
        if moment.target == CLIENT:
            child = self.client_process(moment.statement)
            kill = child.kill
            if moment.step is not None or moment.commit is not None:
                server.postgres_proxy.arm(moment.wanted(), moment.after, lambda _hit: kill())
            elif moment.cut is not None:
                server.client_proxy.arm(moment.cut, kill)
            outcome.client = _heard(self.end_of(child))
        else:
            act = None
            if moment.cut is not None:
                server.client_proxy.arm(moment.cut)
            else:
                act = _Act(server, moment.target)
                server.postgres_proxy.arm(moment.wanted(), moment.after, act)
            # Most give up at once, so that what the break has left can be looked at; some are as
            # patient as users' clients are.
            outcome.client = self._heard_in_process(patient=moment.number % 4 == 0)
            if act is not None and act.restarting is not None:
                act.restarting.join()
        hit = server.postgres_proxy.disarm()
        if moment.statement is not None:
            outcome.where = f"plan file, statement {moment.statement}"
        elif moment.cut is not None:
            if server.client_proxy.was_cut:
                outcome.where = f"{moment.cut.direction}, byte {moment.cut.after_bytes:,}"
        elif hit is not None:
            outcome.where = f"{'after' if hit.after else 'before'} {hit.step}"
        server.client_proxy.arm(None)

    def client_process(self, deadly_statement: int | None = None) -> subprocess.Popen[str]:
        """Start a client that publishes what the plan file holds now."""
        child = subprocess.Popen(
            [sys.executable, "-m", "breaking.publishing_process"],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'tests'}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        given = {
            "url": self.server.proxied_url,
            "account": ACCOUNT,
            "token": self.server.accounts[ACCOUNT][0],
            "authority": str(self.server.authority),
            "plan": str(self.desk.path),
            "terms": self.desk.terms,
            "deadly_statement": deadly_statement,
        }
        if child.stdin is not None:
            child.stdin.write(json.dumps(given) + "\n")
            child.stdin.flush()
        return child

    @staticmethod
    def end_of(child: subprocess.Popen[str]) -> dict[str, Any]:
        """Return the last thing a client process said; {} when it was killed before it was done."""
        said, complained = child.communicate(timeout=_CLIENT_S)
        if child.returncode not in (0, -signal.SIGKILL):
            raise RuntimeError(f"the client failed: {complained[-1_500:]}")
        lines = [json.loads(line) for line in said.splitlines()]
        if child.returncode != 0:
            return {"killed": [line["step"] for line in lines if "step" in line][-1:]}
        return dict(lines[-1])

    def _heard_in_process(self, patient: bool) -> str:
        patience = Patience() if patient else Patience(pauses_s=())
        try:
            answer = self.desk.publish(self.server.client(ACCOUNT, True, patience))
        except PlannerError as error:
            return f"{type(error).__name__}: {error}"
        return type(answer).__name__

    def _mend(self) -> None:
        """Wait until the parts that come back by themselves are back; start those that do not."""
        if not self.server.postgresql_runs():
            self.server.start_postgresql()
        self.server.wait_for_web()
        self.server.wait_for_quiet()

    # How it is judged

    def stands(self) -> Standing:
        """Return how the plan stands in the database."""
        with self.server.as_admin() as connection:
            return standing(connection, self._plan_id)

    def _judge_before_retry(self, outcome: Outcome, before: Standing, after: str) -> None:
        outcome.stood, faults = became_of(before, self.stands(), after)
        outcome.faults += faults

    def _judge_retry(self, outcome: Outcome, before: Standing, after: str) -> None:
        """A fresh client on the same file: what waits, then publish, then publish again."""
        client = self.server.client(ACCOUNT)
        answers: list[PublishAnswer] = [*self.desk.resume(client), self.desk.publish(client)]
        again = [*self.desk.resume(client), self.desk.publish(client)]
        now = self.stands()
        outcome.faults += now.faults
        if (now.revision, now.content_sha256) != (before.revision + 1, after):
            outcome.faults.append(f"after the retry: revision {now.revision}, not one further")
        if len(again) != 1:
            outcome.faults.append("something waited still after the retry")
        for answer in (answers[-1], again[-1]):
            if not isinstance(answer, Published):
                outcome.faults.append(f"the retry was answered {answer}")
            elif answer.receipt.to_json() != _as_sent(now.receipt):
                outcome.faults.append("the receipt is not the one that is stored")
        with self.server.as_admin() as connection:
            outcome.faults += unsound(connection)


class _Act:
    """Kills what a moment is about, from inside the conversation that it interrupts."""

    def __init__(self, server: BreakableServer, target: str) -> None:
        self._server, self._target = server, target
        self.restarting: threading.Thread | None = None

    def __call__(self, hit: Hit) -> None:
        server = self._server
        if self._target == DATABASE:
            server.kill_postgresql()
            self.restarting = threading.Thread(target=_restart, args=(server,), daemon=True)
            self.restarting.start()
        elif self._target == BACKEND and hit.connection.backend_pid is not None:
            os.kill(hit.connection.backend_pid, signal.SIGKILL)
        elif self._target in (WORKER, RESTART):
            pid = owner_of_port(hit.connection.worker_port, server.workers())
            if pid is not None:
                os.kill(pid, signal.SIGKILL if self._target == WORKER else signal.SIGTERM)


def _restart(server: BreakableServer) -> None:
    with contextlib.suppress(TimeoutError):
        server.start_postgresql()


@contextlib.contextmanager
def _noted(outcome: Outcome) -> Iterator[None]:
    """Note a failure of the judging itself as a fault: a series goes on to its end."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a series goes on to its end
        outcome.faults.append(f"{type(error).__name__}: {error}"[:1_000])


def _as_sent(receipt: dict[str, Any] | None) -> dict[str, Any]:
    return dict(receipt or {})


def _heard(told: dict[str, Any]) -> str:
    if "killed" in told:
        return f"(killed while {(told['killed'] or ['starting'])[0]})"
    if "receipt" in told:
        return "Published"
    return f"{told.get('failed') or told.get('answer')}: {told.get('sentence') or told['words']}"


def table(outcomes: list[Outcome]) -> list[str]:
    """Return counts as lines: for each target how often, where the revision stood, what failed."""
    lines = [f"{'target':<24}{'moments':>8}{'absent':>8}{'whole':>8}{'faults':>8}"]
    for target in dict.fromkeys(outcome.target for outcome in outcomes):
        of_it = [outcome for outcome in outcomes if outcome.target == target and outcome.where]
        stood = [outcome.stood for outcome in of_it]
        faulty = sum(bool(outcome.faults) for outcome in of_it)
        lines.append(
            f"{target:<24}{len(of_it):>8}{stood.count('absent'):>8}{stood.count('whole'):>8}"
            f"{faulty:>8}"
        )
    return lines


def as_json(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """Return the outcomes as plain data."""
    return [asdict(outcome) for outcome in outcomes]
