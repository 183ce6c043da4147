# SPDX-License-Identifier: GPL-2.0-or-later
"""Telling what an import would do, without writing anything: the door for whoever asks first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from qgis.core import QgsFeedback

from village_internet_plugin.domain.garbage import garbage_left_lying
from village_internet_plugin.domain.schema import VILLAGES, Table
from village_internet_plugin.layers.geopackage import fids_by_value, require_plan_file
from village_internet_plugin.layers.importing.cells import cell_text
from village_internet_plugin.layers.importing.headers import ColumnMatch, is_exactly, known_targets
from village_internet_plugin.layers.importing.import_source import table_of, tell_progress
from village_internet_plugin.layers.importing.mapping import ImportMapping, read_mapping
from village_internet_plugin.layers.importing.opening import Source, layers_of, open_source
from village_internet_plugin.layers.importing.plan_writer import key_column, row_count
from village_internet_plugin.layers.importing.preview_report import (
    CHOSEN,
    CUT,
    NOT_READ,
    RECOGNISED,
    ColumnPreview,
    DoubtfulName,
    FindVillages,
    ImportPreview,
    RefusedRow,
    RowPreview,
)
from village_internet_plugin.layers.importing.problems import VILLAGE, Choice, SourceProblem
from village_internet_plugin.layers.importing.reading import (
    ReadRows,
    Refusal,
    columns_of,
    read_rows,
)
from village_internet_plugin.layers.importing.row_reader import PlanRow
from village_internet_plugin.layers.importing.source_table import SourceTable
from village_internet_plugin.layers.importing.village_names import RankedVillage, VillageNames
from village_internet_plugin.layers.long_lived import free_in_parts
from village_internet_plugin.layers.user_language import in_user_language, user_language

ROWS_SHOWN = 20
_SAMPLES = 3


@garbage_left_lying()
def preview_import(
    plan_path: Path,
    role: str,
    source: Source,
    mapping: Mapping[str, Any] | None = None,
    feedback: QgsFeedback | None = None,
    language: str | None = None,
) -> ImportPreview:
    """Return what `import_source` would do with the same arguments; the plan is only read.

    A source that lacks one thing the user can say is told in the preview (`problem`, `needs`).
    Raises InputError when nothing helps, and ImportCancelled.
    """
    plan_path = Path(plan_path)
    require_plan_file(plan_path)
    table = table_of(role)
    decisions = read_mapping(role, mapping)
    spoken = language or user_language()
    basis = ImportPreview(
        role,
        source=getattr(source, "name", "") if not isinstance(source, (str, Path)) else "",
        layers=tuple(layers_of(source)),
        targets=known_targets(role),
        existing=row_count(plan_path, table),
    )
    try:
        opened = open_source(source, decisions.layer, role, tuple(decisions.columns.values()))
    except SourceProblem as problem:
        return _with(basis, problem=in_user_language(problem), needs=problem.needs)
    basis = _with_source(basis, opened, decisions)
    samples = _samples(opened)
    match = columns_of(table, opened, decisions)
    basis = _with(basis, columns=_columns(role, opened, match, decisions, samples))
    try:
        read = read_rows(
            plan_path,
            table,
            opened,
            decisions,
            spoken,
            lambda share: tell_progress(feedback, share),
        )
    except SourceProblem as problem:
        return _with(basis, problem=in_user_language(problem), needs=problem.needs)
    preview = _with(
        basis,
        columns=_columns(role, opened, read.match, decisions, samples),
        rows=tuple(_row(row) for row in read.rows[:ROWS_SHOWN]),
        accepted=len(read.rows),
        replaced=_replaced(plan_path, table, read.rows, decisions),
        adds_figures=table is VILLAGES and opened.shape is None,
        refused=tuple(_refused(refusal, spoken) for refusal in read.refused),
        doubtful=_doubtful(read),
        notes=tuple(read.notes),
        find_villages=_finder(read.villages),
    )
    free_in_parts(read.rows)
    return preview


def _with(preview: ImportPreview, **changes: Any) -> ImportPreview:
    return ImportPreview(**{**preview.__dict__, **changes})


def _with_source(
    basis: ImportPreview, opened: SourceTable, decisions: ImportMapping
) -> ImportPreview:
    return _with(
        basis,
        source=opened.name,
        layer=decisions.layer or (basis.layers[0] if len(basis.layers) == 1 else ""),
        crs=decisions.crs or _crs_text(opened),
        header_row=opened.header_row,
    )


def _crs_text(opened: SourceTable) -> str:
    """Return the reference system as people know it: "EPSG:32750 – WGS 84 / UTM zone 50S"."""
    if opened.crs is None or not opened.crs.isValid():
        return ""
    parts = (opened.crs.authid(), opened.crs.description())
    return " – ".join(part for part in parts if part)


def _samples(opened: SourceTable) -> dict[str, tuple[str, ...]]:
    """Return by header the first values that say something."""
    found: dict[str, list[str]] = {header: [] for header in opened.headers}
    for row in islice(opened.rows(with_geometry=False), 5 * ROWS_SHOWN):
        for header, values in found.items():
            text = cell_text(row.values.get(header))
            if text and len(values) < _SAMPLES and text not in values:
                values.append(text)
    return {header: tuple(values) for header, values in found.items()}


def _columns(
    role: str,
    opened: SourceTable,
    match: ColumnMatch,
    decisions: ImportMapping,
    samples: Mapping[str, tuple[str, ...]],
) -> tuple[ColumnPreview, ...]:
    targets = {header: target for target, header in reversed(list(match.sources.items()))}
    columns = []
    for header in dict.fromkeys(opened.headers):
        target = targets.get(header)
        if not header and not samples[header]:
            continue  # a column of a sheet that is blank from top to bottom
        is_chosen = header in decisions.columns.values() or header in decisions.ignored
        if is_chosen:
            certainty = CHOSEN
        elif target is None:
            certainty = NOT_READ
        else:
            certainty = RECOGNISED if is_exactly(role, target, header) else CUT
        columns.append(ColumnPreview(header, target, certainty, samples[header]))
    return tuple(columns)


def _row(row: PlanRow) -> RowPreview:
    position = row.located.position
    text = f"{position.lat:.6f}, {position.lon:.6f}" if position is not None else ""
    return RowPreview(row.number, {**row.defaults, **row.values}, text)


def _replaced(
    plan_path: Path, table: Table, rows: Sequence[PlanRow], decisions: ImportMapping
) -> int:
    if decisions.replaces_all or not rows:
        return 0
    key = key_column(table)
    old = fids_by_value(plan_path, table, key)
    return sum(str(row.values[key]) in old for row in rows)


def _refused(refusal: Refusal, language: str) -> RefusedRow:
    found = refusal.found
    return RefusedRow(
        refusal.row,
        found.field,
        "" if found.value is None else str(found.value),
        found.problem.reason(language),
        found.problem.correction(language),
        found.headers,
        found.problem.mend,
    )


def _doubtful(read: ReadRows) -> tuple[DoubtfulName, ...]:
    """Return what rows say of their villages, each once, in the order of the rows."""
    rows: dict[str, list[int]] = {}
    choices: dict[str, tuple[Choice, ...]] = {}
    for number, found in read.refused:
        mend = found.problem.mend
        if mend is not None and mend.kind == VILLAGE:
            rows.setdefault(mend.words, []).append(number)
            choices.setdefault(mend.words, mend.choices)
    return tuple(DoubtfulName(words, tuple(rows[words]), choices[words]) for words in rows)


def _finder(villages: VillageNames) -> FindVillages:
    """Return a search for villages by name or code, for people who type."""

    def find(text: str) -> tuple[Choice, ...]:
        by_code = villages.by_code(text.strip())
        found = [RankedVillage(by_code, 1.0)] if by_code is not None else villages.ranked(text)
        return tuple(
            Choice(village.village_code, village.name, village.district or "", likeness)
            for village, likeness in found
        )

    return find
