# SPDX-License-Identifier: GPL-2.0-or-later
"""A group of findings that is always in order, whatever comes and goes: gravest first."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Collection, Iterator
from itertools import chain, islice

from village_internet_plugin.domain.finding import SEVERITIES, Finding

WAIVED = "waived"
KINDS = (*SEVERITIES, WAIVED)
"""What a finding counts as, from the gravest to the mildest; what is waived comes last."""
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}

Subject = tuple[str, str]
"""Whom a finding is about: the kind of subject and its id."""
GroupKey = tuple[int, str]
"""A group: a number that orders sorts of groups, and the code or id it stands for."""


_PLACES = 1 << 12
"""More findings of one rule on one subject are never told apart."""


def entry_number(order: int, place: int) -> int:
    """Return what sorts findings of one rule: by their subject's order, then by their place."""
    return order * _PLACES + min(place, _PLACES - 1)


class _Bucket:
    """Findings of one kind and rule; as two lists they cost no object each.

    Python's collector of garbage looks at every object there is: hundreds of thousands more would
    make the window stand still each time.
    """

    __slots__ = ("findings", "numbers")

    def __init__(self) -> None:
        self.numbers = array("q")
        self.findings: list[Finding] = []


class Group:
    """The findings of one group by kind and rule, and how many there are of each kind."""

    __slots__ = ("_buckets", "_sorted", "counts", "key", "text")

    def __init__(self, key: GroupKey) -> None:
        self.key = key
        self.counts = [0] * len(KINDS)
        self.text = ""
        """By what it is sorted among the groups shown; empty while it is not one of them."""
        self._buckets: dict[tuple[int, str], _Bucket] = {}
        self._sorted: list[tuple[int, str]] = []

    def sort_text(self, kinds: Collection[int]) -> str:
        """Return what sorts groups by their gravest finding of these kinds, then by key."""
        gravest = next((kind for kind in kinds if self.counts[kind]), len(KINDS))
        return f"{gravest}{self.key[0]}{self.key[1]}"

    def count(self, kinds: Collection[int]) -> int:
        """Return how many of its findings are of these kinds."""
        return sum([self.counts[kind] for kind in kinds])

    def add(self, kind: int, finding: Finding, number: int) -> None:
        """Put a finding where it belongs; quick where it is the last of its rule."""
        bucket = self._buckets.get((kind, finding.rule))
        if bucket is None:
            bucket = self._buckets[kind, finding.rule] = _Bucket()
            insort(self._sorted, (kind, finding.rule))
        if not bucket.numbers or bucket.numbers[-1] < number:
            bucket.numbers.append(number)
            bucket.findings.append(finding)
        else:
            position = bisect_left(bucket.numbers, number)
            bucket.numbers.insert(position, number)
            bucket.findings.insert(position, finding)
        self.counts[kind] += 1

    def remove(self, kind: int, rule: str, number: int) -> None:
        """Take a finding away."""
        bucket = self._buckets[kind, rule]
        position = bisect_left(bucket.numbers, number)
        del bucket.numbers[position]
        del bucket.findings[position]
        self.counts[kind] -= 1
        if not bucket.findings:
            del self._buckets[kind, rule]
            self._sorted.remove((kind, rule))

    def replace(self, kind: int, finding: Finding, number: int) -> None:
        """Put a finding in the place of the one that stood there."""
        bucket = self._buckets[kind, finding.rule]
        bucket.findings[bisect_left(bucket.numbers, number)] = finding

    def get(self, kind: int, rule: str, number: int) -> Finding:
        """Return a finding that stands here."""
        bucket = self._buckets[kind, rule]
        return bucket.findings[bisect_left(bucket.numbers, number)]

    def position(self, kinds: Collection[int], kind: int, rule: str, number: int) -> int:
        """Return where a finding stands, or would stand, among those of `kinds`."""
        before = 0
        for key in self._sorted:
            if key >= (kind, rule):
                break
            if key[0] in kinds:
                before += len(self._buckets[key].findings)
        bucket = self._buckets.get((kind, rule))
        return before + (bisect_left(bucket.numbers, number) if bucket is not None else 0)

    def at(self, kinds: Collection[int], position: int) -> tuple[Finding, int]:
        """Return what stands at a position among the findings of `kinds`, and its place."""
        for key in self._sorted:
            if key[0] not in kinds:
                continue
            bucket = self._buckets[key]
            if position < len(bucket.findings):
                return bucket.findings[position], bucket.numbers[position] % _PLACES
            position -= len(bucket.findings)
        raise IndexError(position)

    def findings(
        self, kinds: Collection[int], first: int = 0, end: int | None = None
    ) -> Iterator[Finding]:
        """Give its findings of these kinds from position `first` up to and without `end`."""
        lists = (self._buckets[key].findings for key in list(self._sorted) if key[0] in kinds)
        return islice(chain.from_iterable(lists), first, end)
