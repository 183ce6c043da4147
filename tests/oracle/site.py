# SPDX-License-Identifier: GPL-2.0-or-later
"""The oracle's rules on the site itself (VI201 to VI205)."""

from __future__ import annotations

from oracle.case import Row, Verdict
from oracle.ground import STATUS_ORDER, Ground, stage
from village_internet_plugin.domain.schema import HOTSPOTS


def site_public(ground: Ground) -> list[Verdict]:
    """VI201: the site is private."""
    return [ground.of("VI201", row) for row in ground.active if row["site_kind"] == "private"]


def power(ground: Ground) -> list[Verdict]:
    """VI202: no power, too few hours of it without the sun, or none named once surveyed."""
    verdicts = []
    for row in ground.active:
        source, hours = row["power"], row["power_hours"]
        min_hours = ground.limit("VI202", "min_hours", row)
        too_few = hours is not None and hours < min_hours and source != "solar"
        if source == "none":
            verdicts.append(ground.of("VI202", row, 0.0, min_hours, "h"))
        elif too_few:
            verdicts.append(ground.of("VI202", row, hours, min_hours, "h"))
        elif source is None and _has_come_to(ground, "VI202", row):
            verdicts.append(ground.of("VI202", row))
    return verdicts


def consent(ground: Ground) -> list[Verdict]:
    """VI203: the owner's consent is empty or none once surveyed."""
    return [
        ground.of("VI203", row)
        for row in ground.active
        if row["site_consent"] in (None, "none") and _has_come_to(ground, "VI203", row)
    ]


def maintainer(ground: Ground) -> list[Verdict]:
    """VI204: nobody is named to look after it once approved."""
    return [
        ground.of("VI204", row)
        for row in ground.active
        if row["maintainer"] is None and _has_come_to(ground, "VI204", row)
    ]


def required_fields(ground: Ground) -> list[Verdict]:
    """VI205: a field its status requires is empty, or holds what it must not."""
    verdicts = []
    for row in ground.active:
        wrong = _missing_fields(ground, row) | _wrong_fields(row)
        if wrong:
            verdicts.append(ground.of("VI205", row, float(len(wrong)), 0.0, "fields"))
    return verdicts


def _has_come_to(ground: Ground, rule: str, row: Row) -> bool:
    return stage(row) >= STATUS_ORDER[ground.limit(rule, "from_status", row)]


def _missing_fields(ground: Ground, row: Row) -> set[str]:
    """Fields that its status requires and that are empty; an unknown status counts as proposed."""
    required = ground.limit("VI205", "fields", row)
    names = required.get(row["status"], required.get("proposed", []))
    return {name for name in names if row[name] is None}


def _wrong_fields(row: Row) -> set[str]:
    """Fields with a value outside its choices, or a number below its least."""
    wrong = set()
    for column in HOTSPOTS.columns:
        value = row[column.name]
        if value is None:
            continue
        if column.choices and value not in column.choices:
            wrong.add(column.name)
        if column.least is not None and value < column.least:
            wrong.add(column.name)
    return wrong
