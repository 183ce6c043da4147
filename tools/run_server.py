# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the whole shared server on this machine, from nothing: `python -m tools.run_server`.

PostgreSQL with PostGIS, pygeoapi under gunicorn, TLS with a certificate authority of its own,
agencies and accounts, all in build/server (and a temporary folder for the database). Nothing of the
system is touched, and what is published here is gone when it stops: this server is for trying and
testing. When it is ready, build/server/server.json says where it is and how to sign in.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import Any

from tools.stage import REPOSITORY
from tools.trial_server.certificates import Certificates, make_certificates
from tools.trial_server.cluster import DATABASE, Cluster, ClusterFailed, free_port
from tools.trial_server.contents import fill
from tools.trial_server.sample_reference import sample_reference
from tools.trial_server.web import Web, WebFailed
from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.server.configuration import write_configuration
from village_internet_plugin.server.database import connect

FOLDER = REPOSITORY / "build" / "server"
WRITER, READER = "village_internet_writer", "village_internet_reader"
_STOP_S = 60.0


class RunningServer:
    """All parts of one trial server, started in order and stopped in reverse."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which nobody else uses now, for files; start with `start`."""
        self._folder = folder
        self._parts = contextlib.ExitStack()

    def start(self, reference: Path | None, workers: int) -> dict[str, Any]:
        """Start everything and return what server.json says, which is then written."""
        with ThreadPoolExecutor() as pool:
            certificates = pool.submit(make_certificates, self._folder)
            reference_file = pool.submit(sample_reference) if reference is None else None
            cluster = Cluster.make()
            self._parts.callback(cluster.remove)
            _write_private(
                self._folder / "state.json", {"pid": os.getpid(), **_left(cluster, None)}
            )
            passwords = {role: secrets.token_urlsafe(24) for role in (WRITER, READER)}
            given = reference if reference_file is None else reference_file.result()
            contents = fill(cluster, passwords, given)
            url = f"https://127.0.0.1:{free_port()}"
            environment = self._configure(cluster, passwords, url)
            made = certificates.result()
        self._serve(cluster, made, url, workers, environment)
        description = {
            "url": url,
            "ca": str(made.authority),
            **contents,
            "database": {
                "admin": cluster.admin_conninfo(),
                "writer": cluster.conninfo(WRITER, passwords[WRITER]),
                "reader": cluster.conninfo(READER, passwords[READER]),
            },
        }
        _write_private(self._folder / "server.json", description)
        self._parts.callback((self._folder / "server.json").unlink, missing_ok=True)
        return description

    def stop(self) -> None:
        """Stop whatever runs, the newest part first."""
        self._parts.close()
        for secret in ("server.key", "pgpass", "state.json"):
            (self._folder / secret).unlink(missing_ok=True)

    def _configure(self, cluster: Cluster, passwords: dict[str, str], url: str) -> dict[str, str]:
        """Write pygeoapi's files and libpq's password file; return the workers' environment."""
        password_file = self._folder / "pgpass"
        lines = [
            f"127.0.0.1:{cluster.port}:{DATABASE}:{role}:{word}\n"
            for role, word in passwords.items()
        ]
        _write_private_text(password_file, "".join(lines))
        os.environ["PGPASSFILE"] = str(password_file)
        with connect(cluster.conninfo(READER, passwords[READER])) as reader:
            files = write_configuration(reader, url, self._folder)
        return {
            "PGPASSFILE": str(password_file),
            "PYGEOAPI_CONFIG": str(files.configuration),
            "PYGEOAPI_OPENAPI": str(files.openapi),
            "VILLAGE_INTERNET_DATABASE": (
                f"host=127.0.0.1 port={cluster.port} dbname={DATABASE} user={WRITER}"
            ),
            "VILLAGE_INTERNET_CACHE": str(self._folder / "cache"),
        }

    def _serve(
        self,
        cluster: Cluster,
        certificates: Certificates,
        url: str,
        workers: int,
        environment: dict[str, str],
    ) -> None:
        port = int(url.rsplit(":", 1)[1])
        web = Web.start(port, certificates, self._folder, workers, environment)
        self._parts.callback(web.stop)
        _write_private(
            self._folder / "state.json", {"pid": os.getpid(), **_left(cluster, web.process.pid)}
        )
        web.wait(url, certificates.authority)
        self.web = web


