# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap's numbers against the plan, added up here by other code; and what it must not say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reports.roadmap.roadmap_world import (
    HOSTILE,
    PERSONAL,
    SOURCES,
    every_table,
    inputs_of,
    made,
    plan_of,
    tables_of,
)

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reports.roadmap.blocks import Figure, Roadmap, Table, VillageSheets
from village_internet_plugin.reports.roadmap.cells import cell_text, total_text
from village_internet_plugin.reports.roadmap.document import roadmap_of
from village_internet_plugin.reports.roadmap.inputs import DueItem

KINDS = ((0, True, True), (5, True, True), (5, False, False), (40, True, True), (5, True, False))


def said(roadmap: Roadmap, language: str) -> str:
    """Return every text of the document: cells as they are shown, and all words by `repr`."""
    cells = [
        cell_text(cell, column, language)
        for table in every_table(roadmap)
        for row in (*table.rows, table.totals)
        for cell, column in zip(row, table.columns)
    ]
    return "\n".join(cells) + repr(roadmap)


def column(table: Table, place: int) -> list[Any]:
    return [row[place] for row in table.rows]


@pytest.mark.parametrize(("count", "is_checked", "is_full"), KINDS)
def test_every_sum_is_that_of_its_column(
    tmp_path: Path, count: int, is_checked: bool, is_full: bool
) -> None:
    roadmap = made(tmp_path, count, is_checked=is_checked, is_full=is_full)
    summed = 0
    for table in every_table(roadmap):
        assert all(len(row) == len(table.columns) for row in table.rows), table.key
        assert len(table.totals) in (0, len(table.columns)), table.key
        for place, total in enumerate(table.totals):
            if isinstance(total, int):
                known = [cell for cell in column(table, place) if isinstance(cell, int)]
                assert sum(known) == total, (table.key, place)
                summed += 1
    assert summed >= 10


