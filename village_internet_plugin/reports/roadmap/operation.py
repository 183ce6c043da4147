# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 5: how points are looked after: whom to ask, to when they are paid, what falls due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reports.funding_state import MOST_YEARS
from village_internet_plugin.reports.roadmap.blocks import (
    Block,
    Bullets,
    Chapter,
    Heading,
    Paragraph,
    Table,
)
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.inputs import DueItem, RoadmapInputs
from village_internet_plugin.reports.roadmap.phrases import NAME, POINTS, TOTAL, text, whole, year

_WHO = Words(
    "A maintainer is named for {named} of {all} points. Names and telephone numbers of persons are "
    "kept by the agency and do not appear in this document.",
    "Pengelola telah ditunjuk untuk {named} dari {all} titik. Nama dan nomor telepon orang "
    "disimpan oleh instansi dan tidak dimuat dalam dokumen ini.",
)
_DUTIES = (
    Words(
        "Agency: owns the list of points, follows the state of each, holds the provider to the "
        "contract.",
        "Instansi: memegang daftar titik, memantau keadaan tiap titik, dan memastikan penyedia "
        "memenuhi kontrak.",
    ),
    Words(
        "Provider: link and equipment, repair after an outage, report of state.",
        "Penyedia: sambungan dan perangkat, perbaikan saat gangguan, laporan keadaan.",
    ),
    Words(
        "Village: room, power and safety of the equipment; tells of outages.",
        "Desa: tempat, listrik, dan keamanan perangkat; melaporkan gangguan.",
    ),
)
_DUTIES_REMARK = Words(
    "This division of work is a proposal of this document; service level, inspections and spare "
    "parts are settled in the agency's contract, which the plan does not hold.",
    "Pembagian tugas ini usulan dokumen; tingkat layanan, jadwal inspeksi, dan suku cadang diatur "
    "dalam kontrak instansi yang tidak tersimpan dalam rencana.",
)
_NO_DUE = Words(
    "Inspections and repairs were not planned for this roadmap.",
    "Jadwal inspeksi dan perbaikan tidak disusun untuk peta jalan ini.",
)


def operation(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 5."""
    return Chapter(
        "5",
        Words("Operation and maintenance", "Pengelolaan dan pemeliharaan jaringan"),
        tuple(_blocks(inputs)),
    )


def _blocks(inputs: RoadmapInputs) -> Iterator[Block]:
    named = sum(bool((point.maintainer or "").strip()) for point in inputs.points)
    yield Paragraph(_WHO.filled(named=named, all=len(inputs.points)))
    yield Heading(Words("Division of work", "Pembagian tugas"))
    yield Bullets(_DUTIES)
    yield Paragraph(_DUTIES_REMARK, is_remark=True)
    yield _by_provider(inputs)
    yield Heading(Words("Terms of service", "Masa layanan"))
    yield _terms(inputs)
    yield Heading(Words("What falls due", "Yang jatuh tempo"))
    if inputs.due is None:
        yield Paragraph(_NO_DUE, is_remark=True)
    else:
        yield _due(inputs, inputs.due)


def _by_provider(inputs: RoadmapInputs) -> Table:
    points, named = Counter[str](), Counter[str]()
    for point in inputs.points:
        points[point.provider or ""] += 1
        named[point.provider or ""] += bool((point.maintainer or "").strip())
    return Table(
        "providers",
        Words("Points by provider", "Titik per penyedia"),
        (
            text(Words("Provider", "Penyedia"), 2),
            whole(POINTS),
            whole(Words("Maintainer named", "Pengelola ditunjuk")),
        ),
        tuple((name or None, points[name], named[name]) for name in sorted(points)),
        (TOTAL, sum(points.values()), sum(named.values())),
        NOT_KNOWN_NOTE,
    )


def last_year(inputs: RoadmapInputs, hotspot: Hotspot) -> int | None:
    """Return the last calendar year with months paid; None where year or months are not known.

    The first twelve months belong to the point's year, as in the running costs of chapter 6.
    """
    source = inputs.source_of(hotspot)
    months, first = hotspot.service_months, hotspot.year
    if source is not None:
        months = source.service_months if months is None else months
        first = source.fiscal_year if first is None else first
    if first is None or not months or months < 0:
        return None
    return first + min((months - 1) // 12, MOST_YEARS - 1)


def _terms(inputs: RoadmapInputs) -> Table:
    ends = Counter(last_year(inputs, point) for point in inputs.points)
    rows = sorted(ends.items(), key=lambda each: (each[0] is None, each[0] or 0))
    return Table(
        "term_ends",
        Words("Points by the last year paid for", "Titik menurut tahun terakhir yang dibiayai"),
        (year(Words("Last year", "Tahun terakhir"), 1), whole(POINTS, 1)),
        tuple(rows),
        (TOTAL, len(inputs.points)),
        NOT_KNOWN_NOTE,
    )


def _due(inputs: RoadmapInputs, due: tuple[DueItem, ...]) -> Table:
    rows = tuple(
        (item.on, inputs.labels.get(item.hotspot_id), item.what)
        for item in sorted(due, key=lambda each: (each.on, each.hotspot_id))
    )
    return Table(
        "due",
        Words("What falls due, by date", "Yang jatuh tempo menurut tanggal"),
        (text(Words("Date", "Tanggal"), 0.8), text(NAME, 1.6), text(Words("What", "Hal"), 3)),
        rows,
        note=NOT_KNOWN_NOTE,
    )
