# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo's own shared server: started from nothing, and stopped however the demo ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tools.stage import REPOSITORY

_START_S = 120.0
_STOP_S = 60.0


class DemoServer(NamedTuple):
    """A running server: its address, its certificate authority, and who may sign in."""

    url: str
    authority: Path
    accounts: list[dict[str, Any]]

    def planner(self, agency: str) -> tuple[str, str]:
        """Return the account and the token of the agency's planner."""
        for account in self.accounts:
            if (account["agency"], account["role"]) == (agency, "planner"):
                return account["user"], account["token"]
        raise OSError(f"The demo's server has no planner of {agency}.")


@contextmanager
def running_server(private: Path) -> Iterator[DemoServer]:
    """Run a server with its files in `private` while the context lasts.

    Raises OSError with what the server said when it does not start.
    """
    folder = private / "server"
    log = private / "server.log"
    with log.open("wb") as output:
        # In a session of its own: Ctrl+C reaches the demo alone, which then stops it in order.
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.run_server", "--folder", str(folder), "--workers", "2"],
            cwd=REPOSITORY,
            stdout=output,
            stderr=output,
            # Given as Python knows it: QGIS, running in this process, has put its own paths in.
            env=dict(os.environ),
            start_new_session=True,
        )
    try:
        yield _description(process, folder / "server.json", log)
    finally:
        with _undisturbed():
            process.terminate()
            process.wait(_STOP_S)


def _description(process: subprocess.Popen[bytes], ready: Path, log: Path) -> DemoServer:
    """Wait until the server has written `ready`, and return what it says."""
    give_up = time.monotonic() + _START_S
    while not ready.is_file():
        if process.poll() is not None or time.monotonic() > give_up:
            said = log.read_text(encoding="utf-8", errors="replace").strip()
            raise OSError(f"The server did not start: {said or 'it said nothing'}")
        time.sleep(0.05)
    described = json.loads(ready.read_text(encoding="utf-8"))
    return DemoServer(described["url"], Path(described["ca"]), described["accounts"])


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no second Ctrl+C cut the cleaning up short."""
    before = {
        number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
