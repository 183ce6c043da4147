# SPDX-License-Identifier: GPL-2.0-or-later
"""From one raw row to one row of the plan, or to the reason why not."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from village_internet_plugin.domain.identifiers import is_identifier, kind_from_code
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS, VILLAGE_OFFICES, VILLAGES, Column, Table
from village_internet_plugin.layers.importing.cells import cell_text, read_cell
from village_internet_plugin.layers.importing.header_words import (
    VILLAGE_DISTRICT,
    VILLAGE_NAME,
)
from village_internet_plugin.layers.importing.headers import ColumnMatch
from village_internet_plugin.layers.importing.mapping import ImportMapping
from village_internet_plugin.layers.importing.problems import FieldProblem, Unreadable
from village_internet_plugin.layers.importing.source_table import SourceRow
from village_internet_plugin.layers.importing.village_codes import (
    read_village_code,
    require_kemendagri_form,
)
from village_internet_plugin.layers.importing.village_names import VillageNames
from village_internet_plugin.layers.importing.village_resolver import VillageResolver

_MISSING = Words("The required field is empty.", "Kolom wajib ini kosong.")
_FILL = Words("Fill in {field}.", "Isi {field}.")
_REPEATED = Words("“{value}” stands already in row {row}.", "“{value}” sudah ada pada baris {row}.")
_NO_AREA_FOR = Words(
    "The plan has no village “{value}” whose row this could add to.",
    "Rencana tidak memuat desa “{value}” yang barisnya dapat ditambah.",
)
_LOAD_AREA = Words("Import its polygon first.", "Impor poligonnya lebih dahulu.")
_KEEP_ONE = Words("Keep one of the two rows.", "Pertahankan salah satu barisnya.")
_IDENTIFYING = ("village_code", "name", "agency", "programme", "fiscal_year", "budget_round")
"""With the place: what tells a row without an id from the others, whichever table it is for."""
_PLACES_IN_WORDS = ("district", "regency", "province")


class Located(NamedTuple):
    """Where a row lies: WKB in EPSG:4326, and for a point its position."""

    wkb: bytes | None = None
    position: LonLat | None = None


@dataclass(frozen=True)
class PlanRow:
    """A row understood; `values` are those the source gave, `defaults` fill a new row's others."""

    number: int
    values: dict[str, object]
    defaults: dict[str, object] = field(default_factory=dict)
    located: Located = Located()


