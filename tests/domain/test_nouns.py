# SPDX-License-Identifier: GPL-2.0-or-later
"""What hotspots, funding sources and findings know of themselves."""

from __future__ import annotations

import pytest

from village_internet_plugin.domain.finding import CheckReport, Finding, Fix, verdict_of
from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import ExistingHotspot, Hotspot
from village_internet_plugin.domain.position import LonLat


def _source(**changed: object) -> FundingSource:
    return FundingSource("APBD", "Diskominfo Paser", 2026, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("capex", "opex", "months", "term", "cost"),
    [
        (10_000_000, 1_000_000, 24, 36, 34_000_000),
        (10_000_000, 1_000_000, None, 36, 46_000_000),  # the source's term stands in
        (10_000_000, 1_000_000, 0, 36, 10_000_000),  # nought months are stated, not missing
        (10_000_000, 1_000_000, None, None, 10_000_000),
        (None, 1_000_000, 12, None, 12_000_000),
        (10_000_000, None, 12, None, 10_000_000),
        (None, None, None, None, 0),
    ],
)
def test_a_hotspot_costs_its_capital_and_its_months(
    capex: int | None, opex: int | None, months: int | None, term: int | None, cost: int
) -> None:
    hotspot = Hotspot("h", capex_idr=capex, opex_idr_per_month=opex, service_months=months)
    assert cost_idr(hotspot, _source(service_months=term)) == cost


def test_without_a_source_only_its_own_months_count() -> None:
    hotspot = Hotspot("h", capex_idr=5, opex_idr_per_month=2)
    assert cost_idr(hotspot, None) == 5
    assert cost_idr(Hotspot("h", capex_idr=5, opex_idr_per_month=2, service_months=3), None) == 11


@pytest.mark.parametrize(
    ("listed", "kinds"),
    [
        (None, set()),
        (" ", set()),
        ("desa", {"desa"}),
        (" Desa , KELURAHAN,", {"desa", "kelurahan"}),
        ("desa;kelurahan", {"desa", "kelurahan"}),
    ],
)
def test_the_kinds_of_village_a_source_pays_for(listed: str | None, kinds: set[str]) -> None:
    assert _source(village_kinds=listed).kinds() == kinds


@pytest.mark.parametrize(
    ("since", "year"),
    [
        ("2025-06-30", 2025),
        ("2025", 2025),
        (2025, 2025),  # SQLite keeps a bare year in a DATE column as a number
        ("²025-01-01", None),
        ("June 2025", None),
        ("", None),
        (None, None),
    ],
)
def test_the_year_an_existing_hotspot_dates_from(since: object, year: int | None) -> None:
    existing = ExistingHotspot("e", LonLat(0.0, 0.0), since=since)  # type: ignore[arg-type]
    assert existing.since_year == year


@pytest.mark.parametrize(
    ("status", "serving"),
    [
        ("operating", True),
        (None, True),
        ("proposed", True),
        ("refused", False),
        ("replaced", False),
    ],
)
def test_which_existing_hotspots_serve_people(status: str | None, serving: bool) -> None:
    assert ExistingHotspot("e", LonLat(0.0, 0.0), status=status).is_serving == serving


def test_a_hotspot_is_called_by_its_name_or_by_the_start_of_its_id() -> None:
    assert Hotspot("7f0c3f5e-2f0a", name="Balai Desa").label == "Balai Desa"
    assert Hotspot("7f0c3f5e-2f0a", name="").label == "7f0c3f5e"


def _finding(severity: str, waived: bool = False) -> Finding:
    return Finding("VI105", severity, "hotspot", "h1", "too near", Fix("move it"), waived=waived)


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        ([], "ok"),
        (["notice"], "notice"),
        (["notice", "warning"], "warning"),
        (["warning", "not_checked"], "not_checked"),
        (["not_checked", "error", "notice"], "error"),
    ],
)
def test_the_verdict_is_the_gravest_of_what_stands(severities: list[str], verdict: str) -> None:
    assert verdict_of(map(_finding, severities)) == verdict


def test_what_is_waived_counts_apart_and_blocks_nothing() -> None:
    findings = tuple(_finding(severity, waived=True) for severity in ("error", "not_checked"))
    report = CheckReport("p", "1", "00", (*findings, _finding("warning")))
    assert verdict_of(report.findings) == "warning"
    assert report.counts() == {"error": 0, "warning": 1, "notice": 0, "waived": 2, "not_checked": 0}
    assert not report.blocks_publishing


@pytest.mark.parametrize(
    ("severity", "blocks"),
    [("error", True), ("not_checked", True), ("warning", False), ("notice", False)],
)
def test_errors_and_what_was_not_checked_block_publishing(severity: str, blocks: bool) -> None:
    assert CheckReport("p", "1", "00", (_finding(severity),)).blocks_publishing == blocks
