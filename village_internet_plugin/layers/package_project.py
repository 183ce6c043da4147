# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the styles and a QGIS project into a layer package, where stock QGIS looks for them."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from qgis.core import Qgis, QgsProject

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.layers.geopackage import write_failed
from village_internet_plugin.layers.map_sheet import Sheet
from village_internet_plugin.layers.package_forms import (
    layers_by_table,
    set_first_values,
    set_package_forms,
)
from village_internet_plugin.layers.project import (
    build_project,
    metric_extent,
    metric_system,
    open_tables_of,
)
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.reports.map_words import map_words

PROJECT_NAME = "plan"
_SHEET = Words("Map", "Peta")
_SHEET_HEIGHT_MM = 210.0
_STYLE_NOTE = "Village Internet Planner"
_SAVED_BY = re.compile(r' saveUser(?:Full)?="[^"]*"')


def add_project(
    path: Path, plan: Plan, report: CheckReport | None, language: str, made_at: str
) -> None:
    """Style the tables of the GeoPackage at `path` and embed a project that shows them.

    The project has a sheet ready to print, and forms for a survey. It finds its layers by the
    file's name, in the folder it lies in, and names the agency as its author and nobody else.
    Raises InputError when the file cannot be written.
    """
    project = build_project(open_tables_of(path), plan.title, language)
    metadata = project.metadata()
    metadata.setAuthor(plan.agency)
    project.setMetadata(metadata)
    set_first_values(layers_by_table(project))
    _save_styles(project, path)
    set_package_forms(project, language)
    _lay_out(project, plan, report, language)
    text = _project_text(project, path)
    # The layers are closed before SQLite writes: OGR holds the file while they are open.
    project.clear()
    _embed(path, text, made_at)


def _lay_out(project: QgsProject, plan: Plan, report: CheckReport | None, language: str) -> None:
    """Add a sheet of A4 that shows what the project shows, with legend, scale bar and figures."""
    sheet = Sheet(project, _SHEET_HEIGHT_MM, language)
    sheet.layout.setName(_SHEET.say(language))
    sheet.add_map(metric_extent(project), metric_system(project), None)
    sheet.add_words(map_words(plan, report, language))
    sheet.add_legend()


def _save_styles(project: QgsProject, path: Path) -> None:
    for layer in project.mapLayers().values():
        failure = layer.saveStyleToDatabase(layer.name(), _STYLE_NOTE, True, "")
        if failure:
            raise write_failed(path, str(failure))


def _project_text(project: QgsProject, path: Path) -> str:
    """Return the project's XML, with paths relative to the package's folder."""
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    file = path.with_name(f"{PROJECT_NAME}.qgs")
    if not project.write(str(file)):
        raise write_failed(path, project.error())
    # QGIS writes the login and the name of whoever saves a project.
    return _SAVED_BY.sub("", file.read_text(encoding="utf-8"))


def _embed(path: Path, text: str, made_at: str) -> None:
    """Write the project as QGIS itself does: a zip with the project's file, as hexadecimal text."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(f"{PROJECT_NAME}.qgs", text)
    metadata = json.dumps({"last_modified_time": made_at, "last_modified_user": ""})
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            # One file, without the journals that a copy would leave behind.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(
                "CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"
            )
            connection.execute(
                "INSERT INTO qgis_projects VALUES (?, ?, ?)",
                (PROJECT_NAME, metadata, zipped.getvalue().hex()),
            )
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise write_failed(path, in_user_language(error)) from error
