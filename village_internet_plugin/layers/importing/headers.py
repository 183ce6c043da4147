# SPDX-License-Identifier: GPL-2.0-or-later
"""Which column of a source is which column of the plan, in whatever words its header says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from village_internet_plugin.domain.schema import BLANK_SPOTS, ROLES, VILLAGES
from village_internet_plugin.layers.importing.header_words import (
    BY_ROLE,
    COMMON,
    EASTING,
    NORTHING,
    PLACES,
    VILLAGE_DISTRICT,
    VILLAGE_NAME,
)

_DBF_NAME_LENGTH = 10


@dataclass(frozen=True)
class ColumnMatch:
    """Which headers a source's rows are read by.

    Attributes:
        sources: the header that feeds each column of the plan or place (see `PLACES`).
        village_codes: every header that may hold a Kemendagri code, the likeliest first.
        unused: headers nothing was read from.

    """

    sources: Mapping[str, str]
    village_codes: tuple[str, ...] = ()
    unused: tuple[str, ...] = field(default=())

    def has_projected_position(self) -> bool:
        """Tell whether easting and northing are among the columns."""
        return {EASTING, NORTHING} <= self.sources.keys()

    def with_code_column(self, header: str | None) -> ColumnMatch:
        """Return the match with village codes read from `header`, or from no column at all."""
        sources = {name: source for name, source in self.sources.items() if name != "village_code"}
        if header is not None:
            sources["village_code"] = header
        return ColumnMatch(sources, self.village_codes, self.unused)


def match_headers(
    role: str,
    headers: Sequence[str],
    chosen: Mapping[str, str],
    ignored: Collection[str] = (),
) -> ColumnMatch:
    """Return which header feeds which column when `headers` are imported into `role`.

    `chosen` are the user's own decisions, column to header; `ignored` headers are not read. Case,
    spaces and punctuation do not count; names cut to ten characters by a Shapefile's table are
    recognised too.
    """
    taken = {*chosen.values(), *ignored}
    free = [header for header in headers if header not in taken]
    sources = dict(chosen)
    codes = [chosen["village_code"]] if "village_code" in chosen else []
    for target, synonyms in _synonyms(role).items():
        found = _find_all(synonyms, free)
        if target == "village_code" and not codes:
            codes = found
        if found and target not in sources:
            sources[target] = found[0]
    used = {*sources.values(), *codes}
    return ColumnMatch(sources, tuple(codes), tuple(name for name in headers if name not in used))


def is_exactly(role: str, target: str, header: str) -> bool:
    """Tell whether a header is a word for `target` itself, not one cut short by a Shapefile."""
    return any(_means(header, synonym, False) for synonym in _synonyms(role).get(target, ()))


def known_targets(role: str) -> tuple[str, ...]:
    """Return what a column of a source can be read into for `role`, the plan's columns first."""
    return tuple(_synonyms(role))


def _synonyms(role: str) -> dict[str, list[str]]:
    """Return by target the headers that mean it, the likeliest first."""
    table = ROLES[role]
    special = BY_ROLE.get(role, {})
    targets = [*table.names()]
    if table.geometry == "Point" or table is BLANK_SPOTS:
        targets += PLACES
    if "village_code" in table.names() and table is not VILLAGES:
        targets += [VILLAGE_NAME, VILLAGE_DISTRICT]
    listed = {name: special.get(name, COMMON.get(name, name)) for name in targets}
    return {name: [word.strip() for word in text.split(";")] for name, text in listed.items()}


def _find_all(synonyms: Sequence[str], headers: Sequence[str]) -> list[str]:
    found: list[str] = []
    for is_cut in (False, True):
        for synonym in synonyms:
            found += [
                header
                for header in headers
                if header not in found and _means(header, synonym, is_cut)
            ]
    return found


def _means(header: str, synonym: str, is_cut: bool) -> bool:
    if not is_cut:
        # A unit in brackets belongs to the values: "Capex (Rp)", "Akurasi (m)".
        without_unit = re.sub(r"\([^)]*\)", "", header)
        return _bare(synonym) in (_bare(header), _bare(without_unit))
    could_be_cut = len(header) == _DBF_NAME_LENGTH < len(synonym)
    return could_be_cut and header.casefold() == synonym[:_DBF_NAME_LENGTH].casefold()


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
