# SPDX-License-Identifier: GPL-2.0-or-later
"""What the web's own database login may do: with a token as much as its account, without, nothing.

Nothing here goes through the publish process: this is what holds when that is wrong, or when the
login's password is in the wrong hands. Every transaction is taken back.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import (
    CheckViolation,
    FeatureNotSupported,
    ForeignKeyViolation,
    GeneratedAlways,
    InsufficientPrivilege,
    ObjectNotInPrerequisiteState,
    SerializationFailure,
    WrongObjectType,
)

from server.paser import hotspot_at
from server.running import KALTIM, PASER, RunningServer
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.identifiers import new_identifier

pytestmark = pytest.mark.server

Writer = psycopg.Connection[tuple[Any, ...]]

HOTSPOT = (
    "INSERT INTO village_internet.hotspots (hotspot_id, plan_id, agency, placed, revision)"
    " VALUES (%(hotspot)s, %(plan)s, %(agency)s, %(placed)s, %(revision)s)"
)
REVISION = (
    "INSERT INTO village_internet.revisions (revision_id, plan_id, agency, revision, base_revision,"
    " published_at, published_by, content_sha256, document, receipt) VALUES (gen_random_uuid(),"
    " %(plan)s, %(agency)s, %(revision)s, %(revision)s - 1, {moment}, %(by)s, repeat('0', 64),"
    " '{{}}', '{{}}')"
)
SOURCE = (
    "INSERT INTO village_internet.funding_sources (funding_source_id, agency, fiscal_year)"
    " VALUES (%s, %s, 2026)"
)


@contextmanager
def writing(server: RunningServer, user: str | None) -> Iterator[Writer]:
    """Give a transaction of the web's login that acts for `user`, or for nobody."""
    with server.database("writer") as connection:
        if user is not None:
            act(connection, server.account(user)["token"])
        yield connection
        connection.rollback()


def act(connection: Writer, token: str) -> None:
    assert connection.execute(
        "SELECT account FROM village_internet.act_by_token(%s)", (token,)
    ).fetchone()


def insert_hotspot(connection: Writer, plan: str, revision: int, agency: str = PASER) -> None:
    values = {"hotspot": new_identifier(), "plan": plan, "agency": agency, "placed": 99}
    connection.execute(HOTSPOT, {**values, "revision": revision})


def insert_revision(
    connection: Writer,
    plan: str,
    revision: int,
    agency: str = PASER,
    by: str = "paser.planner",
    moment: str = "clock_timestamp()",
) -> None:
    connection.execute(
        REVISION.format(moment=moment).encode(),
        {"plan": plan, "agency": agency, "revision": revision, "by": by},
    )


def keep_promises(connection: Writer) -> None:
    """Check now what would be checked at COMMIT."""
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def plan(running_server: RunningServer) -> str:
    """A plan of Paser at revision 1, with one hotspot."""
    document = running_server.document([hotspot_at(running_server.office())])
    assert running_server.publish(document)["outcome"] == "published"
    return document.plan_id


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
                " AND prorettype <> 'trigger'::regtype"
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
        "cost_idr",
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


# Of one agency and another


def test_whoever_acts_for_an_agency_can_publish_its_plan(
    running_server: RunningServer, plan: str
) -> None:
    for user in ("paser.planner", "paser.steward", "administrator"):
        with writing(running_server, user) as writer:
            insert_hotspot(writer, plan, 2)
            writer.execute(
                "UPDATE village_internet.hotspots SET name = 'x', revision = 2 WHERE plan_id = %s",
                (plan,),
            )
            insert_revision(writer, plan, 2, by=user)
            keep_promises(writer)
            head = writer.execute(
                "SELECT head_revision FROM village_internet.plans WHERE plan_id = %s", (plan,)
            ).fetchone()
        assert head == (2,)


@pytest.mark.parametrize("user", ["kaltim.planner", "kaltim.steward", "paser.reader"])
def test_no_other_touches_a_plan(running_server: RunningServer, plan: str, user: str) -> None:
    attempts: tuple[Callable[[Writer], object], ...] = (
        lambda writer: insert_hotspot(writer, plan, 2),
        lambda writer: insert_revision(writer, plan, 2, by=user),
        lambda writer: copy_hotspot(writer, plan),
        *(
            lambda writer, change=change: writer.execute(change + b" WHERE plan_id = %s", (plan,))
            for change in (
                b"UPDATE village_internet.hotspots SET revision = 2",
                b"DELETE FROM village_internet.hotspots",
            )
        ),
        # By way of a row of its own agency's plan that has the same id.
        lambda writer: writer.execute(
            "INSERT INTO village_internet.hotspots (hotspot_id, plan_id, agency, placed, revision)"
            " SELECT hotspot_id, plan_id, agency, 99, 2 FROM village_internet.hotspots"
            " WHERE plan_id = %s ON CONFLICT (hotspot_id) DO UPDATE SET revision = 2",
            (plan,),
        ),
    )
    for attempt in attempts:
        with writing(running_server, user) as writer, pytest.raises(InsufficientPrivilege):
            attempt(writer)


