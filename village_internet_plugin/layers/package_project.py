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

from village_internet_plugin.layers.geopackage import write_failed
from village_internet_plugin.layers.project import build_project, open_tables_of
from village_internet_plugin.layers.user_language import in_user_language

PROJECT_NAME = "plan"
_STYLE_NOTE = "Village Internet Planner"
_SAVED_BY = re.compile(r' saveUser(?:Full)?="[^"]*"')


def add_project(path: Path, title: str, agency: str, language: str, made_at: str) -> None:
    """Style the tables of the GeoPackage at `path` and embed a project that shows them.

    The project finds its layers by the file's name, in the folder it lies in. It names the agency
    as its author and nobody else. Raises InputError when the file cannot be written.
    """
    project = build_project(open_tables_of(path), title, language)
    metadata = project.metadata()
    metadata.setAuthor(agency)
    project.setMetadata(metadata)
    _save_styles(project, path)
    text = _project_text(project, path)
    # The layers are closed before SQLite writes: OGR holds the file while they are open.
    project.clear()
    _embed(path, text, made_at)


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
