# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the views of the findings dock."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from fed_views import MakeView
from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, WARNING, Finding, Fix
from village_internet_plugin.panels.findings.details_view import DetailsView
from village_internet_plugin.panels.findings.finding_rows import FindingRows
from village_internet_plugin.panels.findings.findings_view import FindingsView
from village_internet_plugin.panels.findings.groupings import BY_RULE, NoDirectory, group_of
from village_internet_plugin.panels.findings.possible_actions import possible_actions
from village_internet_plugin.panels.findings.status_line_view import StatusLineView

_KINDS = (ERROR, NOT_CHECKED, WARNING, NOTICE)
_RULES = ("VI101", "VI103", "VI104", "VI205", "VI402", "VI501")
COUNTS = {ERROR: 1_203, NOT_CHECKED: 2, WARNING: 17, NOTICE: 140, "waived": 3}


def findings() -> list[Finding]:
    """Return a finding of each rule and kind, with what a careless sheet may hold."""
    return [
        Finding(
            rule,
            kind,
            "hotspot",
            f"hotspot-{number}",
            "“Kantor Desa <b>Muara Adang II</b> & Balai Pertemuan Umum” is 6.2 km from the office.",
            Fix("Move it to within 5,000 m of the office, or say why not.", {"lon": 116.0}),
            measured=6_213.456,
            limit=5_000.0,
            unit="m",
            waived=number == 5,
        )
        for number, rule in enumerate(_RULES)
        for kind in _KINDS
    ]


def _findings_view(language: str) -> QWidget:
    view = FindingsView(language)
    rows = FindingRows(group_of(BY_RULE, NoDirectory()))
    for finding in findings():
        rows.put((finding.subject_kind, f"{finding.subject}-{finding.severity}"), [finding])
    rows.settle()
    view.model.take_over(rows, BY_RULE, NoDirectory())
    view.show_counts(COUNTS)
    view.show_list(len(findings()))
    return view


def _details_view(language: str) -> QWidget:
    view = DetailsView()
    view.show_finding(findings()[0], language)
    view.offer_actions(possible_actions(findings()[:1]))
    return view


def _status_line_view(language: str) -> QWidget:
    view = StatusLineView(language)
    view.show_counts(COUNTS)
    return view


FED: dict[str, MakeView] = {
    "findings_view": _findings_view,
    "details_view": _details_view,
    "status_line_view": _status_line_view,
}
