# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan GeoPackage: making a new one, its settings, and opening its tables as QGIS layers."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from osgeo import gdal, ogr, osr
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain import schema
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.layers.geopackage import (
    BUSY_TIMEOUT_S,
    ogr_call,
    read_connection,
    require_plan_file,
    write_failed,
)
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.reference.plan_version import SCHEMA_VERSION, VERSION_KEY
from village_internet_plugin.rules.rule_set_document import write_rule_set

GEOMETRY_COLUMN = "geom"
_FIELD_TYPES = {
    schema.TEXT: ogr.OFTString,
    schema.INTEGER: ogr.OFTInteger64,
    schema.REAL: ogr.OFTReal,
    schema.DATE: ogr.OFTDate,
}
_GEOMETRY_TYPES = {
    None: ogr.wkbNone,
    "Point": ogr.wkbPoint,
    "MultiPolygon": ogr.wkbMultiPolygon,
}


def create_plan_file(path: Path, agency: str, title: str, rule_set: RuleSet) -> None:
    """Make a new plan: a GeoPackage with every table of the schema, all but `plan` empty.

    It is written beside `path` and renamed once it is whole, so that no half-made plan is ever
    seen. Raises InputError when `path` exists (nothing is overwritten), when its folder does not,
    when the agency has no name, or when the file cannot be written.
    """
    _require_free(path)
    if not agency.strip():
        raise InputError(
            QCoreApplication.translate(
                "VillageInternet", "A plan needs the name of the agency that makes it."
            )
        )
    unfinished = path.with_name(f".{path.stem}-{new_identifier()}.gpkg")
    try:
        _create_tables(unfinished)
        _write_settings(unfinished, _first_settings(agency.strip(), title.strip(), rule_set))
        _require_free(path)
        os.replace(unfinished, path)
    except OSError as error:
        raise write_failed(path, in_user_language(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def open_layer(path: Path, table: str) -> QgsVectorLayer:
    """Open a table of a plan as an ordinary QGIS layer named after the table.

    Raises InputError when `path` is not a plan or cannot be opened, KeyError for an unknown table.
    """
    known = {known_table.name for known_table in schema.TABLES}
    if table not in known:
        raise KeyError(table)
    require_plan_file(path)
    layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
    if not layer.isValid():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The table {table} of {path} could not be opened. "
            "Open the file in QGIS's browser to see what is wrong with it.",
        )
        raise InputError(sentence.format(table=table, path=path))
    return layer


def read_setting(path: Path, key: str) -> str | None:
    """Return a value of table `plan`, or None when the plan does not have the key."""
    require_plan_file(path)
    with read_connection(path) as connection:
        row = connection.execute("SELECT value FROM plan WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def write_setting(path: Path, key: str, value: str) -> None:
    """Set a value of table `plan`, whether or not it had the key; raises InputError on failure."""
    require_plan_file(path)
    _write_settings(path, {key: value})


def _require_free(path: Path) -> None:
    """Raise InputError when a plan cannot be put at `path`."""
    if path.exists():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} exists already and is left as it is. Choose another name for the new plan.",
        )
        raise InputError(sentence.format(path=path))
    if not path.parent.is_dir():
        sentence = QCoreApplication.translate(
            "VillageInternet", "There is no folder {folder} to put the plan in. Create it first."
        )
        raise InputError(sentence.format(folder=path.parent))


def _first_settings(agency: str, title: str, rule_set: RuleSet) -> dict[str, str]:
    """Return the content of table `plan` in a plan that has neither data nor a server yet."""
    return {
        "plan_id": new_identifier(),
        "title": title,
        "agency": agency,
        "rule_set": write_rule_set(rule_set),
        "reference_sha256": "",
        "server": "",
        "base_revision": "0",
        VERSION_KEY: SCHEMA_VERSION,
        "loaded_roles": "[]",
    }


def _write_settings(path: Path, settings: dict[str, str]) -> None:
    # Plain SQL is enough: the table has no geometry, hence no R-tree triggers that need OGR.
    statement = (
        "INSERT INTO plan (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    )
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as connection, connection:
            connection.executemany(statement, settings.items())
    except sqlite3.Error as error:
        raise write_failed(path, in_user_language(error)) from error


def _create_tables(path: Path) -> None:
    """Write a GeoPackage with all tables of the schema and no rows."""
    driver = gdal.GetDriverByName("GPKG")
    dataset = ogr_call(path, driver.Create, str(path), 0, 0, 0, gdal.GDT_Unknown)
    reference_system = osr.SpatialReference()
    reference_system.ImportFromEPSG(schema.EPSG)
    for table in schema.TABLES:
        _create_table(path, dataset, table, reference_system)
    ogr_call(path, dataset.FlushCache)


def _create_table(path: Path, dataset: Any, table: schema.Table, system: Any) -> None:
    options = [
        "FID=fid",
        f"IDENTIFIER={table.name}",
        f"DESCRIPTION={table.title.en} / {table.title.id}",
    ]
    if table.geometry is not None:
        options += [f"GEOMETRY_NAME={GEOMETRY_COLUMN}", "SPATIAL_INDEX=YES"]
    layer = ogr_call(
        path,
        dataset.CreateLayer,
        table.name,
        system if table.geometry else None,
        _GEOMETRY_TYPES[table.geometry],
        options,
    )
    for column in table.columns:
        field = ogr.FieldDefn(column.name, _FIELD_TYPES[column.holds])
        field.SetUnique(column.unique)
        ogr_call(path, layer.CreateField, field)
    if table is schema.VILLAGE_OFFICES:
        # Asked by village while a point moves under the mouse: without it each question reads all.
        statement = f"CREATE INDEX {table.name}_village_code ON {table.name} (village_code)"
        ogr_call(path, dataset.ExecuteSQL, statement)
