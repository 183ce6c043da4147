# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of three hotspots, opened in a project as the plugin does it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from following_a_plan import fill, let_go, wait_until
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.rules.rule_set_document import standard_rule_set

TWO_VILLAGES = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"code": "64.01.06.2023", "name": "Adang Jaya",
 "district": "Long Ikis"}, "geometry": {"type": "Polygon", "coordinates":
 [[[116.0, -2.0], [116.1, -2.0], [116.1, -1.9], [116.0, -1.9], [116.0, -2.0]]]}},
{"type": "Feature", "properties": {"code": "64.01.09.2005", "name": "Riwang",
 "district": "Batu Engau"}, "geometry": {"type": "Polygon", "coordinates":
 [[[116.1, -2.0], [116.2, -2.0], [116.2, -1.9], [116.1, -1.9], [116.1, -2.0]]]}}]}"""


def make_plan(folder: Path) -> Path:
    """Make a plan with two villages, the hotspots A, B, C of the first, and one funding source."""
    path, villages = folder / "plan.gpkg", folder / "desa.geojson"
    create_plan_file(path, "Kabupaten Paser", "Uji", standard_rule_set())
    villages.write_text(TWO_VILLAGES, encoding="utf-8")
    import_source(path, "villages", villages, language="en")
    fill(path)
    return path


@contextmanager
def opened_plan(path: Path, language: str = "en") -> Iterator[tuple[CurrentPlan, QgsProject]]:
    """Open a plan in a project of its own, wait for its first check, and let go in the end."""
    project = QgsProject()
    plan = CurrentPlan(project, language)
    plan.open(path)
    plan.flush()
    wait_until(lambda: plan.is_checked and not plan.is_checking)
    QCoreApplication.processEvents()
    try:
        yield plan, project
    finally:
        for layer in project.mapLayers().values():
            if getattr(layer, "isEditable", lambda: False)():
                layer.rollBack()
        plan.close()
        let_go()
        project.clear()
        gc.collect()
        let_go()
