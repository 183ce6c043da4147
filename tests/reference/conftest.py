# SPDX-License-Identifier: GPL-2.0-or-later
"""Real villages as a reference: the shared files, with columns named as in the schema."""

from __future__ import annotations

import lzma
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from village_internet_plugin.reference.reference import Reference

RENAMED = {"code": "village_code", "village": "name", "type": "kind"}


def rename_columns(path: Path) -> None:
    """Give the shared data's columns the schema's names, in place."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        # They keep the R-tree when shapes are edited, with functions that only GDAL has.
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for old, new in RENAMED.items():
            connection.execute(f"ALTER TABLE villages RENAME COLUMN {old} TO {new}")
        connection.execute("CREATE UNIQUE INDEX village_codes ON villages (village_code)")
        connection.commit()


@pytest.fixture(scope="session")
def kaltim_file(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kaltim") / "villages.gpkg"
    path.write_bytes((shared_data / "kaltim_villages.gpkg").read_bytes())
    rename_columns(path)
    return path


@pytest.fixture(scope="session")
def kaltim(kaltim_file: Path) -> Iterator[Reference]:
    with Reference.open(kaltim_file) as reference:
        yield reference


@pytest.fixture(scope="session")
def country_file(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The 83,402 villages of the country, unpacked (76 MB) for these tests only."""
    folder = tmp_path_factory.mktemp("country")
    path = folder / "villages.gpkg"
    with lzma.open(shared_data / "indonesia_villages.gpkg.xz") as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file, 1 << 20)
    rename_columns(path)
    yield path
    shutil.rmtree(folder)
