# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 8: what success is measured by: today, and with the plan carried out."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words, length_text
from village_internet_plugin.reports.roadmap.blocks import Chapter, Paragraph, Table
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phrases import known_sum, percent, real, text

_INTRODUCTION = Words(
    'The column "with the plan" is what the reference data and the plan give when all points '
    "stand; it is no target. Targets, availability and the number of users are set and measured "
    "by the agency and are not recorded in the plan.",
    'Kolom "dengan rencana" adalah hasil data acuan dan rencana bila seluruh titik terpasang, '
    "bukan target. Target, ketersediaan layanan, dan jumlah pengguna ditetapkan dan diukur oleh "
    "instansi dan tidak tercatat dalam rencana.",
)
_RADIUS = Words(
    "People within reach: at most {radius} from a point.",
    "Penduduk dalam jangkauan: paling jauh {radius} dari titik.",
)


def indicators(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 8."""
    blocks = [Paragraph(_INTRODUCTION)]
    if inputs.radius_m is not None:
        radius = Words(*(length_text(inputs.radius_m, each) for each in ("en", "id")))
        blocks.append(Paragraph(_RADIUS.filled(radius=radius), is_remark=True))
    return Chapter("8", Words("Indicators", "Indikator"), (*blocks, _table(inputs)))


def _table(inputs: RoadmapInputs) -> Table:
    states = inputs.states
    is_known = "existing_hotspots" in inputs.loaded
    now = sum(bool(state.existing) for state in states) if is_known else None
    then = sum(bool(state.existing or state.points) for state in states) if is_known else None
    reaches = [state.reach for state in states if state.reach is not None]
    people = known_sum(reach.people for reach in reaches)
    blank = known_sum(reach.blank_people for reach in reaches)
    pairs = (
        (Words("Villages with service", "Desa terlayani"), now, then, len(states)),
        (
            Words("People within reach", "Penduduk dalam jangkauan"),
            known_sum(reach.now for reach in reaches),
            known_sum(reach.planned for reach in reaches),
            people,
        ),
        (
            Words("People in blank spots within reach", "Penduduk blank spot dalam jangkauan"),
            known_sum(reach.blank_now for reach in reaches),
            known_sum(reach.blank_planned for reach in reaches),
            blank,
        ),
    )
    rows = []
    for name, before, after, of in pairs:
        shares = [None if n is None or of is None else percent(n, of) for n in (before, after)]
        rows.append((name, before, shares[0], after, shares[1], of))
    return Table(
        "indicators",
        Words("Indicators", "Indikator"),
        (
            text(Words("Indicator", "Indikator"), 2),
            real(Words("Today", "Saat ini")),
            real(Words("Today, %", "Saat ini, %"), 0.6),
            real(Words("With the plan", "Dengan rencana")),
            real(Words("With the plan, %", "Dengan rencana, %"), 0.6),
            real(Words("Of", "Dari")),
        ),
        tuple(rows),
        note=NOT_KNOWN_NOTE,
    )
