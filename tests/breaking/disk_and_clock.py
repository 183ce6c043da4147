# SPDX-License-Identifier: GPL-2.0-or-later
"""Full disks under every part of a publish, clocks that are days off, and a slow line.

Small disks are tmpfs mounts, which only root may make; clocks are set by `faketime` for one process
alone. Each trial gives a list of what was wrong, empty when all was as it should be.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from server.paser import Office

from breaking.breakable_server import BreakableServer
from breaking.desk import Desk
from breaking.faults import ACCOUNT, Faults
from breaking.outcome import standing, unsound
from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.transport import Patience

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
_AT_ONCE = Patience(pauses_s=())
_SLOW_BYTES_PER_S = 8_000.0
_FILLING = 1 << 16
_MEBIBYTE = 1 << 20


class Trial(NamedTuple):
    """One trial: what was tried, what was heard, and what was wrong."""

    what: str
    heard: str
    faults: list[str]


def may_mount() -> bool:
    """Tell whether small disks can be made here."""
    return os.geteuid() == 0 and shutil.which("mount") is not None


@contextlib.contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[Path]:
    """Give a folder on a disk of its own of that size."""
    folder.mkdir()
    size = f"size={mebibytes}m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


@contextlib.contextmanager
def filled(folder: Path, leaving_bytes: int = 0) -> Iterator[None]:
    """Leave that much room on the disk that holds `folder` until the block ends."""
    ballast = folder / "ballast"
    free = shutil.disk_usage(folder).free - leaving_bytes
    with ballast.open("wb") as file, contextlib.suppress(OSError):
        while free > 0:
            file.write(b"\0" * min(_FILLING, free))
            file.flush()
            free -= _FILLING
    try:
        yield
    finally:
        ballast.unlink(missing_ok=True)


class DiskTrials:
    """Full disks under a running server."""

    def __init__(self, series: Faults, folder: Path) -> None:
        """Use the plan of `series`, and `folder` for small disks."""
        self._server, self._folder = series.server, folder
        self._desk = series.desk
        self._chance = random.Random(7)  # noqa: S311 - only names of points

    def tablespace(self) -> Trial:
        """The tables' disk is full: a sentence that says so, and the retry after making room."""
        with small_disk(self._folder / "tablespace", 64) as disk:
            shutil.chown(disk, "postgres", "postgres")
            with self._moved(disk), filled(disk):
                heard, faults = _until_it_fails(self)
            if "disk" not in heard.lower() and "room" not in heard.lower():
                faults.append("the sentence does not speak of the disk")
            faults += self.retried()
            self._move("pg_default")
            with self._server.as_admin() as admin:
                admin.autocommit = True
                admin.execute("DROP TABLESPACE small")
        return Trial("tables on a full disk", heard, faults)

    def cache(self) -> Trial:
        """A new worker cannot keep its copy of the reference."""
        server = self._server
        with small_disk(self._folder / "cache-disk", 1) as disk:
            server.stop_web()
            server.start_web({"VILLAGE_INTERNET_CACHE": str(disk)})
            with filled(disk):
                heard, faults = self.refused()
            faults += self.retried()
            server.stop_web()
            server.start_web({})
        return Trial("the web server's cache on a full disk", heard, faults)

    def plan_folder(self) -> Trial:
        """The planner's own disk is full."""
        with small_disk(self._folder / "plan-disk", 16) as disk:
            at_home = self._desk
            path = Path(shutil.copyfile(at_home.path, disk / "plan.gpkg"))
            self._desk = Desk(path, at_home.terms)
            self._desk.change(self._chance)
            with filled(disk):
                heard, faults = self.refused(changed=True)
            if "room" not in heard and "full" not in heard:
                faults.append("the sentence does not speak of the disk")
            faults += self.retried()
            shutil.copyfile(path, at_home.path)
            self._desk = at_home
        return Trial("the plan on a full disk", heard, faults)

    def refused(self, changed: bool = False) -> tuple[str, list[str]]:
        """Try to publish a change; return what was heard and what was wrong about it."""
        before = self._stands()
        if not changed:
            self._desk.change(self._chance)
        try:
            answer = self._desk.publish(self._server.client(ACCOUNT, patience=_AT_ONCE))
        except PlannerError as error:
            now = self._stands()
            faults = list(now.faults)
            if now.revision != before.revision:
                faults.append("a revision was stored though the publish failed")
            return f"{type(error).__name__}: {error}", faults
        return str(answer)[:300], ["the publish did not fail"]

    def retried(self) -> list[str]:
        """Publish again, with room; return what was wrong."""
        before = self._stands()
        client = self._server.client(ACCOUNT)
        self._desk.resume(client)
        answer = self._desk.publish(client)
        now = self._stands()
        faults = list(now.faults)
        if not isinstance(answer, Published) or answer.receipt.to_json() != now.receipt:
            faults.append(f"the retry was answered {answer}")
        if now.revision != before.revision + 1:
            faults.append(f"revision {before.revision} became {now.revision}")
        with self._server.as_admin() as admin:
            return [*faults, *unsound(admin)]

    def _stands(self) -> Any:
        with self._server.as_admin() as admin:
            return standing(admin, self._desk.plan_id)

    @contextlib.contextmanager
    def _moved(self, disk: Path) -> Iterator[None]:
        with self._server.as_admin() as admin:
            admin.autocommit = True
            admin.execute(f"CREATE TABLESPACE small LOCATION '{disk}'".encode())
            admin.execute("GRANT CREATE ON TABLESPACE small TO PUBLIC")
        self._move("small")
        yield

    def _move(self, tablespace: str) -> None:
        with self._server.as_admin() as admin:
            for table in ("hotspots", "revisions"):
                admin.execute(
                    f"ALTER TABLE village_internet.{table} SET TABLESPACE {tablespace}".encode()
                )


