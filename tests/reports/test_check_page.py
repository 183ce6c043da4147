# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a check: whole, escaped, and in the reader's language."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from village_internet_plugin.domain.finding import CheckReport, Finding, Fix
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reports.check_page import check_page, quantity_text

PLAN = Plan(
    "plan-1",
    "Kabupaten <Paser>",
    title="Titik & hotspot",
    hotspots=(Hotspot("h1", name="<script>alert(1)</script>"), Hotspot("h2", name="Balai Biu")),
    funding_sources=(FundingSource("apbd", "Kabupaten Paser", 2025, programme="Desa terang"),),
)


def finding(severity: str, subject: str, kind: str = "hotspot", waived: bool = False) -> Finding:
    return Finding(
        "VI103",
        severity,
        kind,
        subject,
        "Too far: 1,234 m.",
        Fix("Move it."),
        1234.4,
        1000.0,
        "m",
        waived,
    )


def page(*findings: Finding, language: str = "en") -> str:
    return check_page(PLAN, CheckReport("plan-1", "2026.1", "abc", findings), language)


class Balance(HTMLParser):
    """Fails on a tag that is not closed where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_every_tag_is_closed_and_all_that_is_the_plans_is_escaped() -> None:
    text = page(
        finding("error", "h1"), finding("warning", "h2"), finding("error", "apbd", "funding_source")
    )
    balance = Balance()
    balance.feed(text)
    assert balance.open == []
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "Kabupaten &lt;Paser&gt;" in text
    assert "Desa terang" in balance.text


def test_the_gravest_comes_first_and_is_counted() -> None:
    text = page(
        finding("notice", "h2"), finding("error", "h1"), finding("not_checked", "plan-1", "plan")
    )
    captions = [
        text.index(f'<caption class="{name}">') for name in ("error", "not_checked", "notice")
    ]
    assert captions == sorted(captions)
    assert "Errors: 1" in text
    assert "Warnings: 0" in text
    assert "cannot be published" in text


def test_a_waived_error_blocks_nothing_and_says_so() -> None:
    text = page(finding("error", "h1", waived=True))
    assert "Nothing stands in the way of publishing" in text
    assert "(waived)" in text


def test_without_findings_it_says_that() -> None:
    assert "No findings." in page()
    assert "Tidak ada temuan." in page(language="id")


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (None, "m", "en", ""),
        (1234.4, "m", "en", "1,234 m"),
        (1234.4, "m", "id", "1.234 m"),
        (12_345.0, "m", "id", "12,3 km"),
        (1_100_000.0, "IDR", "id", "Rp1.100.000"),
        (2026.0, "year", "en", "2026"),
        (3.0, "points", "id", "3 titik"),
        (7.5, "h", "en", "7.5 h"),
        (50.0, "Mbps", "en", "50 Mbps"),
        (4.0, None, "en", "4"),
    ],
)
def test_quantities_are_written_as_people_write_them(
    value: float | None, unit: str | None, language: str, text: str
) -> None:
    assert quantity_text(value, unit, language) == text
