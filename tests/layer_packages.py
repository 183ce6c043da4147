# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks into a layer package, and puts other projects into it."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

SAMPLE = {
    "villages": "batas_desa_ilustrasi.geojson",
    "village_offices": "kantor_desa.csv",
    "blank_spots": "blank_spot_2021.csv",
    "existing_hotspots": "hotspot_eksisting.csv",
    "network_nodes": "simpul_jaringan.csv",
    "funding_sources": "sumber_dana.csv",
    "hotspots": "titik_hotspot_paser_2025.csv",
}


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def embedded_project(package: Path) -> str:
    ((content,),) = rows(package, "SELECT content FROM qgis_projects WHERE name = 'plan'")
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as container:
        return container.read("plan.qgs").decode("utf-8")


def zipped_project(text: str, name: str = "plan.qgs") -> bytes:
    """Return a project as QGIS packs it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(name, text)
    return packed.getvalue()


def embed(package: Path, zipped: bytes) -> None:
    """Put a zip in the place of the package's project."""
    with closing(sqlite3.connect(package)) as connection, connection:
        connection.execute("UPDATE qgis_projects SET content = ?", (zipped.hex(),))
