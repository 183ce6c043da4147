# SPDX-License-Identifier: GPL-2.0-or-later
"""A group of findings that is always in order, whatever comes and goes: gravest first."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from village_internet_plugin.domain.finding import SEVERITIES, Finding

WAIVED = "waived"
KINDS = (*SEVERITIES, WAIVED)
"""What a finding counts as, from the gravest to the mildest; what is waived comes last."""
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}

Subject = tuple[str, str]
"""Whom a finding is about: the kind of subject and its id."""
GroupKey = tuple[int, str]
"""A group: a number that orders sorts of groups, and the code or id it stands for."""


def kind_of(finding: Finding) -> str:
    """Return the severity of a finding, or that it is waived."""
    return WAIVED if finding.waived else finding.severity


class Entry(NamedTuple):
    """A finding in its group; `order` is its subject's, `place` tells those of one rule apart."""

    order: int
    place: int
    finding: Finding


class Group:
    """The findings of one group by kind and rule, and how many there are of each kind."""

    def __init__(self, key: GroupKey) -> None:
        self.key = key
        self.counts = [0] * len(KINDS)
        self.text = ""
        """By what it is sorted among the groups shown; empty while it is not one of them."""
        self._lists: dict[tuple[int, str], list[Entry]] = {}
        self._sorted: list[tuple[int, str]] = []

    def sort_text(self, kinds: Collection[int]) -> str:
        """Return what sorts groups by their gravest finding of these kinds, then by key."""
        gravest = next((kind for kind in kinds if self.counts[kind]), len(KINDS))
        return f"{gravest}{self.key[0]}{self.key[1]}"

    def count(self, kinds: Collection[int]) -> int:
        """Return how many of its findings are of these kinds."""
        return sum([self.counts[kind] for kind in kinds])

    def add(self, kind: int, entry: Entry) -> None:
        """Put a finding where it belongs; quick where it is the last of its rule."""
        bucket = (kind, entry.finding.rule)
        entries = self._lists.get(bucket)
        if entries is None:
            self._lists[bucket] = [entry]
            insort(self._sorted, bucket)
        elif entries[-1][:2] < entry[:2]:
            entries.append(entry)
        else:
            entries.insert(bisect_left(entries, entry[:2]), entry)
        self.counts[kind] += 1

    def remove(self, kind: int, rule: str, order: int, place: int) -> None:
        """Take a finding away."""
        entries = self._lists[kind, rule]
        del entries[bisect_left(entries, (order, place))]
        self.counts[kind] -= 1
        if not entries:
            del self._lists[kind, rule]
            self._sorted.remove((kind, rule))

    def replace(self, kind: int, entry: Entry) -> None:
        """Put a finding in the place of the one that stood there."""
        entries = self._lists[kind, entry.finding.rule]
        entries[bisect_left(entries, entry[:2])] = entry

    def position(self, kinds: Collection[int], kind: int, rule: str, order: int, place: int) -> int:
        """Return where a finding stands, or would stand, among those of `kinds`."""
        before = 0
        for bucket in self._sorted:
            if bucket >= (kind, rule):
                break
            if bucket[0] in kinds:
                before += len(self._lists[bucket])
        return before + bisect_left(self._lists.get((kind, rule), []), (order, place))

    def at(self, kinds: Collection[int], position: int) -> Entry:
        """Return what stands at a position among the findings of `kinds`."""
        for bucket in self._sorted:
            if bucket[0] not in kinds:
                continue
            entries = self._lists[bucket]
            if position < len(entries):
                return entries[position]
            position -= len(entries)
        raise IndexError(position)

    def findings(
        self, kinds: Collection[int], first: int = 0, end: int | None = None
    ) -> Iterator[Finding]:
        """Give its findings of these kinds from position `first` up to and without `end`."""
        entries = (
            entry
            for bucket in list(self._sorted)
            if bucket[0] in kinds
            for entry in self._lists.get(bucket, ())
        )
        return (entry.finding for entry in islice(entries, first, end))
