# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings made up at random, and a slow, plain account of how they should be listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from village_internet_plugin.domain.finding import SEVERITIES, Finding, Fix
from village_internet_plugin.panels.findings.finding_groups import KINDS, Subject
from village_internet_plugin.panels.findings.finding_rows import FindingRows, GroupOf, Matches

VILLAGES_OF = {"h1": "v1", "h2": "v1", "h3": "v2", "v1": "v1"}
SOURCES_OF = {"h1": "APBN", "h2": "APBD", "h3": "APBD"}
SUBJECTS = [("hotspot", "h1"), ("hotspot", "h2"), ("hotspot", "h3"), ("village", "v1")]


def finding(
    rule: str,
    subject: str,
    severity: str = "error",
    message: str = "x",
    waived: bool = False,
    kind: str = "hotspot",
    measured: float | None = None,
) -> Finding:
    """Make a finding in a line."""
    unit = None if measured is None else "m"
    fix = Fix("Move it.")
    return Finding(rule, severity, kind, subject, message, fix, measured, None, unit, waived)


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[Subject, tuple[Finding, ...]]]:
    """Draw what the check says one after another of this and that subject."""
    steps = []
    for kind, subject in draw(st.lists(st.sampled_from(SUBJECTS), max_size=12)):
        found = draw(
            st.lists(
                st.builds(
                    finding,
                    st.sampled_from(["VI101", "VI103", "VI105"]),
                    st.just(subject),
                    st.sampled_from(SEVERITIES),
                    st.sampled_from(["x", "y", "xy"]),
                    st.booleans(),
                    st.just(kind),
                ),
                max_size=4,
            )
        )
        steps.append(((kind, subject), tuple(found)))
    return steps


def expected_rows(
    held: Mapping[Subject, tuple[Finding, ...]],
    came: Sequence[Subject],
    rows: FindingRows,
    group_of: GroupOf,
    kinds: set[str],
    matches: Matches | None,
) -> list[object]:
    """List headers (by key) and findings anew; `came` has the subjects in order of appearance."""
    groups: dict[object, list[tuple[object, Finding]]] = {}
    for subject, findings in held.items():
        for number, one in enumerate(findings):
            if one.counted_as not in kinds or (matches is not None and not matches(one)):
                continue
            place = (KINDS.index(one.counted_as), one.rule, came.index(subject), number)
            groups.setdefault(group_of(one), []).append((place, one))
    listed: list[object] = []
    for members in groups.values():
        members.sort(key=lambda member: member[0])
    for key in sorted(groups, key=lambda key: (groups[key][0][0][0], key)):
        if rows.headers:
            listed.append(key)
        if rows.is_expanded(key):
            listed += [one for _, one in groups[key]]
    return listed
