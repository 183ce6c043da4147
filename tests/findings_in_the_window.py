# SPDX-License-Identifier: GPL-2.0-or-later
"""What tests do with the dock of findings on a real plan: edit, look, choose."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot
from village_internet_plugin.panels.findings.findings_panel import FindingsPanel
from village_internet_plugin.panels.findings.row_keys import FindingKey
from village_internet_plugin.panels.window import Window


def layer(window: Window, table: str = "hotspots") -> QgsVectorLayer:
    found = window.plan.layer(table)
    assert found is not None
    return found


def change(window: Window, hotspot_id: str, **values: object) -> None:
    fid = window.plan.fid_of(hotspot_id)
    assert fid is not None
    with edit_step(layer(window), "test"):
        change_hotspot(layer(window), fid, values)
    window.plan.flush()


def listed(panel: FindingsPanel) -> list[Finding]:
    panel.finish()
    return list(panel.view.model.findings())


def rules_of(panel: FindingsPanel, hotspot_id: str) -> set[str]:
    return {one.rule for one in listed(panel) if one.subject == hotspot_id}


def choose(panel: FindingsPanel, rule: str, hotspot_id: str, kind: str = "hotspot") -> None:
    panel.view.model.expand_all(opened=True)
    assert panel.view.choose(FindingKey((kind, hotspot_id), rule, 0))
