# SPDX-License-Identifier: GPL-2.0-or-later
"""A waiver as an object in JSON: the columns of table `waivers`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from village_internet_plugin.domain.schema import WAIVERS
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.fields import Reader, column_reader, read_object


def waiver_to_json(waiver: Waiver) -> dict[str, Any]:
    """Return the waiver with every column; a missing or blank time is null."""
    values = {name: getattr(waiver, name) for name in WAIVERS.names()}
    return {
        name: None if isinstance(value, str) and not value.strip() else value
        for name, value in values.items()
    }


def read_waiver(data: object) -> Waiver:
    """Return the waiver that an object of exactly its fields describes.

    Raises WrongField (an InputError) with the name of the field that cannot be.
    """
    values: dict[str, Any] = read_object(data, _READERS)
    return Waiver(**values)


_READERS: Mapping[str, Reader[object]] = {
    column.name: column_reader(column) for column in WAIVERS.columns
}