def copy_hotspot(writer: Writer, plan: str) -> None:
    into = "COPY village_internet.hotspots (hotspot_id, plan_id, agency, placed, revision)"
    with writer.cursor() as cursor, cursor.copy(f"{into} FROM STDIN".encode()) as copy:
        copy.write_row((new_identifier(), plan, PASER, 99, 2))


def test_an_agencys_name_on_a_row_does_not_make_it_its_own(
    running_server: RunningServer, plan: str
) -> None:
    with writing(running_server, "kaltim.planner") as writer:
        # The guard looks at the plan's agency; the key refuses the row besides.
        with pytest.raises((InsufficientPrivilege, ForeignKeyViolation)), writer.transaction():
            insert_hotspot(writer, plan, 2, agency=KALTIM)
        with pytest.raises(ForeignKeyViolation), writer.transaction():
            insert_revision(writer, plan, 2, agency=KALTIM, by="kaltim.planner")
        with pytest.raises(InsufficientPrivilege):
            writer.execute(
                "INSERT INTO village_internet.plans (plan_id, agency) VALUES ('p', %s)", (PASER,)
            )


def test_a_hotspot_cannot_be_moved_to_another_plan_or_place(
    running_server: RunningServer, plan: str
) -> None:
    for column in ("plan_id", "agency", "placed", "hotspot_id"):
        with (
            writing(running_server, "administrator") as writer,
            pytest.raises(InsufficientPrivilege),
        ):
            writer.execute(f"UPDATE village_internet.hotspots SET {column} = {column}".encode())


# Heads, revisions and hotspots go together


def test_hotspots_without_a_revision_are_refused_at_commit(
    running_server: RunningServer, plan: str
) -> None:
    with writing(running_server, "paser.planner") as writer:
        writer.execute("DELETE FROM village_internet.hotspots WHERE plan_id = %s", (plan,))
        with pytest.raises(ForeignKeyViolation, match="promised_revisions"):
            writer.commit()


def test_hotspots_change_with_the_next_revision_alone(
    running_server: RunningServer, plan: str
) -> None:
    for revision in (0, 1, 3):
        with (
            writing(running_server, "paser.planner") as writer,
            pytest.raises(InsufficientPrivilege, match="next revision"),
        ):
            insert_hotspot(writer, plan, revision)
    with writing(running_server, "paser.planner") as writer:
        insert_revision(writer, plan, 2)
        # The revision is stored: whatever changes now needs one more.
        writer.execute("DELETE FROM village_internet.hotspots WHERE plan_id = %s", (plan,))
        with pytest.raises(ForeignKeyViolation):
            keep_promises(writer)


def test_a_colleagues_revision_does_not_keep_anothers_promise(
    running_server: RunningServer, plan: str
) -> None:
    with running_server.database("writer") as writer:
        writer.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        act(writer, running_server.account("paser.planner")["token"])
        second = running_server.document(
            [], plan_id=plan, base_revision=1, removed=only_hotspot(running_server, plan), whole=[]
        )
        assert running_server.publish(second, user="paser.steward")["outcome"] == "published"
        with pytest.raises(SerializationFailure):
            insert_hotspot(writer, plan, 2)
        writer.rollback()


def only_hotspot(server: RunningServer, plan: str) -> tuple[str, ...]:
    with server.database() as connection:
        rows = connection.execute(
            "SELECT hotspot_id FROM village_internet.hotspots WHERE plan_id = %s", (plan,)
        ).fetchall()
    return tuple(identifier for (identifier,) in rows)


def test_a_head_moves_by_the_next_revision_alone(running_server: RunningServer, plan: str) -> None:
    with writing(running_server, "administrator") as writer:
        with pytest.raises(CheckViolation, match="does not follow"), writer.transaction():
            insert_revision(writer, plan, 3, by="administrator")
        with pytest.raises(InsufficientPrivilege, match="stored revision"):
            writer.execute(
                "UPDATE village_internet.plans SET head_revision = 7 WHERE plan_id = %s", (plan,)
            )


