# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 4: how each point is linked and powered, as the plan says and as was worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.infrastructure.scheme import Scheme
from village_internet_plugin.reports.roadmap.blocks import Block, Chapter, Heading, Paragraph, Table
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phrases import (
    NAME,
    POINTS,
    TOTAL,
    VILLAGE,
    real,
    rupiah,
    stated,
    text,
    value_words,
    whole,
)

_PLANNED = Words(
    "Technology, provider, bandwidth and power of each point are those entered in the plan.",
    "Teknologi, penyedia, bandwidth, dan sumber listrik tiap titik sesuai isian dalam rencana.",
)
_NO_SCHEME = Words(
    "No infrastructure scheme was worked out for this roadmap: distances to fibre nodes, lines of "
    "sight to towers and the sizing of solar power are not stated.",
    "Skema infrastruktur tidak dihitung untuk peta jalan ini: jarak ke simpul serat optik, garis "
    "pandang ke menara, dan ukuran PLTS tidak dicantumkan.",
)
_BANDWIDTH = Words(
    "Bandwidth entered for {known} of {all} points.",
    "Bandwidth telah diisi untuk {known} dari {all} titik.",
)

_SURENESS = {
    "measured": Words("measured", "terukur"),
    "assumed": Words("assumed", "asumsi"),
    "unknown": Words("not known", "belum diketahui"),
}


def infrastructure(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 4."""
    return Chapter(
        "4", Words("Infrastructure scheme", "Skema infrastruktur"), tuple(_blocks(inputs))
    )


def _blocks(inputs: RoadmapInputs) -> Iterator[Block]:
    points = inputs.points
    yield Paragraph(_PLANNED)
    known = sum(point.bandwidth_mbps is not None for point in points)
    yield Paragraph(_BANDWIDTH.filled(known=known, all=len(points)))
    yield _matrix(inputs)
    yield _links(inputs)
    yield Heading(Words("Evidence", "Dasar penilaian"))
    if inputs.schemes is None:
        yield Paragraph(_NO_SCHEME, is_remark=True)
    else:
        yield _schemes(inputs, inputs.schemes)
        yield _evidence(inputs, inputs.schemes)


def _matrix(inputs: RoadmapInputs) -> Table:
    """Return how many points have which link and which power."""
    counts = Counter((p.technology or "", p.power or "") for p in inputs.points)
    return Table(
        "technology_and_power",
        Words("Points by technology and power", "Titik per teknologi dan sumber listrik"),
        (
            text(Words("Technology", "Teknologi"), 1.5),
            text(Words("Power", "Sumber listrik"), 1.5),
            whole(POINTS),
        ),
        tuple((stated(link), stated(power), n) for (link, power), n in sorted(counts.items())),
        (TOTAL, None, len(inputs.points)),
    )


def _links(inputs: RoadmapInputs) -> Table:
    rows = tuple(
        (
            point.label,
            inputs.place_of(point)[0],
            value_words(point.technology),
            point.provider,
            point.bandwidth_mbps,
            value_words(point.power),
            point.power_hours,
        )
        for point in inputs.points
    )
    return Table(
        "links",
        Words("Link and power of each point", "Sambungan dan listrik tiap titik"),
        (
            text(NAME, 2),
            text(VILLAGE, 1.4),
            text(Words("Technology", "Teknologi")),
            text(Words("Provider", "Penyedia"), 1.2),
            real(Words("Mbps", "Mbps")),
            text(Words("Power", "Listrik"), 0.8),
            real(Words("Hours a day", "Jam/hari")),
        ),
        rows,
        note=NOT_KNOWN_NOTE,
    )


def _schemes(inputs: RoadmapInputs, schemes: Mapping[str, Scheme]) -> Table:
    """Return what was worked out for each point, and what it would cost."""
    found = [(point.label, schemes.get(point.hotspot_id)) for point in inputs.points]
    rows = tuple(
        (
            label,
            stated(scheme.technology),
            stated(scheme.backhaul.technology),
            scheme.backhaul.length_m,
            stated(scheme.power.power),
            scheme.power.wh_per_day,
            scheme.power.solar.array_wp if scheme.power.solar else None,
            scheme.power.solar.battery_wh if scheme.power.solar else None,
            scheme.bandwidth_mbps,
            scheme.capex_idr,
            scheme.opex_idr_per_month,
        )
        for label, scheme in found
        if scheme is not None
    )
    capex = sum(scheme.capex_idr for _, scheme in found if scheme is not None)
    opex = sum(scheme.opex_idr_per_month for _, scheme in found if scheme is not None)
    return Table(
        "schemes",
        Words("Scheme worked out for each point", "Skema hasil perhitungan tiap titik"),
        (
            text(NAME, 1.6),
            text(Words("Costed as", "Dihitung sebagai"), 0.9),
            text(Words("Fits best", "Paling sesuai"), 0.9),
            whole(Words("To the node, m", "Ke simpul, m")),
            text(Words("Power", "Listrik"), 0.8),
            whole(Words("Load, Wh a day", "Beban, Wh/hari")),
            whole(Words("Solar, Wp", "PLTS, Wp"), 0.6),
            whole(Words("Battery, Wh", "Baterai, Wh"), 0.7),
            real(Words("Mbps", "Mbps"), 0.6),
            rupiah(Words("Investment", "Investasi")),
            rupiah(Words("Running cost a month", "Biaya per bulan"), 1.1),
        ),
        rows,
        (TOTAL, *[None] * 8, capex, opex),
        Words(
            "Costs are by the price list, to be held against those entered in the plan, which "
            "chapter 6 adds up. – : not known, or not needed.",
            "Biaya menurut daftar harga, sebagai pembanding isian rencana yang dijumlahkan pada "
            "bab 6. – : belum diketahui atau tidak diperlukan.",
        ),
    )


def _evidence(inputs: RoadmapInputs, schemes: Mapping[str, Scheme]) -> Table:
    rows = tuple(
        (point.label, _joined(scheme.evidence), _SURENESS.get(scheme.sureness))
        for point in inputs.points
        for scheme in (schemes.get(point.hotspot_id),)
        if scheme is not None
    )
    return Table(
        "evidence",
        Words("What each scheme rests on, and how sure it is", "Dasar tiap skema dan keyakinannya"),
        (
            text(NAME, 1.2),
            text(Words("Rests on", "Dasar"), 4),
            text(Words("How sure", "Keyakinan"), 0.8),
        ),
        rows,
    )


def _joined(sentences: tuple[Words, ...]) -> Words | None:
    if not sentences:
        return None
    return Words(*(" ".join(each.say(language) for each in sentences) for language in ("en", "id")))