def whole_cluster_full(folder: Path, reference: Path, offices: list[Office]) -> Trial:
    """The disk of the whole cluster fills up under the write-ahead log: PostgreSQL panics."""
    (folder / "server-full").mkdir()
    # Above a new cluster's own 40 MB there is room for two further files of the log.
    with small_disk(folder / "cluster-disk", 160) as disk:
        disk.chmod(0o755)
        with BreakableServer(folder / "server-full", cluster_below=disk) as server:
            server.start(reference)
            trials = DiskTrials(Faults(server, folder / "server-full", offices), folder)
            with filled(disk):
                heard, faults = _until_it_fails(trials)
            if not server.postgresql_runs():
                server.start_postgresql()
            server.wait_for_web()
            faults += trials.retried() if "stored" not in heard else []
    return Trial("the whole database on a full disk", heard, faults)


def _until_it_fails(trials: DiskTrials) -> tuple[str, list[str]]:
    """Publish until what is left in the files themselves is used up."""
    for _ in range(400):
        heard, faults = trials.refused()
        if faults != ["the publish did not fail"]:
            return heard, faults
    return "stored 400 revisions", ["the disk never filled up"]


def slow_line(series: Faults) -> Trial:
    """Publish over a line of 8 kB/s each way."""
    proxy = series.server.client_proxy
    series.desk.change(random.Random(11))  # noqa: S311 - only names of points
    proxy.arm(None)
    proxy.bytes_per_s = _SLOW_BYTES_PER_S
    began = time.monotonic()
    try:
        answer = series.desk.publish(series.server.client(ACCOUNT, proxied=True))
    finally:
        proxy.bytes_per_s = None
    heard = f"{type(answer).__name__} after {time.monotonic() - began:.1f} s"
    stands = series.stands()
    faults = list(stands.faults)
    if not isinstance(answer, Published) or answer.receipt.to_json() != stands.receipt:
        faults.append(f"the publish was answered {answer}"[:500])
    total = sum(proxy.counted().values())
    return Trial(f"a line of 8 kB/s, {total:,} bytes both ways", heard, faults)


def clocks(series: Faults) -> list[Trial]:
    """Run client and web workers with clocks that are days off."""
    trials = []
    chance = random.Random(5)  # noqa: S311 - only names of points
    for days in (3, -3, 400):
        told = _child_at(series, days)
        faults = []
        if days == 3 and "receipt" not in told:
            faults.append("a clock that is fast by less than the certificate's life stopped it")
        if days != 3 and "clock" not in str(told.get("sentence", "")):
            faults.append("the sentence does not speak of the computer's clock")
        if days != 3 and told.get("failed") not in ("NotTrusted", "ClockDisagrees"):
            faults.append(f"the certificate was believed: {told}")
        trials.append(Trial(f"client's clock {days:+} days", _short(told), faults))
        series.desk.change(chance)
    for days in (3, -3, 40):
        trials.append(_worker_at(series, days, chance))
    return trials


def _child_at(series: Faults, days: int) -> dict[str, Any]:
    with _environment(_skewed(days)):
        child = series.client_process()
    return series.end_of(child)


def _worker_at(series: Faults, days: int, chance: random.Random) -> Trial:
    """With web workers `days` off: a token is judged, and a revision dated, by the database."""
    server, before = series.server, series.stands()
    server.stop_web()
    server.start_web(_skewed(days))
    series.desk.change(chance)
    faults: list[str] = []
    try:
        answer: Any = series.desk.publish(server.client(ACCOUNT))
    except PlannerError as error:
        answer = f"{type(error).__name__}: {error}"
    if isinstance(answer, Published):
        receipt = answer.receipt.to_json()
        heard = f"published at {receipt['published_at']}"
        written = datetime.datetime.fromisoformat(receipt["published_at"])
        off = abs((written - datetime.datetime.now(datetime.timezone.utc)).total_seconds())
        if off > 60:
            faults.append(f"published_at is {off:,.0f} s off")
        if before.receipt and receipt["published_at"] < before.receipt["published_at"]:
            faults.append("history runs backwards")
    else:
        heard = str(answer)
        faults.append("a token that is good by the database's clock was not accepted")
    server.stop_web()
    server.start_web({})
    return Trial(f"web workers' clock {days:+} days", heard, faults)


def _skewed(days: int) -> dict[str, str]:
    """Return the environment of a process whose clock is off by so many days."""
    return {"LD_PRELOAD": FAKETIME, "FAKETIME": f"{days:+}d"}


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _short(told: dict[str, Any]) -> str:
    if "receipt" in told:
        return f"published at {told['receipt']['published_at']}"
    return f"{told.get('failed')}: {told.get('sentence')}"


def guarded(trial: Callable[[], Trial], what: str) -> Trial:
    """Run a trial; a failure of the trial itself is a fault."""
    try:
        return trial()
    except Exception as error:  # noqa: BLE001 - a series goes on to its end
        sys.excepthook(type(error), error, error.__traceback__)
        return Trial(what, "", [f"{type(error).__name__}: {error}"[:500]])
