# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between two states of a plan, as people read it in either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from village_internet_plugin.domain.languages import Words, length_text, number_text
from village_internet_plugin.domain.schema import HOTSPOTS, REAL
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS
from village_internet_plugin.sharing.comparing import HotspotChange, Total
from village_internet_plugin.sharing.field_change import ADDED, CHANGED, REMOVED, FieldChange

KIND_WORDS = {
    ADDED: Words("Added", "Ditambah"),
    CHANGED: Words("Changed", "Diubah"),
    REMOVED: Words("Removed", "Dihapus"),
}
_COUNTS = {
    ADDED: Words("{count} added", "{count} ditambah"),
    CHANGED: Words("{count} changed", "{count} diubah"),
    REMOVED: Words("{count} removed", "{count} dihapus"),
}
_NOTHING = Words("no hotspot is other than before", "tidak ada titik yang berubah")
_FIELD = Words("{name}: {before} → {after}", "{name}: {before} → {after}")
_MOVED = Words("moved {length}", "bergeser {length}")
_MOVED_SOMEWHERE = Words("moved", "bergeser")
_PLACED = Words("placed on the map", "ditempatkan di peta")
_OFF_THE_MAP = Words("taken off the map", "dilepas dari peta")
_NO_VILLAGE = Words("Without a village", "Tanpa desa")
_NO_SOURCE = Words("Without a funding source", "Tanpa sumber dana")
_TOTAL = Words(
    "{key}: {points_before} → {points_after} points, Rp\u00a0{idr_before} → Rp\u00a0{idr_after}",
    "{key}: {points_before} → {points_after} titik, Rp\u00a0{idr_before} → Rp\u00a0{idr_after}",
)
_POSITION = ("lon", "lat")
_LONGEST = 60
"""Characters of a value that are shown in a line."""
_TITLES = {
    *("village_code", "funding_source_id", "name", "provider", "maintainer", "notes"),
    *("agency", "programme"),
}
"""Columns of free text, whose values are never taken for one of our own words."""
_UNGROUPED = {"year", "fiscal_year"}
"""Numbers that are names, and written without separators."""
_COLUMNS = {column.name: column for column in HOTSPOTS.columns}


def counts_text(
    added: int, changed: int, removed: int, language: str, beside: Sequence[str] = ()
) -> str:
    """Return the counts of hotspots that are not zero; that there are none if nothing is beside.

    `beside` are further counts, said after those of hotspots.
    """
    counts = {ADDED: added, CHANGED: changed, REMOVED: removed}
    said = [
        _COUNTS[kind].say(language, count=number_text(count, language))
        for kind, count in counts.items()
        if count
    ]
    return ", ".join([*said, *beside]) or _NOTHING.say(language)


def change_text(change: HotspotChange, language: str) -> str:
    """Return what changed of a hotspot, its move last; of one added or removed only that."""
    if change.kind != CHANGED:
        return KIND_WORDS[change.kind].say(language)
    return "; ".join(field_texts(change.fields, language, change.moved_m))


def field_texts(
    fields: Iterable[FieldChange], language: str, moved_m: float | None = None
) -> list[str]:
    """Return a text for each field that changed; the position is told as a move, once."""
    texts: list[FieldChange] = []
    position: list[FieldChange] = []
    for field in fields:
        (position if field.name in _POSITION else texts).append(field)
    said = [_field_text(field, language) for field in texts]
    if moved_m is not None:
        said.append(_MOVED.say(language, length=length_text(moved_m, language)))
    elif position:
        is_placed = all(field.before is None for field in position)
        is_off = all(field.after is None for field in position)
        words = _PLACED if is_placed else _OFF_THE_MAP if is_off else _MOVED_SOMEWHERE
        said.append(words.say(language))
    return said


def total_text(total: Total, is_village: bool, language: str) -> str:
    """Return points and rupiah of a village or a funding source before and after."""
    nothing = (_NO_VILLAGE if is_village else _NO_SOURCE).say(language)
    return _TOTAL.say(
        language,
        key=total.key or nothing,
        points_before=number_text(total.points_before, language),
        points_after=number_text(total.points_after, language),
        idr_before=number_text(total.idr_before, language),
        idr_after=number_text(total.idr_after, language),
    )


def value_text(name: str, value: object, language: str) -> str:
    """Return a field's value as it is read: fixed values by their words, numbers grouped."""
    if value is None:
        return "–"
    if isinstance(value, (int, float)):
        if name in _UNGROUPED or name in _POSITION:
            return str(value)
        column = _COLUMNS.get(name)
        decimals = 0 if isinstance(value, int) or column is None or column.holds != REAL else 2
        return number_text(value, language, decimals)
    text = str(value)
    words = VALUE_WORDS.get(text) if name not in _TITLES else None
    if words is not None:
        return words.say(language)
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else one_line[: _LONGEST - 1] + "…"


def _field_text(field: FieldChange, language: str) -> str:
    words = COLUMN_WORDS.get(field.name)
    return _FIELD.say(
        language,
        name=words.say(language) if words is not None else field.name,
        before=value_text(field.name, field.before, language),
        after=value_text(field.name, field.after, language),
    )
