# SPDX-License-Identifier: GPL-2.0-or-later
"""All villages of a file with their shapes, a batch at a time: a country needs no more memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from village_internet_plugin.domain.schema import VILLAGES
from village_internet_plugin.domain.village import Village
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.reference.geopackage import GeoPackage, quoted

_AT_ONCE = 250


def village_batches(
    file: GeoPackage, at_once: int = _AT_ONCE
) -> Iterator[list[tuple[Village, Any]]]:
    """Yield the villages in file order with their mended shapes (degrees), None without one.

    InputError when a geometry is damaged. No statement stays open between two batches: the file
    can be written to meanwhile.
    """
    columns = file.columns(VILLAGES, (file.geometry_column(VILLAGES),))
    statement = (
        f"SELECT rowid, {columns} FROM {quoted(VILLAGES.name)} "  # noqa: S608 # nosec B608 - names of the schema
        "WHERE rowid > ? ORDER BY rowid LIMIT ?"
    )
    last = -1
    while True:
        rows = file.connection.execute(statement, (last, at_once)).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        shapes, _ = file.shapes(VILLAGES, [row[-1] for row in rows], np.zeros(len(rows), np.bool_))
        shapely.prepare(shapes)
        yield [(Village(*row[1:-1]), shape) for row, shape in zip(rows, shapes.tolist())]