class RowReader:
    """Reads rows of one source into one table of the plan.

    `locate` says where a row lies; `resolver` which village it means (villages name themselves).
    Ids that a source lacks are made from the plan's id, the row's place and its name, so that
    importing a file again, mended or not, gives the same rows and not the double of them.
    `made_ids` counts them.
    """

    def __init__(
        self,
        table: Table,
        plan_id: str,
        match: ColumnMatch,
        mapping: ImportMapping,
        resolver: VillageResolver,
        locate: Callable[[SourceRow], Located],
        only_to: VillageNames | None = None,
    ) -> None:
        """`only_to`: the villages whose rows may be added to, when no new rows can be made."""
        self._table, self._plan_id = table, plan_id
        self._match, self._mapping = match, mapping
        self._resolver, self._locate, self._only_to = resolver, locate, only_to
        self._key = next((column for column in table.columns if column.unique), None)
        self._rows_by_key: dict[str, int] = {}
        self._same_content: Counter[str] = Counter()
        self.made_ids = 0

    def read(self, row: SourceRow) -> PlanRow:
        """Return the row of the plan; raises FieldProblem when it cannot be taken in."""
        if row.problem is not None:
            raise FieldProblem("", "", row.problem)
        located = self._locate(row)
        values = {
            column.name: self._cell(column, row)
            for column in self._table.columns
            if self._is_given(column.name)
        }
        if "village_code" in self._table.names():
            self._set_village(values, row, located)
        if self._key is not None and self._table is not VILLAGES:
            self._set_identifier(values, self._key.name, located)
        _tidy_place_names(values)
        self._require_complete(values)
        self._require_known(values)
        self._require_first(values, row.number)
        return PlanRow(row.number, values, self._defaults(values), located)

    def _is_given(self, column: str) -> bool:
        return column in self._match.sources or column in self._mapping.constants

    def _raw(self, target: str, row: SourceRow) -> object:
        header = self._match.sources.get(target)
        raw = row.values.get(header) if header is not None else None
        return raw if cell_text(raw) else self._mapping.constants.get(target, raw)

    def _cell(self, column: Column, row: SourceRow) -> object:
        raw = self._raw(column.name, row)
        try:
            return read_cell(column, raw, self._mapping.values.get(column.name, {}))
        except Unreadable as problem:
            raise FieldProblem(column.name, raw, problem, self._headers(column.name)) from problem

    def _headers(self, *targets: str) -> tuple[str, ...]:
        """Return the columns of the source that feed these columns of the plan."""
        sources = self._match.sources
        return tuple(sources[target] for target in targets if target in sources)

    def _set_village(self, values: dict[str, object], row: SourceRow, located: Located) -> None:
        code = cell_text(self._raw("village_code", row))
        try:
            if self._table is VILLAGES:
                values["village_code"] = _own_code(code) if code else None
                return
            name = self._village_name(row)
            district = cell_text(self._raw(VILLAGE_DISTRICT, row))
            found = self._resolver.resolve(code, name, district, located.position)
        except Unreadable as problem:
            value = code or self._village_name(row)
            headers = self._headers("village_code" if code else VILLAGE_NAME)
            raise FieldProblem("village_code", value, problem, headers) from problem
        if found is not None or self._is_given("village_code"):
            values["village_code"] = found

    def _village_name(self, row: SourceRow) -> str:
        """Return the name of the village; an office without it is called after its village."""
        name = cell_text(self._raw(VILLAGE_NAME, row))
        is_office = self._table is VILLAGE_OFFICES
        return name or (cell_text(self._raw("name", row)) if is_office else "")

    def _set_identifier(self, values: dict[str, object], key: str, located: Located) -> None:
        given = values.get(key)
        if isinstance(given, str):
            if self._table is HOTSPOTS and not is_identifier(given.casefold()):
                # The shared server knows hotspots of all plans: "1" would be everybody's first.
                self.made_ids += 1
                values[key] = self._identifier(f"id {given}")
            elif self._table is HOTSPOTS:
                values[key] = given.casefold()
            return
        content = repr([located.wkb, *(values.get(name) for name in _IDENTIFYING)])
        self._same_content[content] += 1
        self.made_ids += 1
        values[key] = self._identifier(f"{content} {self._same_content[content]}")

    def _identifier(self, content: str) -> str:
        seed = f"{self._plan_id}/{self._table.name}/{content}"
        return str(uuid.uuid5(uuid.NAMESPACE_URL, seed))

    def _require_complete(self, values: Mapping[str, object]) -> None:
        for column in self._table.columns:
            if column.required and values.get(column.name) is None:
                if self._only_to is not None and not self._is_given(column.name):
                    continue  # figures for villages whose names the plan has already
                problem = Unreadable(_MISSING, _FILL, field=column.name)
                raise FieldProblem(column.name, "", problem, self._headers(column.name))

    def _require_known(self, values: Mapping[str, object]) -> None:
        code = values.get("village_code")
        if self._only_to is not None and self._only_to.by_code(str(code)) is None:
            problem = Unreadable(_NO_AREA_FOR, _LOAD_AREA, value=code)
            raise FieldProblem("village_code", code, problem, self._headers("village_code"))

    def _require_first(self, values: Mapping[str, object], number: int) -> None:
        if self._key is None:
            return
        key = str(values[self._key.name])
        first = self._rows_by_key.setdefault(key, number)
        if first != number:
            problem = Unreadable(_REPEATED, _KEEP_ONE, value=key, row=first)
            raise FieldProblem(self._key.name, key, problem, self._headers(self._key.name))

    def _defaults(self, values: dict[str, object]) -> dict[str, object]:
        if self._table is VILLAGES:
            kind = kind_from_code(str(values["village_code"]))
            if "kind" in values and values["kind"] is None:
                values["kind"] = kind
            return {"kind": kind}
        return {"status": "proposed"} if self._table is HOTSPOTS else {}


def _own_code(text: str) -> str:
    code = read_village_code(text)
    require_kemendagri_form(code, text)
    return code


def _tidy_place_names(values: dict[str, object]) -> None:
    """BIG's village layer writes "Kalimantan_Timur"."""
    for name in _PLACES_IN_WORDS:
        value = values.get(name)
        if isinstance(value, str):
            values[name] = value.replace("_", " ")
