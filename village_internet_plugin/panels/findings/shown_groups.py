# SPDX-License-Identifier: GPL-2.0-or-later
"""The groups that are shown, in their order, and which rows of the list are theirs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Callable

from village_internet_plugin.panels.findings.finding_groups import Group


class ShownGroups:
    """Groups sorted by their `text`; tens of thousands may change one at a time."""

    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._texts: list[str] = []
        self._ends: list[int] = []
        """For each group, the row after its last."""

    def fill(self, sized: Mapping[str, tuple[Group, int]]) -> None:
        """Show these groups and no others: by their `text`, with how many rows each has."""
        self._texts = sorted(sized)
        self._groups = [sized[text][0] for text in self._texts]
        self._ends = list(accumulate([sized[text][1] for text in self._texts]))

    def measure(self, size_of: Callable[[Group], int]) -> None:
        """Ask anew how many rows each group has."""
        self._ends = list(accumulate([size_of(group) for group in self._groups]))

    def __len__(self) -> int:
        """Return how many groups are shown."""
        return len(self._groups)

    def __iter__(self) -> Iterator[Group]:
        """Go through the groups as they are now."""
        return iter(list(self._groups))

    @property
    def rows(self) -> int:
        """How many rows all groups have together."""
        return self._ends[-1] if self._ends else 0

    def at(self, row: int) -> Group:
        """Return the group a row belongs to."""
        return self._groups[bisect_right(self._ends, row)]

    def start(self, group: Group) -> int:
        """Return the first row of a group, or of one that would come where its `text` says."""
        return self._start(bisect_left(self._texts, group.text))

    def end(self, group: Group) -> int:
        """Return the row after the last of a group that is shown."""
        return self._ends[bisect_left(self._texts, group.text)]

    def starts(self, first: int, last: int) -> Iterator[int]:
        """Give the first rows of groups, as far as they lie from `first` to `last`."""
        if not self._groups:
            return
        starts: Sequence[int] = [0, *self._ends[:-1]]
        yield from starts[bisect_left(starts, first) : bisect_right(starts, last)]

    def add(self, group: Group, size: int) -> None:
        """Show one more group."""
        number = bisect_left(self._texts, group.text)
        start = self._start(number)
        self._texts.insert(number, group.text)
        self._groups.insert(number, group)
        self._ends.insert(number, start)
        self._shift(number, size)

    def remove(self, group: Group) -> None:
        """Show a group no longer."""
        number = bisect_left(self._texts, group.text)
        self._shift(number, self._start(number) - self._ends[number])
        for held in (self._texts, self._groups, self._ends):
            del held[number]

    def resize(self, group: Group, more: int) -> None:
        """Give a group that is shown so many rows more."""
        self._shift(bisect_left(self._texts, group.text), more)

    def _start(self, number: int) -> int:
        return self._ends[number - 1] if number else 0

    def _shift(self, number: int, more: int) -> None:
        self._ends[number:] = [end + more for end in self._ends[number:]]
