# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading a sheet of a spreadsheet (XLSX, ODS) through GDAL, every cell as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from osgeo import gdal

from village_internet_plugin.layers.importing.header_row import header_row
from village_internet_plugin.layers.importing.source_table import SourceRow, TextTable
from village_internet_plugin.layers.importing.vector_source import (
    choose_layer,
    layer_names,
)

# GDAL would take the first row for the header, or for data: titles may stand above it.
_OPTIONS = {"HEADERS": "DISABLE", "FIELD_TYPES": "STRING"}


def read_workbook(
    path: Path, sheet: str | None, role: str, named: Collection[str] = ()
) -> TextTable:
    """Read a sheet: the one named, else the only one, else the one named like `role`.

    See `header_row` for which row names its columns; `named` are headers the user named. Raises
    InputError when the file or the sheet cannot be read.
    """
    chosen = choose_layer(path, layer_names(path), sheet, role)
    numbers, lines = _cells(path, chosen)
    header_at = header_row(lines, role, named)
    if header_at is None:
        return TextTable(path.name, [], [])
    headers = [cell.strip() for cell in lines[header_at]]
    rows = [
        SourceRow(number, dict(zip(headers, cells)))
        for number, cells in zip(numbers[header_at + 1 :], lines[header_at + 1 :])
        if any(cell.strip() for cell in cells)
    ]
    return TextTable(path.name, headers, rows, numbers[header_at])


def _cells(path: Path, sheet: str) -> tuple[list[int], list[list[str]]]:
    """Return the spreadsheet's numbers of its rows, and their cells as text."""
    with _options(path.suffix[1:].upper()):
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
        # The sheet is parsed when it is first asked for, so that has to happen in here.
        layer = dataset.GetLayerByName(sheet)
        layer.GetFeatureCount()
    count = layer.GetLayerDefn().GetFieldCount()
    numbers, lines = [], []
    for feature in layer:
        # GDAL numbers the features of a sheet as the spreadsheet numbers its rows.
        numbers.append(feature.GetFID())
        lines.append([feature.GetField(column) or "" for column in range(count)])
    return numbers, lines


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
