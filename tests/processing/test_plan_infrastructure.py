# SPDX-License-Identifier: GPL-2.0-or-later
"""`planinfrastructure` on the sample: layer, report, totals and plan say the same."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsVectorLayer
from running_algorithms import Algorithms, Failed, Heard

from tools.qgis_process import QgisProcess
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis

WEST, NORTH, CELL = 115.3, -0.9, 0.002


def rows(path: Path) -> list[dict[str, Any]]:
    opened = QgsVectorLayer(str(path), "rows", "ogr")
    assert opened.isValid(), path
    names = opened.fields().names()
    return [dict(zip(names, feature.attributes())) for feature in opened.getFeatures()]


def raster(path: Path, heights: np.ndarray, bands: int = 1) -> Path:
    high, wide = heights.shape
    made = gdal.GetDriverByName("GTiff").Create(str(path), wide, high, bands, gdal.GDT_Float32)
    made.SetGeoTransform((WEST, CELL, 0.0, NORTH, 0.0, -CELL))
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    made.SetProjection(system.ExportToWkt())
    made.GetRasterBand(1).WriteArray(heights)
    made.FlushCache()
    return path


@pytest.fixture
def level(tmp_path: Path) -> Path:
    return raster(tmp_path / "level.tif", np.full((1_000, 800), 10.0))


@pytest.fixture
def rugged(tmp_path: Path) -> Path:
    """Ground so full of walls that no way of some kilometres is clear."""
    heights = np.full((1_000, 800), 10.0)
    heights[::4, :] = heights[:, ::4] = 300.0
    return raster(tmp_path / "rugged.tif", heights)


def prices(path: Path, **values: str) -> Path:
    row = {"item": "All", "unit": "hotspot", "applies_to": "any", "capex_idr": "7000000"}
    row.update({"opex_idr_per_month": "900000", "year": "2026", "source": "Tender"}, **values)
    with path.open("w", newline="", encoding="utf-8") as writing:
        table = csv.DictWriter(writing, list(row))
        table.writeheader()
        table.writerow({name: value for name, value in row.items() if value is not None})
    # The text file says which of its columns are numbers.
    kinds = ["Real" if "idr" in name else "Integer" if name == "year" else "String" for name in row]
    path.with_suffix(".csvt").write_text(",".join(kinds), encoding="utf-8")
    return path


def test_layer_report_and_totals_agree_and_the_plan_stays(
    plan: Path, algorithms: Algorithms, level: Path, tmp_path: Path
) -> None:
    before = plan.read_bytes()
    output, report, heard = tmp_path / "scheme.gpkg", tmp_path / "scheme.json", Heard()
    outputs = algorithms.run(
        "planinfrastructure", heard, PLAN=plan, TERRAIN=level, OUTPUT=output, REPORT=report
    )
    assert plan.read_bytes() == before
    found, document = rows(output), json.loads(report.read_text("utf-8"))
    assert len(found) == len(document["hotspots"]) == 26
    counted = sum(outputs[name] for name in ("FIBRE", "WIRELESS", "SATELLITE", "UNKNOWN"))
    assert counted == 26
    for name, output_name in (("capex_idr", "CAPEX_IDR"), ("opex_idr_per_month",) * 2):
        total = outputs[output_name.upper()]
        assert total == sum(row[name] for row in found) == document[name]
        lines = (line[name] for one in document["hotspots"] for line in one["costs"])
        assert total == sum(lines)
    assert {one["hotspot_id"] for one in document["hotspots"]} == {
        hotspot.hotspot_id for hotspot in read_plan(plan).hotspots
    }
    assert all(row["why"] for row in found)
    assert heard.progressed == sorted(heard.progressed)


def test_terrain_decides_what_was_assumed_without_it(
    plan: Path, algorithms: Algorithms, level: Path, rugged: Path, tmp_path: Path
) -> None:
    def sights(name: str, **terrain: Path) -> list[dict[str, Any]]:
        path = tmp_path / f"{name}.gpkg"
        outputs = algorithms.run(
            "planinfrastructure", PLAN=plan, KEEP_PLANNED=False, OUTPUT=path, **terrain
        )
        found = rows(path)
        assert outputs["WIRELESS"] == sum(row["technology"] == "wireless" for row in found)
        return [row for row in found if row["hotspot_id"] in wireless]

    wireless: set[str] = {hotspot.hotspot_id for hotspot in read_plan(plan).hotspots}
    wireless = {row["hotspot_id"] for row in sights("none") if row["technology"] == "wireless"}
    assert wireless
    assumed = sights("assumed")
    assert all("not looked at" in row["why"] for row in assumed)
    assert {row["technology"] for row in sights("rugged", TERRAIN=rugged)} == {"satellite"}
    clear = [row for row in sights("level", TERRAIN=level) if row["sight"] == "clear"]
    assert all(row["clearance_m"] >= row["needed_m"] for row in clear)


def test_apply_fills_what_is_empty_with_the_agencys_prices(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before = read_plan(plan).hotspots
    table = prices(tmp_path / "prices.csv")
    outputs = algorithms.run(
        "planinfrastructure", PLAN=plan, PRICES=table, APPLY=True, OUTPUT=tmp_path / "s.gpkg"
    )
    after = {hotspot.hotspot_id: hotspot for hotspot in read_plan(plan).hotspots}
    assert (outputs["CAPEX_IDR"], outputs["OPEX_IDR_PER_MONTH"]) == (26 * 7_000_000, 26 * 900_000)
    for old in before:
        new = after[old.hotspot_id]
        assert new.technology == (old.technology or new.technology) is not None
        if old.capex_idr is None and new.power is not None:
            assert new.capex_idr == 7_000_000
        elif old.capex_idr is not None:
            assert new.capex_idr == old.capex_idr


def test_the_price_list_in_the_plans_file_is_used_where_none_is_given(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(plan)) as connection, connection:
        connection.execute("CREATE TABLE price_list (fid INTEGER PRIMARY KEY, item, capex_idr)")
        connection.execute("INSERT INTO price_list VALUES (1, 'All', 3000000)")
    outputs = algorithms.run("planinfrastructure", PLAN=plan, OUTPUT=tmp_path / "s.gpkg")
    assert outputs["CAPEX_IDR"] == 26 * 3_000_000
    table = prices(tmp_path / "prices.csv")
    outputs = algorithms.run(
        "planinfrastructure", PLAN=plan, PRICES=table, OUTPUT=tmp_path / "t.gpkg"
    )
    assert outputs["CAPEX_IDR"] == 26 * 7_000_000


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"unit": "furlong"}, "Row 1 of prices: unit is 'furlong'; it must be one of hotspot"),
        ({"capex_idr": "-5"}, "Row 1 of prices: capex_idr is -5"),
        ({"item": ""}, "Row 1 of prices has a price but no item"),
    ],
)
def test_a_wrong_price_list_is_told_and_nothing_is_written(
    plan: Path, algorithms: Algorithms, tmp_path: Path, values: dict[str, str], told: str
) -> None:
    before = plan.read_bytes()
    table, output = prices(tmp_path / "prices.csv", **values), tmp_path / "s.gpkg"
    with pytest.raises(Failed, match=told):
        algorithms.run("planinfrastructure", PLAN=plan, PRICES=table, APPLY=True, OUTPUT=output)
    assert plan.read_bytes() == before
    assert not output.exists()


def test_a_price_list_without_prices_is_told(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    table = tmp_path / "prices.csv"
    table.write_text("item,capex_idr\nAll,5\n", encoding="utf-8")
    with pytest.raises(Failed, match=r"no column opex_idr_per_month; it has item, capex_idr"):
        algorithms.run("planinfrastructure", PLAN=plan, PRICES=table, OUTPUT=tmp_path / "s.gpkg")


def test_a_picture_as_terrain_and_the_plan_as_output_are_refused(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    photo = raster(tmp_path / "photo.tif", np.zeros((2, 2)), bands=3)
    with pytest.raises(Failed, match="it is a picture, not terrain"):
        algorithms.run("planinfrastructure", PLAN=plan, TERRAIN=photo, OUTPUT=tmp_path / "s.gpkg")
    with pytest.raises(Failed, match="is the plan itself and is not overwritten"):
        algorithms.run("planinfrastructure", PLAN=plan, OUTPUT=plan)


def test_cancelled_it_writes_nothing(plan: Path, algorithms: Algorithms, tmp_path: Path) -> None:
    before, output = plan.read_bytes(), tmp_path / "s.gpkg"
    with pytest.raises(Failed, match="Cancelled"):
        algorithms.run(
            "planinfrastructure", Heard(cancel_at=40.0), PLAN=plan, APPLY=True, OUTPUT=output
        )
    assert plan.read_bytes() == before
    assert not output.exists()


def test_it_runs_in_qgis_process(
    plan: Path, qgis_process: QgisProcess, level: Path, tmp_path: Path
) -> None:
    outputs = qgis_process.run(
        "planinfrastructure", PLAN=plan, TERRAIN=level, OUTPUT=tmp_path / "s.gpkg"
    )
    assert outputs["UNKNOWN"] == 0
    assert len(rows(tmp_path / "s.gpkg")) == 26
