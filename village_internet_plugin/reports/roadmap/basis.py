# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 1: what the roadmap is for, what it rests on, and what its words mean."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.domain.schema import REFERENCE_TABLES
from village_internet_plugin.reports.roadmap.blocks import (
    Bullets,
    Chapter,
    Heading,
    Paragraph,
    Table,
)
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phrases import text, whole

_AIM = Words(
    "This roadmap sets out where {agency} plans public Internet access points in villages, why "
    "there, with which infrastructure, how they are kept running, in which year and with whose "
    "money. It covers {points} points in {villages} villages. Every number in it is computed from "
    "the plan, its check and its reference data; nothing was added by hand.",
    "Peta jalan ini memuat rencana {agency} untuk titik akses internet publik di desa dan "
    "kelurahan: lokasi dan alasan pemilihannya, skema infrastruktur, pengelolaan dan "
    "pemeliharaan, serta pentahapan dan pendanaannya. Cakupannya {points} titik di {villages} "
    "desa/kelurahan. Seluruh angka dihitung dari rencana, hasil pemeriksaan, dan data acuan; tidak "
    "ada yang ditambahkan secara manual.",
)
_SCOPE_ALL = Words(
    "It tells of all {count} villages of the reference data.",
    "Uraian mencakup seluruh {count} desa/kelurahan pada data acuan.",
)
_SCOPE_REGENCIES = Words(
    "It tells of the {count} villages of the regencies in which the plan has points.",
    "Uraian mencakup {count} desa/kelurahan pada kabupaten/kota yang memiliki titik dalam rencana.",
)
_LEGAL = (
    Words(
        "Permendagri 15/2024 (guidance for the regional budget of fiscal year 2025): points of "
        "public service with and without Internet, and 4G blank spots, are recorded village by "
        "village.",
        "Permendagri 15/2024 (pedoman penyusunan APBD Tahun Anggaran 2025): pendataan titik "
        "layanan publik yang sudah dan belum memiliki internet serta blank spot 4G per desa.",
    ),
    Words(
        "Permendesa PDT 16/2025 (use of the village fund, fiscal year 2026): village funds may pay "
        "for Internet access in remote villages, within the village's authority.",
        "Permendesa PDT 16/2025 (penggunaan Dana Desa Tahun Anggaran 2026): Dana Desa dapat "
        "membiayai akses internet di desa terpencil sesuai kewenangan desa.",
    ),
    Words(
        "Permenkominfo 2/2023 as amended by Permenkomdigi 2/2025: Wi-Fi bands under class licence, "
        "with certified equipment.",
        "Permenkominfo 2/2023 sebagaimana diubah dengan Permenkomdigi 2/2025: pita frekuensi Wi-Fi "
        "berdasarkan izin kelas dengan perangkat bersertifikat.",
    ),
)
_LEGAL_REMARK = Words(
    "These references are part of the form of this document, not of the plan: the agency confirms "
    "which hold for its fiscal year. The target of the medium-term development plan (RPJMD) is not "
    "recorded in the plan, and is therefore not stated here.",
    "Rujukan ini bagian dari bentuk dokumen, bukan isi rencana: instansi memastikan ketentuan yang "
    "berlaku pada tahun anggarannya. Target RPJMD tidak tercatat dalam rencana sehingga tidak "
    "dicantumkan di sini.",
)
_DEFINITIONS = (
    Words(
        "Point: one public Internet access point (hotspot), proposed or existing.",
        "Titik: satu titik akses internet publik (hotspot), diusulkan atau sudah ada.",
    ),
    Words(
        "Blank spot: an area without usable mobile signal, often a hamlet, not a whole village.",
        "Blank spot: wilayah tanpa sinyal seluler yang dapat dipakai, sering berupa dusun dan "
        "tidak selalu seluruh desa.",
    ),
    Words(
        "Village with service: one with at least one public point that is not refused or replaced.",
        "Desa terlayani: desa dengan sedikitnya satu titik publik yang tidak ditolak atau diganti.",
    ),
    Words(
        "Finding: what the check found at a point, with what was measured and the limit. An error "
        "must be mended, or waived with a reason, before the plan is published.",
        "Temuan: hasil pemeriksaan suatu titik beserta nilai terukur dan batasnya. Kesalahan harus "
        "diperbaiki, atau dikecualikan dengan alasan, sebelum rencana diterbitkan.",
    ),
)
_NOT_LOADED = Words("not loaded", "belum dimuat")
_LOADED = Words("loaded", "dimuat")


def basis(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 1."""
    plan, states = inputs.plan, inputs.states
    scope = _SCOPE_ALL if inputs.is_whole_reference else _SCOPE_REGENCIES
    aim = _AIM.filled(
        agency=plan.agency,
        points=number_words(len(inputs.points)),
        villages=number_words(len(inputs.with_points)),
    )
    return Chapter(
        "1",
        Words("Basis and aims", "Dasar dan tujuan"),
        (
            Paragraph(aim),
            Paragraph(scope.filled(count=number_words(len(states)))),
            Heading(Words("Legal basis", "Dasar hukum")),
            Bullets(_LEGAL),
            Paragraph(_LEGAL_REMARK, is_remark=True),
            Heading(Words("Terms", "Pengertian")),
            Bullets(_DEFINITIONS),
            Heading(Words("Data this roadmap rests on", "Data yang menjadi dasar")),
            _data(inputs),
        ),
    )


def _data(inputs: RoadmapInputs) -> Table:
    rows = tuple(
        (
            table.title,
            _LOADED if table.name in inputs.loaded else _NOT_LOADED,
            inputs.loaded.get(table.name),
        )
        for table in REFERENCE_TABLES
    )
    return Table(
        "data",
        Words("Reference data", "Data acuan"),
        (
            text(Words("Data", "Data"), 2),
            text(Words("State", "Keadaan")),
            whole(Words("Rows", "Baris")),
        ),
        rows,
        note=Words(
            "Of offices: villages told of here that have one. What was never loaded is not known; "
            "what depends on it is not judged and not counted.",
            "Untuk kantor desa: jumlah desa dalam uraian ini yang memiliki titik kantor. Data yang "
            "belum dimuat tidak diketahui; hal yang bergantung padanya tidak dinilai dan tidak "
            "dihitung.",
        ),
    )
