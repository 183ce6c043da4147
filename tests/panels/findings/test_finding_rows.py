# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of findings are always those a recount from nothing would give."""

from __future__ import annotations

from bisect import bisect_left

from findings_at_random import SOURCES_OF, VILLAGES_OF, changes, expected_rows, finding
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.panels.findings.finding_groups import KINDS, GroupKey, Subject
from village_internet_plugin.panels.findings.finding_rows import FindingRows


class Mirror:
    """A list that knows only what it is told of rows that come and go."""

    def __init__(self, rows: FindingRows) -> None:
        self.rows = rows
        self.held: list[object] = [rows.key_at(row) for row in range(len(rows))]
        self.coming = (0, -1)

    def inserting(self, first: int, last: int) -> None:
        assert 0 <= first <= last
        assert first <= len(self.held) == len(self.rows)
        self.coming = (first, last)

    def inserted(self) -> None:
        first, last = self.coming
        self.held[first:first] = [self.rows.key_at(row) for row in range(first, last + 1)]
        assert len(self.held) == len(self.rows)

    def removing(self, first: int, last: int) -> None:
        assert 0 <= first <= last < len(self.held) == len(self.rows)
        del self.held[first : last + 1]

    def removed(self) -> None:
        assert len(self.held) == len(self.rows)

    def changed(self, row: int) -> None:
        assert 0 <= row < len(self.rows)


def by_rule(one: Finding) -> GroupKey:
    return 0, one.rule


def by_village(one: Finding) -> GroupKey:
    return 0, VILLAGES_OF.get(one.subject, "")


def all_in_one(one: Finding) -> GroupKey:
    return 0, ""


GROUPINGS = {"rule": by_rule, "village": by_village, "none": all_in_one}


@given(
    st.sampled_from(sorted(GROUPINGS)),
    st.sets(st.sampled_from(KINDS)),
    st.booleans(),
    changes(),
    st.lists(st.tuples(st.sampled_from(["VI101", "VI103", "v1", "v2", ""]), st.booleans())),
    st.booleans(),
)
def test_after_any_changes_the_rows_are_those_of_a_recount(
    grouping: str, kinds: set[str], filtered: bool, steps, expansions, by_default: bool
) -> None:
    group_of = GROUPINGS[grouping]
    matches = (lambda one: "x" in one.message) if filtered else None
    rows = FindingRows(group_of, kinds, matches, headers=grouping != "none")
    rows.expanded_by_default = by_default
    held: dict[Subject, tuple[Finding, ...]] = {}
    came: list[Subject] = []
    start = len(steps) // 2
    for subject, findings in steps[:start]:
        if subject not in held:
            rows.put(subject, findings)
            held[subject] = findings
            came += [subject] if rows.groups_of(subject) else []
    rows.settle()
    mirror = rows.listener = Mirror(rows)
    for number, (subject, findings) in enumerate(steps[start:]):
        rows.update(subject, findings)
        held[subject] = findings
        came += [subject] if rows.groups_of(subject) and subject not in came else []
        if number < len(expansions):
            rows.expand((0, expansions[number][0]), expansions[number][1])
        shown = [rows.finding_at(row) or rows.key_at(row) for row in range(len(rows))]
        assert shown == expected_rows(held, came, rows, group_of, kinds, matches)
        assert mirror.held == [rows.key_at(row) for row in range(len(rows))]
        for row in range(len(rows)):
            assert rows.row_of(rows.key_at(row)) == row
    assert rows.shown_count == len(list(rows.findings()))
    for first in range(len(rows)):
        for last in range(first, len(rows)):
            assert rows.count_in(first, last) == len(list(rows.findings_in(first, last)))


def test_a_closed_group_stands_for_all_its_findings_and_so_does_a_header_chosen_alone() -> None:
    rows = FindingRows(by_rule)
    one, two, three = (finding("VI101", name) for name in ("h1", "h2", "h3"))
    other = finding("VI103", "h1")
    for each in (one, two, three):
        rows.put(("hotspot", each.subject), (each, other) if each is one else (each,))
    rows.settle()
    # 0 header VI101, 1-3 its findings, 4 header VI103, 5 its finding
    assert list(rows.findings_in(0, 0)) == [one, two, three]
    assert list(rows.findings_in(0, 2)) == [one, two]
    assert list(rows.findings_in(3, 4)) == [three, other]
    assert list(rows.findings_in(0, 5)) == [one, two, three, other]
    rows.expand((0, "VI101"), opened=False)
    assert len(rows) == 3
    assert list(rows.findings_in(0, 1)) == [one, two, three, other]


def test_headers_are_found_within_a_stretch_of_rows() -> None:
    rows = FindingRows(by_rule)
    for subject in ("h1", "h2"):
        rows.put(("hotspot", subject), [finding(rule, subject) for rule in ("VI101", "VI103")])
    rows.settle()
    assert list(rows.header_rows(0, 5)) == [0, 3]
    assert list(rows.header_rows(1, 3)) == [3]
    assert list(rows.header_rows(1, 2)) == []
    assert rows.header_of(4) == 3


def test_funders_group_what_they_pay_for() -> None:
    rows = FindingRows(lambda one: (0, SOURCES_OF[one.subject]))
    for subject in sorted(SOURCES_OF):
        rows.put(("hotspot", subject), [finding("VI101", subject)])
    rows.settle()
    names = [rows.group_at(row).key[1] for row in rows.header_rows(0, len(rows))]
    assert names == sorted(set(SOURCES_OF.values()))
    assert bisect_left(names, "APBD") == 0
