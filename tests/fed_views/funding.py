# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the views of the funding dock."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from fed_views import MakeView
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.schema import FUNDING_SOURCES
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS
from village_internet_plugin.panels.funding.funding_view import FundingView
from village_internet_plugin.panels.funding.legend_view import BarLegend
from village_internet_plugin.panels.funding.new_source_view import NewSourceDialog
from village_internet_plugin.panels.funding.numbers_view import NumbersView
from village_internet_plugin.panels.funding.sources_model import SourceRow
from village_internet_plugin.panels.funding.terms_view import TermsView
from village_internet_plugin.reports.funding_state import Amounts, SourceState
from village_internet_plugin.reports.funding_words import overrun_sentence

APBD = FundingSource(
    "APBD-2026",
    "Dinas Komunikasi, Informatika, Statistik & Persandian Kabupaten Paser",
    2026,
    "Internet Desa <b>Paser</b>",
    "revised",
    point_quota=26,
    budget_idr=2_400_000_000,
    service_months=36,
    village_kinds="desa, kelurahan",
)
RUNNING = {2026: 343_200_000, 2027: 343_200_000, 2028: 343_200_000}
STATES = (
    SourceState(
        APBD,
        Amounts(12, 1_190_000_000),
        Amounts(16, 1_320_000_000),
        RUNNING,
        beyond_quota=(27, 28),
        beyond_budget=(26, 27, 28),
    ),
    SourceState(
        FundingSource("GRATISPOL-2026", "Provinsi Kalimantan Timur", 2026, None, "initial", 841),
        Amounts(802, 8_800_000_000),
        Amounts(0, 0),
    ),
    SourceState(FundingSource("DD-2026", "Pemerintah Desa Adang Jaya", 2026)),
)
_PLACES = ("Kantor Desa Muara Adang II", "Puskesmas <i>Tanjung Harapan</i>", "Balai Desa Biu")


def rows(language: str) -> list[SourceRow]:
    """Return sources as the panel shows them: one overrun, one without a budget, one unused."""
    return [
        SourceRow(number, state, overrun_sentence(state, _PLACES, language))
        for number, state in enumerate(STATES)
    ]


def labels(language: str) -> dict[str, str]:
    """Return the names of the columns."""
    return {name: COLUMN_WORDS[name].say(language) for name in FUNDING_SOURCES.names()}


def _funding_view(language: str) -> QWidget:
    view = FundingView(labels(language), VALUE_WORDS, language)
    view.show_sources(rows(language))
    view.show_unfunded("Hotspots without a funding source: 3.", (1, 2, 3))
    view.show_edit_state(True, "Internet Desa: change “Budget (Rp)”", "", unsaved=True)
    return view


def _numbers_view(language: str) -> QWidget:
    view = NumbersView(language)
    view.show_state(STATES[0])
    return view


def _terms_view(language: str) -> QWidget:
    view = TermsView(labels(language), VALUE_WORDS, language)
    view.show_source(APBD)
    view.show_fault("budget_idr", "“<b>banyak</b>” is not a number. Write digits alone.")
    return view


def _new_source_view(language: str) -> QWidget:
    def find_faults(texts: object) -> dict[str, str]:
        return {"funding_source_id": "This cannot be empty."}

    return NewSourceDialog(labels(language), {"agency": APBD.agency}, find_faults)


FED: dict[str, MakeView] = {
    "funding_view": _funding_view,
    "legend_view": BarLegend,
    "new_source_view": _new_source_view,
    "numbers_view": _numbers_view,
    "terms_view": _terms_view,
}
