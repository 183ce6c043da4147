# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the views of the share dock."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from fed_views import MakeView
from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.waiver_and_source_words import (
    source_change_text,
    summary_text,
    waiver_text,
)
from village_internet_plugin.panels.share.account_view import AccountView
from village_internet_plugin.panels.share.conflict_rows import ConflictRow
from village_internet_plugin.panels.share.conflict_view import ConflictView
from village_internet_plugin.panels.share.history_view import HistoryView
from village_internet_plugin.panels.share.history_words import (
    comparison_text,
    difference_text,
    source_text,
    states_title,
)
from village_internet_plugin.panels.share.outcome_view import OutcomeView
from village_internet_plugin.panels.share.outcomes import (
    DISMISS,
    PULL,
    ListedFinding,
    Outcome,
    revision_lines,
)
from village_internet_plugin.panels.share.receipts_view import ReceiptsView
from village_internet_plugin.panels.share.share_view import ShareView
from village_internet_plugin.panels.share.state_lines import (
    TOLD,
    ServerState,
    ShareState,
    state_lines,
)
from village_internet_plugin.sharing.changes import PublishedRevision
from village_internet_plugin.sharing.comparing import PlanState, compare
from village_internet_plugin.sharing.delta import Delta
from village_internet_plugin.sharing.history_json import RevisionLine
from village_internet_plugin.sharing.merging import FieldClash
from village_internet_plugin.sharing.receipts import Receipt
from village_internet_plugin.sharing.standing import Standing
from village_internet_plugin.sharing.waiver_changes import WaiverChange

_SERVER = ServerState(TOLD, "peta.kaltimprov.go.id", 13, "paser.planner", "2025-11-24T08:30:00Z")


def outcome(language: str = "en") -> Outcome:
    """Return a refusal with everything an outcome may have."""
    message = Words(
        "The province pays for “<b>Riwang</b>” already.",
        "Provinsi sudah mendanai “<b>Riwang</b>”.",
    )
    colleagues = PublishedRevision(
        13, "revision-13", "2025-11-24T08:30:00Z", "paser.planner", Delta((Hotspot("h-1"),))
    )
    sentence = Words(
        "Not published. The server's check found: errors 1, not checked 0.",
        "Tidak diterbitkan. Pemeriksaan server menemukan: kesalahan 1, tidak diperiksa 0.",
    )
    return Outcome(
        ERROR,
        sentence.say(language),
        revision_lines((colleagues,), language),
        "HTTP 200, outcome rejected <script>",
        (PULL, DISMISS),
        (ListedFinding("VI404", ERROR, "hotspot", "h-1", message.say(language)),),
    )


def receipts() -> tuple[Receipt, ...]:
    """Return two receipts, the newest first."""
    return tuple(
        Receipt(
            f"receipt-{number}",
            f"revision-{number}",
            "plan-1",
            "Kabupaten Paser",
            number,
            number - 1,
            "ab" * 32,
            26,
            4,
            1,
            0,
            f"2025-11-{number:02d}T08:30:00Z",
            "paser.planner",
            "2025-1",
            "cd" * 32,
            {ERROR: 0, WARNING: 5, "notice": 3, "waived": 1, "not_checked": 0},
        )
        for number in (13, 12)
    )


def _account_widget() -> QWidget:
    """Return what stands in for QGIS's choice of an account."""
    widget = QComboBox()
    widget.setAccessibleName("Account")
    widget.addItem("Paser (Basic)")
    return widget


def _share_view(language: str) -> QWidget:
    view = ShareView(_account_widget(), language)
    state = ShareState(
        Standing(12, added=4, moved=1), counts={ERROR: 2}, is_checked=True, server=_SERVER
    )
    view.show_plan(is_open=True)
    view.show_server("peta.kaltimprov.go.id · Paser", is_ready=True)
    view.show_state(state_lines(state, language))
    view.show_abilities(state.may_be_published, can_ask=True)
    view.show_progress("Sending …", 0.4)
    return view


