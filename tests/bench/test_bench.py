# SPDX-License-Identifier: GPL-2.0-or-later
"""What the bench says of its figures: the table that is kept, and whether budgets hold."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench import edits, published, results, spopt_beside, suggesting
from bench.figure import Figure, Peer, repeats
from bench.machine import machine, state
from bench.places import shared_data
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat

_DAY = datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("figure", "holds"),
    [
        (Figure("a", 2.0, "ms"), True),
        (Figure("a", 2.0, "ms", 2.0), True),
        (Figure("a", 2.1, "ms", 2.0), False),
        (Figure("a", 2.0, "s", None, None, Peer("QGIS", 1.0)), True),
        (Figure("a", 2.0, "s", None, None, Peer("QGIS", 20.0, 10.0)), True),
        (Figure("a", 2.0, "s", None, None, Peer("QGIS", 19.0, 10.0)), False),
        (Figure("a", 3.0, "s", 2.0, None, Peer("QGIS", 90.0, 10.0)), False),
    ],
)
def test_a_budget_and_an_aim_against_a_peer_both_have_to_hold(figure: Figure, holds: bool) -> None:
    assert figure.is_within_budget is holds
    assert ("OVER" in figure.line()) is not holds


def test_the_median_stands_with_its_spread() -> None:
    assert repeats([3.0, 1.0, 2.0]) == (2.0, (1.0, 3.0))


def test_the_table_names_machine_peer_and_verdict() -> None:
    figures = [
        Figure("whole check", 4.0, "s", None, (3.5, 5.0), Peer("QGIS's algorithms", 60.0, 10.0)),
        Figure("ghost", 2.5, "ms", 2.0, (2.4, 2.6)),
        Figure("bytes", 6_802.0, "bytes"),
    ]
    text = results.table("checking", figures, _DAY, "commit 1234abc", "0.4 0.8 0.9")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert "Measured 2026-11-25, commit 1234abc, load 0.4 0.8 0.9." in text
    assert rows[-3:] == [
        "| whole check | 4 s | 3.5 to 5 | ≥ 10 times | QGIS's algorithms | 60 s | 15 | yes |",
        "| ghost | 2.5 ms | 2.4 to 2.6 | ≤ 2 ms |  |  |  | **no** |",
        "| bytes | 6,802 bytes |  |  |  |  |  |  |",
    ]


def test_a_part_measured_again_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    kept = tmp_path / "bench" / "RESULTS.md"
    parts, machine_told = ["checking", "loading"], [("Memory", "24 GiB")]

    def measured(part: str, value: float) -> str:
        table = results.table(part, [Figure(part, value, "ms")], _DAY, "commit 1", "0.1")
        results.keep(part, table, parts, machine_told, kept)
        return kept.read_text("utf-8")

    measured("loading", 2.0)
    once = measured("checking", 1.0)
    assert "| Memory | 24 GiB |" in once
    assert once.index("| checking | 1 ms |") < once.index("| loading | 2 ms |")
    assert measured("checking", 3.0) == once.replace("| checking | 1 ms |", "| checking | 3 ms |")


def test_the_machine_is_named_with_what_ran_on_it() -> None:
    told = dict(machine())
    assert "Python 3" in told["System"]
    assert "numpy" in told["Libraries"]
    assert all(told.values())
    assert state()


def test_a_measurement_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["nothing"])
    assert "there is no measurement nothing" in capsys.readouterr().err


def test_published_instances_that_are_not_there_are_not_measured_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "SJC324.txt").write_text("2 9999 p S\n0 0 5\n9 9 3\n", "utf-8")
    assert list(published.measure(tmp_path)) == []
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(published.INSTANCES)
    assert "is another file" in said[0]
    assert "is not there" in said[1]


@pytest.mark.parametrize("kind", edits.KINDS)
def test_each_kind_of_edit_changes_one_point_into_another(kind: str) -> None:
    place = LonLat(116.0, -1.8)
    rows = {n: Hotspot(f"h{n}", place, funding_source_id="PASER-2025") for n in range(3)}
    ((row, edited),) = edits.one_edit(rows, 1, kind, random.Random(1)).items()  # noqa: S311
    assert edited != rows.get(row)
    assert row == (3 if kind == "added" else 1)


@pytest.mark.skipif(shared_data() is None, reason="the real villages are not at hand")
def test_a_regency_with_every_limit_is_measured_to_its_proof(tmp_path: Path) -> None:
    told = suggesting.measure_case(tmp_path, suggesting.PASER, suggesting.AROUND_OFFICE, 300.0)
    assert (told["villages"], told["stopped_by"], told["gap"]) == (144, "proven", 0.0)
    assert told["objective"] == told["bound"] > 0
    assert 0 < told["chosen"] <= 26 + 6
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shared_data() is None, reason="the real villages are not at hand")
def test_without_spopt_ours_is_measured_alone_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(spopt_beside, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(spopt_beside, "TURNS", 1)
    (figure,) = spopt_beside.measure()
    assert figure.peer is None
    assert figure.value > 0.0
    assert "spopt: not measured" in capsys.readouterr().out


def test_an_unproven_province_is_told_by_its_gap_and_over_budget() -> None:
    case = suggesting.Case(suggesting.PROVINCE, suggesting.WHOLE_VILLAGE, 5_000.0, 30.0)
    runs = [{"villages": 1_038, "seconds": 60.0, "stopped_by": "time_is_up", "gap": 0.002}]
    (figure,) = suggesting.proven(case, runs)
    assert (figure.value, figure.unit) == (0.2, "%")
    assert not figure.is_within_budget
