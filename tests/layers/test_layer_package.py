# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer package opens, styled, in stock QGIS, and tells no name of a person or a machine."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from layer_packages import SAMPLE, embedded_project, rows
from qgis.core import QgsFeedback, QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.layers.layer_package import PackingCancelled, export_layer_package
from village_internet_plugin.rules.rule_set_document import standard_rule_set

pytestmark = pytest.mark.qgis

SECRETS = ("Pemerintah Desa", "Budi Santoso", "0812-5555", "posisi perkiraan di lapangan")
"""Who looks after a point, who waived a finding, how to reach them, what was noted."""


def test_it_holds_the_plans_layers_and_not_its_outbox(package: Path, packed_plan: Path) -> None:
    names = {name for (name,) in rows(package, "SELECT table_name FROM gpkg_contents")}
    assert names >= {*SAMPLE, "settlements", "published_hotspots", "waivers", "findings"}
    assert not names & {"plan", "outbox"}
    for table in SAMPLE:
        count = f"SELECT count(*) FROM {table}"
        assert rows(package, count) == rows(packed_plan, count)


def test_rows_keep_their_order_and_place(package: Path, packed_plan: Path) -> None:
    query = "SELECT fid, hotspot_id, name, geom FROM hotspots ORDER BY fid"
    assert rows(package, query) == rows(packed_plan, query)


def test_no_name_of_a_person_and_no_path_of_a_machine_is_in_it(
    package: Path, packed_plan: Path, repository: Path
) -> None:
    everything = package.read_bytes() + embedded_project(package).encode()
    machine = (packed_plan.parent, package.parent, repository, Path.home(), sys.prefix, "/usr/")
    for text in (*SECRETS, *map(str, machine), "saveUser"):
        assert text.encode() not in everything, text
    assert b"agreed in the field" in everything
    assert "<author>Kabupaten Paser</author>" in embedded_project(package)


def test_the_manifest_says_whose_plan_it_is_and_how_the_check_went(
    package: Path, report: CheckReport
) -> None:
    manifest = dict(rows(package, "SELECT key, value FROM manifest"))
    assert manifest["title"] == "Titik hotspot <2025>"
    assert manifest["agency"] == "Kabupaten Paser"
    assert manifest["revision"] == "0"
    assert manifest["rule_set_version"] == standard_rule_set().version
    assert manifest["reference_sha256"] == report.reference_sha256
    for severity, count in report.counts().items():
        assert manifest[f"count_{severity}"] == str(count)
    assert "hotspots.maintainer" in manifest["left_out"]
    assert manifest["made_at"].endswith("+00:00")
    assert "QGIS 3" in manifest["made_with"] or "QGIS 4" in manifest["made_with"]


def test_every_layer_has_a_style_of_its_own_by_default(package: Path) -> None:
    styled = dict(rows(package, "SELECT f_table_name, useAsDefault FROM layer_styles"))
    assert styled["hotspots"] == styled["villages"] == styled["findings"] == 1
    layer = QgsVectorLayer(f"{package}|layername=hotspots", "x", "ogr")
    assert layer.renderer().classAttribute() == "status"
    setup = layer.editorWidgetSetup(layer.fields().indexOf("status"))
    assert {"Approved": "approved"} in setup.config()["map"]
    assert layer.attributeAlias(layer.fields().indexOf("village_code")) == "Village code"


OPENS_WITHOUT_THE_PLUGIN = """
import json, sys
from qgis.core import *
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
application = QgsApplication([], True)
application.initQgis()
assert not any("village_internet" in name for name in sys.modules)
project = QgsProject.instance()
assert project.read("geopackage:" + sys.argv[1].replace(" ", "%20") + "?projectName=plan")
layers = project.layerTreeRoot().layerOrder()
settings = QgsMapSettings()
settings.setLayers(layers)
settings.setDestinationCrs(project.crs())
settings.setExtent(QgsRectangle(project.viewSettings().defaultViewExtent()))
settings.setOutputSize(QSize(600, 600))
settings.setBackgroundColor(project.backgroundColor())
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save(sys.argv[2])
colours = {image.pixelColor(x, y).name() for x in range(600) for y in range(600)}
print(json.dumps({
    "title": project.title(),
    "valid": all(layer.isValid() for layer in project.mapLayers().values()),
    "names": [layer.name() for layer in layers],
    "renderers": {layer.name(): layer.renderer().type() for layer in layers if layer.isSpatial()},
    "colours": sorted(colours),
}))
application.exitQgis()
"""


