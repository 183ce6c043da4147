# SPDX-License-Identifier: GPL-2.0-or-later
"""The verdicts on the map: a layer in memory with a badge per hotspot, beside the user's own.

The plan's file and the look the user gave its layers stay untouched. The layer can be switched off
in the layer tree, is not asked about when QGIS closes, and goes when the plan is closed. A project
that was saved with it gets it back filled, not a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qgis.core import QgsFeature, QgsGeometry, QgsMapLayer, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt import sip

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.layers.field_types import TEXT, make_field
from village_internet_plugin.layers.verdict_styling import verdict_renderer

VERDICTS_PROPERTY = "village_internet/verdicts"
"""The layer property by which the layer is found again in a project."""
TITLE = Words("Verdicts", "Putusan")
_COLUMNS = ("hotspot_id", "verdict")
_SKIP_ASKING = "skipMemoryLayersCheck"
"""QGIS asks, when it closes, about layers in memory that do not have this property."""


class VerdictLayer:
    """The layer with the badges of one plan, by the plan's row numbers."""

    def __init__(self, project: QgsProject, hotspots: QgsVectorLayer | None, language: str) -> None:
        """Find the project's layer of verdicts, or add one just above the layer of hotspots."""
        self._project = project
        self._fids: dict[int, int] = {}
        self._badges: dict[int, tuple[str, LonLat, str]] = {}
        self.layer = _found_in(project) or _added_to(project, hotspots, language)
        self.layer.dataProvider().truncate()

    @property
    def is_there(self) -> bool:
        """Whether the layer still exists: the user may have removed it."""
        return not sip.isdeleted(self.layer)

    def badges(self) -> Mapping[int, tuple[str, LonLat, str]]:
        """Return the hotspot's id, the position and the verdict of each badge, by row number."""
        return self._badges

    def put(self, wanted: Mapping[int, tuple[str, LonLat, str] | None]) -> bool:
        """Show these badges, by row number; None takes one away. Tell whether anything differs.

        What is on the screen stays until `draw`.
        """
        gone, moved, judged, new = [], {}, {}, []
        for row, badge in wanted.items():
            shown = self._badges.get(row)
            if badge == shown:
                continue
            if badge is None:
                gone.append(self._fids.pop(row))
                del self._badges[row]
                continue
            self._badges[row] = badge
            if shown is None:
                new.append(row)
                continue
            if badge[1] != shown[1]:
                moved[self._fids[row]] = _point(badge[1])
            if (badge[0], badge[2]) != (shown[0], shown[2]):
                judged[self._fids[row]] = {0: badge[0], 1: badge[2]}
        provider = self.layer.dataProvider()
        if gone:
            provider.deleteFeatures(gone)
        if moved:
            provider.changeGeometryValues(moved)
        if judged:
            provider.changeAttributeValues(judged)
        if new:
            self._add(new)
        return bool(gone or moved or judged or new)

    def draw(self) -> None:
        """Have the map show what was put."""
        self.layer.updateExtents()
        self.layer.triggerRepaint()

    def remove(self) -> None:
        """Take the layer out of the project, and the plan's group if nothing is left in it."""
        if not self.is_there:
            return
        root = self._project.layerTreeRoot()
        node = root.findLayer(self.layer.id())
        group = node.parent() if node is not None else None
        self._project.removeMapLayer(self.layer.id())
        if group is not None and group is not root and not group.children():
            group.parent().removeChildNode(group)

    def _add(self, rows: list[int]) -> None:
        fields = self.layer.fields()
        features = []
        for row in rows:
            hotspot_id, position, verdict = self._badges[row]
            feature = QgsFeature(fields)
            feature.setAttributes([hotspot_id, verdict])
            feature.setGeometry(_point(position))
            features.append(feature)
        _, added = self.layer.dataProvider().addFeatures(features)
        self._fids.update(zip(rows, (feature.id() for feature in added)))


def _point(position: LonLat) -> QgsGeometry:
    return QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat))


def _found_in(project: QgsProject) -> QgsVectorLayer | None:
    """Return the layer a saved project came back with: without its rows, with its switch as it was.

    Any further one, for example from a project put into this one, goes.
    """
    found = [
        layer
        for layer in project.mapLayers().values()
        if layer.customProperty(VERDICTS_PROPERTY) is not None
    ]
    usable = [layer for layer in found if _is_usable(layer)]
    _remove(project, (layer for layer in found if layer not in usable[:1]))
    if usable:
        _make_passive(usable[0])
    return usable[0] if usable else None


def _remove(project: QgsProject, layers: Iterable[QgsMapLayer]) -> None:
    project.removeMapLayers([layer.id() for layer in layers])


def _is_usable(layer: QgsMapLayer) -> bool:
    return bool(
        layer.isValid()
        and layer.providerType() == "memory"
        and tuple(layer.fields().names()) == _COLUMNS
    )


def _added_to(
    project: QgsProject, hotspots: QgsVectorLayer | None, language: str
) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Point?crs=EPSG:{EPSG}", TITLE.say(language), "memory")
    layer.dataProvider().addAttributes([make_field(name, TEXT) for name in _COLUMNS])
    layer.updateFields()
    layer.setRenderer(verdict_renderer(language))
    layer.setCustomProperty(VERDICTS_PROPERTY, "1")
    _make_passive(layer)
    project.addMapLayer(layer, False)
    group, place = project.layerTreeRoot(), 0
    node = group.findLayer(hotspots.id()) if hotspots is not None else None
    if node is not None:
        group = node.parent()
        place = group.children().index(node)
    group.insertLayer(place, layer)
    return layer


def _make_passive(layer: QgsVectorLayer) -> None:
    """Keep the layer from being edited, asked about, and hit instead of the hotspots below it."""
    layer.setReadOnly(True)
    layer.setCustomProperty(_SKIP_ASKING, 1)
    flag = QgsMapLayer.LayerFlag
    layer.setFlags(layer.flags() & ~flag.Identifiable & ~flag.Searchable)
