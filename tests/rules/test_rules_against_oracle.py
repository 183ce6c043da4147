# SPDX-License-Identifier: GPL-2.0-or-later
"""A check finds exactly what the oracle finds, on a province's plan and on many small ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.case import Case, Row, Verdict
from oracle.comparing import differences
from oracle.geopackage import write_plan
from oracle.judge import RULES, judge
from oracle.limits import standard_rules
from oracle.planning import Worlds, as_plan, as_rule_set
from oracle.random_plan import make_case
from oracle.small_world import CODES, PLAN_ID, UNKNOWN_CODE, cases, small_world

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

SEED = 20261


@pytest.fixture(scope="module")
def province(shared_data: Path) -> Case:
    return make_case(shared_data, SEED, 2000)


@pytest.fixture(scope="module")
def verdicts(province: Case) -> set[Verdict]:
    return judge(province)


@pytest.fixture(scope="module")
def report(province: Case, tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    path = tmp_path_factory.mktemp("province") / "plan.gpkg"
    write_plan(path, province)
    with Reference.open(path) as reference:
        return check_plan(read_plan(path), reference, standard_rule_set())


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_finds_in_a_province_what_the_oracle_finds(
    code: str, report: CheckReport, verdicts: set[Verdict]
) -> None:
    ours = [finding for finding in report.findings if finding.rule == code]
    theirs = [verdict for verdict in verdicts if verdict.rule == code]
    assert differences(ours, theirs)[:5] == []


def test_every_rule_fires_on_the_province_and_lets_most_of_it_pass(
    verdicts: set[Verdict], province: Case
) -> None:
    subjects = Counter(verdict.rule for verdict in verdicts)
    for code in RULES:
        assert 10 <= subjects[code] <= 0.8 * len(province.hotspots), code


def test_the_province_has_every_kind_of_verdict(verdicts: set[Verdict]) -> None:
    """Both severities of VI102, subjects of every kind but the plan, waivers, and fixes."""
    kinds = {(verdict.rule, verdict.severity, verdict.subject_kind) for verdict in verdicts}
    assert {
        ("VI102", "error", "hotspot"),
        ("VI102", "warning", "hotspot"),
        ("VI303", "not_checked", "village"),
        ("VI402", "error", "funding_source"),
        ("VI403", "error", "funding_source"),
    } <= kinds
    assert sum(verdict.waived for verdict in verdicts) > 100
    assert {verdict.rule for verdict in verdicts if verdict.changes} == {"VI101", "VI102", "VI601"}


@pytest.mark.parametrize(
    ("code", "measured"),
    [
        ("VI102", 100.0),
        ("VI102", 100.001),
        ("VI103", 1000.001),
        ("VI103", 10_000.001),
        ("VI105", 199.999),
        ("VI106", 1.0),
        ("VI602", 100.0),
    ],
)
def test_the_province_has_points_exactly_at_the_limits(
    code: str, measured: float, verdicts: set[Verdict]
) -> None:
    assert any(verdict.rule == code and verdict.measured == measured for verdict in verdicts)


def test_findings_stand_in_the_order_of_rules_and_then_subjects(report: CheckReport) -> None:
    order = [(finding.rule, finding.subject_kind, finding.subject) for finding in report.findings]
    assert [rule for rule, _, _ in order] == sorted(rule for rule, _, _ in order)


def test_the_standard_rule_set_holds_the_limits_of_the_specification() -> None:
    standard = standard_rule_set().rules
    assert standard.keys() == standard_rules().keys()
    for code, rule in standard_rules().items():
        assert standard[code].severity == rule["severity"], code
        assert standard[code].enabled, code
        assert _plain(standard[code].parameters) == _plain(rule["parameters"]), code


def _plain(value: object) -> object:
    """Lists and tuples alike, whole numbers and floats alike."""
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if hasattr(value, "items"):
        return {name: _plain(one) for name, one in value.items()}
    return float(value) if isinstance(value, int) else value


@pytest.mark.parametrize("seed", range(6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_small_plans_of_every_kind(seed: int, data: st.DataObject, worlds: Worlds) -> None:
    world, reference = worlds[seed]
    case = data.draw(cases(world))
    report = check_plan(as_plan(case), reference, as_rule_set(case.rules))
    verdicts = judge(case)
    assert differences(report.findings, verdicts) == []
    # Each subject is told once by each rule; only rows that share an id may look alike.
    ids = Counter(row["hotspot_id"] for row in case.hotspots)
    told = Counter((finding.rule, finding.subject) for finding in report.findings)
    assert all(times <= ids.get(subject, 1) for (_rule, subject), times in told.items())


# What follows is where the plugin and the specification part or once parted, each in its smallest
# case. A mark comes off as soon as its case passes: pytest is strict about it.

PLAIN: Row = {
    **dict.fromkeys(HOTSPOTS.names()),
    "hotspot_id": "x",
    "village_code": CODES[0],
    "name": "Balai Desa",
    "site_kind": "school",
    "year": 2026,
    "status": "proposed",
}
"""A proposed hotspot in the south-western village of a small world."""


def parted(path: Path, case: Case) -> list[str]:
    """Where the plugin and the oracle part on a case, with its fixes."""
    write_plan(path, case)
    with Reference.open(path) as reference:
        findings = check_plan(as_plan(case), reference, as_rule_set(case.rules)).findings
    return differences(findings, judge(case))


def world_with(lon: float, lat: float, **values: object) -> Case:
    """A small world with one hotspot."""
    case = small_world(0)
    case.hotspots = [{**PLAIN, "lon": lon, "lat": lat, **values}]
    return case


def test_a_plain_hotspot_is_judged_alike(tmp_path: Path) -> None:
    assert parted(tmp_path / "plan.gpkg", world_with(116.02, -1.48)) == []


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (-1.48, 116.02, CODES[0]),
        (-243.98, -1.48, CODES[0]),
        (0.0, 0.0, None),
        (116.02, -1.48, CODES[1]),
        (116.02, -1.48, None),
        (116.02, -1.48, UNKNOWN_CODE),
    ],
)
def test_a_position_or_village_is_mended_alike(
    lon: float, lat: float, code: str | None, tmp_path: Path
) -> None:
    assert parted(tmp_path / "plan.gpkg", world_with(lon, lat, village_code=code)) == []


def test_the_region_is_the_exact_envelope(tmp_path: Path) -> None:
    case = small_world(0)
    east = max(village["shape"].bounds[2] for village in case.villages)
    case.hotspots = [{**PLAIN, "lon": east + 0.1 + 1e-7, "lat": -1.48}]
    assert parted(tmp_path / "plan.gpkg", case) == []


def test_within_tolerance_and_in_no_village_there_is_nothing_to_click(tmp_path: Path) -> None:
    assert parted(tmp_path / "plan.gpkg", world_with(115.9995, -1.48)) == []


def test_an_unknown_village_is_mended_only_by_one_that_holds_the_point(tmp_path: Path) -> None:
    case = world_with(115.9995, -1.48, village_code=None)
    assert parted(tmp_path / "plan.gpkg", case) == []


def test_a_refusal_counts_also_where_the_village_is_unknown(tmp_path: Path) -> None:
    case = world_with(116.02, -1.48, village_code=UNKNOWN_CODE, name="titik  1", year=2027)
    case.existing_hotspots[0].update(status="refused", name="Titik 1", since="2025-06-30")
    assert parted(tmp_path / "plan.gpkg", case) == []


def test_an_existing_hotspot_without_a_position_still_serves_its_village(tmp_path: Path) -> None:
    case = world_with(116.02, -1.48)
    for existing in case.existing_hotspots:
        existing["village_code"] = None
    nowhere = {"status": "operating", "village_code": CODES[0], "lon": None, "lat": None}
    case.existing_hotspots[0].update(nowhere)
    assert parted(tmp_path / "plan.gpkg", case) == []


def test_the_margin_may_be_another_for_a_funding_source(tmp_path: Path) -> None:
    case = world_with(115.5, -1.48, funding_source_id="A")
    case.rules["VI101"]["per_funding_source"] = {"A": {"margin_deg": 1.0}}
    assert parted(tmp_path / "plan.gpkg", case) == []


def test_even_a_village_far_away_is_measured_to_the_millimetre(
    province: Case, tmp_path: Path
) -> None:
    codes = ("64.08.05.2001", "64.11.04.2001")
    villages = [row for row in province.villages if row["village_code"] in codes]
    hotspot = {**PLAIN, "village_code": codes[0], "lon": 114.00540979861407}
    case = Case(PLAN_ID, "A", standard_rules(), villages=villages)
    case.hotspots = [{**hotspot, "lat": 0.7045635174163053}]
    write_plan(tmp_path / "plan.gpkg", case)
    with Reference.open(tmp_path / "plan.gpkg") as reference:
        findings = check_plan(as_plan(case), reference, as_rule_set(case.rules)).findings
    ours = [finding.measured for finding in findings if finding.rule == "VI102"]
    theirs = [verdict.measured for verdict in judge(case) if verdict.rule == "VI102"]
    assert ours == pytest.approx(theirs, abs=0.001)


@pytest.mark.parametrize(("name", "value"), [("year", "tahun ini"), ("capex_idr", float("inf"))])
def test_no_number_in_a_column_of_numbers_is_refused_by_name(
    name: str, value: object, tmp_path: Path
) -> None:
    """SQLite keeps whatever another program put into a field."""
    case = world_with(116.02, -1.48, funding_source_id="A", **{name: value})
    write_plan(tmp_path / "plan.gpkg", case)
    with pytest.raises(InputError, match=rf"plan\.gpkg, table hotspots, row .*: {name} holds"):
        read_plan(tmp_path / "plan.gpkg")
