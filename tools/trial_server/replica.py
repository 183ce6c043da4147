# SPDX-License-Identifier: GPL-2.0-or-later
"""A streaming replica of a database on this machine: a second postmaster that only reads."""

from __future__ import annotations

import tempfile
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tools.trial_server.cluster import Cluster, free_port


class Replica:
    """A copy of a cluster in a temporary folder, which follows it as long as both run."""

    def __init__(self, primary_conninfo: str, *settings: str) -> None:
        """Copy the cluster a superuser's connection string leads to, and start the copy.

        `settings` are of postgresql.conf, such as max_standby_streaming_delay=0. ClusterFailed
        says why it cannot be.
        """
        self._primary = {
            name: str(value) for name, value in conninfo_to_dict(primary_conninfo).items()
        }
        self._cluster = Cluster(Path(tempfile.mkdtemp(prefix="village-internet-replica-")))
        self._port = free_port()
        own = (
            *(f"port={self._port}", f"unix_socket_directories={self._cluster.folder}"),
            # Nothing of it is kept: what a crash would lose is copied anew.
            "fsync=off",
        )
        self._options = " ".join(f"-c {one}" for one in (*own, *settings))
        try:
            self._copy()
            self.start()
        except BaseException:
            self.remove()
            raise

    @property
    def conninfo(self) -> str:
        """The connection string of the primary's superuser, to this replica."""
        return make_conninfo(**{**self._primary, "port": str(self._port)})

    def start(self) -> None:
        """Start it, or start it again."""
        self._cluster.start("-o", self._options)

    def stop(self) -> None:
        """Stop it as a machine that goes down; `start` puts it up again."""
        data = str(self._cluster.data)
        self._cluster.run("pg_ctl", "stop", "-D", data, "-m", "immediate", "-w", "-t", "30")

    def remove(self) -> None:
        """Stop it, if it runs, and delete its folder."""
        self._cluster.remove()

    def _copy(self) -> None:
        self._cluster.own(self._cluster.folder)
        where = [f"--{name}={self._primary[key]}" for name, key in _WHERE]
        self._cluster.run(
            *("pg_basebackup", *where, "--no-password", f"--pgdata={self._cluster.data}"),
            *("--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync"),
            password=self._primary.get("password"),
        )


_WHERE = (("host", "host"), ("port", "port"), ("username", "user"))
