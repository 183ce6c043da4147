# SPDX-License-Identifier: GPL-2.0-or-later
"""The published plan by other doors: straight from PostGIS by a login that only reads, and GDAL."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from server.paser import hotspot_at
from server.running import PASER, RunningServer
from village_internet_plugin.server.reading import COLLECTIONS

pytestmark = pytest.mark.server
VIEWS = {
    "blank_spots",
    "funding_sources",
    "hotspot_changes",
    "hotspots",
    "revisions",
    "village_outlines",
    "villages",
}
PERSONS = {"maintainer", "notes", "site_consent", "published_by", "account", "document"}
LOGIN = "peta_paser"


@pytest.fixture(scope="module")
def published(running_server: RunningServer) -> str:
    """The id of a published hotspot with what is for its own agency alone filled in."""
    point = hotspot_at(
        running_server.office(), maintainer="Pak Ahmad", notes="0812-3456", site_consent="letter"
    )
    answer = running_server.publish(running_server.document([point]))
    assert answer["outcome"] == "published", answer
    return point.hotspot_id


@pytest.fixture(scope="module")
def login(running_server: RunningServer) -> Iterator[str]:
    """The connection string of a login made by the administrator's command."""
    assert running_server.administer("add-database-reader", LOGIN) == 0
    password = secrets.token_urlsafe(16)
    with running_server.database() as admin:
        admin.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(LOGIN), sql.Literal(password)
            )
        )
    reader = running_server.description["database"]["reader"]
    yield psycopg.conninfo.make_conninfo(reader, user=LOGIN, password=password)
    assert running_server.administer("remove-database-reader", LOGIN) == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(psycopg.conninfo.make_conninfo(reader, user=LOGIN, password=password))


def test_a_reading_login_sees_the_open_views_and_no_persons(login: str, published: str) -> None:
    with psycopg.connect(login) as connection:
        seen = connection.execute(
            "SELECT table_schema, table_name, column_name FROM information_schema.columns"
            " WHERE table_schema LIKE 'village_internet%'"
        ).fetchall()
        found = connection.execute(
            "SELECT agency, ST_SRID(geom) FROM village_internet_open.hotspots WHERE id = %s",
            (published,),
        ).fetchall()
        life = connection.execute(
            "SELECT revision, change, status FROM village_internet_open.hotspot_changes"
            " WHERE hotspot_id = %s",
            (published,),
        ).fetchall()
        everything = " ".join(
            str(row)
            for view in sorted(VIEWS)
            for row in connection.execute(
                sql.SQL("SELECT * FROM village_internet_open.{}").format(sql.Identifier(view))
            )
        )

    assert {table for _, table, _ in seen} == VIEWS
    assert {schema for schema, _, _ in seen} == {"village_internet_open"}
    assert PERSONS.isdisjoint(column for _, _, column in seen)
    assert found == [(PASER, 4326)]
    assert life == [(1, "added", "proposed")]
    # Told without the whole text, which pytest would take long to compare.
    assert [word for word in ("Pak Ahmad", "0812-3456") if word in everything] == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM village_internet.hotspots",
        "SELECT * FROM village_internet.tokens",
        "SELECT * FROM village_internet.accounts",
        "SELECT * FROM village_internet.revisions",
        "SELECT * FROM village_internet.sealing_key",
        "SELECT village_internet.act_by_token('x')",
        "UPDATE village_internet_open.hotspots SET name = 'x'",
        "DELETE FROM village_internet_open.hotspots",
        "INSERT INTO village_internet_open.villages (village_code) VALUES ('x')",
        "CREATE TABLE village_internet_open.mine (x int)",
        "CREATE TABLE public.mine (x int)",
        "SET ROLE village_internet_writer",
        "SET ROLE village_internet_owner",
        "COPY village_internet_open.hotspots TO '/tmp/all'",
    ],
)
def test_a_reading_login_can_do_nothing_else(login: str, statement: str) -> None:
    with psycopg.connect(login, autocommit=True) as connection:
        # It could be switched off by whoever logs in, so it is not what holds.
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(
            (psycopg.errors.InsufficientPrivilege, psycopg.errors.NotSupportedError)
        ):
            connection.execute(statement.encode())


