# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings as the rules word them, for pictures of the dock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from village_internet_plugin.domain.finding import Finding, Fix
from village_internet_plugin.rules.catalogue import BY_CODE

_NAMES = ("Balai Desa Muara Adang II", "Puskesmas Tanjung Harapan", "SDN 003 Labuangkallo")
_VALUES = {
    "village": "Muara Adang",
    "other": "Balai Desa Biu",
    "source": "APBD-PASER-2026",
    "year": 2026,
    "agencies": "Provinsi Kalimantan Timur",
    "fiscal_year": 2027,
    "kind": "desa",
    "kinds": "kelurahan",
    "excess": 2,
    "excess_idr": 180_000_000,
    "planned": "satellite",
    "fitting": "fibre",
}


def _one(
    code: str, variant: str, hotspot: str, language: str, measured: float | None, limit: float
) -> Finding:
    rule = BY_CODE[code]
    values = {"hotspot": hotspot, "measured": measured, "limit": limit, **_VALUES}
    values.update(measured_m=measured, limit_m=limit, measured_idr=measured, limit_idr=limit)
    changes = {"service_months": 12} if code == "VI405" else None
    fix = Fix(rule.how_to_fix.say(language), changes)
    return Finding(
        *(code, rule.severity, "hotspot", hotspot.lower(), rule.say(variant, language, values)),
        *(fix, measured, limit, rule.unit),
    )


def sample_findings(language: str) -> Iterator[Finding]:
    """Give a dozen findings of all severities."""
    for name in _NAMES:
        yield _one("VI105", "plain", name, language, 143.2, 200)
        yield _one("VI405", "short", name, language, 6, 12)
    yield replace(_one("VI405", "long", "Pasar Lama", language, 36, 24), waived=True)
    for name in _NAMES[:2]:
        yield _one("VI402", "hotspot", name, language, None, 20)
    yield replace(
        _one("VI403", "source", "APBD-PASER-2026", language, 3_180_000_000, 3_000_000_000),
        subject_kind="funding_source",
    )
    yield _one("VI404", "plain", _NAMES[1], language, 1, 0)
    for name in _NAMES:
        yield _one("VI501", next(iter(BY_CODE["VI501"].messages)), name, language, 1200, 5000)
    text = "VI301 (…) was not checked: settlements were never loaded."
    yield Finding("VI301", "not_checked", "plan", "plan-1", text, Fix("Load settlements."))
