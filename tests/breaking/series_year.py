# SPDX-License-Identifier: GPL-2.0-or-later
"""A year and its restore: `python -m tools.series year`.

Eleven agencies publish 3,000 revisions (YEAR_REVISIONS); the database is backed up, restored into
an empty one, and both are compared by fingerprint and by playing every plan's history again.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from server.paser import YEAR, read_offices, write_reference

from bench.figure import percentile
from breaking.breakable_server import BreakableServer
from breaking.results import results_folder, say, village_data
from breaking.year import PlanningAgency, Year
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.server.backup import back_up, restore
from village_internet_plugin.server.checking import complaints
from village_internet_plugin.server.database import act_as_owner, connect
from village_internet_plugin.server.fingerprint import fingerprint

AGENCIES = 11
_RESTORED = "restored"


def main() -> int:
    """Run the series; 1 when what was restored differs or is unsound."""
    revisions = int(os.environ.get("YEAR_REVISIONS", "3000"))
    data = village_data()
    with tempfile.TemporaryDirectory(prefix="breaking-") as name:
        folder = Path(name)
        reference, offices = write_reference(data, folder / "reference.gpkg"), read_offices(data)
        (folder / "server").mkdir()
        with BreakableServer(folder / "server") as server:
            server.start(reference)
            agencies = []
            for number in range(AGENCIES):
                agency, source = f"Instansi {number + 1}", f"year-{number + 1}"
                token = server.add(f"year{number + 1}.planner", agency, "planner")
                server.fund(FundingSource(source, agency, YEAR, service_months=12))
                own = offices[number::AGENCIES]
                agencies.append(PlanningAgency(agency, token, source, own))
            told = _played(server, folder, agencies, revisions)
            told.update(_restored(server, folder))
    for what, value in told.items():
        say(f"{what}: {value}")
    kept = results_folder() / "year.json"
    kept.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return int(not told["equal"] or bool(told["complaints"]))


def _played(
    server: BreakableServer, folder: Path, agencies: list[PlanningAgency], revisions: int
) -> dict[str, object]:
    year = Year(
        server.writer_conninfo,
        folder / "cache",
        agencies,
        server.rule_set_version,
        server.reference_sha256,
    )
    began, took_ms = time.monotonic(), []
    for number in range(revisions):
        start = time.monotonic()
        year.publish_one()
        took_ms.append((time.monotonic() - start) * 1_000)
        if number % 500 == 499:
            say(f"{number + 1} revisions after {time.monotonic() - began:.0f} s")
    year.close()
    return {
        "agencies": len(agencies),
        "revisions": sum(agency.revision for agency in agencies),
        "hotspots": sum(len(agency.hotspots) for agency in agencies),
        "publishing s": round(time.monotonic() - began, 1),
        "publish p50 ms": round(percentile(took_ms, 0.5), 1),
        "publish p99 ms": round(percentile(took_ms, 0.99), 1),
    }


def _restored(server: BreakableServer, folder: Path) -> dict[str, object]:
    """Back up, restore elsewhere, compare."""
    file = folder / "year.backup"
    began = time.monotonic()
    with connect(server.cluster.admin_conninfo()) as connection:
        back_up(connection, file)
    backed_up = time.monotonic()
    with psycopg.connect(server.cluster.admin_conninfo("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {_RESTORED}".encode())
    with connect(server.cluster.admin_conninfo(_RESTORED)) as connection:
        restore(connection, file)
    restored = time.monotonic()
    hashes, wrong, rows = [], [], []
    for database in ("village_internet", _RESTORED):
        with connect(server.cluster.admin_conninfo(database)) as connection:
            act_as_owner(connection)
            hashes.append(fingerprint(connection))
            wrong += complaints(connection, deep=True)
            rows.append(
                connection.execute("SELECT count(*) FROM village_internet.revisions").fetchone()
            )
    return {
        "backup s": round(backed_up - began, 1),
        "backup MB": round(file.stat().st_size / 1e6, 1),
        "restore s": round(restored - backed_up, 1),
        "fingerprints": hashes,
        "revisions stored": rows,
        "equal": hashes[0] == hashes[1] and rows[0] == rows[1],
        "complaints": wrong,
        "compare and replay both s": round(time.monotonic() - restored, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
