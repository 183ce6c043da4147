# SPDX-License-Identifier: GPL-2.0-or-later
"""A client as a process of its own, so that it can be killed: publishes one plan file.

`python -m breaking.publishing_process` reads what it needs from standard input (one JSON
object: the token must not stand on a command line) and writes a line per step and one for the end.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import requests

from breaking.desk import Desk, Terms
from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.publishing import Step


class Statements:
    """Counts the statements that reach the plan file, and kills this process before one of them."""

    def __init__(self, deadly: int | None) -> None:
        """Die before the statement of this number, the first being 0; with None, never."""
        self.count = 0
        self._deadly = deadly
        self._connect = sqlite3.connect

    def watch(self) -> None:
        """Begin to count: whoever opens a file for writing from now on is watched."""
        sqlite3.connect = self._watched  # type: ignore[assignment]

    def _watched(self, address: Any, **options: Any) -> sqlite3.Connection:
        connection = self._connect(address, **options)
        if str(address).endswith("mode=rw"):
            connection.set_trace_callback(self._see)
        return connection

    def _see(self, _statement: str) -> None:
        if self.count == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += 1


def main() -> None:
    """Publish, and say what came of it."""
    given = json.loads(sys.stdin.readline())
    session = requests.Session()
    session.trust_env = False
    session.auth = (given["account"], given["token"])
    client = Client(given["url"], session, ca_path=Path(given["authority"]))
    desk = Desk(Path(given["plan"]), Terms(*given["terms"]))
    statements = Statements(given.get("deadly_statement"))
    statements.watch()
    try:
        answer = desk.publish(client, _say)
    except PlannerError as error:
        _write({"failed": type(error).__name__, "sentence": str(error)})
        return
    if isinstance(answer, Published):
        _write({"receipt": answer.receipt.to_json(), "statements": statements.count})
    else:
        _write({"answer": type(answer).__name__, "words": str(answer)[:2_000]})


def _say(step: Step) -> None:
    _write({"step": step.value})


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
