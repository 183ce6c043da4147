# SPDX-License-Identifier: GPL-2.0-or-later
"""Each of the 24 rules finds what its cases say: one that passes, one that fails, one at the limit.

The cases are in tests/rule_cases; their plans are written to a GeoPackage, read back and checked.
"""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from oracle.case import Case, Row
from rule_cases.case import FAILS, LIMIT, PASSES, Found, RuleCase
from rule_cases.district import (
    EAST,
    KUARO,
    OFFICE,
    PLAN_ID,
    away,
    check,
    district,
    existing,
    hotspot,
    published,
    school,
    source,
    village,
)
from rule_cases.funding import FUNDING_CASES
from rule_cases.network import NETWORK_CASES
from rule_cases.position import POSITION_CASES
from rule_cases.reference import REFERENCE_CASES
from rule_cases.service import SERVICE_CASES
from rule_cases.site import SITE_CASES

from village_internet_plugin.domain.finding import CheckReport, Finding, verdict_of
from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.domain.rule_set import RuleSet, RuleSetting
from village_internet_plugin.rules.catalogue import CATALOGUE
from village_internet_plugin.rules.rule_set_document import standard_rule_set

CASES: tuple[RuleCase, ...] = (
    *POSITION_CASES,
    *SITE_CASES,
    *SERVICE_CASES,
    *FUNDING_CASES,
    *NETWORK_CASES,
    *REFERENCE_CASES,
)
SEVERITIES = {
    "error": "VI101 VI102 VI103 VI106 VI201 VI205 VI401 VI402 VI403 VI404 VI601",
    "warning": "VI104 VI105 VI202 VI203 VI204 VI302 VI303 VI304 VI405 VI502",
    "notice": "VI301 VI501 VI602",
}
SEVERITY_OF = {code: name for name, codes in SEVERITIES.items() for code in codes.split()}


def _of_rule(report: CheckReport, code: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == code]


def _as_found(finding: Finding) -> Found:
    """Return a finding in the form of a case, without its words."""
    return Found(
        finding.subject,
        finding.measured,
        finding.limit,
        finding.unit,
        finding.severity,
        finding.subject_kind,
        finding.fix.changes,
    )


def _expected(case: RuleCase) -> list[Found]:
    severity = SEVERITY_OF[case.rule]
    return [replace(one, severity=one.severity or severity, says=()) for one in case.finds]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_rule(case: RuleCase, tmp_path: Path) -> None:
    report = check(district(**case.tables), tmp_path / "plan.gpkg")
    found = [_as_found(finding) for finding in _of_rule(report, case.rule)]
    assert sorted(found, key=repr) == sorted(_expected(case), key=repr)


def test_the_cases_cover_every_rule_with_the_three_kinds() -> None:
    covered = {(case.rule, case.kind) for case in CASES}
    codes = [rule.code for rule in CATALOGUE]
    assert covered == {(code, kind) for code in codes for kind in (PASSES, FAILS, LIMIT)}
    assert len(codes) == 24


def test_every_rule_has_the_severity_of_the_design() -> None:
    assert {rule.code: rule.severity for rule in CATALOGUE} == SEVERITY_OF


def test_cases_that_fail_find_something_and_those_that_pass_nothing() -> None:
    for case in CASES:
        if case.kind != LIMIT:
            assert bool(case.finds) == (case.kind == FAILS), str(case)


FAULTY = [case for case in CASES if case.finds]


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_the_message_names_the_hotspot_and_holds_its_numbers_in_both_languages(
    case: RuleCase, tmp_path: Path
) -> None:
    plan = district(**case.tables)
    labels = {row["hotspot_id"]: (row["name"] or "").strip() for row in plan.hotspots}
    for number, language in enumerate(LANGUAGES):
        report = check(plan, tmp_path / "plan.gpkg", language=language)
        findings = _of_rule(report, case.rule)
        for finding in findings:
            said = finding.message + finding.fix.words
            assert not re.search(r"[{}]|\b(None|nan|inf)\b", said)
            assert case.rule == "VI106" or labels.get(finding.subject, "") in finding.message
        for expected in case.finds:
            messages = [one.message for one in findings if one.subject == expected.subject]
            for said_numbers in expected.says:
                assert any(said_numbers[number] in message for message in messages), messages


def test_every_message_differs_between_the_languages() -> None:
    for rule in CATALOGUE:
        for words in (rule.title, rule.what, rule.why, rule.how_to_fix, *rule.messages.values()):
            assert words.en != words.id
            places = [sorted(re.findall(r"{(\w+)}", text)) for text in words]
            assert places[0] == places[1], words


FIXABLE = [case for case in CASES if any(found.changes for found in case.finds)]


