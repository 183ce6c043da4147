# SPDX-License-Identifier: GPL-2.0-or-later
"""One page of an OGC API - Features collection, its features read by whoever knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.fields import (
    Reader,
    needed,
    read_count,
    read_known_fields,
    read_list,
)

MAX_PAGE = 100_000

Row = TypeVar("Row")


@dataclass(frozen=True)
class FeaturePage(Generic[Row]):
    """One page of a collection; `matched` counts the features on all pages."""

    rows: tuple[Row, ...]
    matched: int


def read_feature_page(data: object, read_feature: Reader[Row]) -> FeaturePage[Row]:
    """Return a page of a collection; WrongField (an InputError) names the wrong field."""
    values: dict[str, Any] = read_known_fields(
        data,
        {
            "features": lambda features: read_list(features, read_feature, MAX_PAGE),
            "numberMatched": read_count,
        },
    )
    return FeaturePage(values["features"], values["numberMatched"])


def feature_properties(data: object, id_field: str) -> dict[str, Any]:
    """Return the properties of a GeoJSON feature with its id under the name `id_field`.

    The server names a row by the feature's `id`; the property goes before it where it is given.
    """
    if not isinstance(data, dict) or not isinstance(data.get("properties"), dict):
        raise needed(field_words.FEATURE, data)
    return {id_field: data.get("id"), **data["properties"]}
