# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap's tables as a workbook: a sheet for each, numbers as numbers, and no formulas."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsProject,
    QgsVectorFileWriter,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.field_types import INTEGER as WHOLE_NUMBER
from village_internet_plugin.layers.field_types import REAL as DECIMAL_NUMBER
from village_internet_plugin.layers.field_types import TEXT as LETTERS
from village_internet_plugin.layers.field_types import make_field
from village_internet_plugin.reports.charts import printable
from village_internet_plugin.reports.roadmap.blocks import (
    INTEGER,
    MONEY,
    TEXT,
    YEAR,
    Cell,
    Column,
    Roadmap,
    Table,
)

SHEET_LETTERS = 31
"""The longest name of a sheet that spreadsheets take."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_DRIVER = "XLSX"
_NO_ROWS = Words("none", "tidak ada")


def write_roadmap_tables(roadmap: Roadmap, language: str, path: Path) -> None:
    """Write the tables of chapters and annexes to `path`, in `language`.

    A number stays a number, what is not known stays empty, and a text that a spreadsheet would
    take for a formula gets an apostrophe before it. The file is replaced only once all is written;
    InputError when it cannot be.
    """
    beside = path.with_name(f".{path.stem}.part.xlsx")
    try:
        beside.unlink(missing_ok=True)
        for place, table in enumerate(_tables(roadmap)):
            _write_sheet(table, language, beside, is_first=place == 0)
        beside.replace(path)
    except OSError as problem:
        raise _cannot_write(path, str(problem.strerror or problem)) from problem
    finally:
        remove_leftover(beside)


def _tables(roadmap: Roadmap) -> list[Table]:
    return [
        block
        for chapter in roadmap.chapters
        for block in chapter.blocks
        if isinstance(block, Table)
    ]


def _write_sheet(table: Table, language: str, path: Path, *, is_first: bool) -> None:
    fields, kinds = _fields(table, language)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = _DRIVER
    options.layerName = sheet_name(table)
    options.actionOnExistingFile = (
        QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteFile
        if is_first
        else QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    )
    writer = QgsVectorFileWriter.create(
        str(path),
        fields,
        QgsWkbTypes.Type.NoGeometry,
        QgsCoordinateReferenceSystem(),
        QgsProject.instance().transformContext(),
        options,
    )
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise _cannot_write(path, writer.errorMessage())
    for row in _rows(table):
        feature = QgsFeature(fields)
        feature.setAttributes([_value(*each, language) for each in zip(row, kinds)])
        if not writer.addFeature(feature):
            raise _cannot_write(path, writer.errorMessage())
    # The file is written when the writer goes.
    del writer


def sheet_name(table: Table) -> str:
    """Return what a table's sheet is called, in every language."""
    return table.key[:SHEET_LETTERS]


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    """Return the rows and their sums; of a table without any, one that says so."""
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    # A sheet without rows is not written at all.
    return rows or [(_NO_ROWS, *[None] * (len(table.columns) - 1))]


def _fields(table: Table, language: str) -> tuple[QgsFields, tuple[str, ...]]:
    """Return a field for each column, of its own name, and what it holds in the workbook."""
    fields, kinds = QgsFields(), []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in _rows(table)]
        kind = _kind(column, cells)
        name = _safe(column.title.say(language))
        # Two columns of one name would be one.
        while not fields.append(make_field(name, kind)):
            name += " "
        kinds.append(kind)
    return fields, tuple(kinds)


def _kind(column: Column, cells: list[Cell]) -> str:
    """Return what a column is written as; one with a word among its numbers is text."""
    if column.holds == TEXT or any(isinstance(cell, (str, tuple)) for cell in cells):
        return LETTERS
    if column.holds in (INTEGER, MONEY, YEAR):
        return WHOLE_NUMBER
    return DECIMAL_NUMBER


def _value(cell: Cell, kind: str, language: str) -> object:
    if cell is None:
        return None
    if kind == LETTERS:
        return _safe(cell.say(language) if isinstance(cell, Words) else str(cell))
    if isinstance(cell, (int, float)):
        return round(cell) if kind == WHOLE_NUMBER else float(cell)
    return None


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula and any workbook can hold."""
    clean = printable(text)
    return f"'{clean}" if clean.lstrip().startswith(_FORMULA_STARTS) else clean


def _cannot_write(path: Path, reason: str) -> InputError:
    text = QCoreApplication.translate(
        "VillageInternet",
        "The tables cannot be written to {path}: {reason}. Close the file where it is open, or "
        "choose another folder.",
    )
    return InputError(text.format(path=path, reason=reason))


def remove_leftover(path: Path) -> None:
    """Remove what a failed writing left beside a file, if anything."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # A leftover beside the file does no harm, and the reason was told already.
        return
