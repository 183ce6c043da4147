# SPDX-License-Identifier: GPL-2.0-or-later
"""A real server for the tests: PostgreSQL, pygeoapi and gunicorn, started as users start them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests

from server.paser import Office, document
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server.__main__ import main as administer
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.revision_document import RevisionDocument

PASER, KALTIM = "Kabupaten Paser", "Provinsi Kalimantan Timur"
NEVER_GIVEN = 3
ENOUGH_FOR_A_MODULE = 80
"""More villages than the tests of one file plan in."""


@dataclass
class RunningServer:
    """The server under test and the ways to speak to it."""

    folder: Path
    description: dict[str, Any]
    offices: list[Office]
    left: list[Office] = field(init=False)
    """Offices of villages that nothing is planned in, the next one first."""
    given: list[Office] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        # The last ones are for documents that are refused: nothing is ever stored there.
        self.left = self.offices[:-NEVER_GIVEN]

    @property
    def url(self) -> str:
        return str(self.description["url"])

    @property
    def ca(self) -> str:
        return str(self.description["ca"])

    def account(self, user: str) -> dict[str, str]:
        """Return the account of this name as server.json has it."""
        return next(one for one in self.description["accounts"] if one["user"] == user)

    def session(self, user: str) -> requests.Session:
        """Return a session signed in by HTTP Basic."""
        session = requests.Session()
        # An authority named in the environment would be asked instead of the server's own.
        session.trust_env = False
        session.verify = self.ca
        session.auth = (user, self.account(user)["token"])
        return session

    def client(self, user: str = "paser.planner") -> Client:
        """Return the planner's own client, signed in."""
        return Client(self.url, self.session(user), ca_path=Path(self.ca))

    def post(self, process: str, inputs: object, user: str = "paser.planner") -> requests.Response:
        """Run a process as a program would that knows nothing of our client."""
        return self.session(user).post(
            f"{self.url}/processes/{process}/execution", json={"inputs": inputs}, timeout=60
        )

    def publish(
        self, sent: RevisionDocument, user: str = "paser.planner", dry_run: bool = False
    ) -> dict[str, Any]:
        """Publish a document and return the answer's JSON."""
        response = self.post("publish-plan", {"document": sent.to_json(), "dry_run": dry_run}, user)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def document(
        self, added: list[Hotspot], agency: str = PASER, **values: Any
    ) -> RevisionDocument:
        """Return a document under what is in force on this server."""
        return document(
            added,
            agency=agency,
            rule_set_version=self.description["rule_set_version"],
            reference_sha256=self.description["reference_sha256"],
            **values,
        )

    def database(self, role: str = "admin") -> psycopg.Connection[tuple[Any, ...]]:
        """Return a connection of a database role: admin, writer or reader."""
        return psycopg.connect(self.description["database"][role])

    def office(self) -> Office:
        """Return the office of a village that no other test has planned in, or none any longer."""
        self.given.append(self.left.pop(0))
        return self.given[-1]

    def take_back(self) -> None:
        """Have the plans of tests that have ended emptied, as an agency would that gives up, and
        give their villages anew; no test of theirs looks at them any longer.
        """
        codes = [office.village_code for office in self.given]
        with self.database() as connection:
            plans = connection.execute(
                "SELECT plan_id, p.agency, head_revision, array_agg(hotspot_id)"
                " FROM village_internet.plans p JOIN village_internet.hotspots USING (plan_id)"
                " GROUP BY plan_id HAVING bool_or(village_code = ANY(%s))",
                (codes,),
            ).fetchall()
        for plan_id, agency, head, ids in plans:
            emptied = self.document(
                [], agency, plan_id=plan_id, base_revision=head, removed=tuple(sorted(ids))
            )
            answer = self.publish(emptied, "administrator")
            assert answer["outcome"] == "published", answer
        self.left += self.given
        self.given = []

    def administer(self, *arguments: str) -> int:
        """Run the administrator's command on this server's database; return its exit code."""
        before = os.environ.get("VILLAGE_INTERNET_ADMIN_DATABASE")
        os.environ["VILLAGE_INTERNET_ADMIN_DATABASE"] = self.description["database"]["admin"]
        try:
            return administer(arguments)
        finally:
            if before is None:
                del os.environ["VILLAGE_INTERNET_ADMIN_DATABASE"]
            else:
                os.environ["VILLAGE_INTERNET_ADMIN_DATABASE"] = before

    def funding_source(self, agency: str = PASER, **limits: int) -> str:
        """Enter a new funding source for 2026 and return its id."""
        identifier = f"source-{new_identifier()[:8]}"
        options = [
            text
            for name, value in limits.items()
            for text in (f"--{name.replace('_', '-')}", str(value))
        ]
        code = self.administer(
            *("set-funding-source", identifier, "--agency", agency, "--fiscal-year", "2026"),
            *options,
        )
        assert code == 0
        return identifier


def log_of(server: RunningServer) -> Path:
    """Return the file in which its web workers tell what they do."""
    return server.folder / "server" / "web.log"


class start_server:  # noqa: N801 - used as `with start_server(...)`
    """Runs `python -m tools.run_server` until the block ends; gives what server.json says."""

    def __init__(self, repository: Path, folder: Path, reference: Path, workers: int = 4) -> None:
        folder.mkdir()
        self.folder = folder
        self._log = (folder.parent / f"{folder.name}.log").open("w+b")
        command = [sys.executable, "-m", "tools.run_server", "--folder", str(folder)]
        command += ["--reference", str(reference), "--workers", str(workers)]
        self.process = subprocess.Popen(command, cwd=repository, stdout=self._log, stderr=self._log)

    def __enter__(self) -> dict[str, Any]:
        ready = self.folder / "server.json"
        give_up = time.monotonic() + 120
        while not ready.is_file():
            if self.process.poll() is not None or time.monotonic() > give_up:
                self._log.seek(0)
                pytest.fail(self._log.read().decode("utf-8", "replace"))
            time.sleep(0.05)
        description: dict[str, Any] = json.loads(ready.read_text("utf-8"))
        return description

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.exit_code = self.process.wait(60)
        self._log.close()
