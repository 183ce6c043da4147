# SPDX-License-Identifier: GPL-2.0-or-later
"""Drives the suggest dock from within, where looking for its buttons outside would disturb."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QPushButton
from qgis.utils import iface


def suggest() -> None:
    """Press Suggest."""
    _view().suggest.click()


def stop_suggesting() -> None:
    """Press Stop."""
    _view().stop.click()


def suggestion_seen() -> dict[str, Any]:
    """Return whether it seeks, what it says meanwhile, and what it came to."""
    view = _view()
    layout = view.result.layout()
    rows = [layout.itemAt(place).widget() for place in range(layout.count())]
    return {
        "is_idle": not view.stop.isVisible(),
        "can_suggest": view.suggest.isEnabled() and view.wishes.sources.count() > 0,
        "doing": view.doing.text(),
        "problem": view.problem.text.text() if view.problem.isVisible() else "",
        "result": [row.text.text() for row in rows],
    }


def suggest_only_among(places: list[tuple[float, float]]) -> None:
    """Wish for sites of a layer with these points (lon, lat) alone."""
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "Places", "memory")
    features = []
    for number, place in enumerate(places):
        feature = QgsFeature(layer.fields())
        feature.setAttribute("name", f"Place {number}")
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    wishes = _view().wishes
    wishes.layer_choice.setLayer(layer)
    for kind in (wishes.offices, wishes.settlements):
        kind.setChecked(False)


def _view() -> Any:
    """Return the dock's view: the one widget with a button of that name in it."""
    widget = iface.mainWindow().findChild(QPushButton, "suggest.seek")
    while not hasattr(widget, "wishes"):
        widget = widget.parentWidget()
    return widget
