# SPDX-License-Identifier: GPL-2.0-or-later
"""The real files of Kalimantan Timur go in, with their real faults dealt with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.reference.geopackage import GeoPackage

RowsOf = Callable[..., list[tuple[Any, ...]]]
OFFICES = "kaltim_village_offices_sample.gpkg"


def test_all_villages_of_paser(plan: Path, shared_data: Path, rows_of: RowsOf) -> None:
    report = import_source(plan, "villages", shared_data / "paser_villages.gpkg", language="en")
    assert (report.accepted, report.rejected, report.notes) == (144, (), ())
    kinds = [kind for (kind,) in rows_of(plan, "villages", "kind")]
    assert (kinds.count("desa"), kinds.count("kelurahan")) == (139, 5)


def test_the_provinces_one_invalid_polygon_is_repaired(kaltim_plan: Path) -> None:
    areas = [
        feature.geometry()
        for feature in open_layer(kaltim_plan, "villages").getFeatures()
        if feature["village_code"] == "64.07.07.2002"
    ]
    assert [area.isGeosValid() for area in areas] == [True]


def test_the_fourteen_offices_as_they_are(kaltim_plan: Path, shared_data: Path) -> None:
    """One has no code and lies in no village: its name alone decides, since no other has it."""
    report = import_source(kaltim_plan, "village_offices", shared_data / OFFICES, language="en")
    assert (report.accepted, report.rejected) == (14, ())
    assert report.notes == ("Rows whose village was found by its name: 1.",)


def test_the_fourteen_offices_without_their_codes(
    kaltim_plan: Path, shared_data: Path, rows_of: RowsOf, tmp_path: Path
) -> None:
    """By the office's name, confirmed by position where the name is not quite the village's."""
    layer = open_offices_without_codes(shared_data / OFFICES, tmp_path)
    report = import_source(kaltim_plan, "village_offices", layer, language="en")
    codes = rows_of(kaltim_plan, "village_offices", "name", "village_code")
    assert report.rejected == ()
    assert ("Kantor Kepala Desa Sungaimariam", "64.02.04.2006") in codes
    assert ("Kantor Kepala Desa Pantuan", "64.02.04.2002") in codes
    assert ("Kantor Lurah Sarijaya", "64.02.15.1004") in codes
    assert [name for name, code in codes if code == "64.02.04.2003"] == [
        "Kantor Kepala Desa Tani Baru"
    ] * 2


def open_offices_without_codes(path: Path, folder: Path) -> Path:
    from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.attributes = "GeoJSON", [1]
    layer = QgsVectorLayer(str(path), "kantor", "ogr")
    target = folder / "kantor.geojson"
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(target), context, options)
    return target


def test_the_population_table_adds_to_every_village(kaltim_plan: Path, shared_data: Path) -> None:
    table = shared_data / "kaltim_population_2025.csv"
    report = import_source(kaltim_plan, "villages", table, language="en")
    assert (report.accepted, report.replaced, report.rejected) == (1038, 1038, ())
    file = GeoPackage(kaltim_plan)
    query = "SELECT sum(population) FROM villages WHERE village_code LIKE '64.01.%'"
    assert file.connection.execute(query).fetchone() == (308_043,)
    file.close()


def test_the_population_table_as_settlements(kaltim_plan: Path, shared_data: Path) -> None:
    table = shared_data / "kaltim_population_2025.csv"
    report = import_source(kaltim_plan, "settlements", table, language="en")
    assert (report.accepted, report.rejected) == (1038, ())
    assert report.columns["people"] == "population"
