# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 6: points and money by year and funding source, and running costs to the end of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from village_internet_plugin.domain.funding_source import cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reports.charts import columns, matrix
from village_internet_plugin.reports.funding_state import FundingTally, SourceState, running_costs
from village_internet_plugin.reports.funding_words import short_rupiah, source_title
from village_internet_plugin.reports.roadmap.blocks import (
    Block,
    Chapter,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN, NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phrases import (
    POINTS,
    TOTAL,
    known_sum,
    money,
    rupiah,
    source_words,
    text,
    whole,
    year,
)

YEARS_DRAWN, SOURCES_DRAWN = 4, 12
"""The largest matrix that is drawn; the table has all of it."""
COLUMNS_AT_MOST = 12
"""As many years as are drawn side by side; the table has all of them."""
_SUM = Words(
    "The plan asks for {total}: {capex} of investment and {running} of running costs over the "
    "months of service.",
    "Rencana membutuhkan {total}: investasi {capex} dan biaya layanan {running} selama bulan "
    "layanan.",
)
_UNPRICED = Words(
    "{count} points have no investment entered, {opex} no running cost; these count as nothing.",
    "{count} titik belum memiliki isian investasi dan {opex} belum memiliki biaya bulanan; "
    "keduanya dihitung nol.",
)
_UNFUNDED = Words(
    "{count} points name no funding source of the plan.",
    "{count} titik tidak menyebut sumber dana yang ada dalam rencana.",
)
_NO_SOURCE = Words("no funding source", "tanpa sumber dana")
_SOURCE = Words("Funding source", "Sumber dana")


class Costs(NamedTuple):
    """What points cost, in rupiah; `running_idr` over all their months of service."""

    points: int = 0
    capex_idr: int = 0
    running_idr: int = 0

    def plus(self, other: Costs) -> Costs:
        """Return both together."""
        return Costs(*(one + two for one, two in zip(self, other)))


def costs_of(inputs: RoadmapInputs, hotspot: Hotspot) -> Costs:
    """Return what one point costs, as rule VI403 counts it."""
    capex = hotspot.capex_idr or 0
    return Costs(1, capex, cost_idr(hotspot, inputs.source_of(hotspot)) - capex)


def total_costs(inputs: RoadmapInputs) -> Costs:
    """Return what all points cost."""
    total = Costs()
    for point in inputs.points:
        total = total.plus(costs_of(inputs, point))
    return total


def year_of(inputs: RoadmapInputs, hotspot: Hotspot) -> int | None:
    """Return a point's year, or its source's where it names none."""
    source = inputs.source_of(hotspot)
    if hotspot.year is None and source is not None:
        return source.fiscal_year
    return hotspot.year


def source_states(inputs: RoadmapInputs) -> tuple[SourceState, ...]:
    """Return what the plan asks of each of its funding sources, in their order."""
    tally = FundingTally()
    for _ in tally.take_over(inputs.plan.funding_sources, dict(enumerate(inputs.plan.hotspots))):
        continue
    return tuple(tally.state_of(key) for key in inputs.sources)


def phasing(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 6."""
    return Chapter(
        "6", Words("Phasing and funding", "Pentahapan dan pendanaan"), tuple(_blocks(inputs))
    )


def _blocks(inputs: RoadmapInputs) -> Iterator[Block]:
    total = total_costs(inputs)
    yield Paragraph(
        _SUM.filled(
            total=money(total.capex_idr + total.running_idr),
            capex=money(total.capex_idr),
            running=money(total.running_idr),
        )
    )
    unpriced = sum(point.capex_idr is None for point in inputs.points)
    without_opex = sum(point.opex_idr_per_month is None for point in inputs.points)
    if unpriced or without_opex:
        yield Paragraph(_UNPRICED.filled(count=unpriced, opex=without_opex), is_remark=True)
    unfunded = sum(inputs.source_of(point) is None for point in inputs.points)
    if unfunded:
        yield Paragraph(_UNFUNDED.filled(count=unfunded), is_remark=True)
    groups = by_year_and_source(inputs)
    yield from _matrix_figure(inputs, groups)
    yield _matrix(inputs, groups, total)
    yield _sources(inputs)
    yield Heading(Words("Running costs to the end of the terms", "Biaya layanan hingga akhir masa"))
    by_year = running_by_year(inputs)
    if by_year:
        yield _figure(by_year)
    yield _running(by_year, total)


def by_year_and_source(inputs: RoadmapInputs) -> dict[tuple[int | None, str], Costs]:
    """Return points and money by year (None: not known) and source id, by year, then by source."""
    groups: dict[tuple[int | None, str], Costs] = {}
    for point in inputs.points:
        key = (year_of(inputs, point), point.funding_source_id or "")
        groups[key] = groups.get(key, Costs()).plus(costs_of(inputs, point))
    order = sorted(groups, key=lambda each: (each[0] is None, each[0] or 0, each[1]))
    return {key: groups[key] for key in order}


def _matrix_figure(
    inputs: RoadmapInputs, groups: dict[tuple[int | None, str], Costs]
) -> Iterator[Figure]:
    """Draw who pays how much in which year; nothing where nothing costs, or for very many."""
    years = list(dict.fromkeys(when for when, _ in groups))
    sources = sorted({source for _, source in groups})
    if not groups or len(years) > YEARS_DRAWN or len(sources) > SOURCES_DRAWN:
        return
    drawings = []
    for language in ("en", "id"):
        lines = []
        for source in sources:
            label = _short_name(inputs, source) or _NO_SOURCE.say(language)
            costs = [groups.get((when, source), Costs()) for when in years]
            money_of = [each.capex_idr + each.running_idr for each in costs]
            lines.append((label, [(idr, short_rupiah(idr, language)) for idr in money_of]))
        drawings.append(matrix([NOT_KNOWN if y is None else str(y) for y in years], lines))
    yield Figure(
        Words("Money by year and funding source", "Dana per tahun dan sumber dana"),
        Words(*(drawing.svg for drawing in drawings)),
        drawings[0].width_mm,
        drawings[0].height_mm,
        Words(
            "Squares: their areas are as the money; the table has the exact amounts.",
            "Persegi: luasnya sebanding dengan dana; angka pastinya ada pada tabel.",
        ),
    )


def _short_name(inputs: RoadmapInputs, source_id: str) -> str:
    """Return a source's programme, or its id where that is not its alone."""
    known = inputs.sources.get(source_id)
    titles = [source_title(each) for each in inputs.sources.values()]
    if known is None or titles.count(source_title(known)) > 1:
        return source_id
    return source_title(known)


def _matrix(
    inputs: RoadmapInputs, groups: dict[tuple[int | None, str], Costs], total: Costs
) -> Table:
    """Return year by source: points and money."""
    rows = tuple(
        (
            when,
            source_words(inputs.sources.get(source), source) or _NO_SOURCE,
            costs.points,
            costs.capex_idr,
            costs.running_idr,
            costs.capex_idr + costs.running_idr,
        )
        for (when, source), costs in groups.items()
    )
    return Table(
        "year_by_source",
        Words("Points and money by year and source", "Titik dan dana per tahun dan sumber dana"),
        (
            year(Words("Year", "Tahun")),
            text(_SOURCE, 2),
            whole(POINTS, 0.5),
            rupiah(Words("Investment", "Investasi")),
            rupiah(Words("Running costs", "Biaya layanan")),
            rupiah(TOTAL, 1.3),
        ),
        rows,
        (TOTAL, None, *total, total.capex_idr + total.running_idr),
        NOT_KNOWN_NOTE,
    )


def _sources(inputs: RoadmapInputs) -> Table:
    states = source_states(inputs)
    rows = tuple(
        (
            source_words(state.source, None),
            state.source.point_quota,
            state.asked.points,
            state.points_left,
            state.source.budget_idr,
            state.asked.idr,
            state.idr_left,
        )
        for state in states
    )
    sums: list[int | None] = [sum(state.asked.points for state in states)]
    return Table(
        "funding_sources",
        Words("Quota and budget of each source", "Kuota dan pagu tiap sumber dana"),
        (
            text(_SOURCE, 1.8),
            whole(Words("Quota", "Kuota"), 0.5),
            whole(Words("Points asked", "Titik diminta"), 0.6),
            whole(Words("Points left", "Sisa titik"), 0.5),
            rupiah(Words("Budget", "Pagu")),
            rupiah(Words("Money asked", "Kebutuhan dana")),
            rupiah(Words("Money left", "Sisa dana")),
        ),
        rows,
        (
            TOTAL,
            known_sum(state.source.point_quota for state in states),
            *sums,
            known_sum(state.points_left for state in states),
            known_sum(state.source.budget_idr for state in states),
            sum(state.asked.idr for state in states),
            known_sum(state.idr_left for state in states),
        ),
        Words(
            "–: no quota or budget was set. Sums are of the sources that have one. A negative rest "
            "is an overrun.",
            "–: kuota atau pagu belum ditetapkan. Jumlah hanya dari sumber yang memilikinya. Sisa "
            "negatif berarti melampaui.",
        ),
    )


def running_by_year(inputs: RoadmapInputs) -> dict[int | None, int]:
    """Return running costs by calendar year; under None those whose year is not known."""
    costs: Counter[int | None] = Counter()
    for point in inputs.points:
        rest = costs_of(inputs, point).running_idr
        for when, idr in running_costs(point, inputs.source_of(point)):
            costs[when] += idr
            rest -= idr
        if rest:
            costs[None] += rest
    return dict(sorted(costs.items(), key=lambda each: (each[0] is None, each[0] or 0)))


def _running(by_year: dict[int | None, int], total: Costs) -> Table:
    return Table(
        "running_costs",
        Words("Running costs by calendar year", "Biaya layanan per tahun kalender"),
        (year(Words("Year", "Tahun"), 1), rupiah(Words("Running costs", "Biaya layanan"), 2)),
        tuple(by_year.items()),
        (TOTAL, total.running_idr),
        Words(
            "The first twelve months of a point belong to its year, the next twelve to the year "
            "after. –: the year is not known.",
            "Dua belas bulan pertama suatu titik masuk tahunnya, dua belas bulan berikutnya tahun "
            "sesudahnya. –: tahun belum diketahui.",
        ),
    )


def _figure(by_year: dict[int | None, int]) -> Figure:
    drawn = [(when, idr) for when, idr in by_year.items() if when is not None][:COLUMNS_AT_MOST]
    drawings = [
        columns([(str(when), idr, short_rupiah(idr, language)) for when, idr in drawn])
        for language in ("en", "id")
    ]
    return Figure(
        Words("Running costs by year", "Biaya layanan per tahun"),
        Words(*(drawing.svg for drawing in drawings)),
        drawings[0].width_mm,
        drawings[0].height_mm,
        Words(
            "Columns: running costs of each year; the table has the exact amounts.",
            "Kolom: biaya layanan tiap tahun; angka pastinya ada pada tabel.",
        ),
    )
