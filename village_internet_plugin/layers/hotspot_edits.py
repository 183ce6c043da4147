# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts and changes rows in the edit buffers of a plan's layers; used inside an `edit_step`."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS

_POSITION = ("lon", "lat")


def place_hotspot(layer: QgsVectorLayer, hotspot: Hotspot) -> int:
    """Add a hotspot to the layer `hotspots` and return its fid; InputError when it is refused."""
    values = {name: getattr(hotspot, name) for name in HOTSPOTS.names()}
    return _add(layer, values, hotspot.position)


def add_row(layer: QgsVectorLayer, values: Mapping[str, object]) -> int:
    """Add a row to a table without geometry and return its fid; InputError when it is refused."""
    return _add(layer, values, None)


def change_hotspot(layer: QgsVectorLayer, fid: int, changes: Mapping[str, object]) -> None:
    """Give a hotspot new values; ``lon`` and ``lat`` (degrees, EPSG:4326) move it.

    Raises InputError when the layer refuses, KeyError for a column it does not have.
    """
    change_row(layer, fid, {k: v for k, v in changes.items() if k not in _POSITION})
    if not any(name in changes for name in _POSITION):
        return
    geometry = layer.getGeometry(fid)
    old = None if geometry.isNull() else geometry.asPoint()
    lon = changes.get("lon", old.x() if old is not None else None)
    lat = changes.get("lat", old.y() if old is not None else None)
    moved = _point(LonLat(float(str(lon)), float(str(lat))))
    # Defaults that update themselves would make a second undo step outside of a command.
    _require(layer.changeGeometry(fid, moved, True), layer)


def change_row(layer: QgsVectorLayer, fid: int, changes: Mapping[str, object]) -> None:
    """Give a row new values; None empties a column. Raises as `change_hotspot`."""
    if not changes:
        return
    values = {_place(layer, name): value for name, value in changes.items()}
    _require(layer.changeAttributeValues(fid, values), layer)


def delete_row(layer: QgsVectorLayer, fid: int) -> None:
    """Take a row away; InputError when the layer refuses."""
    _require(layer.deleteFeature(fid), layer)


def _add(layer: QgsVectorLayer, values: Mapping[str, object], position: LonLat | None) -> int:
    feature = QgsFeature(layer.fields())
    for name, value in values.items():
        if value is not None:
            feature.setAttribute(_place(layer, name), value)
    if position is not None:
        feature.setGeometry(_point(position))
    _require(layer.addFeature(feature), layer)
    return int(feature.id())


def _point(position: LonLat) -> QgsGeometry:
    return QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat))


def _place(layer: QgsVectorLayer, name: str) -> int:
    place = layer.fields().indexOf(name)
    if place < 0:
        raise KeyError(name)
    return int(place)


def _require(taken: bool, layer: QgsVectorLayer) -> None:
    if not taken:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "Layer “{layer}” refused the edit; nothing was changed. Look in QGIS's message log, "
            "tab “{layer}”, for the reason.",
        )
        raise InputError(sentence.format(layer=layer.name()))
