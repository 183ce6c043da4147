# SPDX-License-Identifier: GPL-2.0-or-later
"""The database's own defences, met by direct SQL, and transactions that lost a race.

What the web's login may do, with a token and without, is in test_rights.py; here the owner's own
people write past the publish process.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Barrier, Thread

import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege

from server.paser import hotspot_at
from server.running import RunningServer
from server.test_publishing import used
from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.server.database import ATTEMPTS, Connection, Database, LostRace
from village_internet_plugin.server.migrations import all_migrations, prepare

pytestmark = pytest.mark.server


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("writer", "UPDATE village_internet.revisions SET published_by = 'somebody else'"),
        ("writer", "DELETE FROM village_internet.revisions"),
        ("writer", "TRUNCATE village_internet.revisions"),
        ("admin", "UPDATE village_internet.revisions SET published_by = 'somebody else'"),
        ("admin", "DELETE FROM village_internet.revisions"),
        ("admin", "TRUNCATE village_internet.revisions CASCADE"),
        ("writer", "UPDATE village_internet.funding_sources SET used_points = 0"),
        ("writer", "DELETE FROM village_internet.funding_sources"),
        ("writer", "UPDATE village_internet.accounts SET role = 'administrator'"),
        ("writer", "UPDATE village_internet.in_force SET rule_set_version = NULL"),
        ("writer", "DELETE FROM village_internet.plans"),
        ("writer", "CREATE TABLE village_internet.mine (a int)"),
        ("reader", "SELECT * FROM village_internet.accounts"),
        ("reader", "SELECT * FROM village_internet.revisions"),
        ("reader", "DELETE FROM village_internet_open.hotspots"),
        ("reader", "INSERT INTO village_internet_open.villages (village_code) VALUES ('x')"),
    ],
)
def test_a_role_cannot_do_what_is_not_its_work(
    running_server: RunningServer, role: str, statement: str
) -> None:
    running_server.publish(running_server.document([]))
    with running_server.database(role) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement.encode())


FOR_THE_AGENCY = {"maintainer", "notes", "site_consent"}
"""What can name persons is in no view that others read."""

INSERT = (
    b"INSERT INTO village_internet.hotspots (hotspot_id, plan_id, agency, placed, revision,"
    b" funding_source_id, capex_idr, opex_idr_per_month, service_months, status) VALUES"
    b" (gen_random_uuid()::text, %s, 'Kabupaten Paser', %s, 1, %s, %s, 0, NULL, %s)"
)


@pytest.fixture
def plan_id(running_server: RunningServer) -> Iterator[str]:
    """A published plan without hotspots, to write into directly; left as its history has it."""
    document = running_server.document([])
    running_server.publish(document)
    yield document.plan_id
    with running_server.database() as connection:
        connection.execute(
            "DELETE FROM village_internet.hotspots WHERE plan_id = %s", (document.plan_id,)
        )


def test_the_counters_refuse_what_a_program_lets_pass(
    running_server: RunningServer, plan_id: str
) -> None:
    source = running_server.funding_source(point_quota=2, budget_idr=5)
    with running_server.database() as writer:
        for placed in (1, 2):
            writer.execute(INSERT, (plan_id, placed, source, 1, "proposed"))
        writer.execute(INSERT, (plan_id, 3, source, 99, "replaced"))
        with pytest.raises(CheckViolation, match="within_quota"), writer.transaction():
            writer.execute(INSERT, (plan_id, 4, source, 1, None))
        with pytest.raises(CheckViolation, match="within_budget"), writer.transaction():
            writer.execute(
                "UPDATE village_internet.hotspots SET capex_idr = 5"
                " WHERE plan_id = %s AND placed = 1",
                (plan_id,),
            )
        writer.rollback()
    assert used(running_server, source) == (0, 0)


def test_points_that_move_between_sources_are_counted_where_they_are(
    running_server: RunningServer, plan_id: str
) -> None:
    first, second = (running_server.funding_source(point_quota=2) for _ in range(2))
    with running_server.database() as writer:
        for placed in (1, 2):
            writer.execute(INSERT, (plan_id, placed, first, 10, "proposed"))
        writer.execute(
            "UPDATE village_internet.hotspots SET funding_source_id = %s"
            " WHERE plan_id = %s AND placed = 2",
            (second, plan_id),
        )
    assert (used(running_server, first), used(running_server, second)) == ((1, 10), (1, 10))
    with running_server.database() as writer:
        writer.execute("DELETE FROM village_internet.hotspots WHERE plan_id = %s", (plan_id,))
    assert (used(running_server, first), used(running_server, second)) == ((0, 0), (0, 0))


def test_a_source_made_after_its_points_and_a_changed_term_are_counted_anew(
    running_server: RunningServer,
) -> None:
    source = running_server.funding_source(service_months=12)
    point = hotspot_at(
        running_server.office(), funding_source_id=source, capex_idr=5, opex_idr_per_month=10
    )
    running_server.publish(running_server.document([point]))
    assert used(running_server, source) == (1, 5 + 10 * 12)

    options = ("--agency", "Kabupaten Paser", "--fiscal-year", "2026", "--service-months", "24")
    assert running_server.administer("set-funding-source", source, *options) == 0

    expected = cost_idr(point, FundingSource(source, "", 2026, service_months=24))
    assert used(running_server, source) == (1, expected) == (1, 245)


def test_writers_who_race_past_the_publish_process_lose_no_count(
    running_server: RunningServer, plan_id: str
) -> None:
    source = running_server.funding_source(point_quota=100)

    def insert(first: int) -> None:
        with running_server.database() as writer:
            for placed in range(first, first + 10):
                writer.execute(INSERT, (plan_id, placed, source, 1, "proposed"))
                writer.commit()

    threads = [Thread(target=insert, args=(1 + 10 * number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert used(running_server, source) == (60, 60)


def test_a_deadlock_is_tried_again_and_nobody_hears_of_it(running_server: RunningServer) -> None:
    # In a database beside ours, so that the deadlocks of ours stay those of the product: none.
    elsewhere = psycopg.conninfo.make_conninfo(
        running_server.description["database"]["admin"], dbname="postgres"
    )
    database = Database(elsewhere)
    both_hold_one = Barrier(2)
    runs: list[int] = []

    def work(first: int, second: int) -> None:
        waited = False

        def take_both(connection: Connection) -> None:
            nonlocal waited
            runs.append(first)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (first,))
            if not waited:
                waited = True
                both_hold_one.wait(10)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (second,))

        database.transaction(take_both)

    threads = [Thread(target=work, args=keys) for keys in ((901, 902), (902, 901))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    database.close()
    assert not any(thread.is_alive() for thread in threads)
    assert len(runs) == 3


def test_a_race_that_is_always_lost_is_told_in_the_end(running_server: RunningServer) -> None:
    database = Database(running_server.description["database"]["writer"])
    tried = []

    def lose(connection: Connection) -> None:
        tried.append(connection.execute("SELECT 1"))
        raise LostRace

    with pytest.raises(LostRace):
        database.transaction(lose)
    database.close()
    assert len(tried) == ATTEMPTS


def test_migrations_may_be_repeated_and_must_not_be_changed(running_server: RunningServer) -> None:
    with running_server.database() as connection:
        assert prepare(connection) == []
        names = connection.execute(
            "SELECT name FROM village_internet.migrations ORDER BY number"
        ).fetchall()
    assert [name for (name,) in names] == [migration.name for migration in all_migrations()]
    with running_server.database() as connection:
        connection.execute("UPDATE village_internet.migrations SET sha256 = 'x' WHERE number = 1")
        connection.commit()
    try:
        assert running_server.administer("prepare") == 1
    finally:
        with running_server.database() as connection:
            connection.execute(
                "UPDATE village_internet.migrations SET sha256 = %s WHERE number = 1",
                (all_migrations()[0].sha256,),
            )


def test_the_columns_of_the_database_are_those_of_the_schema(
    running_server: RunningServer,
) -> None:
    from village_internet_plugin.domain.schema import (
        BLANK_SPOTS,
        FUNDING_SOURCES,
        HOTSPOTS,
        VILLAGES,
    )

    for table in (HOTSPOTS, FUNDING_SOURCES, VILLAGES, BLANK_SPOTS):
        for schema in ("village_internet", "village_internet_open"):
            with running_server.database() as connection:
                rows = connection.execute(
                    "SELECT column_name FROM information_schema.columns"
                    " WHERE table_schema = %s AND table_name = %s",
                    (schema, table.name),
                ).fetchall()
            missing = set(table.names()) - {name for (name,) in rows}
            open_hotspots = (schema, table) == ("village_internet_open", HOTSPOTS)
            assert missing == (FOR_THE_AGENCY if open_hotspots else set()), (schema, table.name)


def test_a_view_reader_is_cut_off_after_a_minute(running_server: RunningServer) -> None:
    with psycopg.connect(running_server.description["database"]["reader"]) as connection:
        row = connection.execute("SHOW statement_timeout").fetchone()
    assert row == ("1min",)


def test_nobody_waits_for_ever_on_who_holds_a_lock(running_server: RunningServer) -> None:
    database = Database(running_server.description["database"]["writer"])

    def limits(connection: Connection) -> tuple[str, str]:
        lock = connection.execute("SHOW lock_timeout").fetchone()
        idle = connection.execute("SHOW idle_in_transaction_session_timeout").fetchone()
        assert lock is not None
        assert idle is not None
        return lock[0], idle[0]

    assert database.transaction(limits) == ("1min", "2min")

    def wait_in_vain(connection: Connection) -> None:
        connection.execute("SET LOCAL lock_timeout = '100ms'")
        connection.execute("SELECT pg_advisory_xact_lock(903)")

    with running_server.database() as holder:
        holder.execute("SELECT pg_advisory_xact_lock(903)")
        # Told to the web's callers as a database that does not answer: 503.
        with pytest.raises(psycopg.OperationalError, match="lock timeout"):
            database.transaction(wait_in_vain)
        holder.rollback()
    database.close()
