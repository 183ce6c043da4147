# SPDX-License-Identifier: GPL-2.0-or-later
"""Annex A: every point of the plan, once by its place and once by its money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from village_internet_plugin.domain.finding import OK, Finding, verdict_of
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.reports.column_words import VALUE_WORDS
from village_internet_plugin.reports.roadmap.blocks import INTEGER, Cell, Chapter, Column, Table
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phasing import total_costs, year_of
from village_internet_plugin.reports.roadmap.phrases import (
    DISTRICT,
    NAME,
    TOTAL,
    VILLAGE,
    rupiah,
    source_words,
    text,
    value_words,
    whole,
    year,
)
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS

OK_WORDS = Words("In order", "Sesuai")
_NUMBER = Column(Words("No.", "No."), INTEGER, 0.4)


def point_tables(inputs: RoadmapInputs) -> Chapter:
    """Return annex A; its tables hold no maintainer and no notes, which may name persons."""
    return Chapter(
        "A",
        Words("Table of points", "Tabel titik"),
        (_places(inputs), _money(inputs)),
    )


def verdicts(inputs: RoadmapInputs) -> Mapping[str, Words]:
    """Return each point's verdict by its id; nothing for a plan that was not checked."""
    if inputs.report is None:
        return {}
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in inputs.report.findings:
        if finding.subject_kind == "hotspot":
            grouped[finding.subject].append(finding)
    return {
        point.hotspot_id: verdict_words(verdict_of(grouped.get(point.hotspot_id, ())))
        for point in inputs.points
    }


def verdict_words(verdict: str) -> Words:
    """Return what a verdict is called."""
    return OK_WORDS if verdict == OK else SEVERITY_WORDS[verdict].one


def coordinates(hotspot: Hotspot) -> tuple[Cell, Cell]:
    """Return longitude and latitude in degrees to five decimals (a metre); None without a place."""
    position = hotspot.position
    if position is None or not position.is_finite():
        return None, None
    return number_words(position.lon, 5), number_words(position.lat, 5)


def _places(inputs: RoadmapInputs) -> Table:
    verdict = verdicts(inputs)
    rows = tuple(
        (
            number,
            point.label,
            point.village_code,
            *inputs.place_of(point),
            value_words(point.site_kind),
            *coordinates(point),
            value_words(point.status),
            point.priority,
            verdict.get(point.hotspot_id),
        )
        for number, point in enumerate(inputs.points, 1)
    )
    return Table(
        "points",
        Words("Points by place (WGS 84, degrees)", "Titik menurut lokasi (WGS 84, derajat)"),
        (
            _NUMBER,
            text(NAME, 1.6),
            text(Words("Village code", "Kode desa"), 1.1),
            text(VILLAGE, 1.1),
            text(DISTRICT, 1.1),
            text(Words("Site", "Jenis lokasi"), 1),
            text(Words("Longitude", "Bujur"), 0.9),
            text(Words("Latitude", "Lintang"), 0.9),
            text(Words("Status", "Status"), 0.9),
            whole(Words("Priority", "Prioritas"), 0.6),
            text(Words("Check", "Hasil periksa"), 0.9),
        ),
        rows,
        note=NOT_KNOWN_NOTE,
    )


def _money(inputs: RoadmapInputs) -> Table:
    total = total_costs(inputs)
    return Table(
        "points_money",
        Words("Points by funding", "Titik menurut pendanaan"),
        (_NUMBER, text(NAME, 1.6), *MONEY_COLUMNS),
        tuple(
            (number, point.label, *money_cells(inputs, point))
            for number, point in enumerate(inputs.points, 1)
        ),
        (TOTAL, None, None, None, total.capex_idr, None, None),
        Words(
            "Months: the point's own, else its source's term. – : not known to the plan.",
            "Bulan: isian titik, bila kosong masa sumber dana. – : belum tercatat dalam rencana.",
        ),
    )


MONEY_COLUMNS = (
    year(Words("Year", "Tahun"), 0.6),
    text(Words("Funding source", "Sumber dana"), 1.8),
    rupiah(Words("Investment", "Investasi")),
    rupiah(Words("Running cost a month", "Biaya per bulan")),
    whole(Words("Months", "Bulan"), 0.5),
)


def money_cells(inputs: RoadmapInputs, point: Hotspot) -> tuple[Cell, ...]:
    """Return a point's cells under `MONEY_COLUMNS`."""
    source = inputs.source_of(point)
    months = point.service_months
    if months is None and source is not None:
        months = source.service_months
    return (
        year_of(inputs, point),
        source_words(source, point.funding_source_id),
        point.capex_idr,
        point.opex_idr_per_month,
        months,
    )


def point_rows(
    inputs: RoadmapInputs, points: Iterable[Hotspot], verdict: Mapping[str, Words]
) -> Table:
    """Return the points of one village, as its page shows them."""
    return Table(
        "village_points",
        Words("Planned points", "Titik rencana"),
        (
            text(NAME, 1.6),
            text(Words("Site", "Jenis lokasi"), 1.1),
            text(Words("Status", "Status"), 0.9),
            year(Words("Year", "Tahun"), 0.6),
            text(Words("Funding source", "Sumber dana"), 1.6),
            text(Words("Technology", "Teknologi"), 1),
            text(Words("Check", "Hasil periksa"), 1),
        ),
        tuple(
            (
                point.label,
                value_words(point.site_kind),
                VALUE_WORDS.get(point.status or ""),
                year_of(inputs, point),
                source_words(inputs.source_of(point), point.funding_source_id),
                value_words(point.technology),
                verdict.get(point.hotspot_id),
            )
            for point in points
        ),
    )
