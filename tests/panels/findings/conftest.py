# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS for the panels to stand in, and a plan with findings to look at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from following_a_plan import fill, let_go
from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas, QgsMessageBar

from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.findings.findings_panel import FindingsPanel
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.window import Window
from village_internet_plugin.rules.rule_set_document import standard_rule_set


@pytest.fixture(scope="session", autouse=True)
def _qgis(qgis_app: object) -> None:
    """Have QGIS's providers and reference systems at hand."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan of two square villages with three hotspots in the first, none with a known funder."""
    villages = tmp_path / "desa.geojson"
    squares = [
        f'{{"type": "Feature", "properties": {{"code": "{code}", "name": "{name}"}}, "geometry": '
        f'{{"type": "Polygon", "coordinates": [[[{west}, -2.0], [{west + 0.1}, -2.0], '
        f"[{west + 0.1}, -1.9], [{west}, -1.9], [{west}, -2.0]]]}}}}"
        for code, name, west in (
            ("64.01.06.2023", "Adang Jaya", 116.0),
            ("64.01.09.2005", "Riwang", 116.1),
        )
    ]
    features = ", ".join(squares)
    villages.write_text(f'{{"type": "FeatureCollection", "features": [{features}]}}')
    plan = tmp_path / "plan.gpkg"
    create_plan_file(plan, "Kabupaten Paser", "Uji", standard_rule_set())
    import_source(plan, "villages", villages, language="en")
    fill(plan)
    return plan


class Told:
    """What the user was told, by kind."""

    def __init__(self, messages: Messages) -> None:
        self.sentences: list[tuple[str, str]] = []
        for kind in ("inform", "succeed", "warn"):
            setattr(messages, kind, self._noting(kind))
        messages.fail = lambda error, what="": self.sentences.append(  # type: ignore[method-assign]
            ("fail", str(error))
        )

    def _noting(self, kind: str):
        return lambda sentence, *_: self.sentences.append((kind, sentence))


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """QGIS's window as the panels see it: a real canvas and project, the rest made up."""
    remembered: dict[str, str] = {}
    for setting in (settings.waiver_author, settings.last_folder):
        # The profile of the tests is shared by all of them.
        monkeypatch.setattr(setting, "get", partial(remembered.get, setting.name, ""))
        monkeypatch.setattr(setting, "set", partial(remembered.__setitem__, setting.name))
    iface = MagicMock()
    canvas, bar = QgsMapCanvas(), QgsMessageBar()
    canvas.resize(400, 300)
    iface.mapCanvas.return_value = canvas
    plan = CurrentPlan(QgsProject.instance(), "en")
    messages = Messages(bar)
    told = Told(messages)
    made = Window(iface, plan, messages, MagicMock(), MagicMock(), MagicMock())
    object.__setattr__(made, "told", told)
    yield made
    for layer in QgsProject.instance().mapLayers().values():
        if hasattr(layer, "rollBack"):
            layer.rollBack()
    plan.close(remove_layers=True)
    QgsProject.instance().clear()
    let_go()


@pytest.fixture
def panel(window: Window, path: Path) -> Iterator[FindingsPanel]:
    """The dock's content on the plan, checked and listed."""
    panel = FindingsPanel(window)
    panel.resize(340, 640)
    panel.show()
    window.plan.open(path)
    window.plan.flush()
    panel.finish()
    yield panel
    panel.let_go()
    panel.hide()
    panel.deleteLater()
    let_go()
