# SPDX-License-Identifier: GPL-2.0-or-later
"""Without a token the web's own database login writes nothing, and no seal can be forged.

Nothing here goes through the publish process: this is what holds when that is wrong, or when the
login's password is in the wrong hands.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from psycopg.errors import (
    FeatureNotSupported,
    GeneratedAlways,
    InsufficientPrivilege,
    ObjectNotInPrerequisiteState,
    WrongObjectType,
)

from server.running import PASER, RunningServer
from server.writing import (
    SOURCE,
    act,
    keep_promises,
    publish_plan,
    writing,
)

pytestmark = pytest.mark.server


@pytest.fixture
def plan(running_server: RunningServer) -> str:
    """A plan of Paser at revision 1, with one hotspot."""
    return publish_plan(running_server)


# Without a token


def test_without_a_token_nothing_can_be_written_anywhere(
    running_server: RunningServer, plan: str
) -> None:
    with running_server.database() as connection:
        columns = connection.execute(
            "SELECT attrelid::regclass::text, array_agg(quote_ident(attname)) FROM pg_attribute"
            " JOIN pg_class ON pg_class.oid = attrelid"
            " WHERE relnamespace IN ('village_internet'::regnamespace,"
            " 'village_internet_open'::regnamespace) AND relkind IN ('r', 'v', 'm', 'p')"
            " AND attnum > 0 AND NOT attisdropped GROUP BY attrelid"
        ).fetchall()
    assert len(columns) >= 20
    statements = [
        statement
        for table, names in columns
        for statement in (
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
            *(f"UPDATE {table} SET {name} = {name}" for name in names),
            *INSERTS.get(table, [f"INSERT INTO {table} DEFAULT VALUES"]),
        )
    ]
    for role in ("writer", "reader"):
        with running_server.database(role) as connection:
            for statement in statements:
                try:
                    with connection.transaction():
                        connection.execute(statement.encode())
                        keep_promises(connection)
                except NOT_WRITTEN:
                    continue
                pytest.fail(f"the {role} may: {statement}")


NOT_WRITTEN = (
    InsufficientPrivilege,
    GeneratedAlways,
    FeatureNotSupported,
    ObjectNotInPrerequisiteState,
    WrongObjectType,
)
"""No right to; a number the database alone gives; a view that nobody can write to."""

INSERTS = {
    "village_internet.plans": [
        "INSERT INTO village_internet.plans (plan_id, agency) VALUES ('p', 'Kabupaten Paser')"
    ],
    "village_internet.hotspots": [
        "INSERT INTO village_internet.hotspots (hotspot_id, plan_id, agency, placed, revision)"
        " SELECT 'h', plan_id, agency, 99, head_revision + 1 FROM village_internet.plans LIMIT 1"
    ],
    "village_internet.revisions": [
        "INSERT INTO village_internet.revisions SELECT 'r', plan_id, agency, head_revision + 1,"
        " head_revision, now(), 'paser.planner', repeat('0', 64), '{}', '{}'"
        " FROM village_internet.plans LIMIT 1"
    ],
    "village_internet.funding_sources": [
        "INSERT INTO village_internet.funding_sources (funding_source_id, agency, fiscal_year)"
        " VALUES ('s', 'Kabupaten Paser', 2026)",
        "INSERT INTO village_internet.funding_sources (funding_source_id, agency, fiscal_year)"
        " VALUES ('paser-2026', 'Kabupaten Paser', 2026)"
        " ON CONFLICT (funding_source_id) DO UPDATE SET point_quota = 9",
    ],
}
"""Rows that the web's login may enter where it acts for the right account."""


def test_the_logins_may_call_no_more_functions_than_they_need(
    running_server: RunningServer,
) -> None:
    callable_by = {}
    with running_server.database() as connection:
        for role in ("writer", "reader"):
            rows = connection.execute(
                "SELECT proname FROM pg_proc WHERE pronamespace = 'village_internet'::regnamespace"
                " AND has_schema_privilege(%(role)s, pronamespace, 'USAGE')"
                " AND has_function_privilege(%(role)s, oid, 'EXECUTE')",
                {"role": f"village_internet_{role}"},
            )
            callable_by[role] = {name for (name,) in rows}
    assert callable_by["writer"] == {
        "account_by_token",
        "act_by_token",
        "acting",
        "acts_for",
        "acts_as_steward",
    }
    assert callable_by["reader"] == set()


@pytest.mark.parametrize("table", ["tokens", "accounts", "sealing_key", "administration"])
def test_the_webs_login_reads_no_account_and_no_key(
    running_server: RunningServer, table: str
) -> None:
    for user in (None, "administrator"):
        with writing(running_server, user) as writer, pytest.raises(InsufficientPrivilege):
            writer.execute(f"SELECT FROM village_internet.{table}".encode())


def test_a_wrong_token_acts_for_nobody(running_server: RunningServer) -> None:
    with writing(running_server, None) as writer:
        found = writer.execute("SELECT * FROM village_internet.act_by_token('wrong')").fetchall()
        acting = writer.execute("SELECT village_internet.acting()").fetchone()
    assert (found, acting) == ([], (None,))


