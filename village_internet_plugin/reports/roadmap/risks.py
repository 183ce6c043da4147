# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 7: risks that can be read off the plan, each with how many points it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from village_internet_plugin.domain.finding import NOT_CHECKED
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reports.roadmap.blocks import Chapter, Paragraph, Table
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phasing import source_states
from village_internet_plugin.reports.roadmap.phrases import text, whole

_INTRODUCTION = Words(
    "Each row counts what the plan itself shows today. Access, weather, land disputes and safety "
    "are not recorded in the plan and are weighed by the agency.",
    "Setiap baris menghitung hal yang tampak dalam rencana saat ini. Akses jalan, cuaca, sengketa "
    "lahan, dan keamanan tidak tercatat dalam rencana dan dinilai oleh instansi.",
)


class _Risk(NamedTuple):
    what: Words
    is_at: Callable[[Hotspot], bool]
    remedy: Words


_RISKS = (
    _Risk(
        Words(
            "No power source entered, or none at the site",
            "Sumber listrik belum ada atau belum diisi",
        ),
        lambda point: point.power in (None, "", "none"),
        Words("Survey the power; size solar power", "Survei listrik; hitung kebutuhan PLTS"),
    ),
    _Risk(
        Words("Consent of the site's owner not in writing", "Izin pemilik lokasi belum tertulis"),
        lambda point: point.site_consent != "letter",
        Words("Letter before installation", "Surat izin sebelum pemasangan"),
    ),
    _Risk(
        Words("Nobody named to look after the point", "Pengelola belum ditunjuk"),
        lambda point: not (point.maintainer or "").strip(),
        Words("Name a body with the village", "Tetapkan lembaga pengelola bersama desa"),
    ),
    _Risk(
        Words("No provider entered", "Penyedia belum ditetapkan"),
        lambda point: not (point.provider or "").strip(),
        Words("Settle before the contract", "Tetapkan sebelum kontrak"),
    ),
    _Risk(
        Words(
            "Satellite link: depends on one operator and clear sky",
            "Sambungan satelit: bergantung pada satu operator dan cuaca",
        ),
        lambda point: point.technology == "satellite",
        Words(
            "Review when fibre or a tower comes near",
            "Tinjau bila serat optik atau menara mendekat",
        ),
    ),
    _Risk(
        Words("Cost or months of service not entered", "Biaya atau bulan layanan belum diisi"),
        lambda point: point.capex_idr is None or point.opex_idr_per_month is None,
        Words("Enter before the budget is set", "Lengkapi sebelum anggaran ditetapkan"),
    ),
)


def risks(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 7."""
    points = inputs.points
    unfunded = sum(inputs.source_of(point) is None for point in points)
    rows: list[tuple[Words, int | None, Words]] = [
        (risk.what, sum(map(risk.is_at, points)), risk.remedy) for risk in _RISKS
    ]
    rows.append(
        (
            Words("No funding source of the plan", "Belum memiliki sumber dana dalam rencana"),
            unfunded,
            Words("Assign a source, or a later year", "Tetapkan sumber atau tahun berikutnya"),
        )
    )
    rows.append(
        (
            Words("Placed beyond a quota or budget", "Melampaui kuota atau pagu"),
            sum(len(state.take_away) for state in source_states(inputs)),
            Words(
                "Move the last placed to a later year", "Alihkan yang terakhir ke tahun berikutnya"
            ),
        )
    )
    rows += _checked(inputs)
    table = Table(
        "risks",
        Words("Risks and mitigation", "Risiko dan mitigasi"),
        (
            text(Words("Risk", "Risiko"), 2.2),
            whole(Words("Points", "Titik"), 0.5),
            text(Words("Mitigation", "Mitigasi"), 2),
        ),
        tuple(rows),
        note=Words(
            "A point may stand under several risks: the rows are not summed.",
            "Satu titik dapat memiliki beberapa risiko sehingga baris tidak dijumlahkan.",
        ),
    )
    return Chapter(
        "7", Words("Risks and mitigation", "Risiko dan mitigasi"), (Paragraph(_INTRODUCTION), table)
    )


def _checked(inputs: RoadmapInputs) -> list[tuple[Words, int | None, Words]]:
    """Return what the check knows: a plan without a check has these as not known."""
    double = undecided = None
    if inputs.report is not None:
        standing = [
            finding
            for finding in inputs.report.findings
            if finding.subject_kind == "hotspot" and not finding.waived
        ]
        double = len({each.subject for each in standing if each.rule == "VI404"})
        undecided = len({each.subject for each in standing if each.severity == NOT_CHECKED})
    return [
        (
            Words(
                "Funded by two agencies in one village and year",
                "Pendanaan ganda di satu desa dan tahun",
            ),
            double,
            Words("Agree with the other agency", "Sepakati dengan instansi lain"),
        ),
        (
            Words(
                "A rule could not be judged for lack of data",
                "Ada aturan yang belum dapat dinilai karena data kurang",
            ),
            undecided,
            Words("Load the data that is missing", "Muat data yang belum ada"),
        ),
    ]
