# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings as rows of a list: in groups, gravest first, kept right through single changes.

Made for hundreds of thousands of findings in Python: no row exists until it is asked for, a group
is a handful of ready-sorted lists, and a change touches only the lists it stands in.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Callable

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.panels.findings.finding_groups import (
    KIND_NUMBERS,
    KINDS,
    Group,
    GroupKey,
    Subject,
    entry_number,
)
from village_internet_plugin.panels.findings.row_keys import (
    Address,
    FindingKey,
    RowKey,
    RowListener,
)
from village_internet_plugin.panels.findings.shown_groups import ShownGroups

GroupOf = Callable[[Finding], GroupKey]
Matches = Callable[[Finding], bool]
_LET_GO = 16
"""How many small things are let go of in one step."""


class FindingRows:
    """The rows: a header for each group (unless `headers` is False), its findings below it.

    Groups stand by their gravest finding shown, then by key; findings by kind, rule, and the order
    in which their subjects came.
    """

    def __init__(
        self,
        group_of: GroupOf,
        kinds: Iterable[str] = KINDS[:-1],
        matches: Matches | None = None,
        headers: bool = True,
    ) -> None:
        """Start empty; `matches` leaves out findings altogether, `kinds` only from the rows."""
        self.headers = headers
        self.listener: RowListener | None = None
        self.expanded_by_default = True
        self._expansion: dict[GroupKey, bool] = {}
        self._group_of, self._matches = group_of, matches
        self._kinds = _numbers(kinds)
        self._orders: dict[Subject, int] = {}
        self._places: list[tuple[GroupKey, int, str]] = []
        self._place_numbers: dict[tuple[GroupKey, int, str], int] = {}
        self._held: dict[Subject, array[int]] = {}
        """Where the findings on a subject stand, by numbers of places: see `finding_groups`."""
        self._groups: dict[GroupKey, Group] = {}
        self._totals = [0] * len(KINDS)
        self._shown = ShownGroups()

    # Filling: nobody is told, and there are no rows before `settle`.

    def put(self, subject: Subject, findings: Iterable[Finding]) -> None:
        """Take in the findings on a subject of which there are none yet."""
        kept = self._kept(findings)
        if not kept:
            return
        self._orders.setdefault(subject, len(self._orders))
        for address, finding in self._hold(subject, kept).items():
            self._add(address, finding)

    def settling(self) -> Iterator[None]:
        """Put the groups in order, step by step; there are rows when the last step is taken."""
        for group in self._shown:
            group.text = ""
        sized = {}
        for group in self._groups.values():
            if group.count(self._kinds):
                group.text = group.sort_text(self._kinds)
                sized[group.text] = (group, self._size(group))
            yield
        self._shown.fill(sized)

    def settle(self) -> None:
        """Put the groups in order at once."""
        for _ in self.settling():
            continue

    def set_expansion(self, expansion: Mapping[GroupKey, bool], by_default: bool) -> None:
        """Open (True) and close groups, all others `by_default`; the listener is not told."""
        self._expansion, self.expanded_by_default = dict(expansion), by_default
        self._shown.measure(self._size)

    @property
    def expansion(self) -> Mapping[GroupKey, bool]:
        """What the user opened (True) and closed (False)."""
        return self._expansion

    def show(self, kinds: Iterable[str]) -> None:
        """Show findings of these kinds alone; the listener is not told."""
        self._kinds = _numbers(kinds)
        self.settle()

    def dissolve(self) -> Iterator[None]:
        """Let go of everything bit by bit: to free it all at once takes long enough to be felt."""
        self._shown = ShownGroups()
        for held in (self._held, self._orders, self._groups, self._place_numbers):
            while held:
                held.popitem()
                yield
        while self._places:
            del self._places[-_LET_GO:]
            yield

    # Reading

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._shown.rows

    @property
    def shown_count(self) -> int:
        """How many findings are shown, counting those of closed groups."""
        return sum(self._totals[kind] for kind in self._kinds)

    @property
    def group_count(self) -> int:
        """How many groups are shown."""
        return len(self._shown)

    def groups_of(self, subject: Subject) -> set[GroupKey]:
        """Return the groups in which findings on a subject stand."""
        return {self._places[place][0] for place in self._held.get(subject, ())}

    def group_at(self, row: int) -> Group:
        """Return the group a row belongs to."""
        return self._shown.at(row)

    def finding_at(self, row: int) -> Finding | None:
        """Return the finding of a row; None for the header of a group."""
        position = self._position(row)
        if position < 0:
            return None
        return self.group_at(row).at(self._kinds, position)[0]

    def key_at(self, row: int) -> RowKey:
        """Return by what a row is known again."""
        group, position = self.group_at(row), self._position(row)
        if position < 0:
            return group.key
        finding, place = group.at(self._kinds, position)
        return FindingKey((finding.subject_kind, finding.subject), finding.rule, place)

    def row_of(self, key: RowKey) -> int | None:
        """Return the row of a finding or of a group's header; None when it is not to be seen."""
        if not isinstance(key, FindingKey):
            group = self._groups.get(key)
            return self._shown.start(group) if group and group.text and self.headers else None
        number = entry_number(self._orders.get(key.subject, 0), key.place)
        for address in self._addresses(key.subject):
            if (address.rule, address.number) == (key.rule, number):
                seen = address.kind in self._kinds and self.is_expanded(address.group)
                return self._row(address) if seen else None
        return None

    def header_of(self, row: int) -> int | None:
        """Return the row of the header above a row (itself, for one); None without headers."""
        return self._shown.start(self.group_at(row)) if self.headers else None

    def header_rows(self, first: int, last: int) -> Iterator[int]:
        """Give the rows from `first` to `last` that are headers."""
        return self._shown.starts(first, last) if self.headers else iter(())

    def is_expanded(self, key: GroupKey) -> bool:
        """Tell whether a group's findings are rows."""
        return not self.headers or self._expansion.get(key, self.expanded_by_default)

    def findings_in(self, first: int, last: int) -> Iterator[Finding]:
        """Give the findings of these rows.

        The header of a closed group stands for all of it, and so does a header chosen alone.
        """
        for group, begin, end in self._stretches(first, last):
            yield from group.findings(self._kinds, begin, end)

    def count_in(self, first: int, last: int) -> int:
        """Return how many findings `findings_in` gives."""
        return sum(end - begin for _, begin, end in self._stretches(first, last))

    def findings(self) -> Iterator[Finding]:
        """Give all findings shown, those of closed groups too."""
        for group in self._shown:
            yield from group.findings(self._kinds)

    # Changing: the listener is told of every row.

    def update(self, subject: Subject, findings: Iterable[Finding]) -> None:
        """Take over the findings on a subject as they are now; none when it is gone."""
        kept = self._kept(findings)
        if not kept and subject not in self._held:
            return
        self._orders.setdefault(subject, len(self._orders))
        before = {
            address: self._groups[address.group].get(*address[1:])
            for address in self._addresses(subject)
        }
        after = self._hold(subject, kept)
        for address in before:
            if address not in after:
                self._remove(address)
        for address, finding in after.items():
            if address not in before:
                self._insert(address, finding)
            elif before[address] != finding:
                self._replace(address, finding)

    def expand(self, key: GroupKey, opened: bool) -> None:
        """Open or close a group."""
        if not self.headers or self.is_expanded(key) == opened:
            return
        group = self._groups.get(key)
        if group is None or not group.text:
            self._expansion[key] = opened
            return
        header, count = self._shown.start(group), group.count(self._kinds)

        def change() -> None:
            self._expansion[key] = opened
            self._shown.resize(group, count if opened else -count)

        tell = self._come if opened else self._go
        tell(header + 1, header + count, change)
        self._tell_changed(header)

    def _insert(self, address: Address, finding: Finding) -> None:
        group = self._group(address.group)
        if group.text:
            add = partial(self._add, address, finding)
            self._change(address, self._come, add, 1)
            return
        # What no row shows can change unseen.
        self._add(address, finding)
        if address.kind in self._kinds:
            self._show_group(group)

    def _remove(self, address: Address) -> None:
        group = self._groups[address.group]
        if address.kind in self._kinds and group.count(self._kinds) == 1:
            self._hide_group(group)
        if group.text:
            self._change(address, self._go, partial(self._take_out, address), -1)
        else:
            self._take_out(address)
        if not any(group.counts):
            del self._groups[address.group]

    def _replace(self, address: Address, finding: Finding) -> None:
        group = self._groups[address.group]
        group.replace(address.kind, finding, address.number)
        if address.kind in self._kinds and self.is_expanded(address.group):
            self._tell_changed(self._row(address))

    def _change(
        self,
        address: Address,
        tell: Callable[[int, int, Callable[[], object]], None],
        change: Callable[[], object],
        more: int,
    ) -> None:
        """Change a group that is shown before and after; it moves when its gravest changes."""
        group = self._groups[address.group]
        if address.kind in self._kinds and self.is_expanded(address.group):
            row = self._row(address)

            def change_rows() -> None:
                change()
                self._shown.resize(group, more)

            tell(row, row, change_rows)
        else:
            change()
        if group.sort_text(self._kinds) != group.text:
            self._hide_group(group)
            self._show_group(group)
        elif self.headers:
            self._tell_changed(self._shown.start(group))

    def _show_group(self, group: Group) -> None:
        group.text = group.sort_text(self._kinds)
        first, size = self._shown.start(group), self._size(group)
        self._come(first, first + size - 1, partial(self._shown.add, group, size))

    def _hide_group(self, group: Group) -> None:
        first, end = self._shown.start(group), self._shown.end(group)

        def take_out() -> None:
            self._shown.remove(group)
            group.text = ""

        self._go(first, end - 1, take_out)

    def _come(self, first: int, last: int, change: Callable[[], object]) -> None:
        if self.listener is not None:
            self.listener.inserting(first, last)
        change()
        if self.listener is not None:
            self.listener.inserted()

    def _go(self, first: int, last: int, change: Callable[[], object]) -> None:
        if self.listener is not None:
            self.listener.removing(first, last)
        change()
        if self.listener is not None:
            self.listener.removed()

    def _tell_changed(self, row: int) -> None:
        if self.listener is not None:
            self.listener.changed(row)

    # Where things stand

    def _kept(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(findings if self._matches is None else filter(self._matches, findings))

    def _hold(self, subject: Subject, kept: tuple[Finding, ...]) -> dict[Address, Finding]:
        """Note where the findings on a subject stand from now on; return that."""
        places = array("I")
        for finding in kept:
            place = (self._group_of(finding), KIND_NUMBERS[finding.counted_as], finding.rule)
            number = self._place_numbers.setdefault(place, len(self._places))
            if number == len(self._places):
                self._places.append(place)
            places.append(number)
        if not kept:
            self._held.pop(subject, None)
            return {}
        self._held[subject] = places
        return dict(zip(self._addresses(subject), kept))

    def _addresses(self, subject: Subject) -> Iterator[Address]:
        """Give where the findings on a subject stand; those of one rule are told apart."""
        before: dict[str, int] = {}
        for place in self._held.get(subject, ()):
            key, kind, rule = self._places[place]
            before[rule] = before.get(rule, -1) + 1
            number = entry_number(self._orders[subject], before[rule])
            yield Address(key, kind, rule, number)

    def _group(self, key: GroupKey) -> Group:
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(key)
        return group

    def _add(self, address: Address, finding: Finding) -> None:
        self._group(address.group).add(address.kind, finding, address.number)
        self._totals[address.kind] += 1

    def _take_out(self, address: Address) -> None:
        self._groups[address.group].remove(*address[1:])
        self._totals[address.kind] -= 1

    def _size(self, group: Group) -> int:
        below = group.count(self._kinds) if self.is_expanded(group.key) else 0
        return below + self.headers

    def _position(self, row: int) -> int:
        """Return where a row's finding stands in its group, -1 for the header."""
        return row - self._shown.start(self.group_at(row)) - self.headers

    def _row(self, address: Address) -> int:
        group = self._groups[address.group]
        return self._shown.start(group) + self.headers + group.position(self._kinds, *address[1:])

    def _stretches(self, first: int, last: int) -> Iterator[tuple[Group, int, int]]:
        """Give what rows `first` to `last` cover: groups, with positions from and up to."""
        row = first
        while row <= last:
            group, position = self.group_at(row), self._position(row)
            count, end = group.count(self._kinds), self._shown.start(group) + self._size(group)
            if position < 0 and (row == last or not self.is_expanded(group.key)):
                yield group, 0, count
            else:
                begin = max(position, 0)
                yield group, begin, count - max(end - 1 - last, 0)
            row = end


def _numbers(kinds: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(KIND_NUMBERS[kind] for kind in kinds))
