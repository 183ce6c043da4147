# SPDX-License-Identifier: GPL-2.0-or-later
"""`list-funding-sources --history`: who changed which field when, from what to what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.paser import hotspot_at
from server.running import KALTIM, PASER, RunningServer
from village_internet_plugin.domain.funding_source import FundingSource

pytestmark = pytest.mark.server
HEADS = [
    *("changed_at", "changed_by", "funding_source_id", "agency"),
    *("change", "field", "before", "after"),
]


def told(
    server: RunningServer, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, str]]:
    """Return the rows of the history, by their heads."""
    capsys.readouterr()
    assert server.administer("list-funding-sources", "--history", *arguments) == 0
    heads, *lines = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert heads == HEADS
    assert all(len(line) == len(HEADS) for line in lines)
    return [dict(zip(heads, line)) for line in lines]


def test_every_change_is_told_by_field_with_who_made_it(
    running_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    identifier = running_server.funding_source(point_quota=2)
    source = FundingSource(identifier, PASER, 2026, "Dana\tdesa\n2026", point_quota=5)
    point = hotspot_at(running_server.office(), funding_source_id=identifier)
    document = replace(running_server.document([point]), funding_sources=(source,))
    assert running_server.publish(document, "paser.steward")["outcome"] == "published"
    rows = [row for row in told(running_server, capsys) if row["funding_source_id"] == identifier]
    changes = [[row[name] for name in ("changed_by", *HEADS[4:])] for row in rows]
    assert changes == [
        ["postgres", "added", "agency", "", PASER],
        ["postgres", "added", "fiscal_year", "", "2026"],
        ["postgres", "added", "point_quota", "", "2"],
        # Neither the tab nor the new line in a name parts the row.
        ["paser.steward", "changed", "programme", "", "Dana desa 2026"],
        ["paser.steward", "changed", "point_quota", "2", "5"],
    ]
    times = [row["changed_at"] for row in rows]
    assert times == sorted(times)
    assert all(time.endswith("+00:00") for time in times)


def test_one_agencys_history_is_told_alone(
    running_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    own, others = running_server.funding_source(), running_server.funding_source(KALTIM)
    of_paser = {row["funding_source_id"] for row in told(running_server, capsys)}
    assert {own, others} <= of_paser
    rows = told(running_server, capsys, "--agency", PASER.lower())
    assert {row["agency"] for row in rows} == {PASER}
    assert running_server.administer("list-funding-sources", "--history", "--agency", "X") == 1
    assert "no agency" in capsys.readouterr().err
