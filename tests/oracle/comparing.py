# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts a report of the plugin beside the oracle's verdicts and says where they part."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.case import Verdict
from village_internet_plugin.domain.finding import Finding

TOLERANCE_M = 0.001 + 1e-9
FIXES_COMPARED = ("VI101", "VI102", "VI601")
"""Rules of which the specification says what a click on the fix changes."""

Key = tuple[object, ...]


def differences(findings: Iterable[Finding], verdicts: Iterable[Verdict]) -> list[str]:
    """Return a line for each finding only one side has, or measures otherwise; sorted.

    Lengths may differ by a millimetre, all else is equal or told, with what a click on
    the fix changes. Rows that share a repeated id and a verdict count as one subject.
    """
    found, expected = _grouped(map(as_verdict, findings)), _grouped(verdicts)
    lines = []
    for key in sorted(found.keys() | expected.keys(), key=str):
        one, other = found.get(key, []), expected.get(key, [])
        if not _close(one, other, key):
            lines.append(f"{key}: the plugin measures {one}, the oracle {other}")
    return lines


def as_verdict(finding: Finding) -> Verdict:
    """Return a finding of the plugin in the oracle's form."""
    changes = finding.fix.changes if finding.rule in FIXES_COMPARED else None
    return Verdict(
        finding.rule,
        finding.severity,
        finding.subject_kind,
        finding.subject,
        finding.measured,
        finding.limit,
        finding.unit,
        finding.waived,
        tuple(sorted((changes or {}).items())),
    )


def _grouped(verdicts: Iterable[Verdict]) -> dict[Key, list[float | None]]:
    grouped: dict[Key, set[float | None]] = {}
    for verdict in verdicts:
        grouped.setdefault(_key(verdict), set()).add(verdict.measured)
    return {key: sorted(group, key=_order) for key, group in grouped.items()}


def _key(verdict: Verdict) -> Key:
    limit = None if verdict.limit is None else float(verdict.limit)
    changes = tuple(
        (name, round(value, 9) if isinstance(value, float) else value)
        for name, value in verdict.changes
    )
    return (*verdict[:4], limit, verdict.unit, verdict.waived, changes)


def _order(measured: float | None) -> float:
    return float("-inf") if measured is None else float(measured)


def _close(ours: list[float | None], theirs: list[float | None], key: Key) -> bool:
    tolerance = TOLERANCE_M if "m" in key else 0.0
    return len(ours) == len(theirs) and all(
        one is other or (None not in (one, other) and abs(one - other) <= tolerance)
        for one, other in zip(ours, theirs)
    )