def main(arguments: list[str] | None = None) -> int:
    """Run, or stop, the server; 0 when all went well, 1 with a sentence when not."""
    given = _parser().parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    try:
        if given.stop:
            return _stop(given.folder)
        if given.background:
            return _run_in_background(given)
        return _run(given)
    except (ClusterFailed, WebFailed, PlannerError, OSError) as error:
        print(error, file=sys.stderr)
    except subprocess.CalledProcessError as error:
        print(f"{error}\n{(error.stderr or b'').decode('utf-8', 'replace')}", file=sys.stderr)
    return 1


def _run(given: argparse.Namespace) -> int:
    with _sole_use(given.folder) as alone:
        if not alone:
            print(f"A server runs already at {_running_url(given.folder)}.", file=sys.stderr)
            return 1
        _remove_left_over(given.folder)
        # Until everything stands, a signal ends the start by an exception, and what stands is
        # taken down again.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        server = RunningServer(given.folder)
        try:
            began = time.monotonic()
            description = server.start(given.reference, given.workers)
            took_s = time.monotonic() - began
            print(f"{description['url']} is ready after {took_s:.1f} s; Ctrl-C stops it.")
            print(f"Addresses, accounts and tokens: {given.folder / 'server.json'}", flush=True)
            return server.web.process.wait() and 1
        except KeyboardInterrupt:
            return 0
        finally:
            # The second Ctrl-C of an impatient person must not leave half of it running.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            server.stop()


def _run_in_background(given: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "tools.run_server", "--folder", str(given.folder)]
    command += ["--workers", str(given.workers)]
    command += ["--reference", str(given.reference)] if given.reference else []
    ready = given.folder / "server.json"
    log = given.folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=REPOSITORY, stdout=output, stderr=output, start_new_session=True
        )
    while process.poll() is None:
        if ready.is_file() and _state(given.folder).get("pid") == process.pid:
            print(json.loads(ready.read_text("utf-8"))["url"])
            return 0
        time.sleep(0.05)
    print(log.read_text("utf-8", "replace").strip(), file=sys.stderr)
    return 1


def _stop(folder: Path) -> int:
    with _sole_use(folder) as alone:
        if alone:
            _remove_left_over(folder)
            return 0
    # The lock is held, so the process that wrote the state is the one that runs.
    os.kill(int(_state(folder)["pid"]), signal.SIGTERM)
    give_up = time.monotonic() + _STOP_S
    while time.monotonic() < give_up:
        with _sole_use(folder) as alone:
            if alone:
                return 0
        time.sleep(0.1)
    print(f"The server in {folder} did not stop within {_STOP_S:.0f} s.", file=sys.stderr)
    return 1


def _remove_left_over(folder: Path) -> None:
    """Stop and delete what a server that was killed has left, and empty the folder."""
    state = _state(folder)
    if state:
        web_pid = state.get("web_pid")
        if web_pid and _is_ours(int(web_pid)):
            os.kill(int(web_pid), signal.SIGTERM)
        if Path(state["cluster"]).is_dir():
            Cluster(Path(state["cluster"])).remove()
    for entry in folder.iterdir():
        if entry.name in ("lock", "server.log"):
            continue
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _is_ours(pid: int) -> bool:
    """Tell whether this process id is (still) a gunicorn of a trial server."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"village_internet_plugin.server.application" in command


@contextlib.contextmanager
def _sole_use(folder: Path) -> Iterator[bool]:
    """Hold the folder's lock, or give False when a running server holds it.

    The kernel frees the lock however that process ends.
    """
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _left(cluster: Cluster, web_pid: int | None) -> dict[str, Any]:
    """Return what another start must know to clean up after this one."""
    return {"cluster": str(cluster.folder), "web_pid": web_pid}


def _state(folder: Path) -> dict[str, Any]:
    path = folder / "state.json"
    state: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return state


def _running_url(folder: Path) -> str:
    ready = folder / "server.json"
    return str(json.loads(ready.read_text("utf-8"))["url"]) if ready.is_file() else "(starting)"


def _write_private(path: Path, content: dict[str, Any]) -> None:
    _write_private_text(path, json.dumps(content, indent=2) + "\n")


def _write_private_text(path: Path, text: str) -> None:
    """Write a file only its owner can read, whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    unfinished.replace(path)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.run_server", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="default: build/server")
    parser.add_argument(
        "--reference", type=Path, help="GeoPackage to judge by; default: the sample"
    )
    parser.add_argument("--workers", type=int, default=4, help="web workers (4)")
    parser.add_argument("--background", action="store_true", help="return when it is ready")
    parser.add_argument("--stop", action="store_true", help="stop the one that runs in the folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
