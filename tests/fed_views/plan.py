# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the views of the plan dock and of the import dialog."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from fed_views import MakeView
from village_internet_plugin.layers.importing.preview_report import (
    CHOSEN,
    CUT,
    NOT_READ,
    RECOGNISED,
    ColumnPreview,
    DoubtfulName,
    ImportPreview,
    RefusedRow,
    RowPreview,
)
from village_internet_plugin.layers.importing.problems import SWAP, VILLAGE, Choice, Mend
from village_internet_plugin.panels.plan.checklist import checklist, next_step
from village_internet_plugin.panels.plan.columns_view import ColumnsView
from village_internet_plugin.panels.plan.existing_rows_view import ExistingRowsView
from village_internet_plugin.panels.plan.import_view import ImportView
from village_internet_plugin.panels.plan.names_view import NamesView
from village_internet_plugin.panels.plan.new_plan_view import NewPlanView
from village_internet_plugin.panels.plan.other_plans_view import OtherPlansView
from village_internet_plugin.panels.plan.plan_view import PlanFacts, PlanView
from village_internet_plugin.panels.plan.refused_view import RefusedView
from village_internet_plugin.panels.plan.role_row_view import RoleRowView
from village_internet_plugin.panels.plan.rows_view import RowsView
from village_internet_plugin.panels.plan.source_view import SourceView
from village_internet_plugin.panels.plan.village_search_view import VillageSearchView
from village_internet_plugin.panels.plan.welcome_view import WelcomeView

_LONG_PATH = "/home/dinas/Rencana/2025/perubahan/titik hotspot <b>Paser</b> & sekitarnya.gpkg"
_VILLAGES = (
    Choice("64.01.06.2023", "Muara Adang II", "Long Ikis", 0.93, True),
    Choice("64.01.06.2009", "Muara Adang", "Long Ikis", 0.88),
)
_DOUBTFUL = (DoubtfulName("Desa Muara Adang <i>dua</i>", (4, 7, 11), _VILLAGES),)


def preview() -> ImportPreview:
    """Return a sheet of hotspots with a fault of each kind."""
    return ImportPreview(
        "hotspots",
        _LONG_PATH,
        layers=("Sheet1", "Rekap"),
        layer="Sheet1",
        crs="EPSG:4326 - WGS 84",
        header_row=3,
        columns=(
            ColumnPreview("Nama Titik", "name", RECOGNISED, ("Kantor Desa Riwang", "SDN 004")),
            ColumnPreview("lat", "lat", RECOGNISED, ("-1,95", "116.15")),
            ColumnPreview("sumber_dan", "funding_source_id", CUT, ("APBD-2025",)),
            ColumnPreview("catatan", "notes", CHOSEN, ("<b>penting</b>",)),
            ColumnPreview("kolom tanpa arti", None, NOT_READ, ("x",)),
        ),
        targets=("name", "lat", "lon", "funding_source_id", "notes", "village_code"),
        rows=tuple(
            RowPreview(number, {"name": f"Titik {number}"}, "1.95° S, 116.15° E")
            for number in range(1, 6)
        ),
        accepted=41,
        replaced=3,
        existing=26,
        refused=(
            RefusedRow(
                4,
                "lat",
                "116.15",
                "The latitude 116.15 lies outside of -90 to 90.",
                "Exchange latitude and longitude.",
                ("lat",),
                Mend(SWAP),
            ),
            RefusedRow(
                7,
                "village_code",
                "Muara Adang dua",
                "No village of the plan is called that.",
                "Choose the village.",
                (),
                Mend(VILLAGE, "Desa Muara Adang <i>dua</i>", _VILLAGES),
            ),
            RefusedRow(9, "year", "20x5", "“20x5” is no year.", "Write it as 2025.", ("tahun",)),
        ),
        doubtful=_DOUBTFUL,
        notes=("The decimal comma is read.", "Rows without a position: 2."),
        find_villages=lambda _words: _VILLAGES,
    )


def _plan_view(language: str) -> QWidget:
    view = PlanView(language)
    states = checklist({"villages": 1_038, "hotspots": 26}, ["villages", "hotspots"], language)
    facts = PlanFacts("Rencana Paser <b>2025</b>", "Kabupaten Paser", _LONG_PATH, "2025-1", "12")
    view.show_plan(facts, states, next_step(states, 3, 1, is_checked=True))
    view.show_unsaved(4)
    view.show_progress(0.4)
    return view


def _role_row_view(language: str) -> QWidget:
    return RoleRowView(checklist({}, [], language)[1], language)


def _welcome_view(_language: str) -> QWidget:
    view = WelcomeView()
    view.show_recent([_LONG_PATH, "/home/dinas/lama.gpkg"])
    return view


def _import_view(language: str) -> QWidget:
    view = ImportView(language)
    view.show_preview(preview(), {}, is_remembered=True)
    return view


def _source_view(language: str) -> QWidget:
    view = SourceView(language)
    view.show_source(preview(), {})
    return view


def _columns_view(language: str) -> QWidget:
    view = ColumnsView(language)
    view.show_columns(preview())
    return view


def _rows_view(language: str) -> QWidget:
    view = RowsView(language)
    view.show_rows(preview())
    return view


def _existing_rows_view(language: str) -> QWidget:
    view = ExistingRowsView(language)
    view.show_existing(preview(), replaces=True)
    return view


def _names_view(_language: str) -> QWidget:
    view = NamesView()
    view.show_names(_DOUBTFUL, {}, lambda _words: _VILLAGES)
    return view


def _refused_view(language: str) -> QWidget:
    view = RefusedView(language)
    view.show_refused(preview())
    return view


def _other_plans_view(_language: str) -> QWidget:
    view = OtherPlansView()
    view.show_others(_LONG_PATH, ["/home/dinas/lama & baru <b>2024</b>.gpkg"])
    return view


FED: dict[str, MakeView] = {
    "plan_view": _plan_view,
    "role_row_view": _role_row_view,
    "welcome_view": _welcome_view,
    "new_plan_view": lambda _language: NewPlanView("Kabupaten Paser", "/home/dinas"),
    "import_view": _import_view,
    "source_view": _source_view,
    "columns_view": _columns_view,
    "rows_view": _rows_view,
    "existing_rows_view": _existing_rows_view,
    "names_view": _names_view,
    "other_plans_view": _other_plans_view,
    "refused_view": _refused_view,
    "village_search_view": lambda _language: VillageSearchView(
        "Muara Adang", lambda _words: _VILLAGES
    ),
}