def _expected(plan: Plan) -> dict[str, Any]:
    """Add up the plan anew, knowing nothing of the code that wrote the roadmap."""
    terms = {source.funding_source_id: source for source in SOURCES}
    points: Counter[tuple[object, str]] = Counter()
    capex = running = 0
    by_year: Counter[object] = Counter()
    for one in plan.hotspots:
        if one.status == "replaced":
            continue
        paid = terms.get(one.funding_source_id or "")
        months, year = one.service_months, one.year
        if paid is not None:
            months = paid.service_months if months is None else months
            year = paid.fiscal_year if year is None else year
        points[year, one.funding_source_id or ""] += 1
        capex += one.capex_idr or 0
        monthly = one.opex_idr_per_month or 0
        running += monthly * (months or 0)
        for month in range(months or 0):
            by_year[None if year is None else year + month // 12] += monthly
    return {"points": points, "capex": capex, "running": running, "by_year": dict(by_year)}


@pytest.mark.parametrize("count", [0, 5, 40])
def test_points_and_money_are_those_of_the_plan(tmp_path: Path, count: int) -> None:
    tables = tables_of(made(tmp_path, count))
    expected = _expected(plan_of(count))
    matrix = tables["year_by_source"]
    number = sum(expected["points"].values())
    capex, running = expected["capex"], expected["running"]
    assert matrix.totals[2:] == (number, capex, running, capex + running)
    assert sorted(column(matrix, 2)) == sorted(expected["points"].values())
    assert dict(tables["running_costs"].rows) == expected["by_year"]
    assert len(tables["points"].rows) == number
    assert tables["points_money"].totals[4] == capex
    for key, place in (("points_by_site_kind", 1), ("points_by_district", 3)):
        if count:
            assert tables[key].totals[place] == number
    for key in ("technology_and_power", "term_ends", "providers"):
        assert number in tables[key].totals


def test_what_is_left_of_a_source_is_its_limit_less_what_is_asked(tmp_path: Path) -> None:
    first, second = tables_of(made(tmp_path, 40))["funding_sources"].rows
    plan = plan_of(40)
    asked = [
        one
        for one in plan.hotspots
        if one.status != "replaced" and one.funding_source_id == "apbd-2026"
    ]
    months = [36 if one.service_months is None else one.service_months for one in asked]
    idr = sum(
        (one.capex_idr or 0) + (one.opex_idr_per_month or 0) * term
        for one, term in zip(asked, months)
    )
    assert first[1:] == (4, len(asked), 4 - len(asked), 900_000_000, idr, 900_000_000 - idr)
    assert second[1] is second[3] is second[4] is second[6] is None


def test_served_villages_and_people_are_those_of_the_reference(tmp_path: Path) -> None:
    # Villages 0 to 4; of the three existing points one was refused and one replaced.
    tables = tables_of(made(tmp_path, 5))
    assert tables["districts"].totals[2:7] == (5, 1, 4, 2, sum(range(400, 405)))
    served, within, _ = tables["indicators"].rows
    # The plan's points stand in villages 0 to 3.
    assert served[1:] == (1, 20.0, 4, 80.0, 5)
    # Village 0 has its people in one settlement of 300; the others as many as their population.
    assert within[5] == 300 + sum(range(401, 405))
    assert within[1] < within[3] <= within[5]
    assert len(tables["not_taken"].rows) == 1


def test_no_person_and_no_telephone_number_is_said(tmp_path: Path) -> None:
    roadmap = made(tmp_path, 40)
    for language in ("en", "id"):
        text = said(roadmap, language)
        assert HOSTILE in text
        for personal in PERSONAL:
            assert personal not in text


@pytest.mark.parametrize(("count", "is_checked", "is_full"), KINDS)
def test_eight_chapters_and_four_annexes_in_both_languages(
    tmp_path: Path, count: int, is_checked: bool, is_full: bool
) -> None:
    roadmap = made(tmp_path, count, is_checked=is_checked, is_full=is_full)
    assert [chapter.number for chapter in roadmap.chapters] == [*"12345678", *"ABCD"]
    assert all(chapter.blocks for chapter in roadmap.chapters)
    assert roadmap.is_draft
    assert "{" not in said(roadmap, "id").replace(HOSTILE, "").split("Roadmap(")[0]
    for words in _words(roadmap):
        assert words.en.strip()
        assert words.id.strip()
        assert "{" not in words.en + words.id, words


def _words(value: object) -> list[Words]:
    if isinstance(value, Words):
        return [value]
    if isinstance(value, tuple):
        return [words for each in value for words in _words(each)]
    if hasattr(value, "__dataclass_fields__"):
        return [
            words for name in value.__dataclass_fields__ for words in _words(getattr(value, name))
        ]
    return []


def test_a_page_for_each_village_with_points(tmp_path: Path) -> None:
    roadmap = made(tmp_path, 40)
    annex = next(chapter for chapter in roadmap.chapters if chapter.number == "B")
    (sheets,) = [block for block in annex.blocks if isinstance(block, VillageSheets)]
    active = [one for one in plan_of(40).hotspots if one.status != "replaced"]
    assert {sheet.village_code for sheet in sheets.sheets} == {one.village_code for one in active}
    assert sum(len(sheet.hotspots.rows) for sheet in sheets.sheets) == len(active)


def test_what_was_never_loaded_or_checked_is_said_and_not_made_up(tmp_path: Path) -> None:
    roadmap = made(tmp_path, 5, is_checked=False, is_full=False)
    tables = tables_of(roadmap)
    assert "belum dimuat" in said(roadmap, "id")
    assert all(row[3:] == (None,) * 5 for row in tables["districts"].rows)
    assert [row[1] for row in tables["indicators"].rows] == [None] * 3
    assert set(column(tables["points"], 10)) == {None}
    assert roadmap.state.id == "Draf: belum diperiksa"
    assert "check_counts" not in tables
    assert cell_text(None, tables["points"].columns[0], "id") == "–"
    assert total_text(None, tables["points"].columns[0], "id") == ""


def test_schemes_and_dates_come_in_when_they_were_worked_out(tmp_path: Path) -> None:
    inputs = inputs_of(tmp_path, 5, has_schemes=True)
    word = Words("inspection", "inspeksi")
    due = (DueItem("id-1", "2027-03-01", word), DueItem("id-0", "2027-01-15", word))
    tables = tables_of(roadmap_of(replace(inputs, due=due)))
    assert inputs.schemes is not None
    schemes = list(inputs.schemes.values())
    assert column(tables["schemes"], 0) == [one.label for one in inputs.points]
    assert column(tables["schemes"], 9) == [scheme.capex_idr for scheme in schemes]
    assert tables["schemes"].totals[9:] == (
        sum(scheme.capex_idr for scheme in schemes),
        sum(scheme.opex_idr_per_month for scheme in schemes),
    )
    assert all(column(tables["evidence"], 1))
    assert None not in column(tables["evidence"], 2)
    assert tables["due"].rows == (("2027-01-15", HOSTILE, word), ("2027-03-01", "Titik 1", word))


def test_a_drawing_refers_to_nothing_and_is_well_formed(tmp_path: Path) -> None:
    import xml.etree.ElementTree as Tree

    roadmap = made(tmp_path, 40)
    figures = [b for chapter in roadmap.chapters for b in chapter.blocks if isinstance(b, Figure)]
    assert len(figures) == 3
    for figure in figures:
        for svg in figure.svg:
            root = Tree.fromstring(svg)  # noqa: S314 - made here
            assert {part.tag.split("}")[1] for part in root} <= {"rect", "text", "line"}
            assert "href" not in svg
            assert root.attrib["width"] == f"{figure.width_mm:g}mm"
