# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots as rows of PostgreSQL: read as the planner's own objects, written set by set."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from operator import attrgetter

from psycopg import sql

from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import Region
from village_internet_plugin.domain.schema import EPSG, HOTSPOTS
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.locks import widest_degrees
from village_internet_plugin.sharing.canonical import Row, hotspot_of_row
from village_internet_plugin.sharing.revision_document import RevisionDocument

_NAMES = HOTSPOTS.names()
_values_of = attrgetter(*_NAMES)
_COLUMNS = sql.SQL(", ").join(map(sql.Identifier, _NAMES))
_READ = sql.SQL("{}, ST_X(geom), ST_Y(geom)").format(_COLUMNS)
_EWKB_POINT = struct.Struct("<BIIdd")
_POINT_WITH_SRID = 0x2000_0001
MANY = 1_000
"""From how many rows on it pays to do something else while they are written, and PostgreSQL should
know the stage's statistics (254 s against 1.4 s were measured on a stage never analysed)."""

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
_COPY_ADDED = sql.SQL(
    "COPY village_internet.hotspots ({}, geom, plan_id, agency, placed, revision) FROM STDIN"
).format(_COLUMNS)
# The stage lives as long as its connection: one for each publish would bloat the catalogue.
_MAKE_STAGE = sql.SQL(
    "CREATE TEMPORARY TABLE IF NOT EXISTS stage ON COMMIT DELETE ROWS AS"
    " SELECT {}, geom FROM village_internet.hotspots WITH NO DATA"
).format(_COLUMNS)
_COPY_STAGE = sql.SQL("COPY stage ({}, geom) FROM STDIN").format(_COLUMNS)
_UPDATE = sql.SQL(
    "UPDATE village_internet.hotspots AS kept SET revision = %s, geom = stage.geom, {} FROM stage"
    " WHERE kept.hotspot_id = stage.hotspot_id AND kept.plan_id = %s"
).format(
    sql.SQL(", ").join(
        sql.SQL("{0} = stage.{0}").format(sql.Identifier(name)) for name in _NAMES[1:]
    )
)


def read_head(connection: Connection, plan_id: str) -> list[Hotspot]:
    """Return a plan's hotspots at its head revision, in the order they were placed."""
    return list(map(hotspot_of_row, read_head_rows(connection, plan_id)))


def read_head_rows(connection: Connection, plan_id: str) -> list[Row]:
    """Return the same as rows: the columns of table `hotspots` in its order, then lon and lat."""
    with connection.cursor(binary=True) as cursor:
        return cursor.execute(_HEAD, (plan_id,)).fetchall()


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
            PublishedHotspot(hotspot_of_row(row[:-3]), *row[-3:])
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
    if document.changed:
        _change(connection, document.changed)
        connection.execute(_UPDATE, (revision, document.plan_id))
    if document.added:
        _add(connection, document, agency, revision)


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


def _change(connection: Connection, changed: Sequence[Hotspot]) -> None:
    """Lay the changed rows ready for one UPDATE of them all."""
    connection.execute("SET LOCAL client_min_messages = warning")
    connection.execute(_MAKE_STAGE)
    connection.execute("CREATE UNIQUE INDEX IF NOT EXISTS stage_id ON stage (hotspot_id)")
    with connection.cursor() as cursor, cursor.copy(_COPY_STAGE) as copy:
        for hotspot in changed:
            copy.write_row((*_values_of(hotspot), _point(hotspot)))
    if len(changed) >= MANY:
        connection.execute("ANALYZE stage")


def _add(connection: Connection, document: RevisionDocument, agency: str, revision: int) -> None:
    """Put the added rows at the end of the plan's order."""
    row = connection.execute(
        "SELECT coalesce(max(placed), 0) FROM village_internet.hotspots WHERE plan_id = %s",
        (document.plan_id,),
    ).fetchone()
    first = (row[0] if row else 0) + 1
    with connection.cursor() as cursor, cursor.copy(_COPY_ADDED) as copy:
        for placed, hotspot in enumerate(document.added, start=first):
            own = (_point(hotspot), document.plan_id, agency, placed, revision)
            copy.write_row((*_values_of(hotspot), *own))


def _point(hotspot: Hotspot) -> str | None:
    """Return the position as PostGIS reads it fastest (EWKB in hexadecimal digits)."""
    if hotspot.position is None:
        return None
    return _EWKB_POINT.pack(1, _POINT_WITH_SRID, EPSG, *hotspot.position).hex()
