# SPDX-License-Identifier: GPL-2.0-or-later
"""Upgrading: from every earlier version, with data in it, to the newest one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from server.running import RunningServer
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.server import migrations
from village_internet_plugin.server.checking import complaints
from village_internet_plugin.server.database import act_as_owner, connect
from village_internet_plugin.server.hotspot_rows import read_head
from village_internet_plugin.server.migrations import all_migrations, prepare, standing
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.revision_document import RevisionDocument

pytestmark = pytest.mark.server

EARLIER = Path(__file__).with_name("earlier")
NEWEST = len(all_migrations())
HOTSPOT = Hotspot(
    "old-point",
    LonLat(116.05, -1.95),
    village_code="64.01.06.2023",
    name="Kantor desa",
    site_kind="village_office",
    funding_source_id="old-source",
    year=2026,
    maintainer="Pak RT",
    notes="a note",
)
DOCUMENT = RevisionDocument(
    revision_id="old-revision",
    plan_id="old-plan",
    agency="Kabupaten Paser",
    base_revision=0,
    rule_set_version="2026.1",
    reference_sha256="a" * 64,
    added=(HOTSPOT,),
    changed=(),
    removed=(),
    funding_sources=(),
    waivers=(),
    content_sha256=content_sha256([HOTSPOT]),
)
WHO = "SELECT account FROM village_internet.account_by_token(%s)"


@pytest.fixture(scope="module")
def template(running_server: RunningServer) -> str:
    """Make a database that holds PostGIS and nothing else; the administrator's connection string.

    Neither it nor what is made from it is dropped, which would cost a checkpoint each: they go
    with the server.
    """
    admin = str(running_server.description["database"]["admin"])
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("CREATE DATABASE with_postgis")
    with psycopg.connect(admin, dbname="with_postgis") as inside:
        inside.execute("CREATE EXTENSION postgis")
    return admin


@pytest.fixture
def new_database(template: str) -> str:
    """A new database; its connection string."""
    name = f"earlier_{new_identifier().replace('-', '')}"
    with psycopg.connect(template, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE with_postgis")
    return psycopg.conninfo.make_conninfo(template, dbname=name)


def prepare_as_of(conninfo: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring a database from version to version up to `number`, each leaving some data in it."""
    known = all_migrations()
    for newest in range(1, number + 1):
        of_then = known[:newest]
        with monkeypatch.context() as then, connect(conninfo) as connection:
            then.setattr(migrations, "all_migrations", lambda of_then=of_then: of_then)
            prepare(connection)
            left = EARLIER / f"{newest:04}.sql"
            if left.is_file():
                connection.execute(_filled(left.read_text("utf-8")))


def _filled(text: str) -> bytes:
    def literal(value: str) -> str:
        return psycopg.sql.Literal(value).as_string(None)

    document = literal(json.dumps(DOCUMENT.to_json()))
    filled = text.replace(":document", document).replace(":sha", literal(DOCUMENT.content_sha256))
    return filled.encode()


@pytest.mark.parametrize("number", range(1, NEWEST))
def test_every_earlier_version_is_upgraded_with_its_data(
    number: int, new_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_as_of(new_database, number, monkeypatch)

    with connect(new_database) as connection:
        ran = prepare(connection)
    assert ran == [migration.name for migration in all_migrations()[number:]]

    with connect(new_database) as connection:
        act_as_owner(connection)
        found = complaints(connection, deep=True)
        assert [sentence for sentence in found if "in force" not in sentence] == []
        assert bool(found) == (number < 2)
        for token, account in (("old-token", ("paser.old",)), ("past-token", None),
                               ("gone-token", None)):  # fmt: skip
            assert connection.execute(WHO, (token,)).fetchone() == account, token
        if number >= 3:
            assert read_head(connection, "old-plan") == [HOTSPOT]
            kept: Any = connection.execute(
                "SELECT document FROM village_internet.revisions"
            ).fetchone()
            assert kept[0] == DOCUMENT.to_json()
        if number >= 4:
            used: Any = connection.execute(
                "SELECT used_points, point_quota FROM village_internet.funding_sources"
            ).fetchone()
            assert used == (1, 9)
        if number >= 6:
            assert connection.execute(WHO, ("second-token",)).fetchone() == ("paser.old",)
    with connect(new_database) as connection:
        assert prepare(connection) == []


def test_a_database_of_a_newer_program_is_left_alone(
    new_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect(new_database) as connection:
        prepare(connection)
    of_then = all_migrations()[:-1]
    monkeypatch.setattr(migrations, "all_migrations", lambda: of_then)
    monkeypatch.setattr(migrations, "_newest_known", lambda: len(of_then))

    with connect(new_database) as connection, pytest.raises(InputError, match="newer program"):
        prepare(connection)
    with connect(new_database) as connection:
        stands = standing(connection)
    assert stands.newest_run == NEWEST
    assert stands.trouble is not None
    assert "update the program" in stands.trouble


def test_a_migration_that_was_changed_after_its_run_is_told(
    new_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect(new_database) as connection:
        prepare(connection)
    changed = [one._replace(sql=one.sql + "\n") for one in all_migrations()]
    monkeypatch.setattr(migrations, "all_migrations", lambda: changed)

    with connect(new_database) as connection, pytest.raises(InputError, match="was changed after"):
        prepare(connection)


def test_a_database_that_waits_for_its_upgrade_is_told(
    new_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_as_of(new_database, NEWEST - 1, monkeypatch)

    with connect(new_database) as connection:
        stands = standing(connection)

    assert stands.newest_run == NEWEST - 1
    assert stands.trouble is not None
    assert "run prepare" in stands.trouble


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    new_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_as_of(new_database, NEWEST - 1, monkeypatch)
    broken = [
        *all_migrations()[:-1],
        all_migrations()[-1]._replace(sql="CREATE TABLE x (y no_type)"),
    ]
    monkeypatch.setattr(migrations, "all_migrations", lambda: broken)

    with connect(new_database) as connection, pytest.raises(psycopg.Error):
        prepare(connection)

    with connect(new_database) as connection:
        assert standing(connection).newest_run == NEWEST - 1
