# SPDX-License-Identifier: GPL-2.0-or-later
"""A funding source as an object in JSON: the columns of table `funding_sources`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.schema import FUNDING_SOURCES
from village_internet_plugin.sharing.feature_page import feature_properties
from village_internet_plugin.sharing.fields import (
    Reader,
    WrongField,
    column_reader,
    read_known_fields,
    read_object,
)


def funding_source_to_json(source: FundingSource) -> dict[str, Any]:
    """Return the funding source with every column; what is not set, or blank, is null."""
    values = {name: getattr(source, name) for name in FUNDING_SOURCES.names()}
    return {
        name: None if isinstance(value, str) and not value.strip() else value
        for name, value in values.items()
    }


def read_funding_source(data: object) -> FundingSource:
    """Return the funding source that an object of exactly its fields describes.

    Raises WrongField (an InputError) with the name of the field that cannot be.
    """
    values: dict[str, Any] = read_object(data, _READERS)
    return FundingSource(**values)


def read_funding_source_feature(data: object) -> FundingSource:
    """Return the funding source in a feature of the server's collection `funding_sources`.

    Properties the planner does not know (what is used of the source) are left out; a missing one is
    no empty one. Raises WrongField as `read_funding_source` does.
    """
    properties = feature_properties(data, "funding_source_id")
    try:
        values: dict[str, Any] = read_known_fields(properties, _READERS)
    except WrongField as wrong:
        raise wrong.within("properties") from None
    return FundingSource(**values)


_READERS: Mapping[str, Reader[object]] = {
    column.name: column_reader(column) for column in FUNDING_SOURCES.columns
}
