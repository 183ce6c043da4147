# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading all rows of a source as rows of one role of a plan, without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.schema import VILLAGES, Table
from village_internet_plugin.layers.importing import notes
from village_internet_plugin.layers.importing.header_words import VILLAGE_NAME
from village_internet_plugin.layers.importing.headers import ColumnMatch, match_headers
from village_internet_plugin.layers.importing.loaded_villages import LoadedVillages
from village_internet_plugin.layers.importing.locator import Locator
from village_internet_plugin.layers.importing.mapping import ImportMapping, require_headers
from village_internet_plugin.layers.importing.plan_writer import key_column, table_has_rows
from village_internet_plugin.layers.importing.problems import COLUMNS, FieldProblem, SourceProblem
from village_internet_plugin.layers.importing.row_reader import PlanRow, RowReader
from village_internet_plugin.layers.importing.source_table import SourceRow, SourceTable
from village_internet_plugin.layers.importing.village_codes import choose_code_column
from village_internet_plugin.layers.importing.village_names import VillageNames
from village_internet_plugin.layers.importing.village_resolver import VillageResolver
from village_internet_plugin.layers.plan_file import read_setting

ROWS_BETWEEN_PROGRESS = 500
Progress = Callable[[float], None]
"""Told how much is done, 0 to 1; raises to stop."""


class Refusal(NamedTuple):
    """A row that cannot be taken, by the number the user sees beside it, and why."""

    row: int
    found: FieldProblem


class ReadRows(NamedTuple):
    """What a source says, understood as far as it can be."""

    match: ColumnMatch
    rows: list[PlanRow]
    refused: list[Refusal]
    notes: list[str]
    villages: VillageNames
    """The villages the plan has, to choose from."""


def read_rows(
    plan_path: Path,
    table: Table,
    source: SourceTable,
    mapping: ImportMapping,
    language: str,
    progress: Progress,
) -> ReadRows:
    """Read `source` as rows of `table`; what is not certain is refused, with the reason.

    Raises InputError when the source as a whole cannot be used.
    """
    return _Reading(plan_path, table, source, mapping, language, progress).run()


def columns_of(table: Table, source: SourceTable, mapping: ImportMapping) -> ColumnMatch:
    """Return which column of a source is which of the plan; InputError for one it lacks."""
    require_headers(mapping, source.headers, source.name)
    return match_headers(table.name, source.headers, mapping.columns, mapping.ignored)


class _Reading:
    """One source being read: what has been refused, what there is to tell."""

    def __init__(
        self,
        plan_path: Path,
        table: Table,
        source: SourceTable,
        mapping: ImportMapping,
        language: str,
        progress: Progress,
    ) -> None:
        self._plan_path, self._table, self._source = plan_path, table, source
        self._mapping, self._language, self._progress = mapping, language, progress
        self._adds_figures = (
            table is VILLAGES
            and source.shape is None
            and not mapping.replaces_all
            and table_has_rows(plan_path, table)
        )
        self._refused: list[Refusal] = []
        self._notes: list[str] = []

    def run(self) -> ReadRows:
        match = columns_of(self._table, self._source, self._mapping)
        if (self._source.header_row or 1) > 1:
            row = self._source.header_row
            self._notes.append(notes.HEADER_BELOW.say(self._language, row=row))
        with LoadedVillages(self._plan_path) as villages:
            match = self._with_code_column(match, villages.names)
            self._require_columns(match)
            self._require_single(match)
            rows = self._read_all(match, villages)
            region = villages.region if self._table is not VILLAGES else None
            self._notes += notes.place_notes(rows, region, self._language)
            return ReadRows(match, rows, self._refused, self._notes, villages.names)

    def _with_code_column(self, match: ColumnMatch, villages: VillageNames) -> ColumnMatch:
        """Return `match` with the column that really holds Kemendagri's codes, or with none."""
        if "village_code" not in match.sources or "village_code" in self._mapping.columns:
            return match
        rows = (row.values for row in self._source.rows(with_geometry=False))
        # A new list of villages is not judged by the one it replaces.
        compared = VillageNames(()) if self._table is VILLAGES else villages
        name_header = match.sources.get(VILLAGE_NAME)
        chosen = choose_code_column(match.village_codes, rows, compared, name_header)
        if chosen.refused:
            headers = ", ".join(chosen.refused)
            self._notes.append(notes.OTHER_CODES.say(self._language, headers=headers))
        return match.with_code_column(chosen.header)

    def _require_columns(self, match: ColumnMatch) -> None:
        """Raise InputError when a required column is missing from the source altogether."""
        for column in self._table.columns:
            is_given = column.name in match.sources or column.name in self._mapping.constants
            if column.required and not is_given and not self._is_made_here(column.name):
                sentence = QCoreApplication.translate(
                    "VillageInternet",
                    "{source} has no column for the required {column}; its columns are: {headers}. "
                    "Name the column in the mapping.",
                )
                headers = ", ".join(self._source.headers)
                raise SourceProblem(
                    sentence.format(source=self._source.name, column=column.name, headers=headers),
                    COLUMNS,
                )

    def _require_single(self, match: ColumnMatch) -> None:
        """Raise InputError when two columns that are read have the same header."""
        for column, header in match.sources.items():
            if list(self._source.headers).count(header) > 1:
                sentence = QCoreApplication.translate(
                    "VillageInternet",
                    "{source} has several columns “{header}”, and which of them is {column} cannot "
                    "be told. Rename or delete all but one of them.",
                )
                raise SourceProblem(
                    sentence.format(source=self._source.name, header=header, column=column), COLUMNS
                )

    def _is_made_here(self, column: str) -> bool:
        """Tell whether rows get the column without the source having it (ids, villages by name)."""
        if self._table is VILLAGES:
            return self._adds_figures and column != "village_code"
        return column in (key_column(self._table), "village_code")

    def _read_all(self, match: ColumnMatch, villages: LoadedVillages) -> list[PlanRow]:
        locator = Locator(self._table, self._source, match, self._mapping, self._adds_figures)
        resolver = VillageResolver(villages.names, villages.holding, self._mapping.villages)
        plan_id = read_setting(self._plan_path, "plan_id") or ""
        reader = RowReader(
            self._table,
            plan_id,
            match,
            self._mapping,
            resolver,
            locator.locate,
            self._known_keys(villages),
        )
        rows: list[PlanRow] = []
        total = max(1, len(self._source))
        for number, row in enumerate(self._corrected_rows()):
            if number % ROWS_BETWEEN_PROGRESS == 0:
                self._progress(min(1.0, number / total))
            try:
                rows.append(reader.read(row))
            except FieldProblem as found:
                self._refused.append(Refusal(row.number, found))
        self._notes += notes.counted_notes(resolver.counts + locator.counts, self._language)
        if reader.made_ids:
            key = key_column(self._table)
            self._notes.append(notes.MADE_IDS.say(self._language, count=reader.made_ids, key=key))
        return rows

    def _known_keys(self, villages: LoadedVillages) -> VillageNames | None:
        """Return the villages whose rows figures may be added to; None when rows may be new."""
        return villages.names if self._adds_figures else None

    def _corrected_rows(self) -> Iterator[SourceRow]:
        """Go through the rows with the cells the user wrote anew."""
        cells = self._mapping.cells
        for row in self._source.rows():
            written = cells.get(row.number)
            yield row._replace(values={**row.values, **written}) if written else row
