# SPDX-License-Identifier: GPL-2.0-or-later
"""Forms of a plan's layers in the user's project: tabs, value lists, remarks, first values.

All of it is set on the layers in the project; the user's file and the styles kept in it stay as
they are. A form the user changed in a saved project is left alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsProject,
    QgsRelation,
    QgsVectorLayer,
)

from village_internet_plugin.domain.languages import LANGUAGES, Words
from village_internet_plugin.domain.schema import (
    HOTSPOTS,
    INTEGER,
    REAL,
    STATUSES,
    TABLES,
    VILLAGE_KINDS,
)
from village_internet_plugin.layers.column_words import VALUE_WORDS
from village_internet_plugin.layers.form_words import (
    BOXES,
    DEMANDS,
    EVERY_KIND,
    LONG_TEXTS,
    NEEDED_FROM,
    NOT_STATED,
    TABS,
    VILLAGE,
    VILLAGE_KNOWN,
    Demand,
    Section,
    filled,
)
from village_internet_plugin.layers.forms import setting_form, value_list
from village_internet_plugin.layers.plan_expressions import FIRST_VALUES

FORM_PROPERTY = "village_internet/form"
"""The layer property that says in which language, and in which make, its form was set."""
VILLAGE_RELATION = "village_internet_village_of_hotspot"
_MAKE = "1"
_VILLAGES_OFFERED = 200
_CODE = "^[0-9]{2}[.][0-9]{2}[.][0-9]{2}[.][0-9]{4}$"
_LISTED_TABLES = ("villages", "funding_sources")
_READ_ONLY_TABLES = ("published_hotspots",)
_READ_ONLY_COLUMNS = ("hotspot_id",)
_STRENGTH = QgsFieldConstraints.ConstraintStrength
_DISPLAYED = {
    "villages": "concat(\"name\", ', ' || \"district\", ' (' || \"village_code\" || ')')",
    "hotspots": 'coalesce("name", left("hotspot_id", 8))',
    "published_hotspots": 'coalesce("name", left("hotspot_id", 8))',
    "funding_sources": '"funding_source_id"',
}
"""What a row of a table is called in lists, as an expression."""


NeededFields = Mapping[str, Sequence[str]]
"""The columns a hotspot needs, by its status: a parameter of rule VI205."""


def set_plan_forms(
    layers: Mapping[str, QgsVectorLayer], language: str, needed: NeededFields | None = None
) -> None:
    """Give a plan's layers, by table, their forms in `language` ("en" or "id").

    `needed` are the columns the plan's rules ask of a hotspot, where they ask for any. The layers
    must be in a project. What takes first values from the map needs the functions of
    `plan_expressions`; without them those values stay empty.
    """
    for _ in setting_plan_forms(layers, language, needed):
        continue


def setting_plan_forms(
    layers: Mapping[str, QgsVectorLayer], language: str, needed: NeededFields | None = None
) -> Iterator[str]:
    """Do the same step by step, so that the window has its turn in between; yields the tables."""
    made = f"{_MAKE} {language} {_made_for(layers, needed)}"
    for table, layer in layers.items():
        if layer.customProperty(FORM_PROPERTY) != made:
            yield from _setting_form(layer, table, language, layers)
            for column, demand in _demands(table, needed or {}).items():
                _demand(layer, column, demand, language)
                yield table
            layer.setCustomProperty(FORM_PROPERTY, made)
        if table in _READ_ONLY_TABLES:
            layer.setReadOnly(True)
        if table == "hotspots":
            _set_first_values(layer)
        yield table


def _made_for(layers: Mapping[str, QgsVectorLayer], needed: NeededFields | None) -> int:
    """Return what differs when a form has to be made anew: other rules, other layers to list."""
    listed = [layers[table].id() for table in _LISTED_TABLES if table in layers]
    return zlib.crc32(repr((needed, listed)).encode())


def take_first_values_away(layers: Mapping[str, QgsVectorLayer]) -> None:
    """Take away what only works while the plugin is there: first values by its functions."""
    hotspots = layers.get("hotspots")
    if hotspots is None:
        return
    for column, value in FIRST_VALUES.items():
        place = hotspots.fields().indexOf(column)
        if place < 0 or not value.by_plugin:
            continue
        if hotspots.defaultValueDefinition(place).expression() == value.expression:
            hotspots.setDefaultValueDefinition(place, QgsDefaultValue())


def _setting_form(
    layer: QgsVectorLayer, table: str, language: str, layers: Mapping[str, QgsVectorLayer]
) -> Iterator[str]:
    for _ in setting_form(layer, table, language):
        yield table
    if table in _DISPLAYED:
        layer.setDisplayExpression(_DISPLAYED[table])
    _set_editors(layer, table, language)
    yield table
    if table == "hotspots":
        _offer_villages(layer, layers.get("villages"), language)
        yield table
        _offer_sources(layer, layers.get("funding_sources"))
    _set_layout(layer, table, language)
    yield table
    _set_table(layer, table)
    yield table


def _demands(table: str, needed: NeededFields) -> dict[str, Demand]:
    """Return what is demanded of a table's columns; of a hotspot, more as it comes along."""
    demands = dict(DEMANDS.get(table, {}))
    if table != "hotspots":
        return demands
    for column in HOTSPOTS.names():
        asking = [status for status in STATUSES if column in needed.get(status, ())]
        if not asking or asking[0] == STATUSES[0] or column == "village_code":
            # What a proposed hotspot needs, and its village, is demanded of every one.
            continue
        states = ", ".join(f"'{status}'" for status in asking)
        expression = f"coalesce(\"status\", '') NOT IN ({states}) OR {filled(column)}"
        said = [
            words.format(status=VALUE_WORDS[asking[0]].say(tongue))
            for tongue, words in zip(LANGUAGES, NEEDED_FROM)
        ]
        before = demands.get(column)
        if before is not None:
            expression = f"({before.expression}) AND ({expression})"
            said = [f"{first} {second}" for first, second in zip(before.sentence, said)]
        demands[column] = Demand(expression, Words(*said))
    return demands


