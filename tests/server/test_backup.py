# SPDX-License-Identifier: GPL-2.0-or-later
"""Backup and restore of the running server: the same content, or a sentence and exit code 1."""

from __future__ import annotations

import json
import shutil
import stat
import threading
import time
from pathlib import Path

import psycopg
import pytest

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server.__main__ import main
from village_internet_plugin.server.backup import back_up, restore
from village_internet_plugin.server.checking import complaints
from village_internet_plugin.server.database import act_as_owner, connect
from village_internet_plugin.server.fingerprint import fingerprint

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def backup_file(running_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the server with some history in it, made by the command."""
    point = hotspot_at(running_server.office())
    first = running_server.document([point])
    assert running_server.publish(first)["outcome"] == "published"
    file = tmp_path_factory.mktemp("backups") / "monday.backup"
    assert running_server.administer("backup", str(file)) == 0
    return file


@pytest.fixture
def empty_database(running_server: RunningServer) -> str:
    """A new database beside the server's, which goes with it; its connection string."""
    admin = running_server.description["database"]["admin"]
    name = f"restored_{new_identifier().replace('-', '')}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return psycopg.conninfo.make_conninfo(admin, dbname=name)


def test_a_backup_restores_to_the_same_content(
    backup_file: Path, empty_database: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    manifest = json.loads(backup_file.with_name("monday.backup.json").read_text("utf-8"))
    monkeypatch.setenv("VILLAGE_INTERNET_ADMIN_DATABASE", empty_database)

    assert main(["restore", str(backup_file)]) == 0

    assert capsys.readouterr().out.strip() == manifest["fingerprint"]
    with connect(empty_database) as connection:
        assert complaints(connection, deep=True) == []
        for table in ("revisions", "hotspots", "accounts"):
            row = connection.execute(
                f"SELECT count(*) FROM village_internet.{table}".encode()
            ).fetchone()
            assert row == (manifest["tables"][table],)
            assert row > (0,)


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_half_done(backup_file: Path) -> None:
    assert stat.S_IMODE(backup_file.stat().st_mode) == 0o600
    names = sorted(path.name for path in backup_file.parent.iterdir())
    assert names == ["monday.backup", "monday.backup.json"]


def test_the_fingerprint_follows_the_content_alone(
    running_server: RunningServer, empty_database: str, backup_file: Path
) -> None:
    with connect(empty_database) as connection:
        restore(connection, backup_file)
    with connect(empty_database) as connection:
        act_as_owner(connection)
        before = fingerprint(connection)
        # Rewritten rows lie elsewhere in the table, and hold the same.
        connection.execute("UPDATE village_internet.agencies SET agency_key = agency_key")
        assert fingerprint(connection) == before
        connection.execute("UPDATE village_internet.agencies SET made_at = made_at + '1 us'")
        assert fingerprint(connection) != before
        connection.rollback()
        connection.execute("SET TIME ZONE 'Asia/Makassar'")
        assert fingerprint(connection) == before


@pytest.mark.parametrize("place", [0, 0.3, 0.7, 0.999])
def test_a_backup_with_a_changed_byte_is_refused(
    place: float, backup_file: Path, tmp_path: Path, empty_database: str
) -> None:
    changed = _copy(backup_file, tmp_path)
    content = bytearray(changed.read_bytes())
    content[int(place * len(content))] ^= 1
    changed.write_bytes(bytes(content))

    with connect(empty_database) as connection, pytest.raises(InputError, match="changed or cut"):
        restore(connection, changed)
    with connect(empty_database) as connection:
        assert connection.execute("SELECT to_regnamespace('village_internet')").fetchone() == (
            None,
        )


def test_a_restore_that_gives_other_content_says_so(
    backup_file: Path, tmp_path: Path, empty_database: str
) -> None:
    other = _copy(backup_file, tmp_path)
    manifest = json.loads((tmp_path / "copy.backup.json").read_text("utf-8"))
    manifest["fingerprint"] = "0" * 64
    manifest["tables"]["revisions"] += 1
    (tmp_path / "copy.backup.json").write_text(json.dumps(manifest), encoding="utf-8")

    with connect(empty_database) as connection, pytest.raises(InputError, match="Do not use") as no:
        restore(connection, other)
    assert "revisions (" in str(no.value)


def test_a_backup_of_a_disarmed_database_is_not_called_sound(
    running_server: RunningServer, tmp_path: Path, empty_database: str
) -> None:
    change = "ALTER TABLE village_internet.hotspots {} TRIGGER a_guard_updated"
    with running_server.database() as connection:
        connection.execute(change.format("DISABLE").encode())
    try:
        assert running_server.administer("backup", str(tmp_path / "disarmed.backup")) == 0
    finally:
        with running_server.database() as connection:
            connection.execute(change.format("ENABLE").encode())

    with connect(empty_database) as connection, pytest.raises(InputError) as refused:
        restore(connection, tmp_path / "disarmed.backup")
    assert "do not use this database" in str(refused.value)
    assert "trigger a_guard_updated on village_internet.hotspots" in str(refused.value)


@pytest.mark.parametrize(
    ("manifest", "words"), [(None, "is missing"), ("{}", "is not what"), ("[", "is not what")]
)
def test_a_backup_without_its_manifest_is_not_trusted(
    manifest: str | None, words: str, backup_file: Path, tmp_path: Path, empty_database: str
) -> None:
    alone = _copy(backup_file, tmp_path)
    beside = tmp_path / "copy.backup.json"
    beside.unlink()
    if manifest is not None:
        beside.write_text(manifest, encoding="utf-8")

    with connect(empty_database) as connection, pytest.raises(InputError, match=words):
        restore(connection, alone)


def test_a_backup_by_a_newer_program_is_refused(
    backup_file: Path, tmp_path: Path, empty_database: str
) -> None:
    newer = _copy(backup_file, tmp_path)
    beside = tmp_path / "copy.backup.json"
    manifest = {**json.loads(beside.read_text("utf-8")), "migration": 9_999}
    beside.write_text(json.dumps(manifest), encoding="utf-8")

    with connect(empty_database) as connection, pytest.raises(InputError, match="newer program"):
        restore(connection, newer)


def test_nothing_is_restored_over_data(
    running_server: RunningServer, backup_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert running_server.administer("restore", str(backup_file)) == 1
    assert "holds the server's tables already" in capsys.readouterr().err


def test_no_backup_overwrites_another(
    running_server: RunningServer, backup_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = backup_file.read_bytes()
    assert running_server.administer("backup", str(backup_file)) == 1
    assert "exists already" in capsys.readouterr().err
    assert backup_file.read_bytes() == before


def test_a_backup_that_fails_leaves_no_file(
    running_server: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    failing = tmp_path / "pg_dump"
    failing.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 1\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setattr("village_internet_plugin.server.backup._program", lambda *_: str(failing))

    assert running_server.administer("backup", str(tmp_path / "x.backup")) == 1

    assert "pg_dump failed: no room left" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["pg_dump"]


def test_no_secret_stands_on_a_command_line_during_a_backup(
    running_server: RunningServer, tmp_path: Path
) -> None:
    admin = running_server.description["database"]["admin"]
    password = psycopg.conninfo.conninfo_to_dict(admin)["password"]
    seen: set[str] = set()
    ended = threading.Event()

    def watch() -> None:
        while not ended.is_set():
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    words = process.read_bytes().decode("utf-8", "replace")
                except OSError:
                    continue
                if "pg_dump" in words:
                    seen.add(words)
            time.sleep(0.002)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with connect(admin) as connection:
            back_up(connection, tmp_path / "watched.backup")
    finally:
        ended.set()
        watcher.join()

    assert seen
    assert not [words for words in seen if str(password) in words]


def test_what_is_published_meanwhile_is_in_the_next_backup(
    running_server: RunningServer, tmp_path: Path
) -> None:
    with connect(running_server.description["database"]["admin"]) as connection:
        manifest = back_up(connection, tmp_path / "before.backup")
    assert (
        running_server.publish(running_server.document([hotspot_at(running_server.office())]))[
            "outcome"
        ]
        == "published"
    )
    with connect(running_server.description["database"]["admin"]) as connection:
        later = back_up(connection, tmp_path / "after.backup")

    assert later.tables["revisions"] == manifest.tables["revisions"] + 1
    assert later.fingerprint != manifest.fingerprint


def _copy(backup: Path, folder: Path) -> Path:
    copied = folder / "copy.backup"
    shutil.copy(backup, copied)
    shutil.copy(backup.with_name(backup.name + ".json"), folder / "copy.backup.json")
    return copied