@pytest.mark.parametrize("case", FIXABLE, ids=str)
def test_taking_the_offered_fix_makes_the_finding_go_away(case: RuleCase, tmp_path: Path) -> None:
    before = district(**case.tables)
    after = copy.copy(before)
    after.hotspots = [_mended(row, case) for row in before.hotspots]
    left = _of_rule(check(after, tmp_path / "plan.gpkg"), case.rule)
    if "40 m from another village" in case.title:
        # Nearer, but still outside: an error has become a warning.
        assert [(finding.severity, finding.measured) for finding in left] == [("warning", 40.0)]
    else:
        assert left == []


def _mended(row: Row, case: RuleCase) -> Row:
    mended = dict(row)
    for found in case.finds:
        if found.subject == row["hotspot_id"]:
            mended.update(found.changes or {})
    return mended


def test_fixes_only_ever_change_columns_of_the_hotspot() -> None:
    columns = {*hotspot()}
    for case in FIXABLE:
        for found in case.finds:
            assert set(found.changes or {}) <= columns


def test_a_right_plan_yields_no_findings(tmp_path: Path) -> None:
    report = check(district(), tmp_path / "plan.gpkg")
    assert report.findings == ()
    assert not report.blocks_publishing


def test_a_right_plan_stays_right_at_every_status(tmp_path: Path) -> None:
    for status in ("surveyed", "approved", "installed", "operating", "suspended", "replaced"):
        plan = district(hotspots=[hotspot(status=status)])
        assert check(plan, tmp_path / f"{status}.gpkg").findings == (), status


# A rule, the limits APBD has for itself, a plan paid by APBD, and how many findings it has then.
PER_SOURCE: tuple[tuple[str, dict[str, Any], dict[str, Any], int], ...] = (
    ("VI101", {"margin_deg": 0.2}, {"hotspots": [hotspot(lon=116.46)]}, 0),
    ("VI102", {"tolerance_m": 20}, {"hotspots": [hotspot(**away((116.1, -0.95), EAST, 30.0))]}, 1),
    ("VI103", {"max_m": 2500}, {"hotspots": [hotspot(**away(OFFICE, EAST, 2500.0))]}, 0),
    ("VI103", {"max_in_blank_spot_m": 10}, {"hotspots": [hotspot(**away(OFFICE, EAST, 11.0))]}, 1),
    ("VI105", {"min_m": 150}, {"hotspots": [hotspot(), school(EAST, 150.0)]}, 0),
    ("VI105", {"min_m": 900}, {"existing_hotspots": [existing(**away(OFFICE, EAST, 899.0))]}, 1),
    ("VI106", {"max_m": 300}, {"existing_hotspots": [existing(**away(OFFICE, EAST, 299.0))]}, 1),
    ("VI202", {"min_hours": 6}, {"hotspots": [hotspot(power_hours=6.0)]}, 0),
    (
        "VI202",
        {"from_status": "approved"},
        {"hotspots": [hotspot(power=None, status="surveyed")]},
        0,
    ),
    ("VI203", {"from_status": "proposed"}, {"hotspots": [hotspot(site_consent=None)]}, 1),
    ("VI204", {"from_status": "proposed"}, {"hotspots": [hotspot(maintainer=None)]}, 1),
    ("VI205", {"fields": {"proposed": ["notes"]}}, {}, 1),
    ("VI301", {"reach_m": 800}, {"hotspots": [hotspot(**away((116.051, -0.95), EAST, 800.0))]}, 0),
    ("VI303", {"population_steps": [5000]}, {"hotspots": [hotspot(), school(EAST, 400.0)]}, 1),
    ("VI304", {"at_office_m": 600}, {"hotspots": [school(EAST, 600.0)]}, 0),
    ("VI405", {"min_months": 6}, {"hotspots": [hotspot(service_months=6)]}, 0),
    ("VI501", {"fibre_max_m": 999}, {}, 1),
    ("VI502", {"allowed_mbps": [30]}, {"hotspots": [hotspot(bandwidth_mbps=30.0)]}, 0),
    (
        "VI602",
        {"near_m": 10},
        {
            "existing_hotspots": [
                existing(village_code=KUARO, status="refused", **away(OFFICE, EAST, 40.0))
            ]
        },
        0,
    ),
)


def _with(code: str, **changed: Any) -> RuleSet:
    """Return the standard rules with some settings of one rule changed."""
    standard = standard_rule_set()
    setting: RuleSetting = replace(standard.rules[code], **changed)
    return replace(standard, rules={**standard.rules, code: setting})


