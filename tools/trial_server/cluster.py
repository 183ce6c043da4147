# SPDX-License-Identifier: GPL-2.0-or-later
"""A PostgreSQL of its own, made from nothing, that no system service knows of."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg

from village_internet_plugin.domain.resources import resource_path

DATABASE = "village_internet"
_SYSTEM_USER = "postgres"
_SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
"""


class ClusterFailed(Exception):
    """PostgreSQL could not be found, made or started; the text says what to do."""


class Cluster:
    """One PostgreSQL server with its data in a temporary folder.

    PostgreSQL refuses to run as root; then it runs as the system's user `postgres`, which could not
    reach a folder in root's home. Hence the folder of its own below the system's temporary one.
    """

    def __init__(self, folder: Path) -> None:
        """Name a cluster that lies in `folder`, running or not."""
        self.folder = folder
        self.data = folder / "data"
        self._programs = postgresql_programs()

    @classmethod
    def make(cls) -> Cluster:
        """Make and start a new cluster; ClusterFailed says why it cannot be."""
        cluster = cls(Path(tempfile.mkdtemp(prefix="village-internet-")))
        try:
            cluster._make()
        except BaseException:
            cluster.remove()
            raise
        return cluster

    def conninfo(self, user: str, password: str, database: str = DATABASE) -> str:
        """Return the libpq connection string of `user` over the loopback port."""
        return psycopg.conninfo.make_conninfo(
            host="127.0.0.1",
            port=self.port,
            dbname=database,
            user=user,
            password=password,
        )

    def admin_conninfo(self, database: str = DATABASE) -> str:
        """Return the connection string of the cluster's superuser."""
        return self.conninfo(_SYSTEM_USER, self.password, database)

    def remove(self) -> None:
        """Stop the cluster, if it runs, and delete its folder."""
        if (self.data / "postmaster.pid").exists():
            # Nothing of it is kept: at once, and without bringing everything to the disk first.
            self.run("pg_ctl", "stop", "-D", str(self.data), "-m", "immediate", "-w", "-t", "30")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program: str, *arguments: str, password: str | None = None) -> None:
        """Run a program of PostgreSQL as the user its files belong to; ClusterFailed when it fails.

        `password` is what libpq signs in with.
        """
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", _SYSTEM_USER, "--", *command]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=os.environ if password is None else {**os.environ, "PGPASSWORD": password},
            # pg_ctl leaves its server behind: a pipe would stay open as long as that runs.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            check=False,
        )
        if done.returncode != 0:
            log = self.folder / "postgresql.log"
            said = (done.stderr or b"").decode("utf-8", "replace")
            last = log.read_text("utf-8", "replace")[-2_000:] if log.is_file() else ""
            raise ClusterFailed(f"{program} failed: {said}{last}".strip())

    def start(self, *options: str) -> None:
        """Start its server and wait until it answers."""
        log = self.folder / "postgresql.log"
        self.run(
            "pg_ctl", "start", "-D", str(self.data), "-l", str(log), "-w", "-t", "30", *options
        )

    def own(self, path: Path) -> None:
        """Give a file or folder to the user PostgreSQL runs as."""
        if os.geteuid() == 0:
            shutil.chown(path, _SYSTEM_USER)

    def _make(self) -> None:
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)
        password_file = self.folder / "password"
        password_file.write_text(self.password, encoding="ascii")
        password_file.chmod(0o600)
        self.own(self.folder)
        self.own(password_file)
        self.run(
            *("initdb", "-D", str(self.data), "-U", _SYSTEM_USER, "--encoding=UTF8"),
            *("--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={password_file}"),
            *("--no-sync", "--no-instructions"),
        )
        password_file.unlink()
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS.format(port=self.port, folder=self.folder))
            # The very settings an administrator installs.
            settings.write(resource_path("server", "deploy", "postgresql.conf").read_text("utf-8"))
        self.start()
        with psycopg.connect(self.admin_conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}".encode())


def postgresql_programs() -> Path:
    """Return the folder with the programs of the newest PostgreSQL that has PostGIS."""
    candidates = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _version(path), reverse=True
    )
    for folder in candidates:
        extensions = Path("/usr/share/postgresql") / folder.parent.name / "extension"
        if (folder / "initdb").is_file() and (extensions / "postgis.control").is_file():
            return folder
    raise ClusterFailed(
        "No PostgreSQL with PostGIS was found under /usr/lib/postgresql; `make setup` installs it."
    )


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _version(folder: Path) -> float:
    name = folder.parent.name
    return float(name) if re.fullmatch(r"\d+(\.\d+)?", name) else 0.0
