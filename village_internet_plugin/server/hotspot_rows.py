# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots as rows of PostgreSQL: read as the planner's own objects, written set by set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import sql

from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import LonLat, Region
from village_internet_plugin.domain.schema import HOTSPOTS, INTEGER, REAL
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.locks import widest_degrees
from village_internet_plugin.sharing.revision_document import RevisionDocument

Row = tuple[Any, ...]

_NAMES = HOTSPOTS.names()
_TYPES = {INTEGER: "int8", REAL: "float8"}
_COLUMN_TYPES = [_TYPES.get(column.holds, "text") for column in HOTSPOTS.columns]
_COLUMNS = sql.SQL(", ").join(map(sql.Identifier, _NAMES))
_READ = sql.SQL("{}, ST_X(geom), ST_Y(geom)").format(_COLUMNS)
_MANY = 1_000
"""From how many rows on the planner should know the stage's statistics (254 s against 1.4 s were
measured on a stage that was never analysed)."""

_HEAD = sql.SQL(
    "SELECT {} FROM village_internet.hotspots WHERE plan_id = %s ORDER BY placed"
).format(_READ)
_OTHERS = sql.SQL(
    "SELECT {}, agency, plan_id, revision FROM village_internet.hotspots"
    " WHERE plan_id <> %(plan_id)s AND status IS DISTINCT FROM 'replaced'"
    " AND (village_code = ANY(%(villages)s)"
    " OR geom && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326))"
    " ORDER BY hotspot_id"
).format(_READ)
_STAGE = sql.SQL("CREATE TEMPORARY TABLE IF NOT EXISTS stage ({}) ON COMMIT DELETE ROWS").format(
    sql.SQL(", ").join(
        [
            *(
                sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind))
                for name, kind in zip(_NAMES, _COLUMN_TYPES)
            ),
            sql.SQL("lon float8, lat float8, placed int8, UNIQUE (hotspot_id)"),
        ]
    )
)
_COPY = sql.SQL("COPY stage ({}, lon, lat, placed) FROM STDIN (FORMAT binary)").format(_COLUMNS)
_POINT = sql.SQL("ST_SetSRID(ST_MakePoint(stage.lon, stage.lat), 4326)")
_INSERT = sql.SQL(
    "INSERT INTO village_internet.hotspots (plan_id, agency, placed, revision, {}, geom)"
    " SELECT %s, %s, placed, %s, {}, {} FROM stage WHERE placed IS NOT NULL ORDER BY placed"
).format(_COLUMNS, _COLUMNS, _POINT)
_UPDATE = sql.SQL(
    "UPDATE village_internet.hotspots AS kept SET revision = %s, geom = {}, {} FROM stage"
    " WHERE stage.placed IS NULL AND kept.hotspot_id = stage.hotspot_id AND kept.plan_id = %s"
).format(
    _POINT,
    sql.SQL(", ").join(
        sql.SQL("{0} = stage.{0}").format(sql.Identifier(name)) for name in _NAMES[1:]
    ),
)


def read_head(connection: Connection, plan_id: str) -> list[Hotspot]:
    """Return a plan's hotspots at its head revision, in the order they were placed."""
    with connection.cursor(binary=True) as cursor:
        return [_hotspot(row) for row in cursor.execute(_HEAD, (plan_id,))]


def read_others(
    connection: Connection, plan_id: str, hotspots: Sequence[Hotspot], reach_m: float
) -> list[PublishedHotspot]:
    """Return the hotspots of other plans that could bear on a verdict on these hotspots.

    Those are the ones in the same villages, and the ones in the box around all of them widened by
    the reach of the rules, `reach_m` metres. More may come than matter, never fewer.
    """
    box = _box(hotspots, reach_m)
    wanted = {
        "plan_id": plan_id,
        "villages": sorted({row.village_code for row in hotspots if row.village_code}),
        **(box._asdict() if box else dict.fromkeys(Region._fields)),
    }
    with connection.cursor(binary=True) as cursor:
        return [
            PublishedHotspot(_hotspot(row[:-3]), *row[-3:])
            for row in cursor.execute(_OTHERS, wanted)
        ]


def write_delta(
    connection: Connection, document: RevisionDocument, agency: str, revision: int
) -> None:
    """Store the delta of a revision: removed rows go, changed ones are replaced, added ones join.

    In this order, so that what a removed point frees of a quota is there for an added one.
    """
    if document.removed:
        connection.execute(
            "DELETE FROM village_internet.hotspots WHERE plan_id = %s AND hotspot_id = ANY(%s)",
            (document.plan_id, list(document.removed)),
        )
    if not document.changed and not document.added:
        return
    _fill_stage(connection, document)
    if document.changed:
        connection.execute(_UPDATE, (revision, document.plan_id))
    if document.added:
        connection.execute(_INSERT, (document.plan_id, agency, revision))


def _box(hotspots: Iterable[Hotspot], reach_m: float) -> Region | None:
    """Return the box around the hotspots and whatever is within `reach_m` metres of them."""
    positions = [hotspot.position for hotspot in hotspots if hotspot.position is not None]
    if not positions:
        return None
    lons, lats = zip(*positions)
    highest = max(abs(lat) for lat in lats)
    return Region(min(lons), min(lats), max(lons), max(lats)).widened(
        widest_degrees(reach_m, highest)
    )


def _fill_stage(connection: Connection, document: RevisionDocument) -> None:
    connection.execute(_STAGE)
    row = connection.execute(
        "SELECT coalesce(max(placed), 0) FROM village_internet.hotspots WHERE plan_id = %s",
        (document.plan_id,),
    ).fetchone()
    last_placed = row[0] if row else 0
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types([*_COLUMN_TYPES, "float8", "float8", "int8"])
        for hotspot in document.changed:
            copy.write_row(_staged(hotspot, None))
        for placed, hotspot in enumerate(document.added, start=last_placed + 1):
            copy.write_row(_staged(hotspot, placed))
    if len(document.changed) + len(document.added) >= _MANY:
        connection.execute("ANALYZE stage")


def _staged(hotspot: Hotspot, placed: int | None) -> Sequence[Any]:
    values = [_as_stored(getattr(hotspot, name), kind) for name, kind in zip(_NAMES, _COLUMN_TYPES)]
    lon, lat = hotspot.position or (None, None)
    return (
        *values,
        None if lon is None else float(lon),
        None if lat is None else float(lat),
        placed,
    )


def _as_stored(value: Any, kind: str) -> Any:
    # Whole numbers come as integers (canonical form); a binary COPY wants the column's own type.
    return float(value) if kind == "float8" and value is not None else value


def _hotspot(row: Row) -> Hotspot:
    lon, lat = row[-2:]
    position = None if lon is None else LonLat(lon, lat)
    return Hotspot(row[0], position, *row[1:-2])
