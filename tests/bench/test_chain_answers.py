# SPDX-License-Identifier: GPL-2.0-or-later
"""The peer of the whole check answers what the rules measure, and a wrong answer is seen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from oracle.geopackage import write_plan
from oracle.random_plan import make_case
from rule_cases.district import at, hotspot

from bench.chain_answers import compare
from bench.peers import lines_of

POINTS = 200


@pytest.fixture(scope="module")
def asked(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A plan of some hundred hotspots, and the folder of what QGIS's chain answers of it."""
    folder = tmp_path_factory.mktemp("chain")
    plan, answers = folder / "plan.gpkg", folder / "answers"
    case, chance = make_case(shared_data, 7, 100), random.Random(7)  # noqa: S311
    # Real villages and what lies in them; the chain knows no other plans.
    case.hotspots, case.published_hotspots, case.waivers = [], [], []
    case.existing_hotspots = []
    for number in range(POINTS):
        office = chance.choice(case.village_offices)
        place = (office["lon"] + chance.gauss(0, 0.02), office["lat"] + chance.gauss(0, 0.02))
        other = chance.choice(case.village_offices) if number % 5 == 0 else office
        row = {"hotspot_id": f"h{number}", "village_code": other["village_code"], **at(place)}
        case.hotspots.append(hotspot(**row))
        if number % 8 == 0:
            near = at((place[0] + chance.gauss(0, 0.001), place[1] + chance.gauss(0, 0.001)))
            case.hotspots.append(hotspot(**{**row, "hotspot_id": f"beside {number}", **near}))
    write_plan(plan, case)
    answers.mkdir()
    lines_of("bench.qgis_chain", str(plan), str(answers))
    return plan, answers


@pytest.mark.qgis
def test_the_chain_measures_what_the_rules_measure(asked: tuple[Path, Path]) -> None:
    compared = compare(*asked)
    for step in ("village", "office", "neighbour", "blank spot near by", "fibre", "tower"):
        assert compared[step].answers > 0, step
        assert compared[step].differing == (), step


@pytest.mark.qgis
def test_a_wrong_answer_is_seen(asked: tuple[Path, Path]) -> None:
    plan, answers = asked
    path = answers / "office.csv"
    before = path.read_text(encoding="utf-8")
    header, *rows = before.splitlines()
    known = next(row for row in rows if row.rsplit(",", 1)[1] not in ("", "NULL"))
    identifier, length = known.rsplit(",", 1)
    others = [row for row in rows if row.rsplit(",", 1)[0] != identifier]
    wrong = f"{identifier},{float(length) + 0.5}"
    path.write_text("\n".join([header, wrong, *others]), encoding="utf-8")
    try:
        assert identifier in compare(plan, answers)["office"].differing
    finally:
        path.write_text(before, encoding="utf-8")
