# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the share dock or its dialog of conflicts as a picture, in a program of its own.

WHAT is ``state``, ``rejected``, ``working``, ``account`` or ``conflicts``.
"""

from __future__ import annotations

from dataclasses import replace

from drawing import draw
from qgis.PyQt.QtWidgets import QWidget


def _widget(what: str, language: str) -> QWidget:
    return _conflicts(language) if what == "conflicts" else _dock(what, language)


def _dock(what: str, language: str) -> QWidget:
    from fed_views.share import outcome, receipts
    from qgis.PyQt.QtWidgets import QComboBox

    from village_internet_plugin.domain.finding import ERROR, WARNING
    from village_internet_plugin.layers.refusal_words import refusal_sentence
    from village_internet_plugin.panels.share.share_view import ShareView
    from village_internet_plugin.panels.share.stage_words import PUBLISHING, stage_text
    from village_internet_plugin.panels.share.state_lines import (
        TOLD,
        ServerState,
        ShareState,
        state_lines,
    )
    from village_internet_plugin.sharing.outbox import WaitingRevision
    from village_internet_plugin.sharing.standing import Standing

    account = QComboBox()
    account.addItem("Paser (Basic)")
    host = "internet-desa.kaltimprov.go.id"
    view = ShareView(account, language)
    view.account.show_choice(f"https://{host}", "", "")
    view.account_box.set_open(what == "account")
    view.show_server(f"Server: {host}", is_ready=True)
    view.show_plan(is_open=True)
    # What the server refused had no error here: else it would not have been sent.
    counts = {WARNING: 5} if what == "rejected" else {ERROR: 2, WARNING: 5}
    state = ShareState(
        standing=Standing(12, 4, 1, 2, 1, 1, 1),
        counts=counts,
        is_checked=True,
        unsaved=5,
        waiting=(WaitingRevision("2026-11-23T09:00:00+00:00", was_sent=True),),
        server=ServerState(TOLD, host, 13, "sari.planner", "2026-11-24T02:31:00Z"),
    )
    view.show_state(state_lines(state, language))
    view.receipts.show_receipts(receipts())
    can_ask = what != "working"
    view.show_abilities(can_ask and state.may_be_published, can_ask)
    if what == "rejected":
        refused = replace(outcome(language), sentence=refusal_sentence("funding_source_overdrawn"))
        view.outcome.show_outcome(refused)
    if what == "working":
        view.show_progress(stage_text(PUBLISHING, 0.4), 0.4)
    return view


def _conflicts(language: str) -> QWidget:
    from village_internet_plugin.domain.hotspot import Hotspot
    from village_internet_plugin.domain.position import LonLat
    from village_internet_plugin.panels.share.conflict_rows import conflict_rows
    from village_internet_plugin.panels.share.conflict_view import ConflictView
    from village_internet_plugin.sharing.merging import merge

    office = Hotspot("a", LonLat(116.19, -1.91), name="Kantor Desa Riwang", technology="fibre")
    clinic = Hotspot("c", LonLat(116.21, -1.93), name="Puskesmas Kuaro")
    ours = replace(
        office,
        position=LonLat(116.1903, -1.9101),
        technology="wireless",
        capex_idr=27_500_000,
        notes="Listrik PLN, genset cadangan di belakang kantor, hubungi kepala desa dahulu",
    )
    theirs = replace(
        office,
        position=LonLat(116.1895, -1.9095),
        technology="satellite",
        capex_idr=31_000_000,
        notes="Listrik PLTS",
    )
    merged = merge((office, clinic), (ours,), (theirs, replace(clinic, name="Pustu")))
    rows = conflict_rows(merged.clashes, {"a": ours}, language)
    view = ConflictView(rows, language)
    view.model.decide([0], "ours")
    view.model.decide([2], "theirs")
    return view


if __name__ == "__main__":
    draw(_widget)
