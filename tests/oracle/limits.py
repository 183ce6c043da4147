# SPDX-License-Identifier: GPL-2.0-or-later
"""The standard rules' severities and limits, typed in from the specification."""

from __future__ import annotations

from typing import Any

from oracle.case import Row

_PROPOSED = ["hotspot_id", "name", "site_kind", "year", "status"]
_SURVEYED = [*_PROPOSED, "power", "technology"]
_APPROVED = [
    *_SURVEYED,
    *["provider", "bandwidth_mbps", "capex_idr", "opex_idr_per_month", "service_months"],
]
_FIELDS = {
    "proposed": _PROPOSED,
    "surveyed": _SURVEYED,
    "approved": _APPROVED,
    "installed": _APPROVED,
    "operating": _APPROVED,
    "suspended": _APPROVED,
}


def _rule(severity: str, **parameters: Any) -> Row:
    return {
        "enabled": True,
        "severity": severity,
        "parameters": parameters,
        "per_funding_source": {},
    }


def standard_rules() -> dict[str, Row]:
    """Return a fresh copy of the standard rules by code."""
    return {
        "VI101": _rule("error", margin_deg=0.1),
        "VI102": _rule("error", tolerance_m=100.0),
        "VI103": _rule("error", max_m=1000.0, max_in_blank_spot_m=10000.0),
        "VI104": _rule("warning"),
        "VI105": _rule("warning", min_m=200.0),
        "VI106": _rule("error", max_m=1.0),
        "VI201": _rule("error"),
        "VI202": _rule("warning", min_hours=12.0, from_status="surveyed"),
        "VI203": _rule("warning", from_status="surveyed"),
        "VI204": _rule("warning", from_status="approved"),
        "VI205": _rule("error", fields=_FIELDS),
        "VI301": _rule("notice", reach_m=300.0),
        "VI302": _rule("warning"),
        "VI303": _rule("warning", population_steps=[1000, 3500, 7500, 12000]),
        "VI304": _rule("warning", at_office_m=100.0),
        "VI401": _rule("error"),
        "VI402": _rule("error"),
        "VI403": _rule("error"),
        "VI404": _rule("error"),
        "VI405": _rule("warning", min_months=12),
        "VI501": _rule("notice", fibre_max_m=2000.0, tower_max_m=10000.0),
        "VI502": _rule("warning", allowed_mbps=[20.0, 50.0, 100.0]),
        "VI601": _rule("error"),
        "VI602": _rule("notice", near_m=100.0),
    }
