# SPDX-License-Identifier: GPL-2.0-or-later
"""Importing a layer or a file into one role of a plan: the door to this package."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsFeedback, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import ROLES, VILLAGES, Table
from village_internet_plugin.layers.geopackage import require_plan_file
from village_internet_plugin.layers.importing import notes
from village_internet_plugin.layers.importing.header_words import VILLAGE_NAME
from village_internet_plugin.layers.importing.headers import ColumnMatch, match_headers
from village_internet_plugin.layers.importing.loaded_villages import LoadedVillages
from village_internet_plugin.layers.importing.locator import Locator
from village_internet_plugin.layers.importing.mapping import (
    ImportMapping,
    read_mapping,
    require_headers,
)
from village_internet_plugin.layers.importing.opening import open_source
from village_internet_plugin.layers.importing.plan_writer import (
    Written,
    key_column,
    table_has_rows,
    write_rows,
)
from village_internet_plugin.layers.importing.problems import FieldProblem
from village_internet_plugin.layers.importing.report import (
    ImportCancelled,
    ImportReport,
    RejectedRow,
)
from village_internet_plugin.layers.importing.row_reader import PlanRow, RowReader
from village_internet_plugin.layers.importing.source_table import SourceTable
from village_internet_plugin.layers.importing.village_codes import choose_code_column
from village_internet_plugin.layers.importing.village_names import VillageNames
from village_internet_plugin.layers.importing.village_resolver import VillageResolver
from village_internet_plugin.layers.plan_file import read_setting
from village_internet_plugin.layers.user_language import user_language

_ROWS_BETWEEN_PROGRESS = 500


def import_source(
    plan_path: Path,
    role: str,
    source: QgsVectorLayer | str | Path,
    mapping: Mapping[str, Any] | None = None,
    feedback: QgsFeedback | None = None,
    language: str | None = None,
) -> ImportReport:
    """Take a layer or a file into `role` of a plan; see `mapping` for what the user may decide.

    Rows that are certain are taken, in one transaction; the others are in the report, with reasons
    in `language` ("en" or "id", by default that of QGIS). Raises InputError when the source as a
    whole cannot be used, and ImportCancelled; in both cases the plan is as it was.
    """
    plan_path = Path(plan_path)
    require_plan_file(plan_path)
    table = _table_of(role)
    decisions = read_mapping(role, mapping)
    opened = open_source(source, decisions.layer, role)
    return _Import(plan_path, table, opened, decisions, feedback, language or user_language()).run()


class _Import:
    """One import under way: what it reads from, what it has refused, what it has to tell."""

    def __init__(
        self,
        plan_path: Path,
        table: Table,
        source: SourceTable,
        mapping: ImportMapping,
        feedback: QgsFeedback | None,
        language: str,
    ) -> None:
        self._plan_path, self._table, self._source = plan_path, table, source
        self._mapping, self._feedback, self._language = mapping, feedback, language
        self._adds_figures = (
            table is VILLAGES and source.shape is None and table_has_rows(plan_path, table)
        )
        self._rejected: list[RejectedRow] = []
        self._notes: list[str] = []

    def run(self) -> ImportReport:
        require_headers(self._mapping, self._source.headers, self._source.name)
        match = match_headers(self._table.name, self._source.headers, self._mapping.columns)
        with LoadedVillages(self._plan_path) as villages:
            match = self._with_code_column(match, villages.names)
            self._require_columns(match)
            self._require_single(match)
            rows = self._read_all(match, villages)
            region = villages.region if self._table is not VILLAGES else None
            self._notes += notes.place_notes(rows, region, self._language)
        written = self._write(rows)
        return ImportReport(
            self._table.name,
            self._source.name,
            written.accepted,
            written.replaced,
            tuple(self._rejected),
            tuple(self._notes),
            match.sources,
        )

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
                raise InputError(
                    sentence.format(source=self._source.name, column=column.name, headers=headers)
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
                raise InputError(
                    sentence.format(source=self._source.name, header=header, column=column)
                )

    def _is_made_here(self, column: str) -> bool:
        """Tell whether rows get the column without the source having it (ids, villages by name)."""
        if self._table is VILLAGES:
            return self._adds_figures and column != "village_code"
        return column in (key_column(self._table), "village_code")

    def _read_all(self, match: ColumnMatch, villages: LoadedVillages) -> list[PlanRow]:
        locator = Locator(self._table, self._source, match, self._mapping, self._adds_figures)
        resolver = VillageResolver(villages.names, villages.holding)
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
        for number, row in enumerate(self._source.rows()):
            self._report_progress(number, 0.5 / max(1, len(self._source)))
            try:
                rows.append(reader.read(row))
            except FieldProblem as found:
                self._reject(row.number, found)
        self._notes += notes.counted_notes(resolver.counts + locator.counts, self._language)
        if reader.made_ids:
            key = key_column(self._table)
            self._notes.append(notes.MADE_IDS.say(self._language, count=reader.made_ids, key=key))
        return rows

    def _known_keys(self, villages: LoadedVillages) -> VillageNames | None:
        """Return the villages whose rows figures may be added to; None when rows may be new."""
        return villages.names if self._adds_figures else None

    def _reject(self, number: int, found: FieldProblem) -> None:
        self._rejected.append(
            RejectedRow(
                self._source.name,
                number,
                found.field,
                "" if found.value is None else str(found.value),
                found.problem.reason(self._language),
                found.problem.correction(self._language),
            )
        )

    def _write(self, rows: list[PlanRow]) -> Written:
        if not rows and self._rejected:
            self._notes.append(notes.ALL_REFUSED.say(self._language))
            return Written(0, 0)
        if not rows:
            self._notes.append(notes.NO_ROWS.say(self._language))
        share = 0.5 / max(1, len(rows))
        written = write_rows(
            self._plan_path,
            self._table,
            rows,
            lambda number: self._report_progress(number, share, start=0.5),
        )
        if written.replaced:
            key = key_column(self._table)
            self._notes.append(notes.REPLACED.say(self._language, count=written.replaced, key=key))
        return written

    def _report_progress(self, number: int, share: float, start: float = 0.0) -> None:
        """Tell how far the import is; raises ImportCancelled when the user wants it to stop."""
        if self._feedback is None or number % _ROWS_BETWEEN_PROGRESS:
            return
        if self._feedback.isCanceled():
            raise ImportCancelled(
                QCoreApplication.translate(
                    "VillageInternet", "The import was cancelled; the plan is as it was."
                )
            )
        self._feedback.setProgress(100.0 * (start + number * share))


def _table_of(role: str) -> Table:
    table = ROLES.get(role)
    if table is None:
        sentence = QCoreApplication.translate(
            "VillageInternet", "“{role}” is not a role of a plan. The roles are: {roles}."
        )
        raise InputError(sentence.format(role=role, roles=", ".join(ROLES)))
    return table
