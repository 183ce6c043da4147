# SPDX-License-Identifier: GPL-2.0-or-later
"""Points of any layer as further candidates of a suggestion: schools, markets, health posts.

Made in the main thread; the points are read later, in any thread.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import EPSG, SITE_KINDS
from village_internet_plugin.layers.whole_reading import read_wholly
from village_internet_plugin.siting.problem import PUBLIC_SITE, Site

_NAME_FIELDS = ("name", "nama", "namobj", "nama_lokasi", "nama_site")
_KIND_FIELD, _OTHER = "site_kind", "other_public"
_PRIVATE = "private"


class GivenSites:
    """Points with what they are called."""

    def __init__(
        self,
        source: Any,
        fields: QgsFields,
        crs: QgsCoordinateReferenceSystem,
        title: str,
        transforms: QgsCoordinateTransformContext,
    ) -> None:
        """Read from `source` (anything with ``getFeatures``) when asked; see also `of_layer`."""
        self._source, self._title = source, title
        target = QgsCoordinateReferenceSystem.fromEpsgId(EPSG)
        self._transform = QgsCoordinateTransform(crs, target, transforms)
        places = {field.name().casefold(): place for place, field in enumerate(fields)}
        names = [places[name] for name in _NAME_FIELDS if name in places]
        self._name = names[0] if names else -1
        self._kind = places.get(_KIND_FIELD, -1)

    @classmethod
    def of_layer(cls, layer: QgsVectorLayer) -> GivenSites:
        """Note what a layer holds now, unsaved edits included; nothing is read yet."""
        transforms = QgsProject.instance().transformContext()
        source = QgsVectorLayerFeatureSource(layer)
        sites = cls(source, layer.fields(), layer.crs(), layer.name(), transforms)
        if sites._name < 0:
            sites._name = layer.fields().indexOf(layer.displayField())
        return sites

    def sites(self) -> tuple[Site, ...]:
        """Read the points; rows without a place and private houses are no candidates.

        Raises InputError when a point cannot be brought to longitude and latitude.
        """
        source = self._source
        features = read_wholly(lambda: list(source.getFeatures(QgsFeatureRequest())), self._title)
        found = []
        for feature in features:
            position = self._position(feature.geometry())
            kind = self._text(feature, self._kind)
            if position is None or kind == _PRIVATE:
                continue
            name = self._text(feature, self._name) or f"{self._title} {feature.id()}"
            found.append(
                Site(
                    f"{PUBLIC_SITE}:{feature.id()}",
                    name,
                    position,
                    "",
                    kind if kind in SITE_KINDS else _OTHER,
                    PUBLIC_SITE,
                )
            )
        return tuple(found)

    def _position(self, geometry: QgsGeometry) -> LonLat | None:
        if geometry.isNull() or geometry.isEmpty():
            return None
        point = geometry.centroid().asPoint()
        try:
            point = self._transform.transform(point)
        except QgsCsException as error:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "A point of layer “{layer}” cannot be brought to longitude and latitude. See that "
                "the layer's coordinate system is the right one, or choose another layer.",
            )
            raise InputError(sentence.format(layer=self._title)) from error
        position = LonLat(point.x(), point.y())
        return position if position.is_finite() else None

    def _text(self, feature: Any, place: int) -> str:
        if place < 0:
            return ""
        value = feature.attribute(place)
        return str(value).strip() if isinstance(value, (str, int, float)) else ""
