# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading delimited text: any of four delimiters, UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.layers.importing.header_row import header_row, known_headers
from village_internet_plugin.layers.importing.problems import Unreadable
from village_internet_plugin.layers.importing.source_table import SourceRow, TextTable

_DELIMITERS = ",;\t|"
_LINES_LOOKED_AT = 12
_TOO_MANY_CELLS = Words(
    "The row has {cells} cells, the header {headers}.",
    "Baris ini memuat {cells} sel, judul kolomnya {headers}.",
)
_QUOTE = Words(
    "Put quotation marks round text and numbers that hold the delimiter “{delimiter}”.",
    "Beri tanda kutip pada teks dan angka yang memuat pemisah “{delimiter}”.",
)

_EMPTY = Words(
    "{path} is empty. Choose a table whose first row names its columns.",
    "{path} kosong. Pilih tabel yang baris pertamanya memuat judul kolom.",
)
_NO_TABLE = Words(
    "{path} cannot be read as a table ({reason}). Save it again as CSV UTF-8.",
    "{path} tidak dapat dibaca sebagai tabel. Simpan lagi sebagai CSV UTF-8.",
)
_UNREADABLE = Words(
    "{path} cannot be read: {reason}. Check the file.",
    "{path} tidak dapat dibaca: {reason}. Periksa berkasnya.",
)
_NO_TEXT = Words(
    "{path} is not a table of text. Save it as CSV UTF-8 and import that.",
    "{path} bukan tabel teks. Simpan sebagai CSV UTF-8, lalu impor berkas itu.",
)
_NOT_CLOSED = Words(
    "{path}: a quotation mark in row {row} is never closed, so that the "
    "{count} lines after it would count as one cell. Close or delete it.",
    "{path}: tanda kutip di baris {row} tidak ditutup, sehingga {count} baris sesudahnya akan "
    "terhitung sebagai satu sel. Tutup atau hapus tanda kutip itu.",
)


def read_delimited(path: Path, role: str | None = None, named: Collection[str] = ()) -> TextTable:
    """Read a table of delimited text; see `header_row` for which row names its columns.

    `named` are headers the user named. Raises InputError for a file that cannot be read, is empty,
    is no text, or ends inside a quotation: the rows in it would be lost unseen.
    """
    text = _decode(path)
    if not text.strip():
        raise InputError(_EMPTY.filled(path=path))
    delimiter = _delimiter(text, role, named)
    try:
        lines = _parsed(text, delimiter, path)
    except csv.Error as error:
        raise InputError(_NO_TABLE.filled(path=path, reason=error)) from error
    header_at = header_row(lines, role, named)
    if header_at is None:
        raise InputError(_EMPTY.filled(path=path))
    headers = [cell.strip() for cell in lines[header_at]]
    rows = [
        _row(number, headers, cells, delimiter)
        for number, cells in enumerate(lines[header_at + 1 :], start=header_at + 2)
        if _has_content(cells)
    ]
    return TextTable(path.name, headers, rows, header_at + 1)


def _delimiter(text: str, role: str | None, named: Collection[str]) -> str:
    """Return what divides the cells: of the row with the most known headers, else of the first."""
    filled = [line for line in text.splitlines() if line.strip()][:_LINES_LOOKED_AT]
    candidates = [
        (known_headers(line.split(delimiter), role, named), -place, line.count(delimiter))
        for delimiter in _DELIMITERS
        for place, line in enumerate(filled)
    ]
    delimiters = [delimiter for delimiter in _DELIMITERS for _line in filled]
    best = max(range(len(candidates)), key=lambda number: candidates[number])
    known, _place, _count = candidates[best]
    # One known header may be a title of one word.
    return delimiters[best] if known > 1 else max(_DELIMITERS, key=filled[0].count)


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        unreadable = _UNREADABLE.filled(path=path, reason=reason_words(error))
        raise InputError(unreadable) from error
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(_NO_TEXT.filled(path=path))


def _parsed(text: str, delimiter: str, path: Path) -> list[list[str]]:
    physical = list(io.StringIO(text, newline=""))
    reader = csv.reader(physical, delimiter=delimiter)
    lines = []
    before_last = 0
    while reader.line_num < len(physical):
        before_last = reader.line_num
        lines.append(next(reader))
    swallowed = len(physical) - before_last - 1
    # A closed quotation would have lost its mark: no cell ends with the whole last line then.
    if swallowed and lines[-1] and lines[-1][-1].endswith(physical[-1]):
        raise InputError(
            _NOT_CLOSED.filled(path=path, row=len(lines), count=number_words(swallowed))
        )
    return lines


def _has_content(cells: list[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _row(number: int, headers: list[str], cells: list[str], delimiter: str) -> SourceRow:
    problem = None
    if _has_content(cells[len(headers) :]):
        # Most often an unquoted decimal comma: every cell after it stands in the wrong column.
        problem = Unreadable(
            _TOO_MANY_CELLS,
            _QUOTE,
            cells=len(cells),
            headers=len(headers),
            delimiter="Tab" if delimiter == "\t" else delimiter,
        )
    return SourceRow(number, dict(zip(headers, cells)), None, problem)