def _set_editors(layer: QgsVectorLayer, table: str, language: str) -> None:
    """Choose the editors of single columns: lists that can be left empty, numbers, notes."""
    columns = {known.name: known.columns for known in TABLES}.get(table, ())
    for column in columns:
        if column.choices and not column.required and column.name != "status":
            offered = value_list(column.choices, language, NOT_STATED)
            _edit(layer, column.name, "ValueMap", {"map": offered})
    for name in LONG_TEXTS.get(table, ()):
        _edit(layer, name, "TextEdit", {"IsMultiline": True, "UseHtml": False})
    for column in columns:
        if column.holds in (INTEGER, REAL):
            # A spin box takes the wheel that was meant for the form, and has no place for nothing.
            _edit(layer, column.name, "TextEdit", {"IsMultiline": False, "UseHtml": False})
    if table == "funding_sources":
        kinds = value_list(VILLAGE_KINDS, language, EVERY_KIND)
        both = ", ".join(VALUE_WORDS[kind].say(language) for kind in VILLAGE_KINDS)
        kinds.append({both: ",".join(VILLAGE_KINDS)})
        _edit(layer, "village_kinds", "ValueMap", {"map": kinds})
    if table in ("hotspots", "published_hotspots"):
        # The village is shown by its name.
        layer.setFieldAlias(layer.fields().indexOf("village_code"), VILLAGE.say(language))


def _offer_villages(
    hotspots: QgsVectorLayer, villages: QgsVectorLayer | None, language: str
) -> None:
    """Have the village searched by name or code; only what was typed is looked up in the file."""
    if villages is None:
        return
    relation = QgsRelation()
    relation.setId(VILLAGE_RELATION)
    relation.setName(villages.name())
    relation.setReferencingLayer(hotspots.id())
    relation.setReferencedLayer(villages.id())
    relation.addFieldPair("village_code", "village_code")
    project = hotspots.project() or QgsProject.instance()
    project.relationManager().removeRelation(VILLAGE_RELATION)
    project.relationManager().addRelation(relation)
    configuration = {
        "Relation": VILLAGE_RELATION,
        "ReferencedLayerId": villages.id(),
        "ReferencedLayerName": villages.name(),
        "ReferencedLayerDataSource": villages.publicSource(),
        "ReferencedLayerProviderKey": villages.providerType(),
        "AllowNULL": True,
        "OrderByValue": True,
        "ShowForm": False,
        "ShowOpenFormButton": False,
        "MapIdentification": False,
        "AllowAddFeatures": False,
        "ReadOnly": False,
        "FetchLimitActive": True,
        "FetchLimitNumber": _VILLAGES_OFFERED,
    }
    _edit(hotspots, "village_code", "RelationReference", configuration)
    known = f"get_feature('{villages.id()}', 'village_code', \"village_code\") IS NOT NULL"
    expression = f"regexp_match(\"village_code\", '{_CODE}') > 0 AND {known}"
    _demand(hotspots, "village_code", Demand(expression, VILLAGE_KNOWN), language)


