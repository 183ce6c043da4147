# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading a sheet of a spreadsheet (XLSX, ODS) through GDAL, every cell as text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from osgeo import gdal

from village_internet_plugin.layers.importing.source_table import SourceRow, TextTable
from village_internet_plugin.layers.importing.vector_source import (
    choose_layer,
    layer_names,
)

# Left to itself GDAL takes a first row of text for data when all rows below are text too.
_OPTIONS = {"HEADERS": "FORCE", "FIELD_TYPES": "STRING"}


def read_workbook(path: Path, sheet: str | None, role: str) -> TextTable:
    """Read a sheet: the one named, else the only one, else the one named like `role`.

    Its first row is the header. Raises InputError when the file or the sheet cannot be read.
    """
    chosen = choose_layer(path, layer_names(path), sheet, role)
    with _options(path.suffix[1:].upper()):
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
        # The sheet is parsed when it is first asked for, so that has to happen in here.
        layer = dataset.GetLayerByName(chosen)
        layer.GetFeatureCount()
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


@contextmanager
def _options(driver: str) -> Iterator[None]:
    """Have this thread's GDAL read spreadsheets our way for as long as the block lasts."""
    names = {f"OGR_{driver}_{option}": value for option, value in _OPTIONS.items()}
    for name, value in names.items():
        gdal.SetThreadLocalConfigOption(name, value)
    try:
        yield
    finally:
        for name in names:
            gdal.SetThreadLocalConfigOption(name, None)
