# SPDX-License-Identifier: GPL-2.0-or-later
"""How a table's form speaks: columns and fixed values by their names in the user's language."""

from __future__ import annotations

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

from village_internet_plugin.domain.schema import TABLES
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS

_CHOICES = {
    (table.name, column.name): column.choices
    for table in TABLES
    for column in table.columns
    if column.choices
}


def set_form(layer: QgsVectorLayer, table: str, language: str) -> None:
    """Give the columns of `table` their names in `language`, and lists where values are fixed.

    Columns the planner does not know stay as they are.
    """
    for index, field in enumerate(layer.fields()):
        words = COLUMN_WORDS.get(field.name())
        if words is not None:
            layer.setFieldAlias(index, words.say(language))
        choices = _CHOICES.get((table, field.name()))
        if choices:
            listed = [{_value_words(value, language): value} for value in choices]
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": listed}))
        if field.name() == "fid":
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))


def _value_words(value: str, language: str) -> str:
    words = VALUE_WORDS.get(value)
    return words.say(language) if words is not None else value