@pytest.mark.parametrize(("code", "limits", "tables", "findings"), PER_SOURCE)
def test_a_funding_source_may_have_its_own_limits(
    code: str, limits: dict[str, Any], tables: dict[str, Any], findings: int, tmp_path: Path
) -> None:
    plan, path = district(**tables), tmp_path / "plan.gpkg"
    own, of_another = (_with(code, per_funding_source={name: limits}) for name in ("APBD", "DAK"))
    found = _of_rule(check(plan, path, own), code)
    assert len(found) == findings
    standing = _of_rule(check(plan, path), code)
    assert found != standing
    assert _of_rule(check(plan, path, of_another), code) == standing


def test_each_of_a_pair_is_judged_with_the_limit_of_its_own_source(tmp_path: Path) -> None:
    plan = district(
        hotspots=[hotspot(), school(EAST, 150.0, funding_source_id="DAK")],
        funding_sources=[source(), source(funding_source_id="DAK")],
    )
    report = check(
        plan, tmp_path / "plan.gpkg", _with("VI105", per_funding_source={"DAK": {"min_m": 100}})
    )
    assert [(one.subject, one.limit) for one in _of_rule(report, "VI105")] == [("h1", 200.0)]


@pytest.mark.parametrize("severity", ["error", "warning", "notice"])
def test_the_rule_set_decides_how_grave_a_finding_is(severity: str, tmp_path: Path) -> None:
    plan = district(hotspots=[hotspot(site_kind="private")])
    report = check(plan, tmp_path / "plan.gpkg", _with("VI201", severity=severity))
    assert [finding.severity for finding in _of_rule(report, "VI201")] == [severity]
    assert report.blocks_publishing == (severity == "error")
    assert verdict_of(report.findings) == severity


@pytest.mark.parametrize(
    ("severity", "within", "beyond"),
    [
        ("error", "warning", "error"),
        ("warning", "warning", "warning"),
        ("notice", "notice", "notice"),
    ],
)
def test_what_is_tolerated_outside_a_village_is_never_graver_than_the_rule(
    severity: str, within: str, beyond: str, tmp_path: Path
) -> None:
    for metres, expected in ((30.0, within), (500.0, beyond)):
        plan = district(hotspots=[hotspot(**away((116.10, -0.95), EAST, metres))])
        report = check(plan, tmp_path / f"{metres}.gpkg", _with("VI102", severity=severity))
        assert [finding.severity for finding in _of_rule(report, "VI102")] == [expected]


@pytest.mark.parametrize(
    "case", [next(c for c in FAULTY if c.rule == r.code) for r in CATALOGUE], ids=str
)
def test_a_disabled_rule_says_nothing(case: RuleCase, tmp_path: Path) -> None:
    report = check(district(**case.tables), tmp_path / "plan.gpkg", _with(case.rule, enabled=False))
    assert _of_rule(report, case.rule) == []


def _waive(plan: Case, *pairs: tuple[str, str]) -> Case:
    facts = {"reason": "agreed with the camat", "author": "Sari", "made_at": None}
    plan.waivers = [{"rule": rule, "subject": subject, **facts} for rule, subject in pairs]
    return plan


def test_a_waiver_covers_one_rule_on_one_subject(tmp_path: Path) -> None:
    plan = district(
        hotspots=[hotspot(site_kind="private"), school(EAST, 400.0, site_kind="private")]
    )
    report = check(_waive(plan, ("VI201", "h1"), ("VI105", "h2")), tmp_path / "plan.gpkg")
    waived = {finding.subject: finding.waived for finding in _of_rule(report, "VI201")}
    assert waived == {"h1": True, "h2": False}
    assert report.counts() == {"error": 1, "warning": 0, "notice": 0, "waived": 1, "not_checked": 0}
    assert report.blocks_publishing


def test_findings_on_a_source_a_village_and_the_plan_can_be_waived_too(tmp_path: Path) -> None:
    plan = district(
        villages=[village(KUARO, population=None)],
        funding_sources=[source(point_quota=0)],
        published_hotspots=[published()],
    )
    plan.loaded_roles -= {"existing_hotspots"}
    everything = [("VI402", "APBD"), ("VI402", "h1"), ("VI303", KUARO)]
    everything += [("VI302", PLAN_ID), ("VI602", PLAN_ID)]
    blocked = check(plan, tmp_path / "blocked.gpkg")
    assert blocked.counts() == {
        "error": 2,
        "warning": 0,
        "notice": 0,
        "waived": 0,
        "not_checked": 3,
    }
    free = check(_waive(plan, *everything), tmp_path / "free.gpkg")
    assert free.counts() == {"error": 0, "warning": 0, "notice": 0, "waived": 5, "not_checked": 0}
    assert not free.blocks_publishing
