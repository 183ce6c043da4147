# SPDX-License-Identifier: GPL-2.0-or-later
"""In QGIS's window algorithms run in a thread of their own, beside the layers of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop, QTimer
from running_algorithms import Algorithms, Heard, rows

pytestmark = pytest.mark.qgis

LONGEST_RUN_MS = 60_000


def run_in_background(algorithms: Algorithms, name: str, **parameters: Any) -> dict[str, Any]:
    """Return the outputs of an algorithm run as QGIS's window runs it."""
    context, feedback = QgsProcessingContext(), Heard()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(algorithms.get(name), parameters, context, feedback)
    ended: list[tuple[bool, dict[str, Any]]] = []
    waiting = QEventLoop()

    def finish(succeeded: bool, outputs: dict[str, Any]) -> None:
        ended.append((succeeded, outputs))
        waiting.quit()

    task.executed.connect(finish)
    QgsApplication.taskManager().addTask(task)
    QTimer.singleShot(LONGEST_RUN_MS, waiting.quit)
    waiting.exec()
    assert ended, "it did not end"
    succeeded, outputs = ended[0]
    assert succeeded, feedback.errors
    return outputs


def test_an_unsaved_layer_of_the_project_becomes_a_plan(
    algorithms: Algorithms, tmp_path: Path
) -> None:
    definition = "Polygon?crs=EPSG:4326&field=kode:string&field=nama:string"
    layer = QgsVectorLayer(definition, "desa", "memory")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    village = QgsFeature(layer.fields())
    village.setAttributes(["64.01.06.2023", "Biu"])
    square = "POLYGON((116 -2, 116.1 -2, 116.1 -1.9, 116 -1.9, 116 -2))"
    village.setGeometry(QgsGeometry.fromWkt(square))
    assert layer.addFeature(village)
    plan = tmp_path / "plan.gpkg"
    given = {"VILLAGES": layer.id(), "AGENCY": "Paser", "TITLE": "x", "PLAN": str(plan)}
    try:
        run_in_background(algorithms, "createplan", **given)
    finally:
        layer.rollBack()
        QgsProject.instance().removeMapLayer(layer.id())
    assert rows(plan, "SELECT village_code, name FROM villages") == [("64.01.06.2023", "Biu")]


def test_a_plan_is_checked_and_packed(algorithms: Algorithms, plan: Path, tmp_path: Path) -> None:
    checked = run_in_background(
        algorithms, "checkplan", PLAN=str(plan), FINDINGS=str(tmp_path / "findings.gpkg")
    )
    assert checked["WARNINGS"] > 0
    package = tmp_path / "package.gpkg"
    run_in_background(algorithms, "exportlayerpackage", PLAN=str(plan), OUTPUT=str(package))
    assert rows(package, "SELECT count(*) FROM hotspots") == [(26,)]
