# SPDX-License-Identifier: GPL-2.0-or-later
"""Another file's reference becomes the plan's own whole, under the same hash, or not at all."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_file import read_setting
from village_internet_plugin.layers.reference_rows import replace_reference
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference

pytestmark = pytest.mark.qgis


def sha256_of(path: Path) -> str:
    with Reference.open(path) as reference:
        return reference.sha256()


def test_the_real_villages_take_the_place_of_the_plans_own(
    village_plan: Path, shared_data: Path
) -> None:
    write_hotspots(village_plan, (), (Hotspot("a"),))
    source = shared_data / "paser_villages.gpkg"
    replace_reference(village_plan, source)
    assert sha256_of(village_plan) == sha256_of(source)
    assert read_setting(village_plan, "reference_sha256") == sha256_of(source)
    assert read_plan(village_plan).hotspots == (Hotspot("a"),)
    with closing(sqlite3.connect(village_plan)) as connection:
        assert connection.execute("SELECT count(*) FROM villages").fetchone() == (144,)
        assert connection.execute("SELECT count(*) FROM rtree_villages_geom").fetchone() == (144,)


def test_what_was_loaded_is_as_in_the_file_and_other_roles_stay(
    plan: Path, village_plan: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(village_plan)) as connection, connection:
        roles = json.dumps(["hotspots", "settlements", "villages"])
        connection.execute("UPDATE plan SET value = ? WHERE key = 'loaded_roles'", (roles,))
    empty = tmp_path / "empty.gpkg"
    with closing(sqlite3.connect(village_plan)) as source, closing(sqlite3.connect(empty)) as copy:
        source.backup(copy)
        copy.execute("DELETE FROM plan WHERE key = 'reference_sha256'")
        copy.execute("UPDATE plan SET value = '[\"network_nodes\"]' WHERE key = 'loaded_roles'")
        copy.commit()
    replace_reference(village_plan, empty)
    loaded = json.loads(read_setting(village_plan, "loaded_roles") or "")
    assert loaded == ["hotspots", "network_nodes", "villages"]
    assert sha256_of(village_plan) == sha256_of(empty)


def test_a_plan_that_lacks_the_settings_gets_them(village_plan: Path, shared_data: Path) -> None:
    with closing(sqlite3.connect(village_plan)) as connection, connection:
        connection.execute("DELETE FROM plan WHERE key IN ('loaded_roles', 'reference_sha256')")
    source = shared_data / "paser_villages.gpkg"
    replace_reference(village_plan, source)
    assert read_setting(village_plan, "reference_sha256") == sha256_of(source)


def test_a_file_that_cannot_be_read_leaves_the_plan_as_it_was(
    village_plan: Path, tmp_path: Path
) -> None:
    before = village_plan.read_bytes()
    broken = tmp_path / "broken.gpkg"
    broken.write_bytes(b"no database at all, however long it is")
    for path in (broken, tmp_path / "missing.gpkg"):
        with pytest.raises(InputError):
            replace_reference(village_plan, path)
    assert village_plan.read_bytes() == before


def test_a_row_that_cannot_be_written_takes_the_others_back(
    village_plan: Path, tmp_path: Path
) -> None:
    """A reference whose villages have no unique codes: the plan's table refuses the second."""
    twice = tmp_path / "twice.gpkg"
    with closing(sqlite3.connect(village_plan)) as source, closing(sqlite3.connect(twice)) as copy:
        source.backup(copy)
    with closing(sqlite3.connect(twice)) as copy, copy:
        copy.execute("CREATE TABLE villages_twice AS SELECT * FROM villages")
        copy.execute("UPDATE villages_twice SET village_code = '64.01.06.2023'")
        copy.execute("DROP TABLE villages")
        copy.execute("ALTER TABLE villages_twice RENAME TO villages")
    before = sha256_of(village_plan)
    with pytest.raises(InputError, match="is unchanged"):
        replace_reference(village_plan, twice)
    assert sha256_of(village_plan) == before
