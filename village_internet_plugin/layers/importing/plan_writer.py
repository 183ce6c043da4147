# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing imported rows into the plan, all in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from village_internet_plugin.domain.schema import (
    PLAN,
    REFERENCE_TABLES,
    VILLAGE_OFFICES,
    Table,
)
from village_internet_plugin.layers.geopackage import (
    RowWriter,
    fids_by_value,
    plan_transaction,
    read_connection,
)
from village_internet_plugin.layers.importing.row_reader import PlanRow
from village_internet_plugin.layers.plan_file import read_setting, write_setting
from village_internet_plugin.reference.reference import Reference


class Written(NamedTuple):
    """What was written: rows taken, how many replaced one with their key, and how many older rows
    were removed.
    """

    accepted: int
    replaced: int
    removed: int = 0


def key_column(table: Table) -> str:
    """Return the column by which a new row replaces an old one.

    Offices have no id of their own: a village's new offices replace all its old ones.
    """
    if table is VILLAGE_OFFICES:
        return "village_code"
    return next(column.name for column in table.columns if column.unique)


def loaded_roles(plan_path: Path) -> list[str]:
    """Return the names of the roles that were imported into the plan."""
    return list(json.loads(read_setting(plan_path, "loaded_roles") or "[]"))


def write_rows(
    plan_path: Path,
    table: Table,
    rows: Sequence[PlanRow],
    progress: Callable[[int], None],
    replaces_all: bool = False,
) -> Written:
    """Put rows into a table of the plan and note its role as loaded: all of it or nothing.

    A row with the key of an old one changes the columns it brings and keeps the others; with
    `replaces_all` every old row goes. `progress` is told each row's place and raises to cancel.
    Raises InputError when the file cannot be written.
    """
    key = key_column(table)
    old = fids_by_value(plan_path, table, key)
    removed = row_count(plan_path, table) if replaces_all else 0
    roles = sorted({*loaded_roles(plan_path), table.name})
    replaced = 0 if replaces_all else sum(str(row.values[key]) in old for row in rows)
    with plan_transaction(plan_path) as dataset:
        # Reads the file once more, which SQLite allows only until a large write has begun.
        settings = _Settings(plan_path, dataset)
        writer = RowWriter(plan_path, dataset, table)
        if replaces_all:
            writer.delete_all()
            old = {}
        elif table is VILLAGE_OFFICES:
            _delete_old(writer, old, {str(row.values[key]) for row in rows})
            old = {}
        for number, row in enumerate(rows):
            progress(number)
            fids = old.get(str(row.values[key]))
            if fids:
                writer.update(fids[0], row.values, row.located.wkb)
            else:
                writer.insert({**row.defaults, **row.values}, row.located.wkb)
        settings.set("loaded_roles", json.dumps(roles))
        if table in REFERENCE_TABLES:
            # Out of date from here; emptied in the same transaction so that it never lies.
            settings.set("reference_sha256", "")
    if table in REFERENCE_TABLES:
        refresh_reference_hash(plan_path)
    return Written(len(rows), replaced, removed)


def declare_empty(plan_path: Path, table: Table) -> None:
    """Note that there is nothing for a role: looked for, and none found. Rows it has stay."""
    write_rows(plan_path, table, (), lambda _number: None)


def row_count(plan_path: Path, table: Table) -> int:
    """Return how many rows a table of the plan has; raises InputError when it cannot be read."""
    with read_connection(plan_path) as connection:
        query = f'SELECT count(*) FROM "{table.name}"'  # noqa: S608 # nosec B608 - names are the schema's own
        return int(connection.execute(query).fetchone()[0])


def _delete_old(writer: RowWriter, old: Mapping[str, list[int]], keys: set[str]) -> None:
    for key in keys:
        for fid in old.get(key, ()):
            writer.delete(fid)


def refresh_reference_hash(plan_path: Path) -> None:
    """Compute the hash of the plan's reference anew and store it in the plan."""
    with Reference.open(plan_path) as reference:
        sha256 = reference.sha256()
    write_setting(plan_path, "reference_sha256", sha256)


class _Settings:
    """Table `plan` inside a running transaction."""

    def __init__(self, plan_path: Path, dataset: object) -> None:
        self._writer = RowWriter(plan_path, dataset, PLAN)
        self._fids = fids_by_value(plan_path, PLAN, "key")

    def set(self, key: str, value: str) -> None:
        if key in self._fids:
            self._writer.update(self._fids[key][0], {"value": value})
        else:
            self._writer.insert({"key": key, "value": value})


def table_has_rows(plan_path: Path, table: Table) -> bool:
    """Tell whether a table of the plan has rows with a key, which other rows can add to."""
    return bool(fids_by_value(plan_path, table, key_column(table)))
