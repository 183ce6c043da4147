# SPDX-License-Identifier: GPL-2.0-or-later
"""By what a row of the list of findings is known again, and who is told when rows come and go."""

from __future__ import annotations

from typing import NamedTuple, Protocol, Union

from village_internet_plugin.panels.findings.finding_groups import GroupKey, Subject


class FindingKey(NamedTuple):
    """By what a finding is known again after an update."""

    subject: Subject
    rule: str
    place: int
    """Which of the subject's findings of this rule it is, from 0."""


RowKey = Union[FindingKey, GroupKey]


class Address(NamedTuple):
    """Where a finding stands."""

    group: GroupKey
    kind: int
    rule: str
    number: int


class RowListener(Protocol):
    """Who is told before and after rows come and go."""

    def inserting(self, first: int, last: int) -> None:
        """Rows `first` to `last` are about to come."""

    def inserted(self) -> None:
        """They have come."""

    def removing(self, first: int, last: int) -> None:
        """Rows `first` to `last` are about to go."""

    def removed(self) -> None:
        """They are gone."""

    def changed(self, row: int) -> None:
        """A row says something else."""
