# SPDX-License-Identifier: GPL-2.0-or-later
"""The administrator's commands on access: tokens, roles, collections, logins; and their record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
import requests

from server.running import PASER, RunningServer
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server.__main__ import main

pytestmark = pytest.mark.server

Administer = Callable[..., list[str]]


@pytest.fixture
def administer(running_server: RunningServer, capsys: pytest.CaptureFixture[str]) -> Administer:
    """Runs a command that must succeed; gives the lines it tells."""

    def run(*arguments: str) -> list[str]:
        capsys.readouterr()
        assert running_server.administer(*arguments) == 0
        return capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def account(administer: Administer) -> tuple[str, str]:
    """A new account of Paser and its token."""
    name = f"trial.{new_identifier()[:8]}"
    (token,) = administer("add-account", name, "--agency", PASER, "--role", "reader")
    return name, token


def lets_in(server: RunningServer, token: str) -> bool:
    session = requests.Session()
    session.trust_env = False
    answer = session.get(
        f"{server.url}/collections/revisions?f=json",
        headers={"Authorization": f"Bearer {token}"},
        verify=server.ca,
        timeout=30,
    )
    assert answer.status_code in (200, 401), answer.text
    return answer.status_code == 200


def test_a_second_token_lets_in_until_it_is_revoked(
    running_server: RunningServer, administer: Administer, account: tuple[str, str]
) -> None:
    name, first = account
    (second,) = administer("new-token", name, "--purpose", "laptop", "--days", "3")
    heads, *lines = [line.split("\t") for line in administer("list-tokens", name)]
    assert heads == ["number", "purpose", "made", "ends", "revoked"]
    assert [line[1] for line in lines] == ["", "laptop"]
    assert lets_in(running_server, first)
    assert lets_in(running_server, second)

    administer("revoke-token", lines[1][0])

    assert lets_in(running_server, first)
    assert not lets_in(running_server, second)
    told = "\n".join(administer("list-tokens", name))
    assert first not in told
    assert second not in told


def test_rotation_ends_what_was_before(
    running_server: RunningServer, administer: Administer, account: tuple[str, str]
) -> None:
    name, first = account
    (second,) = administer("new-token", name, "--only")

    assert not lets_in(running_server, first)
    assert lets_in(running_server, second)


def test_a_revoked_account_comes_back_by_a_new_token_alone(
    running_server: RunningServer, administer: Administer, account: tuple[str, str]
) -> None:
    name, first = account
    administer("revoke-account", name)
    assert not lets_in(running_server, first)
    (line,) = [one for one in administer("list-accounts") if one.startswith(f"{name}\t")]
    assert line.split("\t")[4] != ""

    (second,) = administer("new-token", name)

    assert lets_in(running_server, second)
    assert not lets_in(running_server, first)


def test_a_role_is_changed_at_once(
    running_server: RunningServer, administer: Administer, account: tuple[str, str]
) -> None:
    name, _ = account
    administer("set-role", name, "planner")
    (line,) = [one for one in administer("list-accounts") if one.startswith(f"{name}\t")]
    assert line.split("\t")[1:3] == [PASER, "planner"]


def test_a_collection_is_opened_and_closed(administer: Administer) -> None:
    administer("open-collection", "revisions")
    assert "revisions\teverybody" in administer("list-collections")
    administer("close-collection", "revisions")
    assert "revisions\taccounts" in administer("list-collections")


def test_a_collection_that_is_none_is_a_wrong_call() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["open-collection", "accounts"])
    assert ended.value.code == 2


def test_agencies_and_funding_sources_are_listed(
    running_server: RunningServer, administer: Administer
) -> None:
    assert PASER in administer("list-agencies")
    source = running_server.funding_source(point_quota=7)
    heads, *lines = [
        line.split("\t") for line in administer("list-funding-sources", "--agency", PASER.lower())
    ]
    (mine,) = [dict(zip(heads, line)) for line in lines if line[0] == source]
    assert (mine["point_quota"], mine["used_points"], mine["budget_idr"]) == ("7", "0", "")


def test_a_reading_login_sees_the_open_views_and_nothing_else(
    running_server: RunningServer, administer: Administer
) -> None:
    administer("add-database-reader", "office_maps")
    try:
        assert administer("list-database-readers") == ["office_maps"]
        admin = running_server.description["database"]["admin"]
        with psycopg.connect(admin) as connection:
            connection.execute("ALTER ROLE office_maps PASSWORD 'a password'")
        reader = psycopg.conninfo.make_conninfo(admin, user="office_maps", password="a password")
        with psycopg.connect(reader, autocommit=True) as connection:
            limit: Any = connection.execute("SHOW statement_timeout").fetchone()
            assert limit == ("1min",)
            connection.execute("SELECT * FROM village_internet_open.hotspots")
            for statement in (
                "SELECT * FROM village_internet.hotspots",
                "SELECT * FROM village_internet.tokens",
                "SELECT * FROM village_internet.accounts",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)
            connection.execute("SET default_transaction_read_only = off")
            for statement in (
                "DELETE FROM village_internet_open.hotspots",
                "UPDATE village_internet_open.funding_sources SET point_quota = 9",
                "CREATE TABLE village_internet_open.mine (x int)",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)
        assert running_server.administer("add-database-reader", "office_maps") == 1
    finally:
        administer("remove-database-reader", "office_maps")
    assert administer("list-database-readers") == []


def test_every_change_is_on_record_and_no_secret_with_it(
    running_server: RunningServer, administer: Administer, account: tuple[str, str]
) -> None:
    name, first = account
    (second,) = administer("new-token", name, "--purpose", "laptop")
    administer("set-role", name, "steward")
    administer("open-collection", "villages")
    administer("close-collection", "villages")
    assert running_server.administer("set-role", name + "x", "steward") == 1
    administer("list-accounts")

    with running_server.database() as connection:
        rows = connection.execute(
            "SELECT command, subject, done_by FROM village_internet.administration"
            " ORDER BY entry DESC LIMIT 5"
        ).fetchall()
        everything: Any = connection.execute(
            "SELECT string_agg(one::text, ' ') FROM village_internet.administration AS one"
        ).fetchone()
    assert rows[::-1] == [
        ("add-account", f"{name} {PASER} reader", "postgres"),
        ("new-token", f"{name} laptop", "postgres"),
        ("set-role", f"{name} steward", "postgres"),
        ("open-collection", "villages", "postgres"),
        ("close-collection", "villages", "postgres"),
    ]
    assert first not in everything[0]
    assert second not in everything[0]


def test_check_finds_a_role_that_was_given_too_much(
    running_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    grants = (
        ("GRANT SELECT ON village_internet.tokens TO village_internet_writer", "tokens"),
        ("GRANT UPDATE (receipt) ON village_internet.revisions TO village_internet_writer", "rev"),
        ("GRANT village_internet_owner TO village_internet_writer", "was made a member"),
    )
    for grant, words in grants:
        with running_server.database() as connection:
            connection.execute(grant)
        try:
            assert running_server.administer("check") == 1
            assert words in capsys.readouterr().out
        finally:
            with running_server.database() as connection:
                connection.execute(grant.replace("GRANT", "REVOKE").replace(" TO ", " FROM "))
    assert running_server.administer("check") == 0
