# SPDX-License-Identifier: GPL-2.0-or-later
"""What an algorithm refuses in an Indonesian QGIS is said in Indonesian, by every floor."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from indonesian_session import indonesian_session
from running_algorithms import Algorithms, Failed

pytestmark = pytest.mark.qgis


@pytest.fixture(autouse=True)
def _indonesian(plan: Path) -> Iterator[None]:
    with indonesian_session():
        yield


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        # GDAL's triggers call functions that only GDAL's own SQLite has.
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)


def refusal(algorithms: Algorithms, name: str, **parameters: object) -> str:
    with pytest.raises(Failed) as refused:
        algorithms.run(name, **parameters)
    return str(refused.value)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE plan SET value = '' WHERE key = 'plan_id'", "tetapi bukan rencana: tabel plan"),
        (
            "UPDATE plan SET value = 'dua' WHERE key = 'base_revision'",
            "Pengaturan base_revision dalam",
        ),
        ("UPDATE hotspots SET geom = x'00' WHERE fid = 1", "memuat geometri yang rusak"),
        ("DROP TABLE rtree_villages_geom", "tidak memiliki indeks spasial"),
    ],
)
def test_a_damaged_plan_file(
    damage: str, sentence: str, algorithms: Algorithms, plan: Path
) -> None:
    execute(plan, "INSERT OR IGNORE INTO plan (key, value) VALUES ('base_revision', '0')")
    execute(plan, damage)
    said = refusal(algorithms, "checkplan", PLAN=plan)
    assert sentence in said
    assert str(plan) in said


def test_a_file_that_is_no_geopackage(algorithms: Algorithms, tmp_path: Path) -> None:
    path = tmp_path / "rencana.gpkg"
    path.write_text("bukan basis data" * 100, encoding="utf-8")
    assert refusal(algorithms, "checkplan", PLAN=path) == (
        f"{path} bukan GeoPackage yang dapat dibaca (berkas bukan basis data). "
        "Pilih GeoPackage yang dibuat oleh QGIS atau plugin ini."
    )


def test_a_plan_file_with_a_broken_page(algorithms: Algorithms, plan: Path) -> None:
    with closing(sqlite3.connect(plan)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'hotspots'"
        ).fetchone()
    with plan.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    assert refusal(algorithms, "checkplan", PLAN=plan) == (
        f"{plan} tidak dapat dibaca sampai selesai (isi berkas rusak). "
        "Buka salinannya yang masih utuh."
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "bukan JSON: salah tulis di baris 1, karakter 2."),
        ("[]", "harus berupa objek JSON dengan version dan rules."),
        ("{}", "tidak memiliki version. Isikan, misalnya 2026.1."),
        (
            '{"version": "1", "rules": {"VI103": {"parameters": {"max_office_m": 5}}}}',
            "rules.VI103.parameters.max_office_m tidak dikenal; yang dikenal: ",
        ),
        (
            '{"version": "1", "rules": {"VI103": {"severity": "mild"}}}',
            "rules.VI103.severity harus salah satu dari error, warning, notice.",
        ),
    ],
)
def test_a_wrong_rule_set(
    text: str, fault: str, algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    rule_set = tmp_path / "aturan.json"
    rule_set.write_text(text, encoding="utf-8")
    said = refusal(algorithms, "checkplan", PLAN=plan, RULE_SET=rule_set)
    assert str(rule_set) in said
    assert fault in said


def test_a_rule_set_that_is_not_there(algorithms: Algorithms, plan: Path, tmp_path: Path) -> None:
    missing = tmp_path / "tidak_ada.json"
    assert refusal(algorithms, "checkplan", PLAN=plan, RULE_SET=missing) == (
        f"Kumpulan aturan {missing} tidak dapat dibaca (berkas atau folder tidak ada). "
        "Berikan berkas JSON dalam UTF-8."
    )


@pytest.mark.parametrize("name", ["publishplan", "pullplan"])
@pytest.mark.parametrize(
    ("server", "sentence"),
    [
        ("https://127.0.0.1:9", "Server 127.0.0.1 tidak terjangkau. Rencana tidak berubah;"),
        ("ftp://planner.example", "Alamat server harus diawali https://."),
        ("http://planner.example", "isikan https://planner.example sebagai gantinya."),
    ],
)
def test_a_server_that_cannot_be_asked(
    name: str,
    server: str,
    sentence: str,
    algorithms: Algorithms,
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    assert sentence in refusal(algorithms, name, PLAN=plan, SERVER=server)


def test_a_hotspot_that_cannot_be_published(algorithms: Algorithms, plan: Path) -> None:
    execute(plan, "UPDATE hotspots SET hotspot_id = NULL WHERE fid = 1")
    said = refusal(algorithms, "publishplan", PLAN=plan, SERVER="https://127.0.0.1:9")
    assert "tidak memiliki hotspot_id; beri ID, di QGIS lewat kalkulator isian" in said


def test_an_unknown_key_of_a_mapping(algorithms: Algorithms, plan: Path, sample: Path) -> None:
    said = refusal(
        algorithms,
        "importlayer",
        PLAN=plan,
        ROLE="village_offices",
        SOURCE=sample / "kantor_desa.csv",
        MAPPING='{"Kode": "KODE"}',
    )
    assert said.startswith("Pemetaan memuat kunci tak dikenal “Kode”. Yang dikenal: ")
