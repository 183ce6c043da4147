# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of an agency's funding sources between two states, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.sharing.field_change import FieldChange, kind_of_change
from village_internet_plugin.sharing.funding_source_json import funding_source_to_json
from village_internet_plugin.sharing.funding_source_merging import differing_fields


@dataclass(frozen=True)
class SourceChange:
    """What happened to one funding source.

    `kind` is ``added``, ``changed`` or ``removed``. `fields` are those that differ, in the order of
    the table; of an added or removed source those that are filled. `changed_by` (an account, or a
    login of the database) and `changed_at` (ISO 8601, UTC) are empty where two states are compared.
    """

    funding_source_id: str
    kind: str
    fields: tuple[FieldChange, ...]
    changed_by: str = ""
    changed_at: str = ""


def source_changes(
    before: Iterable[FundingSource], after: Iterable[FundingSource]
) -> tuple[SourceChange, ...]:
    """Return what leads from one list of funding sources to the other; those removed come last."""
    was = {source.funding_source_id: source for source in before}
    now = {source.funding_source_id: source for source in after}
    changes = [source_change(was.get(key), source) for key, source in now.items()]
    changes += [source_change(source, None) for key, source in was.items() if key not in now]
    return tuple(change for change in changes if change is not None)


def source_change(
    before: FundingSource | None,
    after: FundingSource | None,
    changed_by: str = "",
    changed_at: str = "",
) -> SourceChange | None:
    """Return what happened to one funding source, None when nothing did.

    Two spellings of an agency, or a blank and an empty field, are no difference.
    """
    source = after or before
    if source is None:
        return None
    was = funding_source_to_json(before) if before is not None else {}
    now = funding_source_to_json(after) if after is not None else {}
    if before is not None and after is not None:
        names = differing_fields(before, after)
    else:
        filled = funding_source_to_json(source)
        names = tuple(
            name for name in filled if name != "funding_source_id" and filled[name] is not None
        )
    if not names:
        return None
    fields = tuple(FieldChange(name, was.get(name), now.get(name)) for name in names)
    kind = kind_of_change(before, after)
    return SourceChange(source.funding_source_id, kind, fields, changed_by, changed_at)
