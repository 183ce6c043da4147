# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the QGIS project with which QGIS Server gives out the published plan as WFS.

    PGSERVICEFILE=… python -m tools.make_wfs_project

The service `village_internet_reader` must lead to a prepared database; the project names the
service alone, so it holds no address, no login and no password, and fits every installation.
"""

from __future__ import annotations

import re

from tools.qgis_session import running_qgis
from tools.stage import REPOSITORY

PROJECT = REPOSITORY / "resources" / "server" / "wfs" / "village_internet.qgs"
SERVICE = "village_internet_reader"
LAYERS = {
    "hotspots": ("Titik hotspot", "Point"),
    "villages": ("Desa dan kelurahan", "MultiPolygon"),
    "blank_spots": ("Blank spot", "MultiPolygon"),
    "funding_sources": ("Sumber dana", None),
    "revisions": ("Revisi", None),
}
"""Title and geometry of each layer; its name in WFS is the view's."""


def main() -> None:
    """Write the project; RuntimeError when a view cannot be opened."""
    with running_qgis():
        from qgis.core import (
            QgsCoordinateReferenceSystem,
            QgsProject,
            QgsRectangle,
            QgsReferencedRectangle,
            QgsVectorLayer,
        )

        project = QgsProject()
        project.setTitle("Village Internet")
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        project.setCrs(degrees)
        for name, (title, geometry) in LAYERS.items():
            place = f" srid=4326 type={geometry}" if geometry else ""
            column = " (geom)" if geometry else ""
            source = (
                f"service='{SERVICE}' key='id' estimatedmetadata=true checkPrimaryKeyUnicity='0'"
                f'{place} table="village_internet_open"."{name}"{column}'
            )
            layer = QgsVectorLayer(source, name, "postgres")
            if not layer.isValid():
                raise RuntimeError(f"{name}: {layer.error().message()}")
            layer.setShortName(name)
            layer.setTitle(title)
            layer.setReadOnly(True)
            # Whatever the database of this machine holds: each server finds its own extent.
            layer.setExtent(QgsRectangle(95.0, -11.0, 141.0, 6.0))
            project.addMapLayer(layer)
        project.writeEntry("WFSLayers", "/", list(project.mapLayers()))
        for identifier in project.mapLayers():
            project.writeEntry("WFSLayersPrecision", f"/{identifier}", 7)
        project.writeEntry("WMSServiceCapabilities", "/", True)
        project.writeEntry("WMSServiceTitle", "/", "Village Internet")
        project.writeEntry("WMSCrsList", "/", ["EPSG:4326", "EPSG:3857"])
        project.viewSettings().setDefaultViewExtent(
            QgsReferencedRectangle(QgsRectangle(95.0, -11.0, 141.0, 6.0), degrees)
        )
        PROJECT.parent.mkdir(parents=True, exist_ok=True)
        if not project.write(str(PROJECT)):
            raise RuntimeError(project.error())
    text = PROJECT.read_text("utf-8")
    # Nothing of the machine or person that wrote it.
    text = re.sub(r' (saveUser|saveUserFull|saveDateTime)="[^"]*"', r' \1=""', text)
    text = re.sub(r"<(author|creation)>.*</\1>", r"<\1></\1>", text)
    PROJECT.write_text(text, encoding="utf-8")
    print(f"Wrote {PROJECT.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
