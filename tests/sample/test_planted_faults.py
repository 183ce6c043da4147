# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheet of planted faults yields each fault that was planted, and nothing else."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tools.make_expected_findings import EXPECTED, FAULTY_SHEET, as_text, expected_findings
from tools.make_sample import SAMPLE
from village_internet_plugin.rules.catalogue import CATALOGUE

pytestmark = pytest.mark.qgis

REFUSED = {
    "K02": "lies outside Indonesia; with latitude and longitude exchanged",
    "K03": "the empty position of a form",
    "K06": "a whole turn of 360°",
    "K08": "rounded number",
    "K24": "position is missing",
    "K25": "is not a latitude or longitude",
    "K37": "is not a known value",
}
"""Rows that cannot be taken in, and what is said of them."""

PLANTED = {
    # Written down from the sheet's own column "Catatan", not from what the program says.
    "K01": {"VI105", "VI106"},  # K11 stands on the same spot
    "K05": {"VI105"},  # K12 stands 81 m away
    "K07": {"VI601"},
    "K10": {"VI201"},
    "K11": {"VI105", "VI106", "VI303"},
    "K12": {"VI105"},
    "K13": {"VI103", "VI304"},
    "K14": {"VI102", "VI103", "VI303"},
    "K15": {"VI304"},
    "K19": {"VI404"},
    "K20": {"VI303", "VI404"},
    "K22": {"VI402"},
    "-": {"VI205"},
    "K26": {"VI101"},
    "K27": {"VI101", "VI303"},
    "K28": {"VI302", "VI401"},
    "K29": {"VI304"},
    "K30": {"VI104"},
    "K31": {"VI202", "VI203", "VI205"},
    "K32": {"VI204", "VI205", "VI405", "VI502"},
    "K33": {"VI303", "VI304", "VI401"},
    "K34": {"VI401"},
    "K38": {"VI202", "VI403"},
    "KALTIM-2025": {"VI402"},
    "PASER-2025": {"VI403"},
}
"""Errors and warnings by subject; rows that are not named here are right."""


@pytest.fixture(scope="module")
def outcome(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return expected_findings(tmp_path_factory.mktemp("faulty") / "plan.gpkg")


def _subject(name: str) -> str:
    return name[:3] if name.startswith("K") and name[1:3].isdigit() else name


def test_importing_and_checking_yields_what_is_written_down(outcome: dict[str, Any]) -> None:
    assert as_text(outcome) == EXPECTED.read_text(encoding="utf-8"), "run `make expected-findings`"


def test_rows_that_cannot_be_understood_are_refused_with_the_reason(
    outcome: dict[str, Any],
) -> None:
    with (SAMPLE / FAULTY_SHEET).open(encoding="utf-8", newline="") as lines:
        # A spreadsheet's first row is the header's.
        names = {
            number: row["Nama Lokasi"]
            for number, row in enumerate(csv.DictReader(lines, delimiter=";"), 2)
        }
    reasons = {_subject(names[row["row"]]): row["reason"] for row in outcome["rejected"]}
    assert set(reasons) == set(REFUSED)
    for subject, said in REFUSED.items():
        assert said in reasons[subject]


def test_every_planted_fault_is_found_and_no_other(outcome: dict[str, Any]) -> None:
    found: dict[str, set[str]] = {}
    for finding in outcome["findings"]:
        if finding["severity"] in ("error", "warning"):
            found.setdefault(_subject(finding["subject"]), set()).add(finding["rule"])
    assert found == PLANTED


def test_every_rule_has_something_to_say(outcome: dict[str, Any]) -> None:
    assert {finding["rule"] for finding in outcome["findings"]} == {rule.code for rule in CATALOGUE}


def test_what_is_written_down_names_no_file_of_this_machine(outcome: dict[str, Any]) -> None:
    assert str(Path.home()) not in as_text(outcome)
    assert str(SAMPLE.parent) not in as_text(outcome)