def test_a_revision_bears_the_name_of_who_published_it_and_when(
    running_server: RunningServer, plan: str
) -> None:
    with writing(running_server, "paser.planner") as writer:
        for by, moment in (
            ("paser.steward", "clock_timestamp()"),
            # The revision before it was published a moment ago.
            ("paser.planner", "now() - interval '1 minute'"),
            ("paser.planner", "now() - interval '1 h'"),
            ("paser.planner", "now() + interval '1 h'"),
        ):
            with pytest.raises(InsufficientPrivilege), writer.transaction():
                insert_revision(writer, plan, 2, by=by, moment=moment)


def test_a_login_that_was_given_the_writers_rights_has_no_more_of_them(
    running_server: RunningServer, plan: str
) -> None:
    with running_server.database() as admin:
        admin.execute("CREATE ROLE another_web_login LOGIN IN ROLE village_internet_writer")
        admin.execute("SET SESSION AUTHORIZATION another_web_login")
        for statement in (
            "UPDATE village_internet.plans SET head_revision = 7",
            "DELETE FROM village_internet.hotspots",
            "UPDATE village_internet.funding_sources SET point_quota = NULL",
        ):
            with pytest.raises(InsufficientPrivilege), admin.transaction():
                admin.execute(statement.encode())
        act(admin, running_server.account("paser.planner")["token"])
        with pytest.raises(InsufficientPrivilege, match="stored revision"), admin.transaction():
            admin.execute("UPDATE village_internet.plans SET head_revision = 7")
        admin.rollback()


# Funding sources


def test_only_the_agencys_steward_sets_its_funding_sources(running_server: RunningServer) -> None:
    source = running_server.funding_source()
    change = (
        "UPDATE village_internet.funding_sources SET point_quota = 1 WHERE funding_source_id = %s"
    )
    for user in ("paser.planner", "paser.reader", "kaltim.steward"):
        with writing(running_server, user) as writer:
            with pytest.raises(InsufficientPrivilege), writer.transaction():
                writer.execute(SOURCE, (new_identifier(), PASER))
            with pytest.raises(InsufficientPrivilege):
                writer.execute(change.encode(), (source,))
    for user in ("paser.steward", "administrator"):
        with writing(running_server, user) as writer:
            writer.execute(SOURCE, (new_identifier(), PASER))
            assert writer.execute(change.encode(), (source,)).rowcount == 1


def test_whoever_draws_on_a_source_of_another_agency_can_lock_it(
    running_server: RunningServer,
) -> None:
    source = running_server.funding_source()
    with writing(running_server, "kaltim.planner") as writer:
        locked = writer.execute(
            "SELECT agency FROM village_internet.funding_sources WHERE funding_source_id = %s"
            " FOR UPDATE",
            (source,),
        ).fetchall()
    assert locked == [(PASER,)]


def changes_of(server: RunningServer, source: str) -> list[tuple[str, int | None, int | None]]:
    with server.database() as connection:
        return connection.execute(
            "SELECT changed_by, (before ->> 'point_quota')::int, (after ->> 'point_quota')::int"
            " FROM village_internet.funding_source_changes WHERE funding_source_id = %s"
            " ORDER BY change_id",
            (source,),
        ).fetchall()


def test_every_change_of_a_funding_source_is_kept_with_who_made_it(
    running_server: RunningServer,
) -> None:
    source = FundingSource(running_server.funding_source(point_quota=2), PASER, 2026, point_quota=2)
    point = hotspot_at(running_server.office(), funding_source_id=source.funding_source_id)
    document = replace(
        running_server.document([point]), funding_sources=(replace(source, point_quota=5),)
    )
    assert running_server.publish(document, user="paser.steward")["outcome"] == "published"
    again = replace(
        running_server.document(
            [], plan_id=document.plan_id, base_revision=1, removed=(point.hotspot_id,), whole=[]
        ),
        funding_sources=document.funding_sources,
    )
    assert running_server.publish(again)["outcome"] == "published"

    assert changes_of(running_server, source.funding_source_id) == [
        ("postgres", None, 2),
        ("paser.steward", 2, 5),
    ]
    for role in ("writer", "admin"):
        with running_server.database(role) as connection, pytest.raises(InsufficientPrivilege):
            connection.execute("DELETE FROM village_internet.funding_source_changes")


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
