# SPDX-License-Identifier: GPL-2.0-or-later
"""Forms of a layer package: what a surveyor fills in where this plugin is not there.

They ask only for widgets that stock QGIS and QField both have, find their lists by layers of the
same project, and call no function of the plugin's own. Styles kept beside the tables have no lists
of other tables' rows: such a list is found through the project alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qgis.core import (
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from village_internet_plugin.layers.plan_expressions import FIRST_VALUES
from village_internet_plugin.layers.plan_forms import (
    FORM_PROPERTY,
    VILLAGE_RELATION,
    set_plan_forms,
    take_first_values_away,
)

EDITED_TABLE = "hotspots"
"""The one table whose edits come back into a plan; the others are there to be looked at."""
_VILLAGE_LIST = {
    "Key": "village_code",
    "Value": "name",
    "Description": 'concat("name", \', \' || "district")',
    "AllowNull": True,
    "OrderByValue": True,
    "UseCompleter": True,
    "AllowMulti": False,
    "NofColumns": 1,
    "FilterExpression": "",
}
_SOURCE_PLACES = ("LayerSource", "ReferencedLayerDataSource")
"""Where a widget notes the path of the file it lists rows of: the one of this machine."""


def set_first_values(layers: Mapping[str, QgsVectorLayer]) -> None:
    """Give a hotspot drawn in the field its id and its state by QGIS's own expressions."""
    hotspots = layers[EDITED_TABLE]
    for column, value in FIRST_VALUES.items():
        place = hotspots.fields().indexOf(column)
        if place >= 0 and not value.by_plugin:
            hotspots.setDefaultValueDefinition(place, QgsDefaultValue(value.expression, False))


def set_package_forms(project: QgsProject, language: str) -> None:
    """Give the layers of a package's project their tabs, remarks, and lists of other rows."""
    layers = layers_by_table(project)
    set_plan_forms(layers, language)
    take_first_values_away(layers)
    _list_villages(project, layers)
    for table, layer in layers.items():
        layer.removeCustomProperty(FORM_PROPERTY)
        _forget_paths(layer)
        layer.setReadOnly(table != EDITED_TABLE)


def layers_by_table(project: QgsProject) -> dict[str, QgsVectorLayer]:
    """Return the project's layers by the table each one shows."""
    return dict(_with_table(layer) for layer in project.mapLayers().values())


def _with_table(layer: QgsVectorLayer) -> tuple[str, QgsVectorLayer]:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    return str(parts["layerName"]), layer


def _list_villages(project: QgsProject, layers: Mapping[str, QgsVectorLayer]) -> None:
    """Have the village chosen from a list, which needs no relation and is searched as one types."""
    project.relationManager().removeRelation(VILLAGE_RELATION)
    hotspots, villages = layers[EDITED_TABLE], layers["villages"]
    listed = {**_VILLAGE_LIST, "Layer": villages.id(), "LayerName": villages.name()}
    place = hotspots.fields().indexOf("village_code")
    hotspots.setEditorWidgetSetup(place, QgsEditorWidgetSetup("ValueRelation", listed))


def _forget_paths(layer: QgsVectorLayer) -> None:
    for place, setup in _editors(layer):
        configuration = setup.config()
        if any(key in configuration for key in _SOURCE_PLACES):
            kept = {key: value for key, value in configuration.items() if key not in _SOURCE_PLACES}
            layer.setEditorWidgetSetup(place, QgsEditorWidgetSetup(setup.type(), kept))


def _editors(layer: QgsVectorLayer) -> Iterator[tuple[int, QgsEditorWidgetSetup]]:
    for place in range(layer.fields().count()):
        yield place, layer.editorWidgetSetup(place)
