# SPDX-License-Identifier: GPL-2.0-or-later
"""The types of QGIS fields, whose names differ between the versions of Qt and QGIS.

QGIS 3.22 wants QVariant's types and refuses QMetaType's, Qt 6 has no QVariant's: this is the one
place that knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import Qgis, QgsField, QgsFields

from village_internet_plugin.domain import schema
from village_internet_plugin.domain.languages import Words

TEXT, INTEGER, REAL, DATE, BOOLEAN = (
    schema.TEXT,
    schema.INTEGER,
    schema.REAL,
    schema.DATE,
    "boolean",
)
_FIRST_WITH_META_TYPES = 33800


def _types() -> dict[str, Any]:
    if Qgis.QGIS_VERSION_INT >= _FIRST_WITH_META_TYPES:
        from qgis.PyQt.QtCore import QMetaType

        kinds = QMetaType.Type
        return {
            TEXT: kinds.QString,
            INTEGER: kinds.LongLong,
            REAL: kinds.Double,
            DATE: kinds.QDate,
            BOOLEAN: kinds.Bool,
        }
    from qgis.PyQt.QtCore import QVariant

    return {
        TEXT: QVariant.String,
        INTEGER: QVariant.LongLong,
        REAL: QVariant.Double,
        DATE: QVariant.Date,
        BOOLEAN: QVariant.Bool,
    }


_TYPES = _types()


def make_field(name: str, kind: str) -> QgsField:
    """Return a field that holds `kind`: one of the schema's kinds, or ``boolean``."""
    return QgsField(name, _TYPES[kind])


def described_fields(
    columns: Mapping[str, str], meanings: Mapping[str, Words], language: str
) -> QgsFields:
    """Return a field for each column, by its kind.

    Those whose name alone says too little have their meaning as comment, in `language`.
    """
    fields = QgsFields()
    for name, kind in columns.items():
        field = make_field(name, kind)
        if name in meanings:
            field.setComment(meanings[name].say(language))
        fields.append(field)
    return fields
