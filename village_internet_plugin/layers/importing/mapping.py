# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user may decide about an import: columns, constants, words, system, corrections.

As JSON, every key optional::

    {"columns": {"village_code": "KDEPUM", "lat": "Y"},  or without "columns" round them
     "constants": {"kind": "tower"},
     "values": {"status": {"On Progress": "approved"}},
     "crs": "EPSG:32750",  or  "zone": "50S",
     "layer": "kantor_desa",
     "corrections": {"swap": true, "shift": true}}
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.importing.headers import known_targets

_KEYS = ("columns", "constants", "values", "crs", "zone", "layer", "corrections")
_CORRECTIONS = ("swap", "shift")
_ZONE = re.compile(r"(?:utm)?\s*(4[6-9]|5[0-4])\s*([ns])", re.IGNORECASE)
"""The UTM zones Indonesia lies in, 46 to 54."""


@dataclass(frozen=True)
class ImportMapping:
    """The user's decisions, checked; see the module for what each is."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    crs: str | None = None
    layer: str | None = None
    corrections: frozenset[str] = frozenset()


def read_mapping(role: str, given: Mapping[str, Any] | None) -> ImportMapping:
    """Return the decisions in `given` for an import into `role`.

    Raises InputError for an unknown key, column, correction or zone, or a value of a wrong kind.
    """
    decisions = dict(given or {})
    targets = known_targets(role)
    _require_known("key", decisions, (*_KEYS, *targets))
    named = [target for target in targets if isinstance(decisions.get(target), str)]
    columns = {**{target: decisions[target] for target in named}, **_texts(decisions, "columns")}
    _require_known("column", columns, targets)
    constants = _texts(decisions, "constants")
    _require_known("column", constants, ROLES[role].names())
    values = _object(decisions, "values")
    _require_known("column", values, ROLES[role].names())
    corrections = _object(decisions, "corrections")
    _require_known("correction", corrections, _CORRECTIONS)
    return ImportMapping(
        columns=columns,
        constants=constants,
        values={column: _texts(values, column) for column in values},
        crs=_crs(decisions),
        layer=_text(decisions, "layer"),
        corrections=frozenset(name for name, allowed in corrections.items() if allowed is True),
    )


def require_headers(mapping: ImportMapping, headers: Sequence[str], source: str) -> None:
    """Raise InputError when the user chose a header that the source does not have."""
    for column, header in mapping.columns.items():
        if header not in headers:
            raise InputError(
                f"{source} has no column “{header}” to read {column} from. "
                f"Its columns are: {', '.join(headers)}."
            )


def _crs(decisions: Mapping[str, Any]) -> str | None:
    zone = _text(decisions, "zone")
    if zone is None:
        return _text(decisions, "crs")
    match = _ZONE.fullmatch(zone.strip())
    if match is None:
        raise InputError(
            f"The mapping's zone “{zone}” is no UTM zone of Indonesia. Write 46N to 54S, "
            "for example 50S."
        )
    return f"EPSG:32{'7' if match[2].casefold() == 's' else '6'}{match[1]}"


def _require_known(kind: str, given: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            raise InputError(
                f"The mapping has the unknown {kind} “{name}”. Known are: {', '.join(known)}."
            )


def _object(decisions: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = decisions.get(key) or {}
    if not isinstance(value, Mapping):
        raise InputError(f"The mapping's “{key}” should be an object, not {value!r}.")
    return dict(value)


def _texts(decisions: Mapping[str, Any], key: str) -> dict[str, str]:
    return {name: str(value) for name, value in _object(decisions, key).items()}


def _text(decisions: Mapping[str, Any], key: str) -> str | None:
    value = decisions.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(f"The mapping's “{key}” should be text, not {value!r}.")
