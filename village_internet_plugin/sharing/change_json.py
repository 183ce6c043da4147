# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes of fields, of waivers and of funding sources as objects in JSON, written and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.field_change import ADDED, CHANGED, REMOVED, FieldChange
from village_internet_plugin.sharing.fields import (
    Reader,
    choice_reader,
    needed,
    read_identifier,
    read_known_fields,
    read_list,
    read_number,
    read_optional_text,
)
from village_internet_plugin.sharing.revision_document import MAX_WAIVERS
from village_internet_plugin.sharing.source_changes import SourceChange
from village_internet_plugin.sharing.waiver_changes import WaiverChange
from village_internet_plugin.sharing.waiver_json import read_waiver, waiver_to_json

MAX_CHANGES = 2 * MAX_WAIVERS
"""Of one kind in one revision: all that stood may go, and as many come."""


def field_changes_to_json(fields: Iterable[FieldChange]) -> dict[str, list[object]]:
    """Return the fields by name, each with its value before and after."""
    return {change.name: [change.before, change.after] for change in fields}


def read_field_changes(data: object) -> tuple[FieldChange, ...]:
    """Return what `field_changes_to_json` made; WrongField (an InputError) for anything else."""
    if not isinstance(data, dict):
        raise needed(field_words.OBJECT, data)
    changes = []
    for name, pair in data.items():
        if not isinstance(name, str) or not isinstance(pair, list) or len(pair) != 2:
            raise needed(field_words.PAIR, pair).within(str(name))
        before, after = (_read_value(value) for value in pair)
        changes.append(FieldChange(name, before, after))
    return tuple(changes)


def waiver_change_to_json(change: WaiverChange) -> dict[str, Any]:
    """Return a change of a waiver: what it is called, and whole rows before and after."""
    sides = {"before": change.before, "after": change.after}
    return {
        "change": change.kind,
        "rule": change.waiver.rule,
        "subject": change.waiver.subject,
        "subject_name": change.subject_name or None,
        **{side: waiver_to_json(row) if row is not None else None for side, row in sides.items()},
    }


def read_waiver_changes(data: object) -> tuple[WaiverChange, ...]:
    """Return a list of changes of waivers; WrongField (an InputError) for anything else."""
    return read_list(data, _read_waiver_change, MAX_CHANGES)


def source_change_to_json(change: SourceChange) -> dict[str, Any]:
    """Return a change of a funding source: `fields` by name, before and after."""
    return {
        "funding_source_id": change.funding_source_id,
        "change": change.kind,
        "fields": field_changes_to_json(change.fields),
        "changed_by": change.changed_by or None,
        "changed_at": change.changed_at or None,
    }


def read_source_changes(data: object) -> tuple[SourceChange, ...]:
    """Return a list of changes of funding sources; WrongField (an InputError) for anything else."""
    return read_list(data, _read_source_change, MAX_CHANGES)


def _read_value(data: object) -> object:
    """Return a field's value: a text, a number, or None for an empty one."""
    return read_optional_text(data) if isinstance(data, str) or data is None else read_number(data)


def _read_waiver_change(data: object) -> WaiverChange:
    values: dict[str, Any] = read_known_fields(data, _WAIVER_CHANGE)
    if values["before"] is None and values["after"] is None:
        raise needed(field_words.OBJECT, None).within("after")
    return WaiverChange(**values)


def _read_source_change(data: object) -> SourceChange:
    values: dict[str, Any] = read_known_fields(data, _SOURCE_CHANGE)
    return SourceChange(kind=values.pop("change"), **values)


def _read_side(data: object) -> Waiver | None:
    return None if data is None else read_waiver(data)


def _read_told(data: object) -> str:
    return read_optional_text(data) or ""


_WAIVER_CHANGE: Mapping[str, Reader[object]] = {
    "before": _read_side,
    "after": _read_side,
    "subject_name": _read_told,
}
_SOURCE_CHANGE: Mapping[str, Reader[object]] = {
    "funding_source_id": read_identifier,
    "change": choice_reader((ADDED, CHANGED, REMOVED)),
    "fields": read_field_changes,
    "changed_by": _read_told,
    "changed_at": _read_told,
}
