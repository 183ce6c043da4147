# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading a sheet of a spreadsheet (XLSX, ODS) through GDAL, every cell as text."""

from __future__ import annotations

from pathlib import Path

from osgeo import gdal

from village_internet_plugin.layers.importing.source_table import SourceRow, TextTable
from village_internet_plugin.layers.importing.vector_source import (
    choose_layer,
    layer_names,
    unreadable,
)

_OPTIONS = ("HEADERS=FORCE", "FIELD_TYPES=STRING")


def read_workbook(path: Path, sheet: str | None, role: str) -> TextTable:
    """Read a sheet: the one named, else the only one, else the one named like `role`.

    Its first row is the header. Raises InputError when the file or the sheet cannot be read.
    """
    chosen = choose_layer(path, layer_names(path), sheet, role)
    options = [f"{path.suffix[1:].upper()}:{option}" for option in _OPTIONS]
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR, open_options=list(_OPTIONS))
    layer = dataset.GetLayerByName(chosen) if dataset is not None else None
    if layer is None:
        raise unreadable(str(path), ", ".join(options))
    definition = layer.GetLayerDefn()
    count = definition.GetFieldCount()
    headers = [definition.GetFieldDefn(number).GetName() for number in range(count)]
    rows = []
    for feature in layer:
        cells = [feature.GetField(number) for number in range(count)]
        if any(cells):
            # GDAL numbers the features of a sheet as the spreadsheet numbers its rows.
            rows.append(SourceRow(feature.GetFID(), dict(zip(headers, cells))))
    return TextTable(path.name, headers, rows)
