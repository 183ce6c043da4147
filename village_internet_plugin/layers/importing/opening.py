# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening whatever the user chose to import, by the kind of thing it is."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.importing.delimited import read_delimited
from village_internet_plugin.layers.importing.source_table import SourceTable
from village_internet_plugin.layers.importing.vector_source import (
    LayerTable,
    open_vector_file,
    unreadable,
)
from village_internet_plugin.layers.importing.workbook import read_workbook

_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_WORKBOOK_SUFFIXES = (".xlsx", ".ods")


def open_source(source: QgsVectorLayer | str | Path, layer: str | None, role: str) -> SourceTable:
    """Open a QGIS layer, a path, or a path with ``|layername=``.

    `layer` names a layer or sheet of a file that has several; without it the one called like `role`
    is taken. Raises InputError when nothing can be read there.
    """
    if isinstance(source, QgsVectorLayer):
        return LayerTable(source)
    text, _, rest = str(source).partition("|layername=")
    path, chosen = Path(text), rest.partition("|")[0] or layer
    if not path.is_file() and not path.is_dir():
        missing = QCoreApplication.translate("VillageInternet", "there is no such file")
        raise unreadable(text, missing)
    suffix = path.suffix.casefold()
    if suffix in _TEXT_SUFFIXES:
        return read_delimited(path)
    if suffix in _WORKBOOK_SUFFIXES:
        return read_workbook(path, chosen, role)
    return open_vector_file(path, chosen, role)
