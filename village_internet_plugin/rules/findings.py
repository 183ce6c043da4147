# SPDX-License-Identifier: GPL-2.0-or-later
"""From judgements to findings: severities stamped, words filled in, lengths to the millimetre."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.finding import NOT_CHECKED, SEVERITIES, Finding, Fix, Word
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.facts.columns import Integers
from village_internet_plugin.rules.rule import (
    METRES,
    Judgement,
    Numbers,
    Rule,
    SubjectFault,
    Values,
)

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
        self._worded: set[str] = set()
        """The variants of the message that were put into words already."""

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self._rule.code

    def of_hotspots(
        self,
        judgement: Judgement,
        hotspots: Sequence[Hotspot],
        waived: Collection[tuple[str, str]] = (),
        most: int | None = None,
    ) -> list[tuple[int, Finding]]:
        """Return the findings on a batch of hotspots, each with its place in the batch.

        `waived` are the rules and subjects of waivers. With `most`, only so many of the first.
        What each will say is at hand, but put into words only when somebody asks; the first of a
        kind is at once, so that a rule without words fails here.
        """
        failing = judgement.failing.nonzero()[0][:most]
        if len(failing) == 0:
            return []
        rows: list[int] = failing.tolist()
        failed = [hotspots[row] for row in rows]
        units = [self._rule.unit] * len(rows)
        if judgement.units is not None:
            units = [own or self._rule.unit for own in judgement.units[failing]]
        columns = (
            failed,
            self._severities(judgement, failing),
            _numbers(judgement.measured, failing, units),
            _numbers(judgement.limit, failing, units),
            units,
        )
        variants = self._variants(judgement, failing)
        word = self._words_on(failed, variants, judgement, rows)
        code = self._rule.code
        found = [
            Finding.worded_later(
                {
                    "rule": code,
                    "severity": severity,
                    "subject_kind": "hotspot",
                    "subject": hotspot.hotspot_id,
                    "measured": measured,
                    "limit": limit,
                    "unit": None if measured is None and limit is None else unit,
                    "waived": bool(waived) and (code, hotspot.hotspot_id) in waived,
                },
                word,
                place,
            )
            for place, (hotspot, severity, measured, limit, unit) in enumerate(zip(*columns))
        ]
        for variant in set(variants) - self._worded:
            _ = found[variants.index(variant)].message
            self._worded.add(variant)
        return list(zip(rows, found))

    def _words_on(
        self,
        failed: Sequence[Hotspot],
        variants: Sequence[str],
        judgement: Judgement,
        rows: Sequence[int],
    ) -> Word:
        """Return what words the findings on these hotspots; what they speak of is asked for now."""
        values = _of_each(judgement.values, rows)
        changes = _of_each(judgement.changes, rows)

        def word(place: int, finding: Finding) -> tuple[str, Fix]:
            spoken = {"hotspot": failed[place].label, **(values[place] or {})}
            return self._words(variants[place], finding, spoken, changes[place])

        return word

    def _variants(self, judgement: Judgement, failing: Integers) -> Sequence[str]:
        if judgement.variants is None:
            return [self._first] * len(failing)
        variants: list[str] = np.asarray(judgement.variants)[failing].tolist()
        return variants

    def _severities(self, judgement: Judgement, failing: Integers) -> Sequence[str]:
        if judgement.severities is None:
            return [self._severity] * len(failing)
        return [_milder(own, self._severity) for own in judgement.severities[failing]]

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
        severities = self._severities(judgement, failing)
        if waived:
            code = self._rule.code
            severities = [
                "waived" if (code, hotspots[row].hotspot_id) in waived else severity
                for row, severity in zip(failing, severities)
            ]
        return Counter(severities)

    def of_subjects(self, kind: str, faults: Sequence[SubjectFault]) -> list[Finding]:
        """Return the findings on villages or funding sources (`kind` says which)."""
        return [self._on_subject(kind, fault) for fault in faults]

    def _on_subject(self, kind: str, fault: SubjectFault) -> Finding:
        has_number = fault.measured is not None or fault.limit is not None
        known = {
            "rule": self._rule.code,
            "severity": self._severity if fault.checked else NOT_CHECKED,
            "subject_kind": kind,
            "subject": fault.subject,
            "measured": fault.measured,
            "limit": fault.limit,
            "unit": self._rule.unit if fault.checked and has_number else None,
            "waived": False,
        }

        def word(_place: int, finding: Finding) -> tuple[str, Fix]:
            return self._words(fault.variant, finding, fault.values, None)

        return Finding.worded_later(known, word, 0)

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

    def _words(
        self, variant: str, finding: Finding, values: Values, changes: Values | None
    ) -> tuple[str, Fix]:
        """Return what a finding says with these values, and how to mend it."""
        measured, limit = finding.measured, finding.limit
        spoken: dict[str, Any] = {"measured": measured, "limit": limit}
        spoken.update({"measured_m": measured, "limit_m": limit})
        spoken.update({"measured_idr": measured, "limit_idr": limit, **values})
        message = self._rule.say(variant, self._language, spoken)
        return message, Fix(self._rule.how_to_fix.say(self._language), changes)


def _of_each(
    told: Callable[[int], Values | None] | None, rows: Sequence[int]
) -> Sequence[Values | None]:
    """Return what is told of each row; None of all where nothing is."""
    return [None] * len(rows) if told is None else list(map(told, rows))


def _milder(own: str | None, severity: str) -> str:
    """Return a row's own severity, unless the rule set is milder still."""
    if own is None:
        return severity
    return max(own, severity, key=SEVERITIES.index)


def _numbers(
    column: Numbers, rows: Integers, units: Sequence[str | None]
) -> Sequence[float | None]:
    """Return the numbers of these rows as the report writes them; `column` may be one for all."""
    every = np.asarray(column, dtype=np.float64)
    values = every[rows] if every.ndim else np.full(len(rows), every)
    first = values[0]
    # Most often one limit for all, or nothing measured.
    if (values == first).all() or np.isnan(values).all():
        known = {unit: _number(float(first), unit) for unit in set(units)}
        return [known[unit] for unit in units]
    return list(map(_number, values.tolist(), units))


def _number(number: float, unit: str | None) -> float | None:
    """Return a number as the report writes it: lengths to the millimetre, counts as integers."""
    if not math.isfinite(number):
        return None
    if unit == METRES:
        return round(number, 3)
    return int(number) if number == int(number) else round(number, 6)
