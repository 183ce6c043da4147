# SPDX-License-Identifier: GPL-2.0-or-later
"""From judgements to findings: severities stamped, words filled in, lengths to the millimetre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.finding import NOT_CHECKED, SEVERITIES, Finding, Fix
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.rules.rule import METRES, Judgement, Rule, SubjectFault, Values

_NOT_LOADED = Words(
    "{rule} was not checked: {roles} were never loaded. Load them (an empty layer says that there "
    "are none), or waive with the reason.",
    "{rule} belum diperiksa: {roles} belum dimuat. Muat datanya (layer kosong berarti memang "
    "tidak ada), atau kecualikan dengan alasan.",
)
_FAILED = Words(
    "{rule} could not be checked: {reason}. Report this with the plan.",
    "{rule} tidak dapat diperiksa: {reason}. Laporkan bersama berkas rencananya.",
)


def failure_text(error: Exception, language: str) -> str:
    """Return why a rule failed, as a part of a sentence in `language`."""
    if isinstance(error, PlannerError):
        return error.told(language).rstrip(".")
    return f"{type(error).__name__}: {error}"


class FindingMaker:
    """Makes the findings of one rule under one severity, in one language."""

    def __init__(self, rule: Rule, severity: str, language: str) -> None:
        self._rule, self._severity, self._language = rule, severity, language
        self._first = next(iter(rule.messages))

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self._rule.code

    def of_hotspots(
        self, judgement: Judgement, hotspots: Sequence[Hotspot], most: int | None = None
    ) -> list[tuple[int, Finding]]:
        """Return the findings on a batch of hotspots, each with its place in the batch.

        With `most`, only so many of the first.
        """
        failing = judgement.failing.nonzero()[0][:most]
        if len(failing) == 0:
            return []
        measured = np.broadcast_to(np.asarray(judgement.measured), judgement.failing.shape)
        limit = np.broadcast_to(np.asarray(judgement.limit), judgement.failing.shape)
        found = []
        for row in failing:
            unit = _own(judgement.units, row) or self._rule.unit
            finding = self._finding(
                ("hotspot", hotspots[row].hotspot_id),
                judgement.variants[row] if judgement.variants is not None else self._first,
                (_number(measured[row], unit), _number(limit[row], unit), unit),
                {"hotspot": hotspots[row].label, **judgement.values(row)},
                _milder(_own(judgement.severities, row), self._severity),
                judgement.changes(row),
            )
            found.append((int(row), finding))
        return found

    def tally(
        self,
        judgement: Judgement,
        hotspots: Sequence[Hotspot],
        waived: Collection[tuple[str, str]],
    ) -> Counter[str]:
        """Return how many findings `of_hotspots` would make, by what each counts as.

        `waived` are the rules and subjects of waivers. Only the first is put into words, so that
        a rule that cannot say what it found fails here as it would there.
        """
        self.of_hotspots(judgement, hotspots, most=1)
        (failing,) = judgement.failing.nonzero()
        severities: Sequence[str] = [self._severity] * len(failing)
        if judgement.severities is not None:
            severities = [_milder(own, self._severity) for own in judgement.severities[failing]]
        if waived:
            code = self._rule.code
            severities = [
                "waived" if (code, hotspots[row].hotspot_id) in waived else severity
                for row, severity in zip(failing, severities)
            ]
        return Counter(severities)

    def of_subjects(self, kind: str, faults: Sequence[SubjectFault]) -> list[Finding]:
        """Return the findings on villages or funding sources (`kind` says which)."""
        return [
            self._finding(
                (kind, fault.subject),
                fault.variant,
                (fault.measured, fault.limit, self._rule.unit if fault.checked else None),
                fault.values,
                self._severity if fault.checked else NOT_CHECKED,
                None,
            )
            for fault in faults
        ]

    def not_loaded(self, plan_id: str) -> Finding:
        """Return the finding that the rule's input was never loaded."""
        roles = ", ".join(self._rule.needs_roles)
        message = _NOT_LOADED.say(self._language, rule=self._named(), roles=roles)
        return self._not_checked(plan_id, message)

    def failed(self, plan_id: str, reason: str) -> Finding:
        """Return the finding that the rule itself failed."""
        message = _FAILED.say(self._language, rule=self._named(), reason=reason)
        return self._not_checked(plan_id, message)

    def _named(self) -> str:
        return f"{self._rule.code} ({self._rule.title.say(self._language)})"

    def _not_checked(self, plan_id: str, message: str) -> Finding:
        fix = Fix(self._rule.how_to_fix.say(self._language))
        return Finding(self._rule.code, NOT_CHECKED, "plan", plan_id, message, fix)

    def _finding(
        self,
        subject: tuple[str, str],
        variant: str,
        numbers: tuple[float | None, float | None, str | None],
        values: Values,
        severity: str,
        changes: Values | None,
    ) -> Finding:
        measured, limit, unit = numbers
        spoken: dict[str, Any] = {"measured": measured, "limit": limit}
        spoken.update({"measured_m": measured, "limit_m": limit})
        spoken.update({"measured_idr": measured, "limit_idr": limit, **values})
        return Finding(
            rule=self._rule.code,
            severity=severity,
            subject_kind=subject[0],
            subject=subject[1],
            message=self._rule.say(variant, self._language, spoken),
            fix=Fix(self._rule.how_to_fix.say(self._language), changes),
            measured=measured,
            limit=limit,
            unit=unit if measured is not None or limit is not None else None,
        )


def _own(values: Any, row: int) -> Any:
    return None if values is None else values[row]


def _milder(own: str | None, severity: str) -> str:
    """Return a row's own severity, unless the rule set is milder still."""
    if own is None:
        return severity
    return max(own, severity, key=SEVERITIES.index)


def _number(value: Any, unit: str | None) -> float | None:
    """Return a number as the report writes it: lengths to the millimetre, counts as integers."""
    number = float(value)
    if not np.isfinite(number):
        return None
    if unit == METRES:
        return round(number, 3)
    return int(number) if number == int(number) else round(number, 6)
