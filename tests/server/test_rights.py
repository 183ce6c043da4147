# SPDX-License-Identifier: GPL-2.0-or-later
"""With a token the web's own database login may do as much as the token's account, and no more.

Nothing here goes through the publish process: this is what holds when that is wrong, or when the
login's password is in the wrong hands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import psycopg
import pytest
from psycopg.errors import (
    CheckViolation,
    ForeignKeyViolation,
    InsufficientPrivilege,
    SerializationFailure,
)

from server.paser import hotspot_at
from server.running import KALTIM, PASER, RunningServer
from server.writing import (
    SOURCE,
    Writer,
    act,
    insert_hotspot,
    insert_revision,
    keep_promises,
    publish_plan,
    writing,
)
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.identifiers import new_identifier

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def plan(running_server: RunningServer) -> str:
    """A plan of Paser that stays at revision 1, with one hotspot: all else is taken back."""
    return publish_plan(running_server)


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
    running_server: RunningServer,
) -> None:
    plan = publish_plan(running_server)
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


def test_another_agencys_source_pays_as_far_as_it_goes_and_no_further(
    running_server: RunningServer,
) -> None:
    """Who pays is not always who plans: a province's source pays for a regency's points."""
    source = running_server.funding_source(KALTIM, point_quota=1)
    first = hotspot_at(running_server.office(), funding_source_id=source)
    document = running_server.document([first])
    assert running_server.publish(document)["outcome"] == "published"
    with writing(running_server, "paser.planner") as writer:
        used = writer.execute(
            "SELECT used_points FROM village_internet.funding_sources WHERE funding_source_id = %s",
            (source,),
        ).fetchone()
        assert used == (1,)
        with pytest.raises(CheckViolation, match="within_quota"), writer.transaction():
            writer.execute(
                "INSERT INTO village_internet.hotspots (hotspot_id, plan_id, agency, placed,"
                " revision, funding_source_id) VALUES (%s, %s, %s, 99, 2, %s)",
                (new_identifier(), document.plan_id, PASER, source),
            )
        # Nor does what it pays for make it the planner's.
        with pytest.raises(InsufficientPrivilege):
            writer.execute(
                "UPDATE village_internet.funding_sources SET point_quota = 2"
                " WHERE funding_source_id = %s",
                (source,),
            )
    second = hotspot_at(running_server.office(), funding_source_id=source)
    answer = running_server.publish(
        running_server.document(
            [second], plan_id=document.plan_id, base_revision=1, whole=[first, second]
        )
    )
    assert answer["outcome"] in ("rejected", "refused")


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
