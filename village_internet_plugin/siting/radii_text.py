# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads how far hotspots reach from text: a radius for each technology, as JSON."""

from __future__ import annotations

import json
import math
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.domain.schema import TECHNOLOGIES
from village_internet_plugin.siting.coverage import Radii

_NOT_AN_OBJECT = Words(
    'Radii by technology are a JSON object such as {{"fibre": 300, "satellite": 150}}, not {text}.',
    'Radius per teknologi ditulis sebagai objek JSON seperti {{"fibre": 300, "satellite": 150}}, '
    "bukan {text}.",
)
_UNKNOWN = Words(
    "There is no technology {name}; radii can be given for {known}.",
    "Tidak ada teknologi {name}; radius dapat diberikan untuk {known}.",
)
_NOT_A_LENGTH = Words(
    "The radius of {name} is to be a length in metres above 0, not {value}.",
    "Radius {name} harus berupa panjang dalam meter di atas 0, bukan {value}.",
)


def usual_radius_m(rule_set: RuleSet) -> float:
    """Return how far a hotspot reaches by a rule set, in metres: within which VI301 counts."""
    return float(rule_set.rules["VI301"].parameter("reach_m", None))


def usual_spread_m(rule_set: RuleSet) -> float:
    """Return how far from the office people are taken to live, in metres: as VI103 has sites."""
    return float(rule_set.rules["VI103"].parameter("max_m", None))


def read_radii(text: str, default_m: float) -> Radii:
    """Return the radii that a JSON text names; those it does not name are `default_m` metres.

    An empty text names none. InputError when it is no JSON object, names a technology that there is
    none of, or a radius that is no length above 0.
    """
    _require_length("", default_m)
    if not text.strip():
        return Radii(default_m)
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise InputError(_NOT_AN_OBJECT.filled(text=text))
    for name, value in given.items():
        if name not in TECHNOLOGIES:
            raise InputError(_UNKNOWN.filled(name=name, known=", ".join(TECHNOLOGIES)))
        _require_length(name, value)
    return Radii(default_m, {name: float(value) for name, value in given.items()})


def _require_length(name: str, value: Any) -> None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not (is_number and math.isfinite(value) and value > 0):
        raise InputError(_NOT_A_LENGTH.filled(name=name or "RADIUS_M", value=repr(value)))
