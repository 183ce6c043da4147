# SPDX-License-Identifier: GPL-2.0-or-later
"""What packages and maps say about themselves."""

from __future__ import annotations

from village_internet_plugin.domain.finding import CheckReport, Finding, Fix
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reports.manifest import LEFT_OUT, manifest
from village_internet_plugin.reports.map_words import map_words

PLAN = Plan(
    "plan-1",
    "Kabupaten Paser",
    hotspots=(
        Hotspot("h1", village_code="64.01.01.2001", maintainer="Budi"),
        Hotspot("h2", village_code="64.01.01.2001"),
        Hotspot("h3", village_code="64.01.01.2002", status="replaced"),
    ),
    published_hotspots=(PublishedHotspot(Hotspot("o1"), "Kaltim", "plan-2", 4),),
    base_revision=7,
)
REPORT = CheckReport(
    "plan-1", "2026.1", "abc", (Finding("VI101", "error", "hotspot", "h1", "m", Fix("f")),)
)


def test_a_manifest_names_no_person_but_says_what_is_left_out() -> None:
    content = manifest(PLAN, REPORT, made_at="now", made_with="us", language="en")
    assert content["revision"] == "7"
    assert content["count_error"] == "1"
    assert "Budi" not in "".join(content.values())
    for table, columns in LEFT_OUT.items():
        for column in columns:
            assert f"{table}.{column}" in content["left_out"]


def test_a_map_counts_what_is_not_replaced() -> None:
    words = map_words(PLAN, REPORT, "en")
    assert words.title == "Village Internet plan"
    assert words.subtitle == "Kabupaten Paser · published as revision 7"
    assert words.figures == ("2 hotspots", "in 1 village", "1 of other agencies")
    assert words.verdicts[0] == "Errors: 1"
    assert words.footer.startswith("Checked by rule set 2026.1")


def test_a_map_that_was_not_checked_says_so_and_states_no_verdicts() -> None:
    words = map_words(PLAN, None, "id")
    assert words.verdicts == ()
    assert words.footer.startswith("Belum diperiksa")