def test_a_reading_login_is_cut_off_after_a_minute(login: str) -> None:
    with psycopg.connect(login) as connection:
        limit = connection.execute("SHOW statement_timeout").fetchone()
        read_only = connection.execute("SHOW default_transaction_read_only").fetchone()

    assert limit == ("1min",)
    assert read_only == ("on",)


@pytest.mark.parametrize(
    "name", ["village_internet_x", "pg_x", "postgres", "Paser", "a b", "", "x'; DROP TABLE x"]
)
def test_a_login_is_named_so_that_it_is_nobody_elses(
    running_server: RunningServer, name: str
) -> None:
    assert running_server.administer("add-database-reader", name) != 0


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo (gdal-bin) is missing")
def test_gdal_reads_the_collections_over_https_with_sign_in(
    running_server: RunningServer, published: str, tmp_path: Path
) -> None:
    account = running_server.account("paser.reader")
    host = urlsplit(running_server.url).hostname
    netrc = tmp_path / ".netrc"
    netrc.touch(0o600)
    netrc.write_text(f"machine {host} login {account['user']} password {account['token']}\n")

    listed = ogrinfo(running_server, tmp_path, "-so", f"OAPIF:{running_server.url}")
    found = ogrinfo(
        running_server,
        tmp_path,
        *(
            "-al",
            "-where",
            f"hotspot_id = '{published}'",
            f"OAPIF:{running_server.url}",
            "hotspots",
        ),
    )
    whole = {
        name: ogrinfo(running_server, tmp_path, "-so", f"OAPIF:{running_server.url}", name)
        for name in COLLECTIONS
    }

    assert listed.returncode == 0, listed.stderr
    assert all(name in listed.stdout for name in COLLECTIONS)
    assert f"hotspot_id (String) = {published}" in found.stdout, found.stdout + found.stderr
    assert "POINT (" in found.stdout
    session = running_server.session("paser.reader")
    for name, told in whole.items():
        asked = {"f": "json", "limit": "1"}
        address = f"{running_server.url}/collections/{name}/items"
        has = session.get(address, params=asked, timeout=30).json()["numberMatched"]
        assert f"Feature Count: {has}\n" in told.stdout, told.stdout + told.stderr
    assert "Feature Count: 144\n" in whole["villages"].stdout


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo (gdal-bin) is missing")
def test_gdal_is_refused_without_sign_in_and_without_the_authority(
    running_server: RunningServer, tmp_path: Path
) -> None:
    stranger = ogrinfo(running_server, tmp_path, "-so", f"OAPIF:{running_server.url}")
    distrustful = ogrinfo(
        running_server, tmp_path, "-so", f"OAPIF:{running_server.url}", authority=""
    )

    assert stranger.returncode != 0
    assert "401" in stranger.stderr + stranger.stdout
    assert distrustful.returncode != 0
    assert "certificate" in (distrustful.stderr + distrustful.stdout).lower()


def ogrinfo(
    server: RunningServer, home: Path, *arguments: str, authority: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ogrinfo as a user would who keeps the sign-in in his .netrc, readable to him alone."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "GDAL_HTTP_NETRC": "YES"}
    if authority is None:
        environment["CURL_CA_BUNDLE"] = server.ca
    return subprocess.run(
        ["ogrinfo", "-ro", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_documents_of_the_doors_name_what_there_is(repository: Path) -> None:
    text = (repository / "docs" / "other-doors.md").read_text("utf-8")

    assert [view for view in sorted(VIEWS) if f"`{view}`" not in text] == []
    assert "add-database-reader" in text
    # In the unit it would not reach the database: FastCGI replaces the environment.
    assert "fastcgi_param PGSERVICEFILE" in text
    assert "Environment=PGSERVICEFILE" not in text
