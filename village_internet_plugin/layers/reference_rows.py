# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the reference data of another file the plan's own: villages, offices and the rest."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from village_internet_plugin.domain.schema import PLAN, REFERENCE_TABLES, Table
from village_internet_plugin.layers.geopackage import RowWriter, fids_by_value, plan_transaction
from village_internet_plugin.layers.importing.plan_writer import (
    loaded_roles,
    refresh_reference_hash,
)
from village_internet_plugin.reference.geopackage import GeoPackage, well_known_binary
from village_internet_plugin.reference.reference import Reference


def replace_reference(plan_path: Path, reference_path: Path) -> None:
    """Make the six reference tables of a plan, and which of them are loaded, those of a GeoPackage.

    One transaction: all is written or the plan is as it was; its other tables stay. Raises
    InputError when one of the files cannot be read or the plan cannot be written.
    """
    names = {table.name for table in REFERENCE_TABLES}
    with Reference.open(reference_path) as reference:
        brought = reference.loaded_roles
    roles = sorted({*brought, *(role for role in loaded_roles(plan_path) if role not in names)})
    settings = fids_by_value(plan_path, PLAN, "key")
    with closing(GeoPackage(reference_path)) as source, plan_transaction(plan_path) as dataset:
        for table in REFERENCE_TABLES:
            _replace_table(RowWriter(plan_path, dataset, table), source, table)
        writer = RowWriter(plan_path, dataset, PLAN)
        # The hash is out of date from here; emptied with the rows, so that it never lies.
        for key, value in (("loaded_roles", json.dumps(roles)), ("reference_sha256", "")):
            if key in settings:
                writer.update(settings[key][0], {"value": value})
            else:
                writer.insert({"key": key, "value": value})
    refresh_reference_hash(plan_path)


def _replace_table(writer: RowWriter, source: GeoPackage, table: Table) -> None:
    writer.delete_all()
    for *values, blob in source.rows_with_geometry(table):
        row: dict[str, object] = dict(zip(table.names(), values))
        writer.insert(row, None if blob is None else well_known_binary(blob))
