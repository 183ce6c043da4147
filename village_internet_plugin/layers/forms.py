# SPDX-License-Identifier: GPL-2.0-or-later
"""How a table's form speaks: columns and fixed values by their names in the user's language.

For every layer of a plan, also in a layer package that is opened without the plugin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgis.core import QgsEditorWidgetSetup, QgsValueMapFieldFormatter, QgsVectorLayer

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import TABLES
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS

NOTHING: str = QgsValueMapFieldFormatter.NULL_VALUE
"""What stands for "no value" in a list of values."""
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
    for _ in setting_form(layer, table, language):
        continue


def setting_form(layer: QgsVectorLayer, table: str, language: str) -> Iterator[str]:
    """Do the same column by column, so that the window has its turn in between; yields them."""
    for index, field in enumerate(layer.fields()):
        words = COLUMN_WORDS.get(field.name())
        if words is not None:
            layer.setFieldAlias(index, words.say(language))
        choices = _CHOICES.get((table, field.name()))
        if choices:
            listed = value_list(choices, language)
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": listed}))
        if field.name() == "fid":
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
        yield field.name()


def value_list(
    values: Iterable[str], language: str, empty: Words | None = None
) -> list[dict[str, str]]:
    """Return fixed values by what they are called; `empty` is what no value is called, if offered.

    The form of QGIS's value map, which keeps this order.
    """
    listed = [] if empty is None else [{empty.say(language): NOTHING}]
    return listed + [{_value_words(value, language): value} for value in values]


def _value_words(value: str, language: str) -> str:
    words = VALUE_WORDS.get(value)
    return words.say(language) if words is not None else value
