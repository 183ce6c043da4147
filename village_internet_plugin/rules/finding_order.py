# SPDX-License-Identifier: GPL-2.0-or-later
"""The order in which findings are told, the same wherever they are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from operator import attrgetter

from village_internet_plugin.domain.finding import Finding

_SUBJECT: Callable[[Finding], str] = attrgetter("subject")
_RULE_AND_KIND: Callable[[Finding], tuple[str, str]] = attrgetter("rule", "subject_kind")


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by rule, kind of subject, subject and what was measured."""
    by_rule: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(findings, key=_SUBJECT):
        by_rule.setdefault(_RULE_AND_KIND(finding), []).append(finding)
    for found in by_rule.values():
        if len(set(map(_SUBJECT, found))) < len(found):
            found.sort(key=partial(_detail, Counter(map(_SUBJECT, found))))
    return tuple(chain.from_iterable(by_rule[key] for key in sorted(by_rule)))


def _detail(times: Mapping[str, int], finding: Finding) -> tuple[str, float, str, str]:
    """Return what a rule's findings are sorted by: `times` says how many there are of a subject.

    Only hotspots that share an id have several; only these are put into words for it.
    """
    if times[finding.subject] == 1:
        return finding.subject, 0.0, "", ""
    return (
        finding.subject,
        finding.measured if finding.measured is not None else -1.0,
        finding.message,
        # Hotspots that share an id may differ in nothing else.
        str(finding.fix.changes) if finding.fix.changes else "",
    )
