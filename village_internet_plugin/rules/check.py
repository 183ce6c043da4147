# SPDX-License-Identifier: GPL-2.0-or-later
"""The check of a plan: all of it once, then again only what an edit may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

from village_internet_plugin.domain.finding import CheckReport, Finding, verdict_of
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.garbage import garbage_left_lying
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.facts.plan_facts import Affected, PlanFacts
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.catalogue import CATALOGUE
from village_internet_plugin.rules.finding_order import sorted_findings
from village_internet_plugin.rules.findings import FindingMaker, failure_text
from village_internet_plugin.rules.measuring_limits import measuring_limits
from village_internet_plugin.rules.parameters import RowParameters
from village_internet_plugin.rules.rule import Judgement, Rule

Progress = Callable[[float], bool]
"""Told how much is done (0 to 1); answers False to cancel."""

_Subject = tuple[str, str]
"""The kind of a subject and which one it is."""
_BATCH = 1_000


class Cancelled(Exception):
    """The check was cancelled; nothing was changed."""


def check_plan(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    language: str = "en",
    progress: Progress | None = None,
) -> CheckReport:
    """Check a whole plan by every rule of the rule set; Cancelled when `progress` says so."""
    with garbage_left_lying(counts_as_old=True):
        return CheckSession(plan, reference, rule_set, language, progress).report()


class CheckSession:
    """A plan under check: its findings are always those of a full check of what it holds now.

    Hotspots are known by row numbers, and a lower row counts as placed earlier. Those of the plan
    given at the start are 0, 1, 2 … in its order, unless `rows` gives the hotspots and numbers.
    """

    def __init__(
        self,
        plan: Plan,
        reference: Reference,
        rule_set: RuleSet,
        language: str = "en",
        progress: Progress | None = None,
        rows: Mapping[int, Hotspot] | None = None,
    ) -> None:
        """Check the whole plan; Cancelled when `progress` says so."""
        self._plan, self._reference, self._rule_set = plan, reference, rule_set
        self._language = language
        self._waived = _waived(plan.waivers)
        self._beside: dict[_Subject, list[Finding]] = {}
        self._beside_tally: Counter[str] | None = None
        self._beside_before: dict[_Subject, list[Finding]] = {}
        self._start(plan.published_hotspots, plan.funding_sources)
        self._fill(dict(enumerate(plan.hotspots)) if rows is None else rows, progress)

    def apply(self, changes: Mapping[int, Hotspot | None]) -> frozenset[int]:
        """Put, change or (None) take away hotspots by row; return the rows judged again."""
        # A search for garbage amid an edit takes longer than most edits.
        with garbage_left_lying():
            return self._judge_affected(self._facts.replace(changes), changes)

    def judge_ghost(self, row: int, hotspot: Hotspot) -> tuple[Finding, ...]:
        """Return the findings a hotspot would have under `row`, in place of any that is there.

        Nothing is changed.
        """
        facts = self._facts.facts_with(row, hotspot)
        failed: dict[str, str] = {}
        (findings,) = self._findings_on(facts, failed)
        makers = {rule.code: maker for rule, maker in self._judged_rules}
        findings += [makers[code].failed(self._plan.plan_id, failed[code]) for code in failed]
        return tuple(findings)

    def set_funding_sources(self, sources: Iterable[FundingSource]) -> frozenset[int]:
        """Take over an edited list of funding sources; return the rows judged again."""
        return self._judge_affected(self._facts.set_funding_sources(sources), {})

    def set_published_hotspots(self, published: Sequence[PublishedHotspot]) -> None:
        """Take over what other plans have published; everything is checked again."""
        hotspots, sources = self._facts.hotspots, self._facts.sources
        self._start(published, sources.values())
        self._fill(hotspots, None)

    def set_waivers(self, waivers: Iterable[Waiver]) -> frozenset[int]:
        """Take over an edited list of waivers; return the rows they say something else of.

        Nothing is judged again.
        """
        before, self._waived = self._waived, _waived(waivers)
        subjects = {subject for _, subject in before ^ self._waived}
        rows = {row for one in subjects for row in self._facts.by_id.get(one, ())}
        for row in rows:
            self._found[row] = [self._stamp(finding) for finding in self._found[row]]
        for key, findings in list(self._beside.items()):
            if key[1] in subjects:
                self._say_beside(key, [self._stamp(finding) for finding in findings])
        return frozenset(rows)

    @property
    def rows(self) -> Mapping[int, Hotspot]:
        """The hotspots by row."""
        return self._facts.hotspots

    def findings_of(self, row: int) -> tuple[Finding, ...]:
        """Return the findings on the hotspot of a row, in the order of the rules."""
        return tuple(self._found.get(row, ()))

    def verdict(self, row: int) -> str:
        """Return the verdict on the hotspot of a row."""
        return verdict_of(self._found.get(row, ()))

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, sorted by rule, kind of subject, subject and what was measured."""
        # In the order of ids, in which they need not be sorted any more.
        hotspots = self._facts.hotspots
        rows = sorted(self._found, key=lambda row: hotspots[row].hotspot_id)
        found = chain(map(self._found.__getitem__, rows), self._beside.values())
        return sorted_findings(chain.from_iterable(found))

    def findings_beside_hotspots(self) -> tuple[Finding, ...]:
        """Return the findings on villages, funding sources and the plan, sorted likewise."""
        return sorted_findings(chain.from_iterable(self._beside.values()))

    def tally_beside_hotspots(self) -> Counter[str]:
        """Return how many of those there are of each severity; the waived count as `waived`."""
        if self._beside_tally is None:
            counted = (one.counted_as for found in self._beside.values() for one in found)
            self._beside_tally = Counter(counted)
        return self._beside_tally

    def differing_beside_hotspots(self) -> frozenset[str]:
        """Return the kinds of subjects other than hotspots that something else is said of now.

        As compared with when this was asked before.
        """
        before, self._beside_before = self._beside_before, {}
        return frozenset(
            kind
            for (kind, subject), said in before.items()
            if said != self._beside.get((kind, subject), [])
        )

    def report(self) -> CheckReport:
        """Return the report of the check as things stand."""
        return CheckReport(
            self._plan.plan_id, self._rule_set.version, self._reference_sha256, self.findings()
        )

    @cached_property
    def _reference_sha256(self) -> str:
        return self._reference.sha256()

    def _start(
        self, published: Sequence[PublishedHotspot], sources: Iterable[FundingSource]
    ) -> None:
        others = [row for row in published if row.plan_id != self._plan.plan_id]
        self._facts = PlanFacts(
            self._reference,
            measuring_limits(self._rule_set),
            self._plan.agency,
            others,
            sources,
        )
        self._found: dict[int, list[Finding]] = {}
        self._failed: dict[str, str] = {}

    def _fill(self, hotspots: Mapping[int, Hotspot], progress: Progress | None) -> None:
        """Measure, then judge, in batches, so that a large check can be watched and cancelled."""
        rows = _village_by_village(hotspots)
        steps = [rows[i : i + _BATCH] for i in range(0, len(rows), _BATCH)]
        with garbage_left_lying():
            for done, batch in enumerate(steps):
                self._facts.add({row: hotspots[row] for row in batch})
                _tell(progress, (done + 1) / len(steps) / 2)
            self._judge_all(progress)

    def _judge_all(self, progress: Progress | None = None) -> None:
        self._found.clear()
        for key in list(self._beside):
            self._say_beside(key, [])
        self._failed.clear()
        rows = _village_by_village(self._facts.hotspots)
        for start in range(0, len(rows), _BATCH):
            self._judge_rows(rows[start : start + _BATCH])
            _tell(progress, 0.5 + (start + _BATCH) / max(len(rows), 1) / 2)
        self._judge_villages(self._facts.by_village)
        self._judge_sources(self._facts.sources)
        self._judge_plan()

    def _judge_affected(
        self, affected: Affected, changes: Mapping[int, Hotspot | None]
    ) -> frozenset[int]:
        for row in changes:
            self._found.pop(row, None)
        if self._failed:
            # A rule failed somewhere: whether it still does is seen only by judging all again.
            self._judge_all()
            return frozenset(self._facts.hotspots)
        rows = sorted(affected.rows)
        self._judge_rows(rows)
        self._judge_villages(affected.villages)
        self._judge_sources(affected.sources)
        self._judge_plan()
        return frozenset(rows)

    def _judge_rows(self, rows: Sequence[int]) -> None:
        if rows:
            found = self._findings_on(self._facts.facts_of(rows), self._failed)
            self._found.update(zip(rows, found))

    def _findings_on(self, facts: HotspotFacts, failed: dict[str, str]) -> list[list[Finding]]:
        """Return the findings on each hotspot of a batch, in the order of the rules."""
        ids = [hotspot.funding_source_id for hotspot in facts.hotspots]
        found: list[list[Finding]] = [[] for _ in ids]

        def judge(rule: Rule, maker: FindingMaker) -> None:
            judgement = rule.judge(facts, self._limits(rule, ids))
            self._put_into_words(judgement, maker, facts.hotspots, found)

        self._by_each_rule(judge, failed)
        return found

    def _put_into_words(
        self,
        judgement: Judgement,
        maker: FindingMaker,
        hotspots: Sequence[Hotspot],
        found: Sequence[list[Finding]],
    ) -> None:
        """Add what a rule finds on each hotspot of a batch to what is `found` on it."""
        for place, finding in maker.of_hotspots(judgement, hotspots, self._waived):
            found[place].append(finding)

    def _judge_villages(self, codes: Iterable[str]) -> None:
        facts = self._facts.village_facts(codes)
        found: list[Finding] = []

        def judge(rule: Rule, maker: FindingMaker) -> None:
            if rule.judge_villages is not None:
                faults = rule.judge_villages(facts, self._limits(rule))
                found.extend(maker.of_subjects("village", faults))

        self._by_each_rule(judge, self._failed)
        self._say("village", codes, found)

    def _judge_sources(self, source_ids: Iterable[str]) -> None:
        facts = self._facts.source_facts(source_ids)
        found: list[Finding] = []

        def judge(rule: Rule, maker: FindingMaker) -> None:
            if rule.judge_sources is not None:
                faults = rule.judge_sources(facts, self._limits(rule))
                found.extend(maker.of_subjects("funding_source", faults))

        self._by_each_rule(judge, self._failed)
        self._say("funding_source", source_ids, found)

    def _judge_plan(self) -> None:
        """Say which rules could not be checked, and drop what failed rules had found."""
        plan_id = self._plan.plan_id
        findings = []
        if self._has_active:
            findings = [maker.not_loaded(plan_id) for _, maker in self._unjudged_rules]
        if self._failed:
            for values in self._found.values():
                values[:] = [f for f in values if f.rule not in self._failed]
            for key, values in list(self._beside.items()):
                self._say_beside(key, [f for f in values if f.rule not in self._failed])
            findings += [
                maker.failed(plan_id, self._failed[rule.code])
                for rule, maker in self._judged_rules
                if rule.code in self._failed
            ]
        self._say("plan", [plan_id], findings)

    def _say(self, kind: str, subjects: Iterable[str], findings: Iterable[Finding]) -> None:
        """Take over what is found on these subjects, also that nothing is."""
        said: dict[str, list[Finding]] = {subject: [] for subject in subjects}
        for finding in findings:
            said.setdefault(finding.subject, []).append(self._stamp(finding))
        for subject, found in said.items():
            self._say_beside((kind, subject), found)

    def _say_beside(self, key: _Subject, findings: list[Finding]) -> None:
        if not findings and key not in self._beside:
            return
        self._beside_tally = None
        self._beside_before.setdefault(key, self._beside.get(key, []))
        if findings:
            self._beside[key] = findings
        else:
            self._beside.pop(key, None)

    def _by_each_rule(
        self, judge: Callable[[Rule, FindingMaker], None], failed: dict[str, str]
    ) -> None:
        """Run `judge` for each rule; one that raises is noted in `failed`, the rest go on."""
        for rule, maker in self._judged_rules:
            self._try(rule.code, partial(judge, rule, maker), failed)

    def _try(self, code: str, work: Callable[[], None], failed: dict[str, str]) -> None:
        """Do some of a rule's work; when it raises, that is noted in `failed`."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - a rule that fails is itself a finding
            failed[code] = failure_text(error, self._language)

    @property
    def _has_active(self) -> bool:
        return any(not hotspot.is_replaced for hotspot in self._facts.hotspots.values())

    @cached_property
    def _judged_rules(self) -> list[tuple[Rule, FindingMaker]]:
        return [pair for pair in self._enabled_rules if self._is_loaded(pair[0])]

    @cached_property
    def _unjudged_rules(self) -> list[tuple[Rule, FindingMaker]]:
        return [pair for pair in self._enabled_rules if not self._is_loaded(pair[0])]

    @cached_property
    def _enabled_rules(self) -> list[tuple[Rule, FindingMaker]]:
        settings = self._rule_set.rules
        return [
            (rule, FindingMaker(rule, settings[rule.code].severity, self._language))
            for rule in CATALOGUE
            if settings[rule.code].enabled
        ]

    def _is_loaded(self, rule: Rule) -> bool:
        roles = rule.needs_roles
        return not roles or any(role in self._reference.loaded_roles for role in roles)

    def _limits(self, rule: Rule, ids: Sequence[str | None] = ()) -> RowParameters:
        return RowParameters(self._rule_set.rules[rule.code], ids)

    def _stamp(self, finding: Finding) -> Finding:
        return finding.stamped((finding.rule, finding.subject) in self._waived)


def _waived(waivers: Iterable[Waiver]) -> frozenset[tuple[str, str]]:
    return frozenset((waiver.rule, waiver.subject) for waiver in waivers)


def _village_by_village(hotspots: Mapping[int, Hotspot]) -> list[int]:
    """Return all rows, those of a village together: its shape is read once, its points counted."""
    codes = {row: hotspot.village_code or "" for row, hotspot in hotspots.items()}
    return sorted(sorted(codes), key=codes.__getitem__)


def _tell(progress: Progress | None, done: float) -> None:
    if progress is not None and not progress(min(done, 1.0)):
        raise Cancelled("The check was cancelled.")
