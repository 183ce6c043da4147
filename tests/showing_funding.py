# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan with two funding sources, one of them overrun, and the panel that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from following_a_plan import A, B, C
from opened_plan import make_plan, opened_plan
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_rows import replace_funding_sources
from village_internet_plugin.panels.funding.funding_panel import FundingPanel

SOURCES = (
    FundingSource(
        "APBD-2026", "Diskominfo Kabupaten Paser", 2026, "Internet Desa Paser", "initial",
        point_quota=3, budget_idr=400_000_000, service_months=30,
    ),
    FundingSource(
        "GRATISPOL-2026", "Diskominfo Provinsi Kalimantan Timur", 2026,
        "Gratispol Internet Desa dan Kampung", "revised",
        point_quota=20, budget_idr=2_200_000_000, service_months=36,
    ),
    FundingSource("DD-2026", "Pemerintah Desa Adang Jaya", 2026),
)  # fmt: skip
_NAMES = ("Kantor Desa Adang Jaya", "Puskesmas Adang", "SDN 004", "Pasar Riwang", "Balai Desa")


def _hotspots() -> Iterator[Hotspot]:
    for number, name in enumerate(_NAMES):
        status = "operating" if number < 2 else "proposed"
        yield _hotspot(f"apbd-{number}", name, "APBD-2026", status, 0.01 * number)
    for number in range(12):
        status = "installed" if number < 7 else "approved"
        yield _hotspot(f"gratis-{number}", f"Titik {number}", "GRATISPOL-2026", status, 0.004)
    yield _hotspot("alone-1", "Dermaga", None, "proposed", 0.06)
    yield _hotspot("alone-2", "Masjid Raya", "APBN", "proposed", 0.07)


def _hotspot(key: str, name: str, source: str | None, status: str, step: float) -> Hotspot:
    return Hotspot(
        key, LonLat(116.02 + step, -1.95), "64.01.06.2023", name, "school", source, 2026, status,
        capex_idr=60_000_000, opex_idr_per_month=1_100_000,
    )  # fmt: skip


def make_funded_plan(folder: Path) -> Path:
    """Make the plan."""
    path = make_plan(folder)
    write_hotspots(path, (A, B, C), tuple(_hotspots()))
    replace_funding_sources(path, SOURCES)
    return path


class Told:
    """Stands for the messages: what is told is kept, what goes wrong fails the test."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.succeed = self.inform = self.warn = self.sentences.append

    def fail(self, error: Exception, _what: str = "") -> None:
        raise error

    def guard(self, slot: Any) -> Any:
        return lambda *arguments: (slot(*arguments), None)[1]


class Funding:
    """The panel over an opened plan."""

    def __init__(self, plan: Any, project: Any) -> None:
        self.plan, self.project = plan, project
        self.canvas, self.messages = QgsMapCanvas(), Told()
        iface = SimpleNamespace(mapCanvas=lambda: self.canvas)
        self.panel = FundingPanel(
            SimpleNamespace(plan=plan, messages=self.messages, iface=iface)  # type: ignore[arg-type]
        )
        self.view = self.panel.view
        self.view.show()
        self.settle()

    def settle(self) -> None:
        QCoreApplication.processEvents()
        while self.panel.is_busy:
            QCoreApplication.processEvents()

    @property
    def sources(self) -> Any:
        return self.plan.layer("funding_sources")

    def state(self, key: str) -> Any:
        for place in range(self.view.model.rowCount()):
            row = self.view.model.row_at(self.view.model.index(place))
            if row.state.source.funding_source_id == key:
                return row.state
        raise KeyError(key)

    def choose(self, key: str) -> None:
        for place in range(self.view.model.rowCount()):
            index = self.view.model.index(place)
            if self.view.model.row_at(index).state.source.funding_source_id == key:
                self.view.list.setCurrentIndex(index)


@contextmanager
def funding_of(path: Path, language: str = "en") -> Iterator[Funding]:
    """Open the plan and show its funding."""
    with opened_plan(path, language) as (plan, project):
        funding = Funding(plan, project)
        yield funding
        funding.view.let_go()
        funding.view.hide()
        funding.view.deleteLater()
        funding.canvas.deleteLater()
