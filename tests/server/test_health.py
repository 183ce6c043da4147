# SPDX-License-Identifier: GPL-2.0-or-later
"""/health for everybody, its details for administrators, and what makes a server unfit to serve."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from flask import Flask

from server.running import RunningServer
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server import health as fitness
from village_internet_plugin.server.health import Armed
from village_internet_plugin.server.migrations import all_migrations

pytestmark = pytest.mark.server


def health(server: RunningServer) -> requests.Response:
    return requests.get(f"{server.url}/health", verify=server.ca, timeout=20)


@contextmanager
def changed(server: RunningServer, change: str, back: str) -> Iterator[None]:
    """Change the database by hand for a moment."""
    with server.database() as connection:
        connection.execute(change)
    try:
        yield
    finally:
        with server.database() as connection:
            connection.execute(back)


def test_a_server_that_is_fit_says_no_more_than_that(running_server: RunningServer) -> None:
    answer = health(running_server)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_database_of_a_newer_program_is_told(running_server: RunningServer) -> None:
    with changed(
        running_server,
        "INSERT INTO village_internet.migrations (number, name, sha256) VALUES (9999, 'x', 'y')",
        "DELETE FROM village_internet.migrations WHERE number = 9999",
    ):
        answer = health(running_server)
        assert running_server.administer("check") == 1
        assert running_server.administer("prepare") == 1
    assert answer.status_code == 503
    assert "newer program" in answer.json()["description"]
    assert answer.headers["Retry-After"]
    assert health(running_server).status_code == 200


def test_a_database_that_waits_for_its_upgrade_is_told(running_server: RunningServer) -> None:
    newest = len(all_migrations())
    with changed(
        running_server,
        f"UPDATE village_internet.migrations SET number = -1 WHERE number = {newest}",
        f"UPDATE village_internet.migrations SET number = {newest} WHERE number = -1",
    ):
        answer = health(running_server)
    assert answer.status_code == 503
    assert "run prepare" in answer.json()["description"]


def test_a_server_with_nothing_to_judge_by_is_told(running_server: RunningServer) -> None:
    kept = running_server.description["reference_sha256"]
    with changed(
        running_server,
        "UPDATE village_internet.in_force SET reference_sha256 = NULL",
        f"UPDATE village_internet.in_force SET reference_sha256 = '{kept}'",
    ):
        answer = health(running_server)
    assert answer.status_code == 503
    assert "cannot be judged" in answer.json()["description"]


def test_a_disarmed_database_is_told_to_nobody_in_detail(
    running_server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter((0.0, 14.0, 15.0))
    monkeypatch.setattr(fitness, "_armed", Armed(lambda: next(clock)))
    with running_server.database() as admin, Flask("health").test_request_context():
        monkeypatch.setattr(
            fitness, "worker", lambda: SimpleNamespace(
                database=SimpleNamespace(transaction=lambda work: work(admin))
            )
        )  # fmt: skip
        assert fitness.health().status_code == 200
        admin.execute("ALTER TABLE village_internet.plans DISABLE ROW LEVEL SECURITY")
        # It is not looked again so soon.
        assert fitness.health().status_code == 200
        answer = fitness.health()
        admin.rollback()
    assert answer.status_code == 503
    told = answer.get_json()["description"]
    assert "check" in told
    assert "plans" not in told


def test_an_administrator_sees_the_details(running_server: RunningServer, tmp_path: Path) -> None:
    assert running_server.administer("backup", str(tmp_path / "now.backup")) == 0

    answer = running_server.session("administrator").get(
        f"{running_server.url}/health/details", timeout=20
    )

    assert answer.status_code == 200
    told = answer.json()
    assert told["status"] == "ok"
    assert told["server_version"] == VERSION
    assert told["migration"] == len(all_migrations())
    assert told["reference_sha256"] == running_server.description["reference_sha256"]
    assert told["rule_set_version"] == running_server.description["rule_set_version"]
    assert told["database_bytes"] > 1_000_000
    assert told["last_backup_at"][:10] == told["database_time"][:10]


@pytest.mark.parametrize("user", ["paser.reader", "paser.planner", "paser.steward"])
def test_nobody_else_sees_them(running_server: RunningServer, user: str) -> None:
    answer = running_server.session(user).get(f"{running_server.url}/health/details", timeout=20)
    assert answer.status_code == 403
    assert "administrators" in answer.json()["description"]


def test_a_stranger_is_asked_to_sign_in_for_them(running_server: RunningServer) -> None:
    answer = requests.get(
        f"{running_server.url}/health/details", verify=running_server.ca, timeout=20
    )
    assert answer.status_code == 401
