# SPDX-License-Identifier: GPL-2.0-or-later
"""What was last said of each hotspot, so that only what is said differently is announced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.rules.check import CheckSession


class Change(NamedTuple):
    """What an edit changed in the verdict on a plan."""

    hotspot_ids: frozenset[str]
    """Hotspots that came, went, or have other findings or another verdict now."""
    sources: bool
    """Whether the funding sources, or the findings on them, are others now."""
    rest: bool
    """Whether the findings on villages or on the plan, or what keeps it unchecked, differ."""
    everything: bool = False
    """The whole plan was checked anew: anything may be said differently now."""


class AnnouncedFindings:
    """The findings on hotspots by their ids, which outlive the row numbers of unsaved ones."""

    def __init__(self) -> None:
        self._ids: dict[int, str] = {}
        self._rows: dict[str, set[int]] = {}
        self._found: dict[int, tuple[Finding, ...]] = {}
        self.tally: Counter[str] = Counter()
        """How many findings of each severity; the waived count as `waived`."""

    @classmethod
    def of(cls, session: CheckSession) -> AnnouncedFindings:
        """Return what a session says of all its rows."""
        said = cls()
        for row, hotspot in session.rows.items():
            said._remember(row, hotspot.hotspot_id, session.findings_of(row))
        return said

    @property
    def rows(self) -> frozenset[int]:
        """All rows that something was said of."""
        return frozenset(self._ids)

    def findings_of(self, hotspot_id: str) -> tuple[Finding, ...] | None:
        """Return the findings on a hotspot; None when there is no such hotspot.

        Where several share an id, which is itself a finding, theirs come together.
        """
        rows = self._rows.get(hotspot_id)
        if rows is None:
            return None
        return tuple(finding for row in sorted(rows) for finding in self._found[row])

    def row_of(self, hotspot_id: str) -> int | None:
        """Return the lowest row of a hotspot; None when there is no such hotspot."""
        rows = self._rows.get(hotspot_id)
        return None if rows is None else min(rows)

    def findings(self) -> Iterator[Finding]:
        """Return the findings on all hotspots, in no particular order."""
        return chain.from_iterable(self._found.values())

    def take_over(self, session: CheckSession, rows: Iterable[int]) -> frozenset[str]:
        """Look at these rows again; return the ids of which something else is said now."""
        rows = set(rows)
        ids = {self._ids[row] for row in rows if row in self._ids}
        ids.update(session.rows[row].hotspot_id for row in rows if row in session.rows)
        before = {identifier: self._said_of(identifier) for identifier in ids}
        for row in rows:
            self._forget(row)
            if row in session.rows:
                self._remember(row, session.rows[row].hotspot_id, session.findings_of(row))
        return frozenset(one for one in ids if self._said_of(one) != before[one])

    def _said_of(self, hotspot_id: str) -> list[Finding] | None:
        """Return the findings in an order that does not depend on rows: saving renumbers them."""
        found = self.findings_of(hotspot_id)
        return None if found is None else sorted(found, key=lambda one: (one.rule, one.message))

    def _remember(self, row: int, hotspot_id: str, findings: tuple[Finding, ...]) -> None:
        self._ids[row], self._found[row] = hotspot_id, findings
        self._rows.setdefault(hotspot_id, set()).add(row)
        self.tally.update(finding.counted_as for finding in findings)

    def _forget(self, row: int) -> None:
        hotspot_id = self._ids.pop(row, None)
        if hotspot_id is None:
            return
        self.tally.subtract(finding.counted_as for finding in self._found.pop(row))
        rows = self._rows[hotspot_id]
        rows.discard(row)
        if not rows:
            del self._rows[hotspot_id]
