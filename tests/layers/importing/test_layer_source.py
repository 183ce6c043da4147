# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of the project is read in another thread as it is, unsaved edits included."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.layer_source import readable_anywhere
from village_internet_plugin.layers.importing.preview import preview_import
from village_internet_plugin.layers.importing.preview_report import ImportPreview
from village_internet_plugin.layers.importing.rejected_file import save_rejected


def edited_layer() -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=nama:string", "titik", "memory")
    layer.startEditing()
    for number in range(3):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"Titik {number}"])
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT (116.{number}5 -1.95)"))
        layer.addFeature(feature)
    return layer


def in_a_thread(plan: Path, source: object) -> ImportPreview:
    found: list[ImportPreview] = []
    thread = threading.Thread(
        target=lambda: found.append(preview_import(plan, "hotspots", source, None, None, "en"))  # type: ignore[arg-type]
    )
    thread.start()
    thread.join(20)
    return found[0]


def test_unsaved_features_are_read_in_another_thread(village_plan: Path) -> None:
    layer = edited_layer()
    source = readable_anywhere(layer)
    layer.rollBack()  # the snapshot is of the moment it was taken
    preview = in_a_thread(village_plan, source)
    assert (preview.source, preview.accepted) == ("titik", 3)
    assert {row.values["name"] for row in preview.rows} == {"Titik 0", "Titik 1", "Titik 2"}


def test_a_file_layer_is_read_from_its_file(village_plan: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "titik.csv"
    sheet.write_text("nama;lat;lon\nA;-1,95;116,05\n", encoding="utf-8")
    layer = QgsVectorLayer(str(sheet), "titik", "ogr")
    assert readable_anywhere(layer) == str(sheet)
    assert in_a_thread(village_plan, readable_anywhere(layer)).accepted == 1


def test_a_layer_that_is_not_valid_is_refused() -> None:
    with pytest.raises(InputError, match="rusak cannot be read"):
        readable_anywhere(QgsVectorLayer("/nowhere.gpkg", "rusak", "ogr"))


def test_refused_rows_are_saved_as_they_stood_with_the_reasons(
    village_plan: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "titik.csv"
    text = "Daftar titik\nnama;lat;lon\nA;-1,95;116,05\n'B;0;0\nC;x;116\n"
    sheet.write_text(text, encoding="utf-8")
    preview = preview_import(village_plan, "hotspots", sheet, None, None, "en")
    saved = tmp_path / "ditolak.csv"
    save_rejected(saved, "hotspots", sheet, None, preview.refused)
    lines = saved.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "nama,lat,lon,Row of the source,Column with the fault,Why not,What to do"
    assert lines[1].startswith("'B,0,0,4,lat/lon,")
    assert lines[2].startswith("C,x,116,5,lat/lon,“x” is not")
    again = preview_import(village_plan, "hotspots", saved, None, None, "en")
    assert [row.value for row in again.refused] == ["0, 0", "x, 116"]


def test_a_place_that_cannot_be_written_is_told(village_plan: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "titik.csv"
    sheet.write_text("nama,lat,lon\nA,0,0\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"cannot be written: .* Choose another place"):
        save_rejected(tmp_path / "no" / "a.csv", "hotspots", sheet, None, ())
