# SPDX-License-Identifier: GPL-2.0-or-later
"""The load series: `python -m tools.series load`. 64 publishers of 12 agencies for two minutes.

They contend for the same villages, for quotas that run out and for spots that are too close to each
other; afterwards plain SQL looks for a rule that two of them broke together. pgbench runs on the
same PostgreSQL before and after, to know the machine. LOAD_SECONDS changes the two minutes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
from server.paser import YEAR, Office, read_offices, write_reference

from bench.figure import percentile
from breaking.breakable_server import BreakableServer
from breaking.outcome import unsound
from breaking.proof import deadlocks, violations
from breaking.results import results_folder, say, village_data
from tools.stage import REPOSITORY
from tools.trial_server.cluster import postgresql_programs
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.resources import resource_path

PUBLISHERS, PROCESSES, AGENCIES, PLANS = 64, 4, 12, 24
SPACING_M = 200.0
_LEAD_S = 4.0
_QUOTAS = (3, 8)
"""Small, so that most of two minutes is a race for what is left of them."""
_VILLAGES = 36
"""Villages in which an agency builds; a dozen further on the next one begins, so three meet."""
_PGBENCH = ("-c", "16", "-j", "2", "-T", "30")
_SEED = 2026


def main() -> int:
    """Run the series; 1 when a rule is broken, a deadlock was seen or a request failed."""
    seconds = float(os.environ.get("LOAD_SECONDS", "120"))
    data = village_data()
    with tempfile.TemporaryDirectory(prefix="breaking-") as name:
        folder = Path(name)
        reference, offices = write_reference(data, folder / "reference.gpkg"), read_offices(data)
        (folder / "server").mkdir()
        with BreakableServer(folder / "server", workers=4) as server:
            server.start(reference, _strict_rules())
            plans = _plans(server, offices)
            before = pgbench(server)
            with server.as_admin() as admin:
                deadlocks_before = deadlocks(admin)
            answers = crowd(server, plans, seconds)
            server.wait_for_quiet()
            with server.as_admin() as admin:
                found = violations(admin, SPACING_M)
                faults = unsound(admin)
                told = {
                    "deadlocks": deadlocks(admin) - deadlocks_before,
                    "points": admin.execute(
                        "SELECT count(*) FROM village_internet.hotspots"
                    ).fetchone(),
                    "exhausted": admin.execute(
                        "SELECT count(*) FILTER (WHERE used_points = point_quota), count(*)"
                        " FROM village_internet.funding_sources"
                        " WHERE funding_source_id LIKE 'load%'"
                    ).fetchone(),
                }
            after = pgbench(server)
            told["statuses"] = statuses(server.log)
    told.update(figures(answers, seconds), pgbench_before=before, pgbench_after=after)
    return _told(told, found, faults)


def _strict_rules() -> str:
    """Return the standard rules with the spacing between points held as an error."""
    rules = json.loads(resource_path("rule_sets", "standard.json").read_text("utf-8"))
    rules["version"] = "load"
    rules["rules"]["VI105"]["severity"] = "error"
    rules["rules"]["VI105"]["parameters"]["min_m"] = SPACING_M
    return json.dumps(rules)


def _plans(server: BreakableServer, offices: list[Office]) -> list[dict[str, Any]]:
    """Enter twelve agencies with two sources each, and name two plans of each."""
    plans = []
    for number in range(AGENCIES):
        agency, account = f"Instansi Beban {number + 1}", f"load{number + 1}.planner"
        token = server.add(account, agency, "planner")
        sources = [f"load-{number + 1}-{part}" for part in (1, 2)]
        for source, quota in zip(sources, _QUOTAS):
            server.fund(FundingSource(source, agency, YEAR, point_quota=quota))
        first = number * len(offices) // AGENCIES
        own = [*offices, *offices][first : first + _VILLAGES]
        plan = {
            "agency": agency,
            "account": account,
            "token": token,
            "sources": sources,
            "offices": [[office.village_code, list(office.position)] for office in own],
        }
        plans += [{**plan, "id": new_identifier()} for _ in range(PLANS // AGENCIES)]
    return plans


def crowd(
    server: BreakableServer,
    plans: list[dict[str, Any]],
    seconds: float,
    publishers: int = PUBLISHERS,
    processes: int = PROCESSES,
) -> list[tuple[float, float, str]]:
    """Let them all publish; return of each answer when it was asked for, how long it took, what."""
    begin = time.time() + _LEAD_S
    given = {
        "url": server.url,
        "authority": str(server.authority),
        "plans": plans,
        "rule_set_version": server.rule_set_version,
        "reference_sha256": server.reference_sha256,
        "begin": begin,
        "end": begin + seconds,
        "seed": _SEED,
    }
    children = []
    for process in range(processes):
        child = subprocess.Popen(
            [sys.executable, "-m", "breaking.publishers"],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'tests'}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        numbers = list(range(process, publishers, processes))
        if child.stdin is not None:
            child.stdin.write(json.dumps({**given, "numbers": numbers}) + "\n")
            child.stdin.flush()
        children.append(child)
    answers: list[tuple[float, float, str]] = []
    for child in children:
        lines = child.communicate(timeout=seconds + 120)[0].splitlines()
        if child.returncode != 0:
            raise RuntimeError("a publisher failed; its own words stand above")
        answers += [tuple(json.loads(line)) for line in lines]
    return answers


def figures(answers: list[tuple[float, float, str]], seconds: float) -> dict[str, Any]:
    """Return throughput and waiting times."""
    took_ms = [took * 1_000 for _, took, _ in answers]
    stored_ms = [took * 1_000 for _, took, what in answers if what == "Published"]
    return {
        "answers": dict(Counter(what for _, _, what in answers).most_common()),
        "answers per second": round(len(answers) / seconds, 1),
        "published per second": round(len(stored_ms) / seconds, 1),
        "p50 ms": round(percentile(took_ms, 0.5)),
        "p99 ms": round(percentile(took_ms, 0.99)),
        "longest ms": round(max(took_ms)),
        "published p99 ms": round(percentile(stored_ms, 0.99)),
    }


def statuses(log: Path) -> dict[str, int]:
    """Return how often the web server logged each HTTP status."""
    found = re.findall(r'"status": (\d+)', log.read_text("utf-8", "replace"))
    return dict(Counter(found))


def pgbench(server: BreakableServer) -> str:
    """Run pgbench's own (TPC-B like) transactions on the same PostgreSQL; return its figures."""
    program = str(postgresql_programs() / "pgbench")
    with psycopg.connect(server.cluster.admin_conninfo("postgres"), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS pgbench")
        admin.execute("CREATE DATABASE pgbench")
    place = ("-h", "127.0.0.1", "-p", str(server.cluster.port), "-U", "postgres", "pgbench")
    environment = {**os.environ, "PGPASSWORD": server.cluster.password}
    for options in (("-i", "-q", "-s", "10"), _PGBENCH):
        done = subprocess.run(
            [program, *options, *place],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    wanted = ("latency average", "tps")
    return ", ".join(line for line in done.stdout.splitlines() if line.startswith(wanted))


def _told(told: dict[str, Any], found: dict[str, list[Any]], faults: list[str]) -> int:
    for name, value in told.items():
        say(f"{name}: {value}")
    for rule, rows in found.items():
        say(f"{rule}: {len(rows)} {rows[:5] or ''}")
    say(f"check: {faults or 'sound'}")
    content = {**told, "violations": {rule: len(rows) for rule, rows in found.items()}}
    kept = results_folder() / "load.json"
    kept.write_text(json.dumps({**content, "check": faults}, indent=1), encoding="utf-8")
    failed = sum(count for status, count in told["statuses"].items() if int(status) >= 500)
    return int(bool(any(found.values()) or faults or told["deadlocks"] or failed))


if __name__ == "__main__":
    sys.exit(main())
