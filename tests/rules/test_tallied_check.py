# SPDX-License-Identifier: GPL-2.0-or-later
"""A check that words its findings later says exactly what one that words them at once says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.geopackage import write_plan
from oracle.planning import Worlds, as_plan, as_rule_set
from oracle.random_plan import make_case
from oracle.small_world import cases
from rule_cases.district import district, hotspot

from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules import check as check_module
from village_internet_plugin.rules.catalogue import CATALOGUE
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule import Judgement, Rule, Values
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.rules.tallied_check import TalliedCheck


def _agree(plan: Plan, reference: Reference, rule_set: RuleSet, language: str = "en") -> None:
    """Hold a check that counts first against one that words everything at once."""
    report = check_plan(plan, reference, rule_set, language)
    tallied = TalliedCheck(plan, reference, rule_set, language)
    assert tallied.counts() == report.counts()
    assert tallied.blocks_publishing == report.blocks_publishing
    assert tallied.rule_set_version == report.rule_set_version
    assert tallied.reference_sha256 == report.reference_sha256
    assert tallied.report() == report
    assert tallied.report().to_json() == report.to_json()
    assert tallied.counts() == report.counts()


@pytest.mark.parametrize("seed", range(3))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_small_plans_are_told_alike(seed: int, data: st.DataObject, worlds: Worlds) -> None:
    world, reference = worlds[seed]
    case = data.draw(cases(world))
    language = data.draw(st.sampled_from(LANGUAGES))
    _agree(as_plan(case), reference, as_rule_set(case.rules), language)


def test_a_province_with_waivers_in_several_batches(shared_data: Path, tmp_path: Path) -> None:
    case, path = make_case(shared_data, 7, 1_200), tmp_path / "plan.gpkg"
    write_plan(path, case)
    with Reference.open(path) as reference:
        _agree(read_plan(path), reference, standard_rule_set())


class RuleBroke(Exception):
    """What the broken rules of these tests raise."""


def _speechless(rule: Rule, after: int) -> Rule:
    """Return the rule as it cannot word what it finds on hotspots behind the first `after`."""

    def judge(*given: object) -> Judgement:
        judgement = rule.judge(*given)  # type: ignore[arg-type]
        worded = judgement.values or (lambda row: {})

        def values(row: int) -> Values:
            if row >= after:
                raise RuleBroke("no words")
            return worded(row)

        return replace(judgement, values=values)

    return replace(rule, judge=judge)


def _break(monkeypatch: pytest.MonkeyPatch, code: str, rule: Rule) -> None:
    catalogue = tuple(rule if one.code == code else one for one in CATALOGUE)
    monkeypatch.setattr(check_module, "CATALOGUE", catalogue)


@pytest.fixture
def several(tmp_path: Path) -> Iterator[tuple[Plan, Reference]]:
    """A plan of a few private houses, one of them waived."""
    houses = [hotspot(hotspot_id=f"h{number}", site_kind="private") for number in range(4)]
    waiver = {"rule": "VI201", "subject": "h2", "reason": "x", "author": "S", "made_at": None}
    path = tmp_path / "plan.gpkg"
    write_plan(path, district(hotspots=houses, waivers=[waiver]))
    with Reference.open(path) as reference:
        yield read_plan(path), reference


def test_waived_findings_are_counted_apart(several: tuple[Plan, Reference]) -> None:
    plan, reference = several
    _agree(plan, reference, standard_rule_set())
    assert TalliedCheck(plan, reference, standard_rule_set()).counts()["waived"] == 1


def test_a_rule_that_fails_blocks_both(
    several: tuple[Plan, Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_facts: object) -> Judgement:
        raise RuleBroke("no luck")

    (rule,) = (rule for rule in CATALOGUE if rule.code == "VI105")
    _break(monkeypatch, "VI105", replace(rule, judge=broken))
    _agree(*several, standard_rule_set())
    assert TalliedCheck(*several, standard_rule_set()).blocks_publishing


def test_a_rule_without_words_has_failed_in_both(
    several: tuple[Plan, Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    (rule,) = (rule for rule in CATALOGUE if rule.code == "VI201")
    _break(monkeypatch, "VI201", _speechless(rule, 0))
    _agree(*several, standard_rule_set())
    assert TalliedCheck(*several, standard_rule_set()).blocks_publishing


def test_a_rule_that_loses_its_words_later_is_reported_as_failed(
    several: tuple[Plan, Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    (rule,) = (rule for rule in CATALOGUE if rule.code == "VI201")
    _break(monkeypatch, "VI201", _speechless(rule, 2))
    report = TalliedCheck(*several, standard_rule_set()).report()
    assert report == check_plan(*several, standard_rule_set())
    assert report.counts()["not_checked"] == 1


def test_nothing_is_put_into_words_that_nobody_reads(
    several: tuple[Plan, Reference], monkeypatch: pytest.MonkeyPatch
) -> None:
    worded: list[int] = []
    (rule,) = (rule for rule in CATALOGUE if rule.code == "VI201")

    def judge(*given: object) -> Judgement:
        def values(row: int) -> Values:
            worded.append(row)
            return {}

        return replace(rule.judge(*given), values=values)  # type: ignore[arg-type]

    _break(monkeypatch, "VI201", replace(rule, judge=judge))
    tallied = TalliedCheck(*several, standard_rule_set())
    assert worded == [0]
    assert len(tallied.report().findings) > 3
    assert worded == [0, 0, 1, 2, 3]
