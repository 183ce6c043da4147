# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user may decide about an import: columns, constants, words, system, corrections.

As JSON, every key optional::

    {"columns": {"village_code": "KDEPUM", "lat": "Y"},  or without "columns" round them
     "ignored": ["Shape_Area"],
     "constants": {"kind": "tower"},
     "values": {"status": {"On Progress": "approved"}},
     "villages": {"Rewang, Batu Engau": "64.01.09.2005"},  code, name, district as the row has them
     "cells": {"12": {"Lintang": "-1.9"}},                 by row, then header
     "crs": "EPSG:32750",  or  "zone": "50S",
     "layer": "kantor_desa",
     "corrections": {"swap": true, "shift": [3, 7]},       everywhere, or in these rows
     "replace": true}                                      all older rows of the role go
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import is_village_code
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.importing.headers import known_targets

Item = TypeVar("Item")
_KEYS = (
    "columns",
    "ignored",
    "constants",
    "values",
    "villages",
    "cells",
    "crs",
    "zone",
    "layer",
    "corrections",
    "replace",
)
_CORRECTIONS = ("swap", "shift")
_ZONE = re.compile(r"(?:utm)?\s*(4[6-9]|5[0-4])\s*([ns])", re.IGNORECASE)
"""The UTM zones Indonesia lies in, 46 to 54."""

_NO_COLUMN = Words(
    "{source} has no column “{header}” to read {column} from. Its columns are: {headers}.",
    "{source} tidak memiliki kolom “{header}” untuk mengisi {column}. Kolomnya: {headers}.",
)
_NO_ZONE = Words(
    "The mapping's zone “{zone}” is no UTM zone of Indonesia. Write 46N to 54S, for example 50S.",
    "Zona “{zone}” dalam pemetaan bukan zona UTM Indonesia. Tulis 46N sampai 54S, misalnya 50S.",
)
_NO_CODE = Words(
    "The mapping's village for “{words}” should be a code such as 64.01.06.2023, not “{code}”.",
    "Desa untuk “{words}” dalam pemetaan harus berupa kode seperti 64.01.06.2023, bukan “{code}”.",
)
_NOT_BY_ROW = Words(
    "The mapping's “cells” are by row number, not {given}.",
    "“cells” dalam pemetaan disusun menurut nomor baris, bukan {given}.",
)
_UNKNOWN_KEY = Words(
    "The mapping has the unknown key “{name}”. Known are: {known}.",
    "Pemetaan memuat kunci tak dikenal “{name}”. Yang dikenal: {known}.",
)
_UNKNOWN_COLUMN = Words(
    "The mapping has the unknown column “{name}”. Known are: {known}.",
    "Pemetaan memuat kolom tak dikenal “{name}”. Yang dikenal: {known}.",
)
_UNKNOWN_CORRECTION = Words(
    "The mapping has the unknown correction “{name}”. Known are: {known}.",
    "Pemetaan memuat koreksi tak dikenal “{name}”. Yang dikenal: {known}.",
)
_NO_LIST = Words(
    "The mapping's “{key}” should be a list, not {value}.",
    "“{key}” dalam pemetaan harus berupa daftar, bukan {value}.",
)
_NO_OBJECT = Words(
    "The mapping's “{key}” should be an object, not {value}.",
    "“{key}” dalam pemetaan harus berupa objek, bukan {value}.",
)
_NOT_TEXT = Words(
    "The mapping's “{key}” should be text, not {value}.",
    "“{key}” dalam pemetaan harus berupa teks, bukan {value}.",
)


