# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user chose when a sheet like this was imported before, found again by its headers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from village_internet_plugin.layers.importing.corrections import worth_remembering
from village_internet_plugin.panels.settings import import_mappings

_MOST = 60
"""Sheets remembered; the one used longest ago is forgotten first."""


def signature(role: str, headers: Sequence[str]) -> str:
    """Return what tells sheets of one kind: the role and the headers, in whatever order."""
    named = "\n".join([role, *sorted(header.casefold().strip() for header in headers)])
    return hashlib.sha256(named.encode()).hexdigest()[:20]


def recall(role: str, headers: Sequence[str]) -> dict[str, Any]:
    """Return what was chosen for such a sheet; nothing for one never seen."""
    found = _all().get(signature(role, headers))
    return dict(found) if isinstance(found, dict) else {}


def remember(role: str, headers: Sequence[str], decisions: Mapping[str, Any]) -> None:
    """Keep what holds for the next sheet like this one too."""
    known = _all()
    key = signature(role, headers)
    known.pop(key, None)
    kept = worth_remembering(decisions)
    if kept:
        known[key] = kept
    import_mappings.set(json.dumps(dict(list(known.items())[-_MOST:])))


def forget(role: str, headers: Sequence[str]) -> None:
    """Forget what was chosen for such a sheet."""
    remember(role, headers, {})


def _all() -> dict[str, Any]:
    try:
        known = json.loads(import_mappings.get() or "{}")
    except ValueError:
        # A profile that was edited by hand; what it held is only a convenience.
        return {}
    return known if isinstance(known, dict) else {}
