# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings, verdicts and the report of a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

ERROR, WARNING, NOTICE, NOT_CHECKED = "error", "warning", "notice", "not_checked"
SEVERITIES = (ERROR, NOT_CHECKED, WARNING, NOTICE)
"""From the gravest to the mildest."""
OK = "ok"
SUBJECT_KINDS = ("hotspot", "village", "funding_source", "plan")


@dataclass(frozen=True)
class Fix:
    """How to mend a finding: in words and, where one click can do it, the new values.

    `changes` are columns of the hotspot (``lon`` and ``lat`` in degrees for its position).
    """

    words: str
    changes: Mapping[str, object] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the fix as the report writes it."""
        return {"words": self.words, "changes": dict(self.changes) if self.changes else None}


Word = Callable[[int, "Finding"], tuple[str, Fix]]
"""Tells what a finding says and how to fix it, by its place among those found with it."""


@dataclass(frozen=True)
class Finding:
    """One rule, one subject: what was measured, the limit, and how to fix it.

    `measured` and `limit` are in `unit` (``m`` to the millimetre, ``IDR`` to the rupiah).

    A large plan has hundreds of thousands, of which few are read: one made by `worded_later` gets
    its message and fix when somebody first asks for them, and is the same as one made with both.
    """

    rule: str
    severity: str
    subject_kind: str
    subject: str
    message: str
    fix: Fix
    measured: float | None = None
    limit: float | None = None
    unit: str | None = None
    waived: bool = False

    @staticmethod
    def worded_later(known: dict[str, Any], word: Word, place: int) -> Finding:
        """Return a finding of which all but `message` and `fix` is `known`, a dict of its own.

        `word` tells these two of the finding at `place` among those it was made with.
        """
        finding = object.__new__(Finding)
        known["_word"], known["_place"] = word, place
        # Not by `__init__`, which takes as long as all else that is done for a finding.
        object.__setattr__(finding, "__dict__", known)
        return finding

    if not TYPE_CHECKING:  # a type checker would take every name for one of a finding's

        def __getattr__(self, name: str) -> Any:
            """Return what was not worded yet; other names are none of a finding's."""
            known = self.__dict__
            word = known.get("_word")
            if word is not None and name in ("message", "fix"):
                message, fix = word(known["_place"], self)
                known.update(message=message, fix=fix)
                known.pop("_word", None)
            # Another thread may have worded it meanwhile.
            if name not in known:
                raise AttributeError(name)
            return known[name]

    def __getstate__(self) -> dict[str, Any]:
        """Return what is kept in a pickle or a copy: the fields, worded."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def stamped(self, waived: bool) -> Finding:
        """Return the finding as `waived` or not; one that is not worded yet stays so."""
        if self.waived == waived:
            return self
        stamped = object.__new__(Finding)
        object.__setattr__(stamped, "__dict__", {**self.__dict__, "waived": waived})
        return stamped

    @property
    def blocks_publishing(self) -> bool:
        """Whether the plan cannot be published while this stands."""
        return not self.waived and self.severity in (ERROR, NOT_CHECKED)

    @property
    def counted_as(self) -> str:
        """What it counts as in a summary: its severity, or ``waived``."""
        return "waived" if self.waived else self.severity

    def to_json(self) -> dict[str, Any]:
        """Return the finding as the report writes it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "subject_kind": self.subject_kind,
            "subject": self.subject,
            "measured": self.measured,
            "limit": self.limit,
            "unit": self.unit,
            "message": self.message,
            "fix": self.fix.to_json(),
            "waived": self.waived,
        }


def verdict_of(findings: Iterable[Finding]) -> str:
    """Return the verdict on a hotspot: its worst unwaived severity, ``ok`` when there is none."""
    standing = {finding.severity for finding in findings if not finding.waived}
    for severity in SEVERITIES:
        if severity in standing:
            return severity
    return OK


def severity_counts(tally: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers of a tally by severity, and of the ``waived``; all are named."""
    kinds = (ERROR, WARNING, NOTICE, "waived", NOT_CHECKED)
    return {kind: tally.get(kind, 0) for kind in kinds}


@dataclass(frozen=True)
class CheckReport:
    """All findings of one check, in a fixed order (rule, then subject)."""

    plan_id: str
    rule_set_version: str
    reference_sha256: str
    findings: tuple[Finding, ...]

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity; the waived are counted apart."""
        return severity_counts(Counter(finding.counted_as for finding in self.findings))

    @property
    def blocks_publishing(self) -> bool:
        """Whether anything stands that must be mended or waived before publishing."""
        return any(finding.blocks_publishing for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the report in the form other programs read."""
        return {
            "plan_id": self.plan_id,
            "rule_set_version": self.rule_set_version,
            "reference_sha256": self.reference_sha256,
            "counts": self.counts(),
            "findings": [finding.to_json() for finding in self.findings],
        }
