# SPDX-License-Identifier: GPL-2.0-or-later
"""Kills QGIS itself while it publishes or pulls a plan, starts it again, and judges what stands.

After each kill the plan file is a sound GeoPackage; the server holds the revision wholly or not at
all; QGIS, started again on the same file, ends with the one true receipt, or with all of a pull.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from osgeo import ogr
from server.paser import YEAR

from breaking.breakable_server import BreakableServer
from breaking.cutting_proxy import Cut
from breaking.desk import Desk, Terms
from breaking.faults import ACCOUNT, AGENCY, Outcome
from breaking.moments import Moment
from breaking.outcome import Standing, became_of, standing, unsound
from breaking.results import village_data
from tools.qgis_process import PROVIDER, QgisProcess
from tools.stage import PACKAGE, REPOSITORY, stage
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.outbox_file import OutboxFile

SOURCE, POINTS = "qgis-2026", 12
PUBLISH, PULL = "publishplan", "pullplan"
_DYING = Path(__file__).with_name("dying")
_LONGEST_S = 90.0


@dataclass(frozen=True)
class Kill:
    """When QGIS is killed; one of the four says it."""

    name: str
    inside: dict[str, Any] | None = None
    """A place in the plugin's own work, as breaking/dying/sitecustomize.py takes it."""
    cut: tuple[str, float] | None = None
    """A direction of the line to the server, and which share of its bytes have passed."""
    commit: tuple[str, bool] | None = None
    """A step around the server's COMMIT: its direction, and whether before or after it."""
    share_of_run: float | None = None
    """How much of an undisturbed run's time has passed."""