def _account_view(language: str) -> QWidget:
    view = AccountView(_account_widget(), language)
    view.show_choice("https://peta.kaltimprov.go.id", "/etc/ssl/ca.pem", "")
    view.show_result(outcome(language))
    return view


def _outcome_view(language: str) -> QWidget:
    view = OutcomeView(language)
    view.show_outcome(outcome(language))
    return view


def _receipts_view(language: str) -> QWidget:
    view = ReceiptsView(language)
    view.show_receipts(receipts())
    return view


def history(written: str = "<b>{}</b>") -> tuple[RevisionLine, ...]:
    """Return three revisions, the oldest first; somebody has `written` markup into a reason."""
    told = (
        (11, "paser.planner", "Usulan Musrenbang 2026", 25, 25, 0, 0),
        (12, "sari.planner", "", 26, 4, 1, 3),
        (
            13,
            "paser.planner",
            f"Rapat {written.format('3 Nov')}: kantor Riwang pindah ke balai, karena tiang di "
            "halaman kantor lama akan dibongkar",
            26,
            0,
            1,
            0,
        ),
    )
    told_lines = tuple(
        RevisionLine(number, f"revision-{number}", f"2025-11-{number}T08:30:00Z", *rest)
        for number, *rest in told
    )
    waived = WaiverChange(None, _waiver(written), f"Puskesmas {written.format('Kuaro')}")
    only_waived = replace(
        told_lines[1], reason="", added=0, changed=0, removed=0, waivers=(waived,)
    )
    return (told_lines[0], only_waived, told_lines[2])


def _waiver(written: str) -> Waiver:
    reason = f"Surat {written.format('menyusul')} bulan depan"
    return Waiver("VI203", "h-2", reason, "Sari", "2025-11-12T08:00:00Z")


def _history_view(language: str) -> QWidget:
    return told_history(language, "<b>{}</b>")


def told_history(language: str, written: str) -> HistoryView:
    """Return a history of which two revisions are compared; names and reasons are `written` so."""
    view = HistoryView(language)
    view.show_revisions(history(written))
    office = Hotspot(
        "h-1",
        LonLat(116.15, -1.95),
        name=f"Kantor {written.format('Riwang')}",
        funding_source_id="APBD-2026-murni",
        capex_idr=27_500_000,
    )
    moved = replace(
        office, position=LonLat(116.15, -1.951), status="approved", capex_idr=31_000_000
    )
    clinic = Hotspot("h-2", name=f"Puskesmas {written.format('Kuaro')}")
    source = FundingSource("APBD-2026-murni", "Kabupaten Paser", 2026, point_quota=26)
    raised = replace(source, point_quota=30)
    comparison = compare(
        PlanState((office,), (), (source,), source.agency),
        PlanState((moved, clinic), (_waiver(written),), (raised,), source.agency),
    )
    title = states_title(12, 13)
    view.show_told(
        comparison_text(comparison, title, summary_text(comparison, language)),
        [
            *((source_text(total, language), "") for total in comparison.funding_sources),
            *((source_change_text(change, language), "") for change in comparison.sources),
            *((waiver_text(change, language), "h-2") for change in comparison.waivers),
            *((difference_text(change, language), "h-1") for change in comparison.hotspots),
        ],
    )
    return view


def _conflict_view(language: str) -> QWidget:
    clash = FieldClash("h-1", "name", "Riwang", "Kantor <b>Riwang</b>", "Balai Riwang")
    places = (LonLat(116.15, -1.95), LonLat(116.16, -1.95), LonLat(116.15, -1.96))
    words = ("Riwang", "Kantor Desa <b>Riwang</b>", "Balai Desa Riwang")
    return ConflictView(
        [ConflictRow(clash, "Kantor Desa Riwang", "name", *words, places)], language
    )


FED: dict[str, MakeView] = {
    "share_view": _share_view,
    "account_view": _account_view,
    "outcome_view": _outcome_view,
    "receipts_view": _receipts_view,
    "history_view": _history_view,
    "conflict_view": _conflict_view,
}
