# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggest dock over an opened plan, driven as a user would, and waited for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from opened_plan import opened_plan
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication
from showing_funding import Told

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.panels.messages import sentence_of
from village_internet_plugin.panels.suggest.suggest_panel import SuggestPanel

SECONDS = 60.0


class Hearing(Told):
    """Stands for the messages: keeps the sentence of what fails, for a test to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: list[str] = []

    def fail(self, error: Exception, _what: str = "") -> None:
        self.failed.append(sentence_of(error))

    def guard(self, slot: Any) -> Any:
        def guarded(*arguments: Any) -> None:
            try:
                slot(*arguments)
            except PlannerError as error:
                self.fail(error)

        return guarded

    def heard(self) -> str:
        """Return what failed since it was last asked, and forget it."""
        said = "\n".join(self.failed)
        self.failed.clear()
        return said


class Suggesting:
    """The panel over an opened plan."""

    def __init__(self, plan: Any, project: Any) -> None:
        self.plan, self.project = plan, project
        self.canvas, self.messages = QgsMapCanvas(), Hearing()
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem.fromEpsgId(EPSG))
        iface = SimpleNamespace(mapCanvas=lambda: self.canvas)
        self.panel = SuggestPanel(
            SimpleNamespace(plan=plan, messages=self.messages, iface=iface)  # type: ignore[arg-type]
        )
        self.view = self.panel.view
        self.view.resize(360, 900)
        self.view.show()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        give_up = time.monotonic() + SECONDS
        QCoreApplication.processEvents()
        while self.panel.is_busy or (self.plan.is_open and not self.plan.is_caught_up):
            QCoreApplication.processEvents()
            assert time.monotonic() < give_up, "it does not come to an end"
        QCoreApplication.processEvents()

    def suggest(self) -> None:
        """Press the button and wait for the answer."""
        self.view.suggest.click()
        self.settle()

    @property
    def layer(self) -> Any:
        return self.plan.layer("hotspots")

    def ids(self) -> set[str]:
        return {one["hotspot_id"] for one in self.layer.getFeatures()}

    def told(self) -> str:
        """Return all that the result says."""
        layout = self.view.result.layout()
        rows = [layout.itemAt(place).widget() for place in range(layout.count())]
        return "\n".join(row.text.text() for row in rows)

    def row_of(self, words: str) -> Any:
        model = self.view.sites.model
        for place in range(model.rowCount()):
            if words in model.data(model.index(place)):
                return model.index(place)
        raise KeyError(words)


@contextmanager
def suggesting_on(path: Path, language: str = "en") -> Iterator[Suggesting]:
    """Open the plan and show the dock."""
    with opened_plan(path, language) as (plan, project):
        shown = Suggesting(plan, project)
        yield shown
        shown.settle()
        assert shown.messages.failed == []
        shown.view.let_go()
        shown.view.hide()
        shown.view.deleteLater()
        shown.canvas.deleteLater()
