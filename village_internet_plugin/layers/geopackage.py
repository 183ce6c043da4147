# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing to a GeoPackage through OGR so that either everything is written or nothing.

OGR answers a failed call in two ways: with a code or None, or, when any other plugin has switched
`UseExceptions` on in the same process, with a RuntimeError. Both become one InputError here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Callable

from osgeo import gdal, ogr
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import Table
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.reference.plan_version import VERSION_KEY, require_known_version

BUSY_TIMEOUT_S = 10.0
"""How long to wait for another program's write to the file before giving up."""
_NO_TABLE = Words(
    "The plan file lacks its table {table}; nothing was written.",
    "Berkas rencana tidak memiliki tabel {table}; tidak ada yang ditulis.",
)


def write_failed(path: Path, reason: str) -> InputError:
    """Return the error that says why `path` could not be written and that it is unchanged."""
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "{path} could not be written and is unchanged: {reason}. "
        "Close other programs that edit it, see that the disk has room, and try again.",
    )
    return InputError(sentence.format(path=path, reason=reason.rstrip(". ") or "?"))


def ogr_call(path: Path, call: Callable[..., Any], *arguments: Any) -> Any:
    """Call OGR and return its answer; raises InputError when it failed, however it says so."""
    gdal.ErrorReset()
    try:
        answer = call(*arguments)
    except RuntimeError as error:
        raise write_failed(path, in_user_language(error)) from error
    is_error_code = type(answer) is int and answer != ogr.OGRERR_NONE
    is_nothing = answer is None and gdal.GetLastErrorType() >= gdal.CE_Failure
    if is_nothing or is_error_code:
        raise write_failed(path, gdal.GetLastErrorMsg())
    return answer


def require_plan_file(path: Path) -> None:
    """Raise InputError unless `path` is a plan GeoPackage that nobody keeps locked.

    A plan of a newer plugin is none for us: what is written by rules we do not know may damage it.
    """
    if not path.is_file():
        sentence = QCoreApplication.translate(
            "VillageInternet", "There is no plan file {path}. Create the plan first."
        )
        raise InputError(sentence.format(path=path))
    try:
        with closing(connect_read_only(path)) as connection:
            question = "SELECT key, value FROM plan WHERE key = ?"
            settings = dict(connection.execute(question, (VERSION_KEY,)))
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):  # SQLite tells a busy file apart by this word alone
            raise write_failed(path, in_user_language(error)) from error
        sentence = QCoreApplication.translate(
            "VillageInternet", "{path} is not a plan file ({reason}). Choose a plan GeoPackage."
        )
        raise InputError(sentence.format(path=path, reason=in_user_language(error))) from error
    require_known_version(settings, path)


@contextmanager
def read_connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open `path` with SQLite for reading alone; raises InputError when reading fails."""
    try:
        with closing(connect_read_only(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} could not be read: {reason}. Close other programs that edit it and try again.",
        )
        raise InputError(sentence.format(path=path, reason=in_user_language(error))) from error


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Open `path` with SQLite for reading alone; raises sqlite3.Error when it cannot be opened."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S)


_under_way: ContextVar[tuple[Path, Any] | None] = ContextVar("_under_way", default=None)
"""The plan that is being written in this thread, with its dataset."""


@contextmanager
def plan_transaction(path: Path) -> Iterator[Any]:
    """Open a plan for writing and give its OGR dataset, all inside one transaction.

    Leaving the block commits; any exception rolls everything back, so that the file is as it was.
    Inside another transaction of the same file this is a part of that one: writers of single tables
    can be joined into one step. Raises InputError when the file is not a plan, is locked, or cannot
    be written.
    """
    under_way = _under_way.get()
    if under_way is not None and under_way[0] == path.absolute():
        yield under_way[1]
        return
    require_plan_file(path)
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE, ["GPKG"])
    except RuntimeError as error:
        raise write_failed(path, in_user_language(error)) from error
    if dataset is None:
        raise write_failed(path, gdal.GetLastErrorMsg())
    # The handler keeps GDAL from printing what the raised sentence says already.
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        ogr_call(path, dataset.StartTransaction)
        outer = _under_way.set((path.absolute(), dataset))
        try:
            yield dataset
        except BaseException:
            dataset.RollbackTransaction()
            raise
        finally:
            _under_way.reset(outer)
        ogr_call(path, dataset.CommitTransaction)
    finally:
        gdal.PopErrorHandler()


def table_layer(dataset: Any, table: Table) -> Any:
    """Return the OGR layer of `table`; raises ProgramFault when the plan file lacks it."""
    layer = dataset.GetLayerByName(table.name)
    if layer is None:
        raise ProgramFault(_NO_TABLE.filled(table=table.name))
    return layer


def fids_by_value(path: Path, table: Table, column: str) -> dict[str, list[int]]:
    """Return the feature ids of `table` by the text in `column`; rows without a value are left out.

    Raises KeyError when the table has no such column, InputError when the file cannot be read.
    """
    name = table.column(column).name
    query = (
        f'SELECT "{name}", fid FROM "{table.name}" '  # noqa: S608 # nosec B608 - names are the schema's own
        f'WHERE "{name}" IS NOT NULL ORDER BY fid'
    )
    found: dict[str, list[int]] = {}
    with read_connection(path) as connection:
        for value, fid in connection.execute(query):
            found.setdefault(str(value), []).append(fid)
    return found


class RowWriter:
    """Puts rows into one table of a plan within a running transaction.

    Values are set by the schema's types; None empties a column. Geometries are WKB in EPSG:4326.
    """

    def __init__(self, path: Path, dataset: Any, table: Table) -> None:
        self._path = path
        self._layer = table_layer(dataset, table)
        definition = self._layer.GetLayerDefn()
        self._definition = definition
        self._positions = {name: definition.GetFieldIndex(name) for name in table.names()}

    def insert(self, values: dict[str, object], wkb: bytes | None = None) -> None:
        """Add a row; a column that `values` does not name stays empty."""
        feature = ogr.Feature(self._definition)
        self._fill(feature, values, wkb)
        ogr_call(self._path, self._layer.CreateFeature, feature)

    def update(self, fid: int, values: dict[str, object], wkb: bytes | None = None) -> None:
        """Change the named columns of a row; `wkb` None keeps the geometry it has."""
        feature = ogr_call(self._path, self._layer.GetFeature, fid)
        self._fill(feature, values, wkb)
        ogr_call(self._path, self._layer.SetFeature, feature)

    def delete(self, fid: int) -> None:
        """Remove a row."""
        ogr_call(self._path, self._layer.DeleteFeature, fid)

    def delete_all(self) -> None:
        """Remove every row of the table."""
        for fid in self.fids():
            self.delete(fid)

    def fids(self) -> list[int]:
        """Return the feature ids of all rows, ascending."""
        return sorted(feature.GetFID() for feature in self._layer)

    def _fill(self, feature: Any, values: dict[str, object], wkb: bytes | None) -> None:
        for name, value in values.items():
            if value is None:
                feature.SetFieldNull(self._positions[name])
            else:
                feature.SetField(self._positions[name], value)
        if wkb is not None:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
