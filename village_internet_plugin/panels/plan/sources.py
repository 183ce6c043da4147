# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user gave to import: files and layers, from a drag, a menu or a file dialog."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from qgis.core import QgsMapLayer, QgsMimeDataUtils, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QMimeData

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.layer_source import readable_anywhere
from village_internet_plugin.layers.importing.opening import Source, open_source
from village_internet_plugin.layers.importing.role_guess import guess_role
from village_internet_plugin.layers.plan_in_project import TABLE_PROPERTY
from village_internet_plugin.panels.plan.dropping import LAYER_FORMAT, dropped_files
from village_internet_plugin.panels.plan.plan_state import CHECKLIST_ROLES

_BESIDE_A_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".qmd")
FILE_SUFFIXES = (
    "*.xlsx *.ods *.csv *.txt *.tsv *.gpkg *.shp *.geojson *.json *.kml *.kmz *.zip *.dbf"
)


class Given(NamedTuple):
    """One thing to import: what can be read in any thread, and what people call it."""

    source: Source
    name: str


class Meant(NamedTuple):
    """One thing to import and the role it is meant for."""

    role: str
    given: Given


def given_layer(layer: QgsVectorLayer) -> Given:
    """Return a layer of the project as it is now; raises InputError when it cannot be read."""
    return Given(readable_anywhere(layer), layer.name())


def given_files(paths: Iterable[str]) -> list[Given]:
    """Return files as sources; what only accompanies a Shapefile is none of its own."""
    listed = [Path(path) for path in paths]
    shapes = {path.with_suffix("") for path in listed if path.suffix.casefold() == ".shp"}
    return [
        Given(str(path), path.name)
        for path in listed
        if path.suffix.casefold() not in _BESIDE_A_SHAPEFILE or path.with_suffix("") not in shapes
    ]


def given_by_drag(data: QMimeData, project: QgsProject) -> list[Given]:
    """Return what a drag holds: layers of the project, entries of QGIS's browser, files.

    Raises InputError for a layer that is no vector layer or cannot be read.
    """
    if not data.hasFormat(LAYER_FORMAT):
        return given_files(dropped_files(data))
    return [_given_entry(entry, project) for entry in QgsMimeDataUtils.decodeUriList(data)]


def importable_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """Return the project's vector layers that are not the plan's own, by name."""
    layers = [
        layer
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and not layer.customProperty(TABLE_PROPERTY)
    ]
    return sorted(layers, key=lambda layer: layer.name().casefold())


def with_roles(given: Sequence[Given]) -> list[Meant]:
    """Guess the role of each, by what it says, and put them into the order a plan is made in.

    Reads files: not for the main thread. What cannot be opened gets the role its name says; why it
    cannot be opened is told when it is imported.
    """
    meant = [Meant(_guessed(one), one) for one in given]
    return sorted(meant, key=lambda one: CHECKLIST_ROLES.index(one.role))


def _guessed(one: Given) -> str:
    name = Path(one.name).stem
    try:
        opened = open_source(one.source, None, "")
    except InputError:
        return guess_role(name, (), None)
    return guess_role(name, opened.headers, opened.shape)


def _given_entry(entry: QgsMimeDataUtils.Uri, project: QgsProject) -> Given:
    layer = _layer_of(entry, project)
    if isinstance(layer, QgsVectorLayer):
        return given_layer(layer)
    is_file = entry.providerKey == "ogr" and Path(entry.uri.partition("|")[0]).exists()
    if layer is None and is_file:
        return Given(entry.uri, entry.name)
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "“{name}” is no vector layer or table of this project. Add it to the project first, or "
        "choose a file.",
    )
    raise InputError(sentence.format(name=entry.name))


def _layer_of(entry: QgsMimeDataUtils.Uri, project: QgsProject) -> QgsMapLayer | None:
    """Return the project's layer an entry speaks of (QGIS names it by its id, older ones not)."""
    layer_id = getattr(entry, "layerId", "")
    if layer_id:
        return project.mapLayer(layer_id)
    same = (
        layer
        for layer in project.mapLayersByName(entry.name)
        if layer.source() == entry.uri or layer.dataProvider().dataSourceUri() == entry.uri
    )
    return next(same, None)
