# SPDX-License-Identifier: GPL-2.0-or-later
"""Villages by code and by position, read from the file as they are asked for."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import INDONESIA, LonLat, Region
from village_internet_plugin.domain.schema import VILLAGES
from village_internet_plugin.domain.village import Village
from village_internet_plugin.geodesy.lengths import Floats, degrees_around
from village_internet_plugin.geodesy.one_length import degrees_around_one
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.geodesy.shapes import distance_outside_m, near_distance_m
from village_internet_plugin.reference.geopackage import GeoPackage, quoted

_SHAPES_KEPT = 2_000
_CODES_PER_QUESTION = _ROWS_PER_QUESTION = 500
_RTREE_ROUNDING = 1e-4
"""Degrees; a 32-bit longitude is off by up to 1.5e-5."""

_NO_VILLAGES = Words(
    "{path} has no table villages. Load the villages first.",
    "{path} tidak memiliki tabel desa (villages). Muat data desa terlebih dahulu.",
)
_NO_INDEX = Words(
    "Table villages of {path} has no spatial index. "
    "Create one in QGIS (layer properties, Source) or load the villages again.",
    "Tabel desa (villages) dalam {path} tidak memiliki indeks spasial. "
    "Buat di QGIS (properti layer, Sumber) atau muat lagi data desa.",
)


class Villages:
    """The table `villages` of a GeoPackage; nothing of it is loaded before it is needed."""

    def __init__(self, file: GeoPackage) -> None:
        """Use `file`; InputError when it has no villages or no R-tree for them."""
        if not file.has(VILLAGES):
            raise InputError(_NO_VILLAGES.filled(path=file.path))
        rtree = file.rtree(VILLAGES)
        if rtree is None:
            raise InputError(_NO_INDEX.filled(path=file.path))
        self._file, self._rtree = file, rtree
        self._geometry = file.geometry_column(VILLAGES)
        self._by_code: dict[str, Village | None] = {}
        self._codes: dict[int, str] = {}
        self._fids: dict[str, int] = {}
        self._shapes: OrderedDict[int, Any] = OrderedDict()
        self._valid: set[int] = set()
        self._near_statement = (
            f"SELECT id FROM {quoted(rtree)} "  # noqa: S608 # nosec B608 - a quoted name
            "WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?"
        )
        self._questions = file.connection.cursor()
        self._questions.execute(
            "CREATE TEMP TABLE question (i INTEGER PRIMARY KEY, x REAL, y REAL, dx REAL, dy REAL)"
        )

    def region(self) -> Region:
        """Return the box all villages lie in; Indonesia's when there are no villages yet."""
        row = self._file.connection.execute(
            "SELECT min(minx), min(miny), max(maxx), max(maxy) "  # noqa: S608 # nosec B608 - a quoted name
            f"FROM {quoted(self._rtree)}"
        ).fetchone()
        return INDONESIA if row[0] is None else self._exact(Region(*row))

    def _exact(self, rough: Region) -> Region:
        """Return the box without the rounding of the R-tree, which keeps 32-bit numbers."""
        fids = self._file.connection.execute(
            f"SELECT id FROM {quoted(self._rtree)} "  # noqa: S608 # nosec B608 - a quoted name
            "WHERE minx <= ? OR miny <= ? OR maxx >= ? OR maxy >= ?",
            (
                *(low + _RTREE_ROUNDING for low in rough[:2]),
                *(h - _RTREE_ROUNDING for h in rough[2:]),
            ),
        ).fetchall()
        statement = (
            f"SELECT {quoted(self._geometry)} "  # noqa: S608 # nosec B608 - a quoted name
            "FROM villages WHERE rowid = ?"
        )
        rows = [self._file.connection.execute(statement, fid).fetchone() for fid in fids]
        bounds = shapely.total_bounds([self._file.shape(VILLAGES, row[0]) for row in rows if row])
        return Region(*(float(edge) for edge in bounds))

    def by_code(self, codes: Sequence[str | None]) -> list[Village | None]:
        """Return the village of each code, None where there is none."""
        unknown = sorted({code for code in codes if code and code not in self._by_code})
        for start in range(0, len(unknown), _CODES_PER_QUESTION):
            self._look_up(unknown[start : start + _CODES_PER_QUESTION])
        return [self._by_code.get(code) if code else None for code in codes]

    def holding(self, lon: Floats, lat: Floats) -> list[list[str]]:
        """Return for each position (degrees) the sorted codes of the villages that hold it.

        A point on a boundary is held by every village that shares it; NaN positions by none.
        """
        found: list[list[str]] = [[] for _ in lon]
        questions, fids = self._boxes_touching(lon, lat, 0.0)
        shapes = self._shapes_of(fids)
        inside = shapely.intersects_xy(shapes, lon[questions], lat[questions])
        for question, fid in zip(questions[inside], fids[inside]):
            found[question].append(self._codes[int(fid)])
        return [sorted(filter(None, codes)) for codes in found]

    def nearest_within(
        self, lon: Floats, lat: Floats, radius_m: Floats
    ) -> list[tuple[str, float] | None]:
        """Return for each position the nearest village at most `radius_m` away, and how far.

        The length (metres, geodesic) is 0 inside, and exact up to `geodesy.shapes.FLAT_M`; of
        equally near villages the smaller code wins.
        """
        found: list[tuple[str, float] | None] = [None] * len(lon)
        questions, fids = self._boxes_touching(lon, lat, radius_m)
        shapes = self._shapes_of(fids)
        # Most have only their box near: that is sooner seen in degrees than in metres.
        within = np.maximum(*degrees_around(lat, radius_m))[questions]
        points = shapely.points(lon[questions], lat[questions])
        near = shapely.distance(shapes, points) <= within
        questions, fids, shapes = questions[near], fids[near], shapes[near]
        lengths = near_distance_m(shapes, lon[questions], lat[questions])
        for question, fid, metres in zip(questions, fids, lengths):
            candidate = (self._codes[int(fid)], float(metres))
            best = found[question]
            if round(metres, 3) > radius_m[question] or not candidate[0]:
                continue
            if best is None or (candidate[1], candidate[0]) < (best[1], best[0]):
                found[question] = candidate
        return found

    def distance_outside_m(self, codes: Sequence[str | None], lon: Floats, lat: Floats) -> Floats:
        """Return how far each position lies outside the village of its code, in metres.

        0 inside or on the boundary, NaN where the village is unknown or has no shape.
        """
        self.by_code(codes)
        known = np.array([i for i, code in enumerate(codes) if code in self._fids], dtype=np.int64)
        metres = np.full(len(lon), np.nan)
        fids = np.array([self._fids[str(codes[i])] for i in known], dtype=np.int64)
        metres[known] = distance_outside_m(self._shapes_of(fids), lon[known], lat[known])
        return metres

    def shapes(self, codes: Sequence[str]) -> list[Any]:
        """Return the shape of each village in degrees, None where there is none."""
        self.by_code(codes)
        known = [code for code in dict.fromkeys(codes) if code in self._fids]
        shapes = self._shapes_of([self._fids[code] for code in known])
        by_code = dict(zip(known, shapes))
        return [by_code.get(code) for code in codes]

    def around(self, position: LonLat, radius_m: float) -> list[str]:
        """Return the sorted codes of villages whose boxes come within `radius_m` of a position.

        All that lie so near are among them, and some that do not; their shapes are not read.
        """
        lon, lat = np.array([position.lon]), np.array([position.lat])
        _, fids = self._boxes_touching(lon, lat, radius_m)
        return sorted(code for code in map(self._code_of, fids) if code)

    def _code_of(self, fid: int) -> str | None:
        fid = int(fid)
        if fid not in self._codes:
            row = self._file.connection.execute(
                "SELECT village_code FROM villages WHERE rowid = ?", (fid,)
            ).fetchone()
            self._codes[fid] = row[0]
        return self._codes[fid]

    def _look_up(self, codes: list[str]) -> None:
        columns = self._file.columns(VILLAGES)
        places = ", ".join("?" * len(codes))
        statement = (
            f"SELECT rowid, {columns} FROM villages "  # noqa: S608 # nosec B608 - codes are parameters
            f"WHERE village_code IN ({places})"
        )
        for fid, *values in self._file.connection.execute(statement, codes):
            village = Village(*values)
            self._by_code[village.village_code] = village
            self._fids[village.village_code], self._codes[fid] = fid, village.village_code
        for code in codes:
            self._by_code.setdefault(code, None)

    def _boxes_touching(self, lon: Floats, lat: Floats, radius_m: Any) -> tuple[Any, Any]:
        """Return pairs of a position's number and the fid of a village whose box is near it."""
        if len(lon) == 1:
            fids = self._boxes_near(lon.item(), lat.item(), float(np.max(radius_m)))
            return np.zeros(len(fids), dtype=np.int64), np.array(fids, dtype=np.int64)
        wide, high = degrees_around(lat, np.broadcast_to(radius_m, lon.shape))
        finite = np.isfinite(lon) & np.isfinite(lat)
        rows = [
            (int(i), float(lon[i]), float(lat[i]), float(wide[i]), float(high[i]))
            for i in np.flatnonzero(finite)
        ]
        self._questions.execute("DELETE FROM question")
        self._questions.executemany("INSERT INTO question VALUES (?, ?, ?, ?, ?)", rows)
        # The R-tree is asked once per position (CROSS JOIN keeps SQLite from turning it round).
        pairs = self._questions.execute(
            f"SELECT i, id FROM question CROSS JOIN {quoted(self._rtree)} "  # noqa: S608 # nosec B608 - a quoted name
            "WHERE minx <= x + dx AND maxx >= x - dx AND miny <= y + dy AND maxy >= y - dy"
        ).fetchall()
        # Left open, the transaction would lock the file, and show it as it is now, from here on.
        self._file.connection.commit()
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def _boxes_near(self, lon: float, lat: float, radius_m: float) -> list[int]:
        """Return the fids of the villages whose boxes are near one position."""
        if not math.isfinite(lon + lat):
            return []
        wide, high = degrees_around_one(lat, radius_m)
        found = self._file.connection.execute(
            self._near_statement, (lon + wide, lon - wide, lat + high, lat - high)
        )
        return [fid for (fid,) in found.fetchall()]

    def _shapes_of(self, fids: Any) -> Any:
        """Return the shapes of the villages, an array of the same length; the latest are kept."""
        asked = [int(fid) for fid in fids]
        if not asked:
            return np.empty(0, dtype=object)
        times = Counter(asked)
        at_hand = {fid: self._shapes[fid] for fid in times if fid in self._shapes}
        # Preparing a shape pays from its second question on: most are asked once.
        again = [at_hand[fid] for fid in at_hand]
        missing = [fid for fid in times if fid not in at_hand]
        for start in range(0, len(missing), _ROWS_PER_QUESTION):
            at_hand.update(self._read_shapes(missing[start : start + _ROWS_PER_QUESTION]))
        again += [at_hand[fid] for fid in missing if times[fid] > 1]
        shapely.prepare(again)
        self._keep(at_hand)
        shapes = np.empty(len(asked), dtype=object)
        shapes[:] = [at_hand[fid] for fid in asked]
        return shapes

    def _keep(self, shapes: Mapping[int, Any]) -> None:
        """Keep these shapes, and of the others those that were asked for last."""
        for fid, shape in list(shapes.items())[-_SHAPES_KEPT:]:
            self._shapes[fid] = shape
            self._shapes.move_to_end(fid)
        while len(self._shapes) > _SHAPES_KEPT:
            self._shapes.popitem(last=False)

    def _read_shapes(self, fids: Sequence[int]) -> dict[int, Any]:
        places = ", ".join("?" * len(fids))
        statement = (
            f"SELECT rowid, village_code, {quoted(self._geometry)} "  # noqa: S608 # nosec B608 - a quoted name
            f"FROM villages WHERE rowid IN ({places})"
        )
        rows = self._file.connection.execute(statement, fids).fetchall()
        known = np.array([row[0] in self._valid for row in rows], dtype=np.bool_)
        shapes, valid = self._file.shapes(VILLAGES, [row[2] for row in rows], known)
        self._codes.update((row[0], row[1]) for row in rows)
        self._valid.update(row[0] for row, is_valid in zip(rows, valid) if is_valid)
        return {row[0]: shape for row, shape in zip(rows, shapes)}