def test_stock_qgis_opens_its_project_and_draws_it_in_our_colours(
    package: Path, tmp_path: Path
) -> None:
    """In a process that knows nothing of the plugin, and after the file was carried elsewhere."""
    carried = tmp_path / "elsewhere" / package.name
    carried.parent.mkdir()
    shutil.move(package, carried)
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "QGIS_PLUGINPATH")
    }
    ran = subprocess.run(
        [sys.executable, "-c", OPENS_WITHOUT_THE_PLUGIN, str(carried), str(tmp_path / "map.png")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout.splitlines()[-1])
    assert seen["title"] == "Titik hotspot <2025>"
    assert seen["valid"]
    assert seen["names"][:3] == ["Findings", "Hotspots", "Published by other agencies"]
    assert seen["renderers"]["Hotspots"] == seen["renderers"]["Findings"] == "categorizedSymbol"
    # Land, sea, an approved hotspot, and the sign of a warning.
    assert {"#fbfaf4", "#e6eef3", "#0072b2", "#e69f00"} <= set(seen["colours"])


def test_gdals_own_validator_finds_no_fault(package: Path, packed_plan: Path) -> None:
    """Its exit code tells; the plan's own file is a GeoPackage to be proud of, too."""
    for file in (package, packed_plan):
        ran = validated(file)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_validator_would_find_a_fault(package: Path) -> None:
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute("UPDATE gpkg_contents SET srs_id = 999999 WHERE table_name = 'hotspots'")
    assert validated(package).returncode != 0


def validated(file: Path) -> subprocess.CompletedProcess[str]:
    strictly = ("--extra", "--warning-as-error")
    return subprocess.run(
        [sys.executable, "-m", "osgeo_utils.samples.validate_gpkg", *strictly, str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_without_a_check_no_verdict_is_stated(packed_plan: Path, tmp_path: Path) -> None:
    package = tmp_path / "package.gpkg"
    export_layer_package(packed_plan, package, None, "id")
    manifest = dict(rows(package, "SELECT key, value FROM manifest"))
    assert not any(key.startswith("count_") for key in manifest)
    assert "Tidak disertakan" in manifest["left_out"]
    assert "findings" not in {
        name for (name,) in rows(package, "SELECT table_name FROM gpkg_contents")
    }


def test_an_older_package_is_replaced_whole(package: Path, packed_plan: Path) -> None:
    export_layer_package(packed_plan, package, None, "en")
    assert [path.name for path in package.parent.iterdir()] == [package.name]
    assert len(rows(package, "SELECT * FROM qgis_projects")) == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("package.zip", r"end in \.gpkg, not package\.zip"),
        ("no-such-folder/package.gpkg", "no folder"),
    ],
)
def test_a_place_that_cannot_be_is_said(
    name: str, sentence: str, packed_plan: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=sentence):
        export_layer_package(packed_plan, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_package_is_never_overwritten_by_one(packed_plan: Path, tmp_path: Path) -> None:
    other, picture = tmp_path / "other.gpkg", tmp_path / "map.gpkg"
    shutil.copyfile(packed_plan, other)
    picture.write_bytes(b"whatever the user keeps here")
    for file in (packed_plan, other, picture):
        before = file.read_bytes()
        with pytest.raises(InputError, match="is not a layer package; it is not overwritten"):
            export_layer_package(packed_plan, file)
        assert file.read_bytes() == before


def test_an_earlier_package_is_replaced(packed_plan: Path, tmp_path: Path) -> None:
    export_layer_package(packed_plan, tmp_path / "package.gpkg")
    export_layer_package(packed_plan, tmp_path / "package.gpkg")


def test_cancelling_leaves_nothing(packed_plan: Path, tmp_path: Path) -> None:
    feedback = QgsFeedback()
    feedback.progressChanged.connect(lambda done: feedback.cancel() if done > 30 else None)
    with pytest.raises(PackingCancelled):
        export_layer_package(packed_plan, tmp_path / "package.gpkg", feedback=feedback)
    assert list(tmp_path.iterdir()) == []
