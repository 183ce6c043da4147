# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole check: nothing unchecked passes, nothing a name says is obeyed, and anyone can cancel."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from oracle.geopackage import write_plan
from rule_cases.district import (
    EAST,
    HULU,
    KUARO,
    OFFICE,
    PADANG,
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

from village_internet_plugin.domain.finding import CheckReport, Finding
from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules import check as check_module
from village_internet_plugin.rules.catalogue import CATALOGUE
from village_internet_plugin.rules.check import Cancelled, CheckSession, check_plan
from village_internet_plugin.rules.rule import Rule
from village_internet_plugin.rules.rule_set_document import standard_rule_set

# Design, section 5.
REPORT_KEYS = ["plan_id", "rule_set_version", "reference_sha256", "counts", "findings"]
COUNT_KEYS = ["error", "warning", "notice", "waived", "not_checked"]
FINDING_KEYS = ["rule", "severity", "subject_kind", "subject", "measured", "limit", "unit"]
FINDING_KEYS += ["message", "fix", "waived"]


def _of(report: CheckReport, code: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == code]


def _crowded() -> Any:
    """Return a plan with findings of every severity and on every kind of subject."""
    plan = district(
        hotspots=[
            hotspot(site_kind="private", village_code=PADANG),
            school(EAST, 150.0, technology="satellite"),
            school(EAST, 160.0, hotspot_id="h3", service_months=36),
        ],
        villages=[village(KUARO, population=None), village(PADANG), village(HULU)],
    )
    plan.loaded_roles -= {"existing_hotspots"}
    return plan


def test_the_report_has_exactly_the_keys_of_the_design(tmp_path: Path) -> None:
    report = check(_crowded(), tmp_path / "plan.gpkg").to_json()
    assert list(report) == REPORT_KEYS
    assert list(report["counts"]) == COUNT_KEYS
    assert all(list(finding) == FINDING_KEYS for finding in report["findings"])
    assert all(list(finding["fix"]) == ["words", "changes"] for finding in report["findings"])
    assert report["plan_id"] == PLAN_ID
    assert report["rule_set_version"] == standard_rule_set().version
    kinds = {finding["subject_kind"] for finding in report["findings"]}
    assert kinds == {"hotspot", "village", "funding_source", "plan"}
    assert {finding["severity"] for finding in report["findings"]} == {
        "error",
        "warning",
        "notice",
        "not_checked",
    }


def test_the_report_is_strict_json_of_plain_values(tmp_path: Path) -> None:
    report = check(_crowded(), tmp_path / "plan.gpkg").to_json()
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_the_counts_are_those_of_the_findings(tmp_path: Path) -> None:
    report = check(_crowded(), tmp_path / "plan.gpkg")
    severities = [finding.severity for finding in report.findings]
    assert report.counts() == {
        **{severity: severities.count(severity) for severity in COUNT_KEYS},
        "waived": 0,
    }


def test_findings_are_sorted_by_rule_and_subject_whatever_the_order_of_rows(tmp_path: Path) -> None:
    plan = _crowded()
    # These fall on the points placed last or first, so they may move with the order.
    by_order = {"VI402", "VI403", "VI303", "VI304"}
    there = check(plan, tmp_path / "there.gpkg").findings
    plan.hotspots = plan.hotspots[::-1]
    back = check(plan, tmp_path / "back.gpkg").findings
    for findings in (there, back):
        order = [(one.rule, one.subject_kind, one.subject) for one in findings]
        assert order == sorted(order)
    assert [one for one in there if one.rule not in by_order] == [
        one for one in back if one.rule not in by_order
    ]


def test_lengths_are_to_the_millimetre_and_money_to_the_rupiah(tmp_path: Path) -> None:
    plan = district(
        hotspots=[
            hotspot(**away(OFFICE, EAST, 1234.56789)),
            hotspot(hotspot_id="h2", village_code=HULU),
        ],
        funding_sources=[source(budget_idr=1)],
    )
    for finding in check(plan, tmp_path / "plan.gpkg").findings:
        if finding.unit == "m" and finding.measured is not None:
            assert finding.measured == round(finding.measured, 3)
        if finding.unit == "IDR":
            assert isinstance(finding.limit, int)
            assert finding.measured is None or isinstance(finding.measured, int)
    report = check(plan, tmp_path / "plan.gpkg")
    assert [finding.measured for finding in _of(report, "VI103")] == [1234.568]


def test_both_languages_find_the_same(tmp_path: Path) -> None:
    english, indonesian = (
        check(_crowded(), tmp_path / "plan.gpkg", language=language) for language in LANGUAGES
    )
    assert len(english.findings) > 10
    without_words = [
        sorted((one.rule, one.subject, one.severity, str(one.measured)) for one in report.findings)
        for report in (english, indonesian)
    ]
    assert without_words[0] == without_words[1]
    said = {one.message for one in english.findings} & {one.message for one in indonesian.findings}
    assert said == set()


def test_an_empty_plan_has_no_findings_even_with_nothing_loaded(tmp_path: Path) -> None:
    plan = district(hotspots=[])
    plan.loaded_roles = frozenset({"villages"})
    assert check(plan, tmp_path / "plan.gpkg").findings == ()


def test_a_plan_of_replaced_hotspots_needs_nothing_either(tmp_path: Path) -> None:
    plan = district(hotspots=[hotspot(status="replaced")], blank_spots=[], network_nodes=[])
    plan.loaded_roles = frozenset({"villages"})
    assert check(plan, tmp_path / "plan.gpkg").findings == ()


# The role, and the rules that were not checked when it was never loaded.
NEEDS = (
    ({"blank_spots", "settlements"}, ["VI301"]),
    ({"existing_hotspots"}, ["VI302", "VI602"]),
    ({"network_nodes"}, ["VI501"]),
)


@pytest.mark.parametrize(("roles", "codes"), NEEDS)
def test_a_role_never_loaded_leaves_its_rules_unchecked_and_blocks_publishing(
    roles: set[str], codes: list[str], tmp_path: Path
) -> None:
    plan = district(**{role: [] for role in roles})
    plan.loaded_roles -= roles
    report = check(plan, tmp_path / "plan.gpkg")
    unchecked = [finding for finding in report.findings if finding.severity == "not_checked"]
    assert [finding.rule for finding in unchecked] == codes
    for finding in unchecked:
        assert (finding.subject_kind, finding.subject) == ("plan", PLAN_ID)
        assert (finding.measured, finding.limit, finding.unit) == (None, None, None)
        assert all(role in finding.message for role in sorted(roles))
    assert report.blocks_publishing


@pytest.mark.parametrize(("roles", "codes"), NEEDS)
def test_a_layer_loaded_with_nothing_in_it_says_that_there_is_none(
    roles: set[str], codes: list[str], tmp_path: Path
) -> None:
    report = check(district(**{role: [] for role in roles}), tmp_path / "plan.gpkg")
    assert report.counts()["not_checked"] == 0
    # Checked against nothing: no blank spot is near, no fibre; and nothing stands in the way.
    found = {finding.rule for finding in report.findings}
    assert found == {"VI301"} & set(codes) | {"VI501"} & set(codes)


@pytest.mark.parametrize("loaded", ["blank_spots", "settlements"])
def test_blank_spots_or_settlements_are_enough_to_judge_whom_it_serves(
    loaded: str, tmp_path: Path
) -> None:
    plan = district(blank_spots=[])
    plan.loaded_roles -= {"blank_spots", "settlements"} - {loaded}
    assert [one.severity for one in _of(check(plan, tmp_path / "plan.gpkg"), "VI301")] == ["notice"]


def test_an_unknown_population_is_told_once_of_the_village(tmp_path: Path) -> None:
    plan = district(
        hotspots=[hotspot(), school(EAST, 400.0), school(EAST, 800.0, hotspot_id="h3")],
        villages=[village(KUARO, population=None), village(HULU, population=None)],
    )
    report = check(plan, tmp_path / "plan.gpkg")
    (finding,) = _of(report, "VI303")
    assert (finding.severity, finding.subject_kind, finding.subject) == (
        "not_checked",
        "village",
        KUARO,
    )
    assert "points (3)" in finding.message
    assert report.blocks_publishing


class RuleBroke(Exception):
    """What the broken rules of these tests raise."""


def _break(rule: Rule, where: str) -> Rule:
    def broken(*_facts: Any) -> Any:
        raise RuleBroke("no {luck} at 100%")

    return replace(rule, **{where: broken})


@pytest.mark.parametrize(
    ("code", "where"),
    [("VI105", "judge"), ("VI303", "judge_villages"), ("VI402", "judge_sources")],
)
def test_a_rule_that_raises_is_not_checked_and_the_others_go_on(
    code: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.gpkg"
    whole = check(_crowded(), path)
    catalogue = tuple(_break(rule, where) if rule.code == code else rule for rule in CATALOGUE)
    monkeypatch.setattr(check_module, "CATALOGUE", catalogue)
    for language in LANGUAGES:
        broken = check(_crowded(), path, language=language)
        (finding,) = _of(broken, code)
        assert (finding.severity, finding.subject_kind) == ("not_checked", "plan")
        assert finding.subject == PLAN_ID
        assert "RuleBroke: no {luck} at 100%" in finding.message
        assert broken.blocks_publishing
    others = [finding for finding in whole.findings if finding.rule != code]
    assert [one for one in check(_crowded(), path).findings if one.rule != code] == others


def test_a_rule_that_failed_can_be_waived_like_any_other_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tuple(_break(rule, "judge") if rule.code == "VI105" else rule for rule in CATALOGUE)
    monkeypatch.setattr(check_module, "CATALOGUE", catalogue)
    waiver = {"rule": "VI105", "subject": PLAN_ID, "reason": "x", "author": "S", "made_at": None}
    report = check(district(waivers=[waiver]), tmp_path / "plan.gpkg")
    assert report.counts() == {"error": 0, "warning": 0, "notice": 0, "waived": 1, "not_checked": 0}


def test_a_rule_that_is_off_cannot_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tuple(_break(rule, "judge") if rule.code == "VI105" else rule for rule in CATALOGUE)
    monkeypatch.setattr(check_module, "CATALOGUE", catalogue)
    standard = standard_rule_set()
    off = replace(standard.rules["VI105"], enabled=False)
    rule_set = replace(standard, rules={**standard.rules, "VI105": off})
    assert check(district(), tmp_path / "plan.gpkg", rule_set).findings == ()


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_check_can_be_cancelled_at_every_step(steps: int, tmp_path: Path) -> None:
    many = [hotspot(hotspot_id=f"h{number}", status="replaced") for number in range(8_001)]
    path, told = tmp_path / "plan.gpkg", []

    def progress(done: float) -> bool:
        told.append(done)
        return len(told) <= steps

    write_plan(path, district(hotspots=many))
    with Reference.open(path) as reference, pytest.raises(Cancelled):
        check_plan(read_plan(path), reference, standard_rule_set(), progress=progress)
    assert len(told) == steps + 1


def test_progress_grows_to_the_whole(tmp_path: Path) -> None:
    path, told = tmp_path / "plan.gpkg", []
    write_plan(path, district())
    with Reference.open(path) as reference:
        check_plan(
            read_plan(path),
            reference,
            standard_rule_set(),
            progress=lambda done: told.append(done) is None,
        )
    assert told == sorted(told)
    assert told[-1] == 1.0


NAMES = (
    "{measured}",
    "{0}",
    "{hotspot.__class__}",
    "{measured_m:>99999999}",
    "100% %s %d %(x)s",
    "{",
    "}}{{",
    "<b>Balai</b> & <script>",
    "Balai\nDesa\t",
    "\\N{BULLET} ${HOME} `id`",
    "Kantor “Désa” ꦏꦸꦮꦫꦺꦴ 🛜",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_put_into_sentences_as_they_are_and_never_obeyed(
    name: str, tmp_path: Path
) -> None:
    """Every text a file can bring in stands in the findings unchanged, and is only ever a text."""
    plan = district(
        hotspots=[
            hotspot(name=name, site_kind=name, technology=name, status=name),
            school(EAST, 50.0, name=None, funding_source_id=name),
            school(EAST, 600.0, hotspot_id=name, village_code=name, name=name),
        ],
        villages=[village(KUARO, name=name, population=None), village(PADANG), village(HULU)],
        funding_sources=[source(point_quota=0, budget_idr=0, agency=name, village_kinds=name)],
        published_hotspots=[published(village_code=KUARO, name=name, agency=f"{name}!")],
        existing_hotspots=[existing(village_code=KUARO, name=name, **away(OFFICE, EAST, 90.0))],
    )
    for language in LANGUAGES:
        report = check(plan, tmp_path / "plan.gpkg", language=language)
        assert report.counts()["not_checked"] == 1  # the population; no rule has failed
        spoken = [one.message for one in report.findings if one.subject == "h1"]
        assert len(spoken) >= 5
        assert all(name in message for message in spoken)
        assert all(len(message) < 400 for message in spoken)
        left = [message.casefold().replace(name.casefold(), "") for message in spoken]
        assert not any("{" in message for message in left)


def test_a_hotspot_says_the_same_alone_as_among_others(tmp_path: Path) -> None:
    """The verdict on one point, as the map's cursor asks for it, is that of the whole check."""
    path = tmp_path / "plan.gpkg"
    write_plan(path, district())
    with Reference.open(path) as reference:
        plan = read_plan(path)
        session = CheckSession(plan, reference, standard_rule_set())
        assert session.verdict(0) == "ok"
        ghost = replace(plan.hotspots[0], hotspot_id="ghost", position=None)
        session.apply({1: ghost})
        assert session.verdict(1) == "error"
        whole = check_plan(
            replace(plan, hotspots=(*plan.hotspots, ghost)), reference, standard_rule_set()
        )
        assert session.report() == whole
        session.apply({1: None})
        assert session.report().findings == ()
