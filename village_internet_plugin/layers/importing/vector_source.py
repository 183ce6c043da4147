# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening layers and files with geometries: GeoPackage, Shapefile, GeoJSON, KML, any QGIS layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsFeatureRequest,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QDate, QDateTime, Qt, QVariant

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.problems import LAYER, SourceProblem
from village_internet_plugin.layers.importing.shapes import GEOMETRY_KINDS
from village_internet_plugin.layers.importing.source_table import SourceRow


class FeatureTable:
    """Features of QGIS as a source; its rows are numbered by feature id.

    `features` is anything with QGIS's `getFeatures`: a layer, or the snapshot of one.
    """

    header_row: int | None = None

    def __init__(
        self,
        name: str,
        headers: Sequence[str],
        shape: str | None,
        crs: Any,
        features: Any,
        count: int,
    ) -> None:
        self.name, self.headers, self.shape, self.crs = name, headers, shape, crs
        self._features, self._count = features, count

    def __len__(self) -> int:
        return self._count

    def rows(self, with_geometry: bool = True) -> Iterator[SourceRow]:
        """Go through the features, those of an unsaved edit included."""
        request = QgsFeatureRequest()
        if not with_geometry:
            request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        for feature in self._features.getFeatures(request):
            values = {
                header: _plain(value) for header, value in zip(self.headers, feature.attributes())
            }
            geometry = feature.geometry() if with_geometry and feature.hasGeometry() else None
            yield SourceRow(feature.id(), values, geometry)


def layer_table(layer: QgsVectorLayer, name: str | None = None) -> FeatureTable:
    """Return a layer as a source for the thread it lives in; raises InputError when not valid."""
    if not layer.isValid():
        # Not `layer.error().summary()`: on an empty error it crashes QGIS 3.22.
        raise unreadable(name or layer.name(), "")
    shape = GEOMETRY_KINDS.get(layer.geometryType())
    headers = [field.name() for field in layer.fields()]
    crs = layer.crs() if shape else None
    count = max(0, int(layer.featureCount()))
    return FeatureTable(name or layer.name(), headers, shape, crs, layer, count)


def open_vector_file(path: Path, layer_name: str | None, role: str) -> FeatureTable:
    """Open a layer of a file: the one named, else the only one, else the one named like `role`.

    Raises InputError when the file cannot be read or the choice is not clear.
    """
    chosen = choose_layer(path, layer_names(path), layer_name, role)
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    options.skipCrsValidation = True  # a missing system is refused here, not asked for in a dialog
    layer = QgsVectorLayer(f"{_openable(path)}|layername={chosen}", chosen, "ogr", options)
    return layer_table(layer, path.name)


def layer_names(path: Path) -> list[str]:
    """Return the names of the layers in a file; raises InputError when GDAL cannot read it."""
    gdal.ErrorReset()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.OpenEx(_openable(path), gdal.OF_VECTOR)
        reason = gdal.GetLastErrorMsg()
    except RuntimeError as error:  # another plugin switched GDAL's exceptions on
        raise unreadable(str(path), str(error)) from error
    finally:
        gdal.PopErrorHandler()
    if dataset is None:
        raise unreadable(str(path), reason)
    return [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]


def choose_layer(path: Path, names: list[str], wanted: str | None, role: str) -> str:
    """Return which of a file's layers to read; raises InputError when that is not clear."""
    if wanted is None and len(names) == 1:
        return names[0]
    chosen = wanted or role
    if chosen in names:
        return chosen
    sentence = QCoreApplication.translate(
        "VillageInternet",
        '{path} holds several layers or not the one asked for. Name one in the mapping ("layer"): '
        "{names}.",
    )
    raise SourceProblem(sentence.format(path=path, names=", ".join(names) or "–"), LAYER)


def _openable(path: Path) -> str:
    """Return what GDAL opens: an archive is read without being unpacked."""
    return f"/vsizip/{path}" if path.suffix.casefold() == ".zip" else str(path)


def unreadable(name: str, reason: str) -> InputError:
    """Return the error for a source that cannot be opened."""
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "{name} cannot be read ({reason}). "
        "Give a GeoPackage, Shapefile, GeoJSON, KML, CSV or XLSX.",
    )
    unknown = QCoreApplication.translate("VillageInternet", "its format is not known")
    return InputError(sentence.format(name=name, reason=reason.strip(" .\n") or unknown))


def _plain(value: Any) -> object:
    """Return a QGIS attribute as text, number or None."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, QVariant):  # QGIS's NULL
        return None
    if isinstance(value, QDateTime):
        value = value.date()
    if isinstance(value, QDate):
        return value.toString(Qt.DateFormat.ISODate)
    return str(value)
