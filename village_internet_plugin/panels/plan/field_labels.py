# SPDX-License-Identifier: GPL-2.0-or-later
"""What the fields of an import are called for people, and how their values are written."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS
from village_internet_plugin.layers.importing.header_words import (
    EASTING,
    LATITUDE,
    LONGITUDE,
    NORTHING,
    PAIR,
    RADIUS,
    VILLAGE_DISTRICT,
    VILLAGE_NAME,
    ZONE,
)

_CODES = ("fiscal_year", "year")
"""Numbers that are names: 2025 is not 2,025."""


def target_label(target: str, language: str) -> str:
    """Return what a column of the plan, or a place (see `header_words`), is called."""
    places: Mapping[str, str] = {
        LATITUDE: QCoreApplication.translate("VillageInternet", "Latitude"),
        LONGITUDE: QCoreApplication.translate("VillageInternet", "Longitude"),
        PAIR: QCoreApplication.translate("VillageInternet", "Latitude and longitude in one"),
        EASTING: QCoreApplication.translate("VillageInternet", "Easting (m)"),
        NORTHING: QCoreApplication.translate("VillageInternet", "Northing (m)"),
        ZONE: QCoreApplication.translate("VillageInternet", "UTM zone"),
        RADIUS: QCoreApplication.translate("VillageInternet", "Radius (m)"),
        VILLAGE_NAME: QCoreApplication.translate("VillageInternet", "Name of the village"),
        VILLAGE_DISTRICT: QCoreApplication.translate("VillageInternet", "District of the village"),
    }
    if target in places:
        return places[target]
    words = COLUMN_WORDS.get(target)
    return words.say(language) if words is not None else target


def is_required(role: str, target: str) -> bool:
    """Tell whether a role cannot be read without a column (ids are made where they lack)."""
    table = ROLES[role]
    column = next((column for column in table.columns if column.name == target), None)
    return column is not None and column.required and not column.unique


def value_label(target: str, value: object, language: str) -> str:
    """Return a value as people read it: fixed values in words, numbers with separators."""
    if value is None:
        return ""
    if isinstance(value, str):
        words = VALUE_WORDS.get(value) if target != "name" else None
        return words.say(language) if words is not None else value
    if isinstance(value, (int, float)) and target not in _CODES:
        return number_text(value, language, 0 if float(value).is_integer() else 2)
    return str(value)