@dataclass(frozen=True)
class ImportMapping:
    """The user's decisions, checked; see the module for what each is."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    crs: str | None = None
    layer: str | None = None
    corrections: Mapping[str, frozenset[int] | None] = field(default_factory=dict)
    """The rows in which a slip is to be mended; None for all rows in which it helps."""
    ignored: frozenset[str] = frozenset()
    villages: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    replaces_all: bool = False

    def corrections_of(self, row: int) -> frozenset[str]:
        """Return which slips may be mended in a row."""
        return frozenset(
            kind for kind, rows in self.corrections.items() if rows is None or row in rows
        )


def read_mapping(role: str, given: Mapping[str, Any] | None) -> ImportMapping:
    """Return the decisions in `given` for an import into `role`.

    Raises InputError for an unknown key, column, correction or zone, or a value of a wrong kind.
    """
    decisions = dict(given or {})
    targets = known_targets(role)
    _require_known(_UNKNOWN_KEY, decisions, (*_KEYS, *targets))
    named = [target for target in targets if isinstance(decisions.get(target), str)]
    columns = {**{target: decisions[target] for target in named}, **_texts(decisions, "columns")}
    _require_known(_UNKNOWN_COLUMN, columns, targets)
    constants = _texts(decisions, "constants")
    _require_known(_UNKNOWN_COLUMN, constants, ROLES[role].names())
    values = _object(decisions, "values")
    _require_known(_UNKNOWN_COLUMN, values, ROLES[role].names())
    return ImportMapping(
        columns=columns,
        constants=constants,
        values={column: _texts(values, column) for column in values},
        crs=_crs(decisions),
        layer=_text(decisions, "layer"),
        corrections=_corrections(decisions),
        ignored=frozenset(_list(decisions, "ignored", str)),
        villages=_villages(decisions),
        cells=_cells(decisions),
        replaces_all=decisions.get("replace") is True,
    )


def require_headers(mapping: ImportMapping, headers: Sequence[str], source: str) -> None:
    """Raise InputError when the user chose a header that the source does not have."""
    for column, header in mapping.columns.items():
        if header not in headers:
            named = ", ".join(headers)
            raise InputError(
                _NO_COLUMN.filled(source=source, header=header, column=column, headers=named)
            )


def _crs(decisions: Mapping[str, Any]) -> str | None:
    zone = _text(decisions, "zone")
    if zone is None:
        return _text(decisions, "crs")
    match = _ZONE.fullmatch(zone.strip())
    if match is None:
        raise InputError(_NO_ZONE.filled(zone=zone))
    return f"EPSG:32{'7' if match[2].casefold() == 's' else '6'}{match[1]}"


def _corrections(decisions: Mapping[str, Any]) -> dict[str, frozenset[int] | None]:
    given = _object(decisions, "corrections")
    _require_known(_UNKNOWN_CORRECTION, given, _CORRECTIONS)
    allowed: dict[str, frozenset[int] | None] = {}
    for kind, rows in given.items():
        if rows is True:
            allowed[kind] = None
        elif rows:
            allowed[kind] = frozenset(_list(given, kind, int))
    return allowed


def _villages(decisions: Mapping[str, Any]) -> dict[str, str]:
    villages = _texts(decisions, "villages")
    for words, code in villages.items():
        if not is_village_code(code):
            raise InputError(_NO_CODE.filled(words=words, code=code))
    return villages


def _cells(decisions: Mapping[str, Any]) -> dict[int, dict[str, str]]:
    given = _object(decisions, "cells")
    try:
        return {int(row): _texts(given, row) for row in given}
    except ValueError as error:
        raise InputError(_NOT_BY_ROW.filled(given=list(given))) from error


def _list(decisions: Mapping[str, Any], key: str, kind: type[Item]) -> list[Item]:
    value = decisions.get(key) or []
    if isinstance(value, list) and all(type(item) is kind for item in value):
        return value
    raise InputError(_NO_LIST.filled(key=key, value=repr(value)))


def _require_known(unknown: Words, given: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            raise InputError(unknown.filled(name=name, known=", ".join(known)))


def _object(decisions: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = decisions.get(key) or {}
    if not isinstance(value, Mapping):
        raise InputError(_NO_OBJECT.filled(key=key, value=repr(value)))
    return dict(value)


def _texts(decisions: Mapping[str, Any], key: str) -> dict[str, str]:
    return {name: str(value) for name, value in _object(decisions, key).items()}


def _text(decisions: Mapping[str, Any], key: str) -> str | None:
    value = decisions.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(_NOT_TEXT.filled(key=key, value=repr(value)))
