# SPDX-License-Identifier: GPL-2.0-or-later
"""Funding sources in the database: what a revision may change, and what is left of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from psycopg import sql

from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import LANGUAGES, Words, number_words, rupiah_text
from village_internet_plugin.domain.schema import FUNDING_SOURCES
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.refusal_words import MONEY_DOES_NOT_FIT, POINTS_DO_NOT_FIT

_NAMES = FUNDING_SOURCES.names()
_COLUMNS = sql.SQL(", ").join(map(sql.Identifier, _NAMES))
_LOCK = sql.SQL(
    "SELECT {}, used_points, used_idr FROM village_internet.funding_sources"
    " WHERE funding_source_id = ANY(%s) ORDER BY funding_source_id FOR UPDATE"
).format(_COLUMNS)
_READ = sql.SQL(
    "SELECT {} FROM village_internet.funding_sources"
    " WHERE agency = %s OR funding_source_id = ANY(%s) ORDER BY funding_source_id"
).format(_COLUMNS)
_SAVE = sql.SQL(
    "INSERT INTO village_internet.funding_sources ({}) VALUES ({})"
    " ON CONFLICT (funding_source_id) DO UPDATE SET {}"
).format(
    _COLUMNS,
    sql.SQL(", ").join(map(sql.Placeholder, _NAMES)),
    sql.SQL(", ").join(
        sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name))
        for name in _NAMES
        if name not in ("funding_source_id", "agency")
    ),
)


class LockedSource(NamedTuple):
    """A funding source nobody else can change or draw on until the transaction ends."""

    source: FundingSource
    used_points: int
    used_idr: int


def known_sources(connection: Connection, identifiers: Iterable[str]) -> dict[str, FundingSource]:
    """Return the sources with these ids, by id, without locking them."""
    return {
        source.funding_source_id: source
        for source in read_sources(connection, None, sorted(set(identifiers)))
    }


def read_sources(
    connection: Connection, agency: str | None, identifiers: Sequence[str]
) -> list[FundingSource]:
    """Return the sources of `agency` and those with one of `identifiers`, by id."""
    rows = connection.execute(_READ, (agency, list(identifiers))).fetchall()
    return [FundingSource(**dict(zip(_NAMES, row))) for row in rows]


def lock_sources(connection: Connection, identifiers: Iterable[str]) -> dict[str, LockedSource]:
    """Lock the sources with these ids in the order of the ids; ids that are none are left out."""
    rows = connection.execute(_LOCK, (sorted(set(identifiers)),)).fetchall()
    return {
        row[0]: LockedSource(FundingSource(**dict(zip(_NAMES, row))), row[-2], int(row[-1]))
        for row in rows
    }


def save_source(connection: Connection, source: FundingSource) -> None:
    """Store a source, new or changed; its agency and what is used of it stay as they are.

    Raises psycopg's CheckViolation when more is used than the source would then have.
    """
    connection.execute(_SAVE, {name: getattr(source, name) for name in _NAMES})


def without_limits(source: FundingSource) -> FundingSource:
    """Return the source as it stands while its hotspots are being stored.

    A revision may lower a quota and drop the points that no longer fit: the limits are set last, so
    that the database judges the end and not the way there.
    """
    return replace(source, point_quota=None, budget_idr=None)


def overdrawn(
    locked: LockedSource, source: FundingSource, before: Sequence[Hotspot], after: Sequence[Hotspot]
) -> Words | None:
    """Return a sentence when a plan would use more of a source than other plans leave it.

    `before` and `after` are the plan's hotspots of this source; `source` has the limits that shall
    hold. The rules judge one plan; this also counts what other plans have published.
    """
    others_points = locked.used_points - len(before)
    others_idr = locked.used_idr - sum(cost_idr(hotspot, locked.source) for hotspot in before)
    own_idr = sum(cost_idr(hotspot, source) for hotspot in after)
    if source.point_quota is not None and others_points + len(after) > source.point_quota:
        return POINTS_DO_NOT_FIT.filled(
            source=source.funding_source_id,
            quota=number_words(source.point_quota),
            others=number_words(others_points),
            own=number_words(len(after)),
        )
    if source.budget_idr is not None and others_idr + own_idr > source.budget_idr:
        return MONEY_DOES_NOT_FIT.filled(
            source=source.funding_source_id,
            budget=_rupiah(source.budget_idr),
            others=_rupiah(others_idr),
            own=_rupiah(own_idr),
        )
    return None


def _rupiah(amount_idr: int) -> Words:
    return Words(*(rupiah_text(amount_idr, language) for language in LANGUAGES))


def by_source(hotspots: Iterable[Hotspot]) -> dict[str, list[Hotspot]]:
    """Return the hotspots that count, grouped by the id of their funding source."""
    grouped: dict[str, list[Hotspot]] = {}
    for hotspot in hotspots:
        if hotspot.funding_source_id and not hotspot.is_replaced:
            grouped.setdefault(hotspot.funding_source_id, []).append(hotspot)
    return grouped