def _offer_sources(hotspots: QgsVectorLayer, sources: QgsVectorLayer | None) -> None:
    if sources is None:
        return
    configuration = {
        "Layer": sources.id(),
        "LayerName": sources.name(),
        "LayerSource": sources.publicSource(),
        "LayerProviderName": sources.providerType(),
        "Key": "funding_source_id",
        "Value": "funding_source_id",
        "Description": 'concat_ws(\', \', "agency", "programme", "fiscal_year")',
        "AllowNull": True,
        "OrderByValue": True,
    }
    _edit(hotspots, "funding_source_id", "ValueRelation", configuration)


def _demand(layer: QgsVectorLayer, column: str, demand: Demand, language: str) -> None:
    place = layer.fields().indexOf(column)
    if place < 0:
        return
    layer.setConstraintExpression(place, demand.expression, demand.sentence.say(language))
    strength = _STRENGTH.ConstraintStrengthHard if demand.hard else _STRENGTH.ConstraintStrengthSoft
    constraint = QgsFieldConstraints.Constraint
    layer.setFieldConstraint(place, constraint.ConstraintExpression, strength)
    if demand.hard:
        layer.setFieldConstraint(place, constraint.ConstraintNotNull, strength)
        layer.setFieldConstraint(place, constraint.ConstraintUnique, strength)


def _set_layout(layer: QgsVectorLayer, table: str, language: str) -> None:
    configuration: QgsEditFormConfig = layer.editFormConfig()
    sections = _sections(table)
    if sections:
        configuration.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
        configuration.clearTabs()
        for section in sections:
            configuration.addTab(_section(layer, section, table in TABS, language))
        others = [field.name() for field in layer.fields() if not _is_known(field.name(), table)]
        for name in others:
            configuration.addTab(_column(layer, name, configuration.invisibleRootContainer()))
    for place, field in enumerate(layer.fields()):
        read_only = field.name() in _READ_ONLY_COLUMNS or table in _READ_ONLY_TABLES
        configuration.setReadOnly(place, read_only)
        # A tab scrolls sideways where name and editor side by side are wider than the window.
        configuration.setLabelOnTop(place, table in TABS)
    layer.setEditFormConfig(configuration)


def _set_table(layer: QgsVectorLayer, table: str) -> None:
    """Show the columns in the attribute table in the form's order, without row numbers."""
    order = [name for section in _sections(table) for name in section.columns]
    configuration = layer.attributeTableConfig()
    configuration.update(layer.fields())
    columns = configuration.columns()
    columns.sort(key=lambda one: order.index(one.name) if one.name in order else len(order))
    for column in columns:
        column.hidden = column.hidden or column.name == "fid"
    configuration.setColumns(columns)
    layer.setAttributeTableConfig(configuration)


def _sections(table: str) -> tuple[Section, ...]:
    return TABS.get(table) or BOXES.get(table) or ()


def _section(
    layer: QgsVectorLayer, section: Section, is_tab: bool, language: str
) -> QgsAttributeEditorContainer:
    container = QgsAttributeEditorContainer(section.title.say(language), None)
    if hasattr(Qgis, "AttributeEditorContainerType"):
        kinds = Qgis.AttributeEditorContainerType
        container.setType(kinds.Tab if is_tab else kinds.GroupBox)
    else:
        # QGIS before 3.32.
        container.setIsGroupBox(not is_tab)
    container.setColumnCount(1)
    for name in section.columns:
        if layer.fields().indexOf(name) >= 0:
            container.addChildElement(_column(layer, name, container))
    return container


def _column(
    layer: QgsVectorLayer, name: str, parent: QgsAttributeEditorContainer
) -> QgsAttributeEditorField:
    return QgsAttributeEditorField(name, layer.fields().indexOf(name), parent)


def _is_known(name: str, table: str) -> bool:
    return name == "fid" or any(name in section.columns for section in _sections(table))


def _set_first_values(hotspots: QgsVectorLayer) -> None:
    """Set the first value of each column that the user gave none."""
    for column, value in FIRST_VALUES.items():
        place = hotspots.fields().indexOf(column)
        if place >= 0 and not hotspots.defaultValueDefinition(place).isValid():
            hotspots.setDefaultValueDefinition(place, QgsDefaultValue(value.expression, False))


def _edit(
    layer: QgsVectorLayer, column: str, editor: str, configuration: dict[str, object]
) -> None:
    place = layer.fields().indexOf(column)
    if place >= 0:
        layer.setEditorWidgetSetup(place, QgsEditorWidgetSetup(editor, configuration))
