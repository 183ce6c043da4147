# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer package is ready for a survey and for the printer where this plugin is not there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from layer_packages import embedded_project, rows

pytestmark = pytest.mark.qgis

QFIELD_WIDGETS = {
    *("TextEdit", "Hidden", "ValueMap", "ValueRelation", "RelationReference", "Range"),
    *("DateTime", "CheckBox", "UuidGenerator", "ExternalResource", "UniqueValues"),
}
"""The kinds of fields that QField has editors for (QField, src/qml/editorwidgets)."""

WITHOUT_THE_PLUGIN = """
import json, os, sys
from qgis.core import *
application = QgsApplication([], True)
application.initQgis()
assert not any("village_internet" in name for name in sys.modules)
project = QgsProject.instance()
assert project.read("geopackage:" + sys.argv[1].replace(" ", "%20") + "?projectName=plan")
def table(layer):
    return QgsProviderRegistry.instance().decodeUri("ogr", layer.source())["layerName"]
layers = {table(layer): layer for layer in project.mapLayers().values()}
hotspots = layers["hotspots"]
fields = hotspots.fields()
form = hotspots.editFormConfig()
def listed(column):
    setup = hotspots.editorWidgetSetup(fields.indexOf(column))
    listing = setup.config()
    other = QgsValueRelationFieldFormatter.resolveLayer(listing, project)
    rows = other.getFeatures()
    return setup.type(), [[row[listing["Key"]], row[listing["Value"]]] for row in rows]
assert hotspots.startEditing()
point = QgsGeometry.fromPointXY(QgsPointXY(116.2, -1.9))
new = QgsVectorLayerUtils.createFeature(hotspots, point)
assert hotspots.addFeature(new) and hotspots.commitChanges(), hotspots.commitErrors()
(layout,) = project.layoutManager().printLayouts()
image = QgsLayoutExporter(layout).renderPageToImage(0)
image.save(sys.argv[2])
print(json.dumps({
    "village": listed("village_code"),
    "source": listed("funding_source_id"),
    "new": {name: new[name] for name in ("hotspot_id", "status")},
    "read_only": {name: layer.readOnly() for name, layer in layers.items()},
    "aliases": {name: hotspots.attributeAlias(fields.indexOf(name)) for name in fields.names()},
    "tabs": [tab.name() for tab in form.tabs()],
    "layout": layout.name(),
    "colours": sorted({image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}),
    "invalid": [
        QgsExpression(hotspots.constraintExpression(index)).parserErrorString()
        for index in range(fields.count())
        if not hotspots.constraintExpression(index) == ""
        and QgsExpression(hotspots.constraintExpression(index)).hasParserError()
    ],
}), flush=True)
# Not by exitQgis: Python still holds the project's layers.
os._exit(0)
"""


@pytest.fixture
def seen(package: Path, tmp_path: Path) -> dict[str, Any]:
    """What a QGIS that knows nothing of the plugin makes of the package's project."""
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_PLUGIN, str(package), str(tmp_path / "sheet.png")],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def test_a_surveyor_has_lists_ids_and_a_sheet_to_print(seen: dict[str, Any], package: Path) -> None:
    kind, villages = seen["village"]
    assert kind == "ValueRelation"
    assert len(villages) == rows(package, "SELECT count(*) FROM villages")[0][0]
    assert ["64.01.06.2023", "Adang Jaya"] in villages
    kind, sources = seen["source"]
    assert kind == "ValueRelation"
    assert sorted(key for key, _ in sources) == sorted(
        key for (key,) in rows(package, "SELECT funding_source_id FROM funding_sources")
    )
    assert re.fullmatch(r"[0-9a-f-]{36}", seen["new"]["hotspot_id"])
    assert seen["new"]["status"] == "proposed"
    assert seen["aliases"]["site_kind"] == "Kind of site"
    assert all(alias for name, alias in seen["aliases"].items() if name != "fid")
    assert len(seen["tabs"]) > 2
    assert seen["invalid"] == []
    # Land, sea and an approved hotspot: the sheet is not empty.
    assert seen["layout"] == "Map"
    assert {"#fbfaf4", "#e6eef3", "#0072b2"} <= set(seen["colours"])


def test_only_what_comes_back_can_be_edited(seen: dict[str, Any]) -> None:
    assert [name for name, read_only in seen["read_only"].items() if not read_only] == ["hotspots"]


def test_its_project_asks_for_nothing_that_qfield_or_a_stranger_lacks(package: Path) -> None:
    project = embedded_project(package)
    kinds = set(re.findall(r'editWidget type="(\w*)"', project))
    assert kinds <= {*QFIELD_WIDGETS, ""}  # none chosen: QGIS and QField choose by the column
    sources = re.findall(r"<datasource>([^<]+)</datasource>", project)
    assert sources
    assert all(source.startswith(f"./{package.name}|layername=") for source in sources)
    everything = [
        project,
        *(style for (style,) in rows(package, "SELECT styleQML FROM layer_styles")),
    ]
    for text in everything:
        assert "new_hotspot_" not in text  # the plugin's own functions in expressions
        assert "village_internet" not in text
        assert not re.search(r"https?://(?!mrcc\.com/qgis\.dtd)", text)
