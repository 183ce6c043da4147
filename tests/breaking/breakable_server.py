# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole server on the loopback whose parts can be killed one by one, and put up again."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import requests

from breaking.behind_nginx import BehindNginx
from breaking.cutting_proxy import CuttingProxy
from breaking.postgres_proxy import PostgresProxy
from breaking.processes import adopt_orphans, children, is_running, kill_and_wait, wait_until_gone
from tools.run_server import READER, WRITER
from tools.trial_server.certificates import make_certificates
from tools.trial_server.cluster import DATABASE, Cluster, free_port, postgresql_programs
from tools.trial_server.contents import fill
from tools.trial_server.web import Web
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.server.accounts import add_account, add_agency
from village_internet_plugin.server.configuration import write_configuration
from village_internet_plugin.server.database import act_as_owner, connect
from village_internet_plugin.server.funding_rows import save_source
from village_internet_plugin.server.loading import load_rule_set
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.transport import Patience

_READY_S = 60.0
_DAYS = 30
_QUIET = """
    SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND xact_start IS NOT NULL
"""


class BreakableServer:
    """PostgreSQL behind a proxy, gunicorn behind another, and tools to break them.

    `folder` takes the web server's files; the cluster lies in a temporary folder of its own, below
    `cluster_below` when that is given (a small disk, for example).
    """

    def __init__(
        self,
        folder: Path,
        workers: int = 2,
        cluster_below: Path | None = None,
        is_watched: bool = True,
    ) -> None:
        """Name the places; `start` makes and starts everything.

        Unless `is_watched` the web workers speak with PostgreSQL itself, as they do in use, and no
        proxy reads each of their messages.
        """
        self.folder = folder
        self._is_watched = is_watched
        self._workers = workers
        self._cluster_below = cluster_below
        self._parts = contextlib.ExitStack()
        self.accounts: dict[str, tuple[str, str]] = {}
        """Token and agency of each account."""

    def start(self, reference: Path, rule_set: str | None = None) -> BreakableServer:
        """Start everything, judging by this reference and rule set (the standard one, if None)."""
        adopt_orphans()
        self._parts.callback(adopt_orphans, False)
        self.cluster = _made_below(self._cluster_below)
        self._parts.callback(self._remove_cluster)
        passwords = {role: secrets.token_urlsafe(24) for role in (WRITER, READER)}
        self._passwords = passwords
        contents = fill(self.cluster, passwords, reference)
        self.reference_sha256: str = contents["reference_sha256"]
        self.rule_set_version: str = contents["rule_set_version"]
        for account in contents["accounts"]:
            self.accounts[account["user"]] = (account["token"], account["agency"])
        if rule_set is not None:
            with self.as_owner() as connection:
                self.rule_set_version = load_rule_set(connection, rule_set, "the series' rules")
        certificates = make_certificates(self.folder)
        self.authority = certificates.authority
        self.certificates = certificates
        self.postgres_proxy = PostgresProxy(self.cluster.port)
        self._parts.callback(self.postgres_proxy.close)
        self._web_port = free_port()
        self._environment = self._configure()
        self.start_web({})
        self._parts.callback(self.stop_web)
        self.client_proxy = CuttingProxy(self._web_port)
        self._parts.callback(self.client_proxy.close)
        return self

    @property
    def url(self) -> str:
        """The address at which the web workers are reached without a proxy."""
        return f"https://127.0.0.1:{self._web_port}"

    @property
    def proxied_url(self) -> str:
        """The address of the line that can be cut."""
        return f"https://127.0.0.1:{self.client_proxy.port}"

    @property
    def writer_conninfo(self) -> str:
        """The connection string of the web workers' own login."""
        return self.cluster.conninfo(WRITER, self._passwords[WRITER])

    @property
    def log(self) -> Path:
        """The web workers' log."""
        return self.folder / "web.log"

    def __enter__(self) -> BreakableServer:
        """Give the server."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop all that runs, the newest part first."""
        self._parts.close()

    def add(self, account: str, agency: str, role: str) -> str:
        """Enter an account, and its agency when it is new; return the token."""
        with self.as_owner() as connection:
            if agency not in {known for _, known in self.accounts.values()}:
                add_agency(connection, agency)
            token = add_account(connection, account, agency, role, _DAYS)
        self.accounts[account] = (token, agency)
        return token

    def fund(self, source: FundingSource) -> None:
        """Enter a funding source, as an administrator does."""
        with self.as_owner() as connection:
            save_source(connection, source)

    def session(self, account: str) -> requests.Session:
        """Return a session signed in by HTTP Basic."""
        session = requests.Session()
        session.trust_env = False
        session.auth = (account, self.accounts[account][0])
        session.verify = str(self.authority)
        return session

    def client(
        self,
        account: str,
        proxied: bool = False,
        patience: Patience | None = None,
        url: str | None = None,
    ) -> Client:
        """Return the planner's own client, signed in; `url` is another way to the same server."""
        url = url or (self.proxied_url if proxied else self.url)
        return Client(url, self.session(account), ca_path=self.authority, patience=patience)

    @contextlib.contextmanager
    def as_admin(self) -> Iterator[psycopg.Connection[Any]]:
        """Give a superuser's connection, past the proxy; waits while the database comes back."""
        give_up = time.monotonic() + _READY_S
        while True:
            try:
                connection = psycopg.connect(self.cluster.admin_conninfo(), connect_timeout=5)
                break
            except psycopg.OperationalError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
        with connection:
            yield connection

    @contextlib.contextmanager
    def as_owner(self) -> Iterator[psycopg.Connection[Any]]:
        """Give an administrator's connection as the command line uses it."""
        with connect(self.cluster.admin_conninfo()) as connection:
            act_as_owner(connection)
            yield connection

    def wait_for_quiet(self) -> None:
        """Return when no web worker is in a transaction."""
        give_up = time.monotonic() + _READY_S
        with self.as_admin() as connection:
            connection.autocommit = True
            while connection.execute(_QUIET, (WRITER,)).fetchone() != (0,):
                if time.monotonic() > give_up:
                    raise TimeoutError("a publish does not end")
                time.sleep(0.01)

    def wait_for_web(self) -> None:
        """Return when the web server answers for its health."""
        self.web.wait(self.url, self.authority)

    def workers(self) -> list[int]:
        """Return the web workers' process ids."""
        return children(self.web.process.pid)

    def kill_postgresql(self) -> None:
        """Kill the postmaster and all its children at once, as a power cut does."""
        postmaster = self._postmaster()
        # Halted it starts no further child, which would live on and keep the memory they share.
        os.kill(postmaster, signal.SIGSTOP)
        kill_and_wait([*children(postmaster), postmaster])

    def start_postgresql(self) -> None:
        """Start the database again over what the kill has left; waits for its recovery."""
        data = self.cluster.folder / "data"
        log = self.cluster.folder / "postgresql.log"
        command = [str(postgresql_programs() / "pg_ctl"), "start", "-D", str(data), "-l", str(log)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        silent = subprocess.DEVNULL
        give_up = time.monotonic() + _READY_S
        while subprocess.run(
            [*command, "-w", "-t", "60"],
            cwd=self.cluster.folder,
            stdout=silent,
            stderr=silent,
            check=False,
        ).returncode:
            # Somebody's connection may have been given the port meanwhile, for its own end.
            if self.postgresql_runs():
                return
            if time.monotonic() > give_up:
                raise TimeoutError(log.read_text("utf-8", "replace")[-1_000:])
            time.sleep(0.5)

    def postgresql_runs(self) -> bool:
        """Tell whether the postmaster runs."""
        try:
            return is_running(self._postmaster())
        except (OSError, ValueError):
            return False

    def start_web(self, environment: Mapping[str, str]) -> None:
        """Start the web workers, with more in their environment."""
        self.web = Web.start(
            self._web_port,
            self.certificates,
            self.folder,
            self._workers,
            {**self._environment, **environment},
        )
        self.wait_for_web()

    def stop_web(self) -> None:
        """Stop the web workers as an administrator does."""
        self.web.stop()

    def behind_nginx(self, workers: int = 2) -> BehindNginx:
        """Start further web workers, on a socket, and nginx before them."""
        front = BehindNginx(self.folder / "nginx", self.certificates, self._environment, workers)
        self._parts.callback(front.stop)
        return front

    def _configure(self) -> dict[str, str]:
        """Write pygeoapi's files and libpq's password file; return the workers' environment."""
        password_file = self.folder / "pgpass"
        ports = (self.cluster.port, self.postgres_proxy.port)
        password_file.write_text(
            "".join(
                f"127.0.0.1:{port}:{DATABASE}:{role}:{word}\n"
                for port in ports
                for role, word in self._passwords.items()
            )
        )
        password_file.chmod(0o600)
        os.environ["PGPASSFILE"] = str(password_file)
        port = self.postgres_proxy.port if self._is_watched else self.cluster.port
        with connect(self.cluster.conninfo(READER, self._passwords[READER])) as reader:
            files = write_configuration(reader, self.url, self.folder)
        return {
            "PGPASSFILE": str(password_file),
            "PYGEOAPI_CONFIG": str(files.configuration),
            "PYGEOAPI_OPENAPI": str(files.openapi),
            "VILLAGE_INTERNET_DATABASE": (
                f"host=127.0.0.1 port={port} dbname={DATABASE} user={WRITER}"
                " sslmode=disable gssencmode=disable"
            ),
            "VILLAGE_INTERNET_CACHE": str(self.folder / "cache"),
        }

    def _postmaster(self) -> int:
        first = (self.cluster.folder / "data" / "postmaster.pid").read_text().splitlines()[0]
        return int(first)

    def _remove_cluster(self) -> None:
        if not self.postgresql_runs():
            (self.cluster.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        else:
            # Once it has ended the postmaster's own children end too.
            with contextlib.suppress(OSError, ValueError):
                wait = children(self._postmaster())
                self.cluster.remove()
                wait_until_gone(wait)
                return
        self.cluster.remove()


def _made_below(folder: Path | None) -> Cluster:
    """Make a cluster in the system's temporary folder, or in another."""
    if folder is None:
        return Cluster.make()
    usual, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        return Cluster.make()
    finally:
        tempfile.tempdir = usual
