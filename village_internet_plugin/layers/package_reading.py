# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a layer package that comes back from a survey: whose it is, what it held, what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import HOTSPOTS, Column, Table
from village_internet_plugin.layers.package_guard import require_harmless
from village_internet_plugin.reference.geopackage import GeoPackage
from village_internet_plugin.reference.number_columns import require_numbers_in
from village_internet_plugin.sharing.survey import Survey, fingerprint

MANIFEST_TABLE = "manifest"
AT_EXPORT = Table(
    "hotspots_at_export",
    HOTSPOTS.geometry,
    HOTSPOTS.columns,
    Words("Hotspots when the package was made", "Titik hotspot saat paket dibuat"),
)
AT_EXPORT_SHA256 = "hotspots_at_export_sha256"
"""The manifest's key for the fingerprint of that table."""

_MANIFEST = Table(
    MANIFEST_TABLE, None, (Column("key"), Column("value")), Words("Manifest", "Manifes")
)
_NO_PACKAGE = Words(
    "{path} is not a layer package of this plugin: it has no {missing}. Choose the file that "
    "Export layer package made and that was edited in the field.",
    "{path} bukan paket layer dari plugin ini: {missing} tidak ada. Pilih berkas yang dibuat "
    "dengan Ekspor paket layer dan disunting di lapangan.",
)
_BASE_CHANGED = Words(
    "In {path}, table {table} is not as it was when the package was made; without it nobody can "
    "tell who changed what. Nothing was taken over: restore that table, or compare the package "
    "with the plan and enter the survey by hand.",
    "Dalam {path}, tabel {table} tidak lagi seperti saat paket dibuat; tanpa tabel itu tidak dapat "
    "diketahui siapa mengubah apa. Tidak ada yang diambil alih: pulihkan tabel itu, atau "
    "bandingkan paket dengan rencana dan masukkan hasil survei secara manual.",
)


class AtExport(NamedTuple):
    """The hotspots as the package held them first, the columns it never had, and their hash."""

    hotspots: tuple[Hotspot, ...]
    absent: frozenset[str]
    sha256: str


def read_survey(path: Path) -> Survey:
    """Return what the layer package at `path` brings.

    Raises InputError when it is none, when it holds what could harm (`package_guard`), when a
    number is none, or when what it held at first was changed: nothing could be told apart then.
    """
    require_harmless(path)
    file = GeoPackage(path)
    try:
        manifest = _manifest(file)
        require_numbers_in(file)
        at_export = _at_export(file)
        if at_export.sha256 != manifest[AT_EXPORT_SHA256]:
            raise InputError(_BASE_CHANGED.filled(path=path, table=AT_EXPORT.name))
        return Survey(
            plan_id=manifest["plan_id"],
            made_at=manifest.get("made_at") or "",
            at_export=at_export.hotspots,
            now=_hotspots(file, HOTSPOTS),
            absent=at_export.absent,
        )
    finally:
        file.close()


def hotspots_at_export(path: Path) -> AtExport:
    """Return the hotspots that the package at `path` was made with."""
    file = GeoPackage(path)
    try:
        return _at_export(file)
    finally:
        file.close()


def _manifest(file: GeoPackage) -> dict[str, str]:
    for table in (_MANIFEST, HOTSPOTS, AT_EXPORT):
        if not file.has(table):
            raise InputError(_NO_PACKAGE.filled(path=file.path, missing=table.name))
    manifest = {str(key): str(value) for key, value in file.rows(_MANIFEST)}
    for key in ("plan_id", AT_EXPORT_SHA256):
        if key not in manifest:
            raise InputError(_NO_PACKAGE.filled(path=file.path, missing=f"{MANIFEST_TABLE}.{key}"))
    return manifest


def _at_export(file: GeoPackage) -> AtExport:
    hotspots = _hotspots(file, AT_EXPORT)
    absent = frozenset(HOTSPOTS.names()) - file.column_names(AT_EXPORT)
    return AtExport(hotspots, absent, fingerprint(hotspots, absent))


def _hotspots(file: GeoPackage, table: Table) -> tuple[Hotspot, ...]:
    rows = file.rows_with_geometry(table)
    positions = file.points(table, [row[-1] for row in rows])
    return tuple(
        Hotspot(row[0] or "", position, *row[1:-1]) for row, position in zip(rows, positions)
    )
