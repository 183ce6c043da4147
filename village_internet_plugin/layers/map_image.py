# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan drawn as one picture with title, legend and scale bar, for a wall or a slide."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsLayoutExporter,
    QgsPrintLayout,
    QgsProject,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QSize

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.layers.findings_layer import findings_in_memory
from village_internet_plugin.layers.map_sheet import PAGE_WIDTH_MM, Sheet
from village_internet_plugin.layers.place_names import place_name_layer
from village_internet_plugin.layers.project import (
    build_project,
    map_layers,
    metric_extent,
    metric_system,
    open_tables_of,
)
from village_internet_plugin.layers.styling import smaller_signs
from village_internet_plugin.layers.user_language import user_language
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reports.map_words import map_words

DEFAULT_SIZE = (2400, 1697)
"""Pixels, in the proportions of a sheet of A4 lying down."""
_MM_PER_INCH = 25.4
_CROWD = 300
"""More hotspots than this are drawn with signs of `_IN_A_CROWD` times their size."""
_IN_A_CROWD = 0.45
_POINTS = QgsWkbTypes.GeometryType.PointGeometry


def draw_plan(
    plan_path: Path,
    png_path: Path,
    size: tuple[int, int] = DEFAULT_SIZE,
    report: CheckReport | None = None,
    language: str | None = None,
) -> None:
    """Draw the plan at `plan_path` into `png_path`, `size` pixels wide and high.

    With a `report`, the worst finding on each hotspot is marked. `language` is "en" or "id", by
    default QGIS's own. Needs no network. Raises InputError when the plan cannot be read or the
    picture cannot be written.
    """
    language = language or user_language()
    plan = read_plan(plan_path)
    open_table = open_tables_of(plan_path)
    findings = findings_in_memory(plan, report) if report is not None else None
    project = build_project(
        lambda table: findings if table == "findings" else open_table(table), plan.title, language
    )
    _leave_room(project, plan)
    names = place_name_layer(plan, plan_path)
    project.addMapLayer(names, False)
    sheet = Sheet(project, PAGE_WIDTH_MM * size[1] / size[0], language)
    sheet.add_map(metric_extent(project), metric_system(project), [names, *map_layers(project)])
    sheet.add_words(map_words(plan, report, language))
    sheet.add_legend()
    _export(sheet.layout, png_path, size)


def _leave_room(project: QgsProject, plan: Plan) -> None:
    """Leave the names of villages with hotspots alone on the map; where points crowd, shrink them.

    More names, or signs of full size for a whole province, would only hide each other.
    """
    for layer in map_layers(project):
        layer.setLabelsEnabled(False)
        if len(plan.hotspots) > _CROWD and layer.geometryType() == _POINTS:
            layer.setRenderer(smaller_signs(layer.renderer(), _IN_A_CROWD))


def _export(layout: QgsPrintLayout, png_path: Path, size: tuple[int, int]) -> None:
    dpi = size[0] / PAGE_WIDTH_MM * _MM_PER_INCH
    picture = QgsLayoutExporter(layout).renderPageToImage(0, QSize(*size), dpi)
    if picture.isNull() or not picture.save(str(png_path), "PNG"):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The map could not be written to {path}. Choose a folder that you may write to.",
        )
        raise InputError(sentence.format(path=png_path))
