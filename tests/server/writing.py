# SPDX-License-Identifier: GPL-2.0-or-later
"""Direct SQL by the web's own database login, past the publish process; all of it taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from server.paser import hotspot_at
from server.running import PASER, RunningServer
from village_internet_plugin.domain.identifiers import new_identifier

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


def publish_plan(server: RunningServer) -> str:
    """Publish a plan of Paser with one hotspot, as its revision 1, and return its id."""
    document = server.document([hotspot_at(server.office())])
    assert server.publish(document)["outcome"] == "published"
    return document.plan_id