class KillableQgis(QgisProcess):
    """`qgis_process` with the staged plugin, started without waiting for its end."""

    def start(
        self, algorithm: str, inside: dict[str, Any] | None, **parameters: object
    ) -> subprocess.Popen[str]:
        """Start an algorithm that is killed at `inside`, where that is given."""
        given = [f"{name}={value}" for name, value in parameters.items()]
        search = os.pathsep.join([str(_DYING), self.environment["PYTHONPATH"]])
        environment = {**self.environment, "PYTHONPATH": search}
        return subprocess.Popen(
            [self._program, "--json", "run", f"{PROVIDER}:{algorithm}", "--", *given],
            env={**environment, "KILLED_AT": json.dumps(inside or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


class KilledQgis:
    """A server, a plan, a colleague's copy of it, and a QGIS that does not live long."""

    def __init__(self, server: BreakableServer, folder: Path, reference: Path) -> None:
        """Make the plan in `folder`, by QGIS itself."""
        self.server, self.folder = server, folder
        server.fund(FundingSource(SOURCE, AGENCY, YEAR, point_quota=POINTS))
        profile = folder / "profile"
        profile.mkdir(parents=True)
        with patch("tools.qgis_process.STAGED", stage(folder / "plugins" / PACKAGE)):
            self.qgis = KillableQgis(profile)
        self.path = folder / "rencana.gpkg"
        terms = Terms(server.rule_set_version, server.reference_sha256)
        self.desk = Desk(self.path, terms)
        self.colleague = Desk(folder / "rekan.gpkg", terms)
        self._make(reference)
        self.plan_id = self.desk.plan_id
        self._chance = random.Random(5)  # noqa: S311 - only names of points
        self._seconds: dict[str, float] = {}
        """How long QGIS took last, undisturbed: with other work on the machine it is longer."""
        self._counted: dict[str, dict[str, int]] = {}
        """The bytes on the line of an undisturbed run, by direction."""

    def measure(self) -> None:
        """Look at undisturbed runs: what is killed by the clock or by bytes needs to know them."""
        for algorithm in (PUBLISH, PUBLISH, PULL):
            # The first publish holds all columns of all rows; those to be killed only changes.
            self._change(self.path)
            self.server.client_proxy.arm(None)
            outputs = self._run(algorithm)
            if outputs.get("OUTCOME", "published") != "published":
                raise RuntimeError(f"an undisturbed publish failed: {outputs}")
            self._counted[algorithm] = self.server.client_proxy.counted()

    def _make(self, reference: Path) -> None:
        given = {
            "profile": str(self.qgis.profile),
            "plan": str(self.path),
            "reference": str(reference),
            "data": str(village_data()),
            "agency": AGENCY,
            "source": SOURCE,
            "hotspots": POINTS,
            "account": ACCOUNT,
            "token": self.server.accounts[ACCOUNT][0],
        }
        ran = subprocess.run(
            [sys.executable, "-m", "breaking.qgis_desk_making"],
            cwd=REPOSITORY,
            env={
                **self.qgis.environment,
                "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'tests'}",
            },
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode != 0:
            raise RuntimeError(ran.stderr[-2_000:])
        self._sign_in = ran.stdout.split()[-1]

    def publish_killed(self, number: int, kill: Kill) -> Outcome:
        """Change the plan, kill QGIS as it publishes it, start it again, and judge."""
        before = self.stands()
        self._change(self.path)
        after = self.desk.content_sha256()
        outcome = Outcome(number, PUBLISH, "")
        self._kill(PUBLISH, kill, outcome)
        outcome.faults += self._faults_of_file()
        outcome.client = f"outbox: {self._waiting() or 'nothing waits'}"
        self._judge_server(outcome, before, after)
        outputs = self._run(PUBLISH)
        now = self.stands()
        if outputs.get("OUTCOME") != "published":
            outcome.faults.append(f"started again it ended with {outputs}")
        else:
            receipt = json.loads(Path(str(outputs["RECEIPT"])).read_text("utf-8"))
            if any(receipt.get(name) != value for name, value in (now.receipt or {}).items()):
                outcome.faults.append("the receipt is not the one that is stored")
        if (now.revision, now.content_sha256) != (before.revision + 1, after):
            outcome.faults.append(f"started again: revision {now.revision}, not one further")
        again = self.desk.publish(self.server.client(ACCOUNT))
        if not isinstance(again, Published) or again.receipt.to_json() != now.receipt:
            outcome.faults.append(f"once more, the answer is {again}"[:300])
        outcome.faults += [*now.faults, *self._faults_of_file(), *self._faults_of_base(now)]
        return outcome

    def pull_killed(self, number: int, kill: Kill) -> Outcome:
        """Have a colleague publish, kill QGIS as it pulls that, start it again, and judge."""
        # What was pulled in and edited here before is on the server first: one edit is at stake.
        self.desk.publish(self.server.client(ACCOUNT))
        shutil.copyfile(self.path, self.colleague.path)
        self._change(self.colleague.path)
        if not isinstance(self.colleague.publish(self.server.client(ACCOUNT)), Published):
            raise TypeError("the colleague's publish failed")
        word = f"PT {self._chance.getrandbits(30)}"
        _write(self.path, "UPDATE hotspots SET provider = ? WHERE fid = 1", word)
        base = read_plan(self.path).base_revision
        before, head = self.desk.content_sha256(), self.stands()
        first, *others = read_plan(self.colleague.path).hotspots
        merged: tuple[Hotspot, ...] = (replace(first, provider=word), *others)
        after = content_sha256(merged)
        outcome = Outcome(number, PULL, "")
        self._kill(PULL, kill, outcome)
        outcome.faults += self._faults_of_file()
        plan = read_plan(self.path)
        found = (content_sha256(plan.hotspots), plan.base_revision)
        outcome.stood = {(before, base): "absent", (after, head.revision): "whole"}.get(
            found, "NEITHER"
        )
        if outcome.stood == "NEITHER":
            outcome.faults.append(f"the plan is half pulled: revision {plan.base_revision}")
        outputs = self._run(PULL)
        if outputs.get("REVISION") != head.revision:
            outcome.faults.append(f"started again it ended with {outputs}")
        if self.desk.content_sha256() != after:
            outcome.faults.append("started again, the plan is not what both had made of it")
        if self.stands() != head:
            outcome.faults.append("pulling changed the plan on the server")
        outcome.faults += [*self._faults_of_file(), *self._faults_of_base(head)]
        return outcome

    def stands(self) -> Standing:
        """Return how the plan stands in the database."""
        with self.server.as_admin() as connection:
            return standing(connection, self.plan_id)

    # How it is killed

    def _kill(self, algorithm: str, kill: Kill, outcome: Outcome) -> None:
        server = self.server
        server.client_proxy.arm(None)
        program = self.qgis.start(algorithm, kill.inside, **self._address())
        if kill.cut is not None:
            direction, share = kill.cut
            after_bytes = int(self._counted[algorithm][direction] * share)

            def kill_and_hang_up() -> None:
                program.kill()
                server.client_proxy.hang_up()

            server.client_proxy.arm(Cut(direction, after_bytes), kill_and_hang_up)
        elif kill.commit is not None:
            direction, after = kill.commit
            wanted = Moment(0, algorithm, after, commit=direction).wanted()
            server.postgres_proxy.arm(wanted, after, lambda _hit: program.kill())
        elif kill.share_of_run is not None:
            try:
                program.wait(self._seconds[algorithm] * kill.share_of_run)
            except subprocess.TimeoutExpired:
                program.kill()
        said, complained = program.communicate(timeout=_LONGEST_S)
        server.client_proxy.arm(None)
        server.postgres_proxy.disarm()
        if program.returncode == -signal.SIGKILL:
            outcome.where = kill.name
        elif program.returncode != 0:
            outcome.faults.append(f"ended with {program.returncode}: {(complained or said)[-500:]}")
        server.wait_for_quiet()

    def _run(self, algorithm: str) -> dict[str, Any]:
        began = time.monotonic()
        outputs = self.qgis.run(algorithm, **self._address())
        self._seconds[algorithm] = time.monotonic() - began
        return outputs

    def _address(self) -> dict[str, object]:
        return {
            "PLAN": self.path,
            "SERVER": self.server.proxied_url,
            "AUTH": self._sign_in,
            "CA": self.server.authority,
        }

    def _change(self, path: Path) -> None:
        """Rename every hotspot, as somebody does who edits the plan."""
        word = f"{self._chance.getrandbits(40):010x}"
        _write(path, "UPDATE hotspots SET name = 'Titik ' || fid || ' ' || ?", word)

    # How it is judged

    def _judge_server(self, outcome: Outcome, before: Standing, after: str) -> None:
        outcome.stood, faults = became_of(before, self.stands(), after)
        outcome.faults += faults
        with self.server.as_admin() as connection:
            outcome.faults += unsound(connection)

    def _waiting(self) -> str:
        """Return how what waits in the outbox stands there."""
        with closing(sqlite3.connect(self.path)) as connection:
            rows = connection.execute(
                "SELECT state FROM outbox WHERE state NOT IN ('published', 'refused')"
            ).fetchall()
        return ", ".join(state for (state,) in rows)

    def _faults_of_file(self) -> list[str]:
        """Open the plan as any program opens a GeoPackage, and as SQLite sees it."""
        with closing(sqlite3.connect(self.path)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall()
        faults = [] if sound == [("ok",)] else [f"integrity_check: {sound[:3]}"]
        opened = ogr.Open(str(self.path), 0)
        layer = opened.GetLayerByName("hotspots") if opened is not None else None
        count = sum(1 for _ in layer) if layer is not None else -1
        if count != POINTS:
            faults.append(f"the GeoPackage has {count} hotspots")
        return faults

    def _faults_of_base(self, head: Standing) -> list[str]:
        outbox = OutboxFile(self.path)
        base = outbox.base()
        faults = []
        if (base.revision, content_sha256(base.hotspots)) != (head.revision, head.content_sha256):
            faults.append(f"the base is revision {base.revision}, the server's {head.revision}")
        if outbox.waiting():
            faults.append("something waits still")
        return faults


def _write(path: Path, statement: str, word: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        # Named by the triggers of the layer's R-tree, which look at no shape here.
        connection.create_function("ST_IsEmpty", 1, lambda _shape: 0)
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda _shape: 0.0)
        connection.execute(statement, (word,))
