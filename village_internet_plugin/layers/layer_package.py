# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan packed for others: one GeoPackage that opens, styled, in any QGIS without the plugin.

It is written anew, table by table, so that nothing of the plan's file can come along unseen: no
outbox, no sign-in, no column that may name a person, and no path of the machine it is made on.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeedback,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.schema import HOTSPOTS, OUTBOX, PLAN, TABLES
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.layers.field_types import TEXT, make_field
from village_internet_plugin.layers.findings_layer import findings_in_memory
from village_internet_plugin.layers.geopackage import write_failed
from village_internet_plugin.layers.package_project import add_project
from village_internet_plugin.layers.package_reading import (
    AT_EXPORT,
    AT_EXPORT_SHA256,
    MANIFEST_TABLE,
    hotspots_at_export,
)
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.user_language import user_language
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reports.manifest import LEFT_OUT, manifest

PACKED_TABLES = tuple(table.name for table in TABLES if table not in (PLAN, OUTBOX))
FINDINGS_TABLE = "findings"


class PackingCancelled(Exception):
    """The user stopped the packing; no file was written."""


def export_layer_package(
    plan_path: Path,
    output: Path,
    report: CheckReport | None = None,
    language: str | None = None,
    feedback: QgsFeedback | None = None,
) -> None:
    """Write the layer package of the plan at `plan_path` to `output`, replacing an older package.

    With `report`, the plan's check, the package has its findings and verdict counts. `language`
    ("en" or "id", by default QGIS's own) is that of titles, forms and legend. Raises InputError
    when the plan cannot be read or `output` not be written, PackingCancelled when `feedback` is
    cancelled; `output` is then as it was.
    """
    _require_writable(plan_path, output)
    plan = read_plan(plan_path)
    language = language or user_language()
    made_at = datetime.now(timezone.utc).isoformat(timespec="seconds")
    content = manifest(
        plan,
        report,
        made_at=made_at,
        made_with=f"Village Internet Planner {VERSION}, QGIS {Qgis.QGIS_VERSION}",
        language=language,
    )
    # The project names its file, so the package is made under its own name in a folder beside.
    with tempfile.TemporaryDirectory(prefix=".package-", dir=output.parent) as folder:
        unfinished = Path(folder) / output.name
        for layer, table in _packed_layers(plan_path, feedback):
            _write_table(unfinished, layer, table)
        # What a survey grew out of: the merge that brings it home tells by it who changed what.
        _write_table(unfinished, open_layer(plan_path, HOTSPOTS.name), AT_EXPORT.name)
        content[AT_EXPORT_SHA256] = hotspots_at_export(unfinished).sha256
        if report is not None:
            _write_table(unfinished, findings_in_memory(plan, report), FINDINGS_TABLE)
        _write_table(unfinished, _manifest_layer(content), MANIFEST_TABLE)
        add_project(unfinished, plan, report, language, made_at)
        os.replace(unfinished, output)


def _require_writable(plan_path: Path, output: Path) -> None:
    """Raise InputError when `output` is no place for a package, above all when it is a plan."""
    if output.suffix.lower() != ".gpkg":
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "A layer package is a GeoPackage: let its name end in .gpkg, not {name}.",
        )
        raise InputError(sentence.format(name=output.name))
    if not output.parent.is_dir():
        sentence = QCoreApplication.translate(
            "VillageInternet", "There is no folder {folder} to put the package in. Create it first."
        )
        raise InputError(sentence.format(folder=output.parent))
    if output.exists() and (output.samefile(plan_path) or not _is_package(output)):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} exists and is not a layer package; it is not overwritten. "
            "Choose another name for the package.",
        )
        raise InputError(sentence.format(path=output))


def _is_package(path: Path) -> bool:
    """Tell whether a file is a package of an earlier export, which may be replaced."""
    query = "SELECT 1 FROM sqlite_master WHERE name = ?"
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return connection.execute(query, (MANIFEST_TABLE,)).fetchone() is not None
    except sqlite3.Error:
        return False


def _packed_layers(
    plan_path: Path, feedback: QgsFeedback | None
) -> Iterator[tuple[QgsVectorLayer, str]]:
    for done, table in enumerate(PACKED_TABLES):
        if feedback is not None:
            if feedback.isCanceled():
                raise PackingCancelled
            feedback.setProgress(100.0 * done / len(PACKED_TABLES))
        yield open_layer(plan_path, table), table


def _write_table(path: Path, layer: QgsVectorLayer, table: str) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = table
    options.fileEncoding = "UTF-8"
    options.layerOptions = ["FID=fid", "GEOMETRY_NAME=geom"]
    left_out = LEFT_OUT.get(layer.name(), ())
    options.attributes = [
        index for index, field in enumerate(layer.fields()) if field.name() not in left_out
    ]
    actions = QgsVectorFileWriter.ActionOnExistingFile
    options.actionOnExistingFile = (
        actions.CreateOrOverwriteLayer if path.exists() else actions.CreateOrOverwriteFile
    )
    error, message = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsCoordinateTransformContext(), options
    )[:2]
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise write_failed(path, message)


def _manifest_layer(content: Mapping[str, str]) -> QgsVectorLayer:
    layer = QgsVectorLayer("NoGeometry", MANIFEST_TABLE, "memory")
    provider = layer.dataProvider()
    provider.addAttributes([make_field("key", TEXT), make_field("value", TEXT)])
    layer.updateFields()
    rows = []
    for key, value in content.items():
        row = QgsFeature(layer.fields())
        row.setAttributes([key, value])
        rows.append(row)
    provider.addFeatures(rows)
    return layer
