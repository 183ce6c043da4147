# SPDX-License-Identifier: GPL-2.0-or-later
"""Mends the sample plan's double funding as a planner does: the point goes where it is needed.

The province already pays for Muara Adang II in 2025, so the regency gives its point there up and
places it at the office of Segendang, a village reported without signal. The edit is one undo step
in the layer's edit buffer, as every edit in QGIS is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.make_sample import position_of, read_village_list
from tools.sample_facts import Place
from village_internet_plugin.domain.identifiers import new_identifier

DOUBLE_FUNDING = "VI404"
NEW_PLACE = Place("Segendang", "Kantor Desa Segendang", "kantor desa")


def doubly_funded(report: dict[str, Any]) -> list[str]:
    """Return the ids of the hotspots that another agency pays for too, by a check's report."""
    return [
        finding["subject"] for finding in report["findings"] if finding["rule"] == DOUBLE_FUNDING
    ]


def move_points_to_new_place(plan: Path, hotspot_ids: Iterable[str]) -> list[str]:
    """Replace the hotspots of `plan` by new ones at NEW_PLACE; return what they were called.

    Runs inside a QGIS session. Raises OSError when the layer cannot be edited or saved, and leaves
    it as it was.
    """
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{plan}|layername=hotspots", "hotspots", "ogr")
    if not layer.startEditing():
        raise OSError(f"The hotspots of {plan} cannot be edited.")
    names = []
    layer.beginEditCommand("The province pays for this village")
    wanted = set(hotspot_ids)
    for old in [each for each in layer.getFeatures() if each["hotspot_id"] in wanted]:
        names.append(str(old["name"]))
        layer.addFeature(_successor(old))
        for column, value in {"status": "replaced", "notes": _WHY}.items():
            layer.changeAttributeValue(old.id(), layer.fields().indexOf(column), value)
    layer.endEditCommand()
    if not layer.commitChanges():
        reasons = "; ".join(layer.commitErrors())
        layer.rollBack()
        raise OSError(f"The hotspots of {plan} could not be saved: {reasons}")
    return names


_WHY = "Didanai provinsi pada 2025; digantikan titik di Kantor Desa Segendang."


def _successor(old: Any) -> Any:
    """Return a new feature with the money and the dates of `old` at the new place."""
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

    villages = read_village_list()
    lat, lon = position_of(NEW_PLACE, villages)
    changed = {
        "fid": None,
        "hotspot_id": new_identifier(),
        "village_code": villages[NEW_PLACE.village].code,
        "name": NEW_PLACE.name,
        "site_kind": "village_office",
        "technology": "wireless",
        "provider": "Telkomsel Orbit",
        "maintainer": f"Pemerintah Desa {NEW_PLACE.village}",
        "notes": "Blank spot sejak 2021; ilustrasi.",
    }
    new = QgsFeature(old.fields())
    new.setAttributes([changed.get(field.name(), old[field.name()]) for field in old.fields()])
    new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
    return new
