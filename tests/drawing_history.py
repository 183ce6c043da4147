# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the history of a plan as a picture, in a program of its own.

WHAT is ``compared``, ``life``, ``asking``, ``nothing`` or ``refused``.
"""

from __future__ import annotations

from drawing import draw
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def _widget(what: str, language: str) -> QWidget:
    from fed_views.share import FED, history

    from village_internet_plugin.panels.share.history_view import HistoryView
    from village_internet_plugin.panels.share.reason_line import ReasonLine

    view = HistoryView(language)
    if what == "compared":
        view = FED["history_view"](language)
    if what == "life":
        view.show_revisions(history())
        view.show_told(_life_of("Kantor Desa Riwang"), _life(language))
    elif what == "asking":
        view.show_revisions(history())
        view.show_busy(QCoreApplication.translate("VillageInternet", "Asking the server…"))
    elif what == "refused":
        view.show_hint(
            QCoreApplication.translate(
                "VillageInternet",
                "Select one hotspot on the map first, or choose one in the list of differences.",
            )
        )
    content, dock = QWidget(), QScrollArea()
    layout = QVBoxLayout(content)
    layout.addWidget(ReasonLine())
    layout.addWidget(view)
    layout.addStretch(1)
    dock.setWidget(content)
    dock.setWidgetResizable(True)
    return dock


def _life_of(name: str) -> str:
    return QCoreApplication.translate("VillageInternet", "Life of {name}").format(name=name)


def _life(language: str) -> list[tuple[str, str]]:
    from village_internet_plugin.panels.share.history_words import chapter_text
    from village_internet_plugin.sharing.field_change import FieldChange
    from village_internet_plugin.sharing.history_json import HistoryEntry

    told = (
        (3, "added", "proposed", "Usulan Musrenbang", ()),
        (
            7,
            "changed",
            "surveyed",
            "",
            (
                FieldChange("status", "proposed", "surveyed"),
                FieldChange("capex_idr", None, 27_500_000),
                FieldChange("lat", -1.95, -1.951),
            ),
        ),
        (13, "removed", None, "Pindah ke balai", ()),
    )
    return [
        (
            chapter_text(
                HistoryEntry(
                    revision,
                    f"2025-11-{revision:02d}T08:30:00Z",
                    "paser.planner",
                    reason,
                    change,
                    status,
                    fields,
                ),
                language,
            ),
            "h-1",
        )
        for revision, change, status, reason, fields in told
    ]


if __name__ == "__main__":
    draw(_widget)