# Seals


@pytest.mark.parametrize("seal", ["", "0" * 64, None])
def test_a_forged_seal_acts_for_nobody(running_server: RunningServer, seal: str | None) -> None:
    who = json.dumps({"account": "administrator", "agency": PASER, "role": "administrator"})
    with writing(running_server, None) as writer:
        writer.execute("SELECT set_config('village_internet.acting', %s, true)", (who,))
        if seal is not None:
            writer.execute("SELECT set_config('village_internet.seal', %s, true)", (seal,))
        assert writer.execute("SELECT village_internet.acting()").fetchone() == (None,)
        with pytest.raises(InsufficientPrivilege):
            writer.execute("INSERT INTO village_internet.plans (plan_id, agency) VALUES ('p', 'x')")


def test_a_seal_is_good_in_its_own_transaction_alone(running_server: RunningServer) -> None:
    setting = "current_setting('village_internet.{}')"
    read = f"SELECT {setting.format('acting')}, {setting.format('seal')}"
    with writing(running_server, "administrator") as writer:
        sealed = writer.execute(read.encode()).fetchone()
        assert writer.execute("SELECT village_internet.acting() ->> 'role'").fetchone() == (
            "administrator",
        )
        writer.commit()
        assert writer.execute("SELECT village_internet.acting()").fetchone() == (None,)
        # Nor does writing it down for the whole session help.
        writer.execute(
            "SELECT set_config('village_internet.acting', %s, false),"
            " set_config('village_internet.seal', %s, false)",
            sealed,
        )
        assert writer.execute("SELECT village_internet.acting()").fetchone() == (None,)


def test_a_seal_does_not_fit_another_account(running_server: RunningServer) -> None:
    with writing(running_server, "paser.reader") as writer:
        writer.execute(
            "SELECT set_config('village_internet.acting', replace(current_setting("
            "'village_internet.acting'), 'reader', 'administrator'), true)"
        )
        assert writer.execute("SELECT village_internet.acting()").fetchone() == (None,)


def test_a_transaction_taken_back_to_before_its_token_acts_for_nobody(
    running_server: RunningServer,
) -> None:
    with writing(running_server, None) as writer:
        writer.execute("SAVEPOINT before")
        act(writer, running_server.account("paser.planner")["token"])
        writer.execute("ROLLBACK TO SAVEPOINT before")
        assert writer.execute("SELECT village_internet.acting()").fetchone() == (None,)


# Tokens stay out of the database's log


def test_a_token_is_in_no_log_of_the_database(running_server: RunningServer) -> None:
    state = json.loads((running_server.folder / "server" / "state.json").read_text("utf-8"))
    log = Path(state["cluster"]) / "postgresql.log"
    token = running_server.account("paser.reader")["token"]
    with running_server.database() as admin:
        admin.execute("ALTER ROLE village_internet_writer SET log_min_duration_statement = 0")
    try:
        with writing(running_server, "paser.reader"):
            pass
    finally:
        with running_server.database() as admin:
            admin.execute("ALTER ROLE village_internet_writer RESET log_min_duration_statement")
    give_up = time.monotonic() + 5
    while "act_by_token" not in log.read_text("utf-8") and time.monotonic() < give_up:
        time.sleep(0.02)
    text = log.read_text("utf-8")

    assert "act_by_token" in text
    assert token not in text


def test_no_function_of_the_schema_is_for_everybody(running_server: RunningServer) -> None:
    with running_server.database() as connection:
        for_everybody = connection.execute(
            "SELECT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))"
            " WHERE pronamespace = 'village_internet'::regnamespace AND grantee = 0"
        ).fetchall()
    assert for_everybody == []


@pytest.mark.parametrize(
    "function", ["count_in", "count_out", "count_anew", "move_head", "guard_hotspots"]
)
def test_what_triggers_run_as_owner_cannot_be_hung_on_a_table_of_ones_own(
    running_server: RunningServer, function: str
) -> None:
    with writing(running_server, None) as writer:
        writer.execute("CREATE TEMP TABLE mine (funding_source_id text)")
        with pytest.raises(InsufficientPrivilege, match="permission denied for function"):
            writer.execute(
                "CREATE TRIGGER mine AFTER INSERT ON mine REFERENCING NEW TABLE AS come FOR EACH"
                f" STATEMENT EXECUTE FUNCTION village_internet.{function}()".encode()
            )


def test_nobody_steps_aside_before_his_change_of_a_funding_source_is_signed(
    running_server: RunningServer,
) -> None:
    with writing(running_server, "paser.steward") as writer:
        writer.execute(SOURCE, ("paser-signed", PASER))
        writer.execute("SELECT set_config('village_internet.acting', '', true)")
        with pytest.raises(InsufficientPrivilege, match="by somebody alone"):
            writer.execute("SET CONSTRAINTS ALL IMMEDIATE")
