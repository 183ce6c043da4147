# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole check that counts first: what it found is put into words only when somebody asks.

The server needs the numbers of a plan it accepts, and the words only of one it turns down; wording
a hundred thousand notices that nobody reads took longer than judging them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from village_internet_plugin.domain.finding import (
    ERROR,
    NOT_CHECKED,
    CheckReport,
    Finding,
    severity_counts,
)
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession
from village_internet_plugin.rules.findings import FindingMaker
from village_internet_plugin.rules.rule import Judgement


class TalliedCheck:
    """A whole check of a plan by every rule: its numbers at once, its findings on demand."""

    def __init__(
        self, plan: Plan, reference: Reference, rule_set: RuleSet, language: str = "en"
    ) -> None:
        """Check the plan; the findings, once asked for, speak `language` ("en" or "id")."""
        self.rule_set_version = rule_set.version
        self.reference_sha256 = reference.sha256()
        self._session = _UnwordedSession(plan, reference, rule_set, language)
        self._tally = self._session.tally()

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity; the waived are counted apart."""
        return severity_counts(self._tally)

    @property
    def blocks_publishing(self) -> bool:
        """Whether anything stands that must be mended or waived before publishing."""
        return self._tally[ERROR] + self._tally[NOT_CHECKED] > 0

    def report(self) -> CheckReport:
        """Return the report that `check_plan` gives of the same plan."""
        self._session.put_into_words()
        return self._session.report()


class _Unworded(NamedTuple):
    """What a rule says of a batch of hotspots."""

    maker: FindingMaker
    judgement: Judgement
    hotspots: Sequence[Hotspot]
    found: Sequence[list[Finding]]


class _UnwordedSession(CheckSession):
    """The check, with the wording of its findings on hotspots put off."""

    def __init__(self, plan: Plan, reference: Reference, rule_set: RuleSet, language: str) -> None:
        self._unworded: list[_Unworded] = []
        self._tallies: dict[str, Counter[str]] = {}
        super().__init__(plan, reference, rule_set, language)

    def tally(self) -> Counter[str]:
        """Return how many findings there are of each severity; the waived count as `waived`."""
        total = Counter(self.tally_beside_hotspots())
        for code, tally in self._tallies.items():
            if code not in self._failed:
                total.update(tally)
        return total

    def put_into_words(self) -> None:
        """Make the findings that were put off; a rule that fails now has failed after all."""
        unworded, self._unworded = self._unworded, []
        for maker, judgement, hotspots, found in unworded:
            word = partial(super()._put_into_words, judgement, maker, hotspots, found)
            self._try(maker.code, word, self._failed)
        self._judge_plan()

    def _put_into_words(
        self,
        judgement: Judgement,
        maker: FindingMaker,
        hotspots: Sequence[Hotspot],
        found: Sequence[list[Finding]],
    ) -> None:
        tally = maker.tally(judgement, hotspots, self._waived)
        if tally:
            self._tallies.setdefault(maker.code, Counter()).update(tally)
            self._unworded.append(_Unworded(maker, judgement, hotspots, found))
