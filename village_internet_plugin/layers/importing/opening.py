# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening whatever the user chose to import, by the kind of thing it is."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Union

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.importing.delimited import read_delimited
from village_internet_plugin.layers.importing.kml_file import (
    KML_SUFFIXES,
    DamagedKml,
    gdal_reads_kml,
    read_kml,
)
from village_internet_plugin.layers.importing.source_table import SourceTable, TextTable
from village_internet_plugin.layers.importing.vector_source import (
    FeatureTable,
    choose_layer,
    layer_names,
    layer_table,
    open_vector_file,
    unreadable,
)
from village_internet_plugin.layers.importing.workbook import read_workbook
from village_internet_plugin.layers.user_language import in_user_language, user_language

_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_WORKBOOK_SUFFIXES = (".xlsx", ".ods")


Source = Union[QgsVectorLayer, FeatureTable, str, Path]
"""What can be imported: a layer (in its own thread), the snapshot of one, or a path."""


def open_source(
    source: Source, layer: str | None, role: str, named: Collection[str] = ()
) -> SourceTable:
    """Open a QGIS layer, a path, or a path with ``|layername=``.

    `layer` names a layer or sheet of a file that has several; without it the one called like `role`
    is taken (`role` is empty when nobody knows yet). `named` are headers the user named, by which
    a sheet's header is found. Raises InputError when nothing can be read there, SourceProblem when
    the layer has to be chosen.
    """
    if isinstance(source, QgsVectorLayer):
        return layer_table(source)
    if isinstance(source, FeatureTable):
        return source
    path, of_path = _path_of(source)
    chosen = of_path or layer
    suffix = path.suffix.casefold()
    if suffix in _TEXT_SUFFIXES:
        return read_delimited(path, role, named)
    if suffix in _WORKBOOK_SUFFIXES:
        return read_workbook(path, chosen, role, named)
    if _is_read_here(path):
        folders = _folders(path)
        return folders[choose_layer(path, list(folders), chosen, role)]
    return open_vector_file(path, chosen, role)


def layers_of(source: Source) -> list[str]:
    """Return the layers or sheets a source has to choose from; none where there is no choice.

    Raises InputError when the file cannot be read.
    """
    if isinstance(source, (QgsVectorLayer, FeatureTable)):
        return []
    path, of_path = _path_of(source)
    if of_path is not None or path.suffix.casefold() in _TEXT_SUFFIXES:
        return []
    return list(_folders(path)) if _is_read_here(path) else layer_names(path)


def _is_read_here(path: Path) -> bool:
    return path.suffix.casefold() in KML_SUFFIXES and not gdal_reads_kml()


def _folders(path: Path) -> dict[str, TextTable]:
    """Return the folders of a KML file; raises InputError when it cannot be read."""
    try:
        return read_kml(path)
    except OSError as error:
        raise unreadable(str(path), in_user_language(error)) from error
    except DamagedKml as error:
        raise unreadable(str(path), error.reason.say(user_language())) from error


def _path_of(source: str | Path) -> tuple[Path, str | None]:
    """Return the file, and its layer when the source names one; raises InputError without file."""
    text, _, rest = str(source).partition("|layername=")
    path = Path(text)
    if not path.is_file() and not path.is_dir():
        missing = QCoreApplication.translate("VillageInternet", "there is no such file")
        raise unreadable(text, missing)
    return path, rest.partition("|")[0] or None
