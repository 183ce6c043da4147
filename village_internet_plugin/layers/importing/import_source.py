# SPDX-License-Identifier: GPL-2.0-or-later
"""Importing a layer or a file into one role of a plan: the door to this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.garbage import garbage_left_lying
from village_internet_plugin.domain.schema import ROLES, Table
from village_internet_plugin.layers.geopackage import require_plan_file
from village_internet_plugin.layers.importing import notes
from village_internet_plugin.layers.importing.mapping import ImportMapping, read_mapping
from village_internet_plugin.layers.importing.opening import Source, open_source
from village_internet_plugin.layers.importing.plan_writer import Written, key_column, write_rows
from village_internet_plugin.layers.importing.reading import (
    ROWS_BETWEEN_PROGRESS,
    ReadRows,
    Refusal,
    read_rows,
)
from village_internet_plugin.layers.importing.report import (
    ImportCancelled,
    ImportReport,
    RejectedRow,
)
from village_internet_plugin.layers.long_lived import free_in_parts
from village_internet_plugin.layers.user_language import user_language


@garbage_left_lying()
def import_source(
    plan_path: Path,
    role: str,
    source: Source,
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
    table = table_of(role)
    decisions = read_mapping(role, mapping)
    opened = open_source(source, decisions.layer, role, tuple(decisions.columns.values()))
    spoken = language or user_language()

    def progress(share: float) -> None:
        tell_progress(feedback, 0.5 * share)

    read = read_rows(plan_path, table, opened, decisions, spoken, progress)
    written = _write(plan_path, table, read, decisions, feedback)
    told = [*read.notes, *_outcome_notes(table, read, written, spoken)]
    free_in_parts(read.rows)
    return ImportReport(
        table.name,
        opened.name,
        written.accepted,
        written.replaced,
        rejected_rows(read.refused, opened.name, spoken),
        tuple(told),
        read.match.sources,
    )


def rejected_rows(
    refused: Iterable[Refusal], source: str, language: str
) -> tuple[RejectedRow, ...]:
    """Return refused rows as a report lists them, in words of `language`."""
    return tuple(
        RejectedRow(
            source,
            row,
            found.field,
            "" if found.value is None else str(found.value),
            found.problem.reason(language),
            found.problem.correction(language),
        )
        for row, found in refused
    )


def tell_progress(feedback: QgsFeedback | None, share: float) -> None:
    """Tell how far an import is; raises ImportCancelled when the user wants it to stop."""
    if feedback is None:
        return
    if feedback.isCanceled():
        raise ImportCancelled(
            QCoreApplication.translate(
                "VillageInternet", "The import was cancelled; the plan is as it was."
            )
        )
    feedback.setProgress(100.0 * share)


def table_of(role: str) -> Table:
    """Return the table of a role; raises InputError for a name that is none."""
    table = ROLES.get(role)
    if table is None:
        sentence = QCoreApplication.translate(
            "VillageInternet", "“{role}” is not a role of a plan. The roles are: {roles}."
        )
        raise InputError(sentence.format(role=role, roles=", ".join(ROLES)))
    return table


def _write(
    plan_path: Path,
    table: Table,
    read: ReadRows,
    mapping: ImportMapping,
    feedback: QgsFeedback | None,
) -> Written:
    """Write what was read, unless every row was refused."""
    if not read.rows and read.refused:
        return Written(0, 0)
    total = max(1, len(read.rows))

    def progress(number: int) -> None:
        if number % ROWS_BETWEEN_PROGRESS == 0:
            tell_progress(feedback, 0.5 + 0.5 * number / total)

    return write_rows(plan_path, table, read.rows, progress, mapping.replaces_all)


def _outcome_notes(table: Table, read: ReadRows, written: Written, language: str) -> list[str]:
    if not read.rows:
        words = notes.ALL_REFUSED if read.refused else notes.NO_ROWS
        return [words.say(language)]
    told = []
    if written.removed:
        told.append(notes.REMOVED.say(language, count=written.removed))
    if written.replaced:
        key = key_column(table)
        told.append(notes.REPLACED.say(language, count=written.replaced, key=key))
    return told
