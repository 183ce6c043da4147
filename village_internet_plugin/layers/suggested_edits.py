# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts suggested hotspots into a plan, and takes out what they stand in for: one undo step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Callable

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot, delete_row, place_hotspot

_ID = "hotspot_id"


def accept_hotspots(
    layer: QgsVectorLayer,
    added: Sequence[Hotspot],
    removed: Collection[str] = (),
    paid_by: Sequence[Hotspot] = (),
    fid_of: Callable[[str], int | None] | None = None,
) -> int:
    """Bring the layer `hotspots` to what is suggested, and return how many rows are another.

    `added` are new hotspots; one whose id the layer has already was accepted before and is left
    alone. `removed` are ids of hotspots that give way. `paid_by` are hotspots of the plan that stay
    where they are while another source pays for them: their funding source and year are set.
    `fid_of` finds a hotspot's row by its id where somebody knows; else the layer is read through.
    Nothing is saved: all of it is one undo step, and none where nothing is to be done. Raises
    InputError when the layer refuses; it is then as it was.
    """
    find = fid_of or fids_by_id(layer).get
    new = [hotspot for hotspot in added if find(hotspot.hotspot_id) is None]
    gone = [fid for fid in map(find, sorted(removed)) if fid is not None]
    moved = [
        (fid, hotspot)
        for hotspot in paid_by
        for fid in [find(hotspot.hotspot_id)]
        if fid is not None
    ]
    if not (new or gone or moved):
        return 0
    with edit_step(layer, _title(len(new), len(gone))):
        for fid in gone:
            delete_row(layer, fid)
        for fid, hotspot in moved:
            changes = {
                "funding_source_id": hotspot.funding_source_id,
                "year": hotspot.year,
                "service_months": hotspot.service_months,
            }
            change_hotspot(layer, fid, changes)
        for hotspot in new:
            place_hotspot(layer, hotspot)
    return len(new) + len(gone) + len(moved)


def fids_by_id(layer: QgsVectorLayer) -> dict[str, int]:
    """Return the fid of each hotspot in the layer as it is now, unsaved rows included."""
    place = layer.fields().indexOf(_ID)
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([place])
    return {str(one.attribute(place)): int(one.id()) for one in layer.getFeatures(request)}


def _title(added: int, removed: int) -> str:
    if removed:
        text = QCoreApplication.translate(
            "VillageInternet", "Accept {added} suggested hotspots in place of {removed}"
        )
        return text.format(added=added, removed=removed)
    text = QCoreApplication.translate("VillageInternet", "Accept {added} suggested hotspots")
    return text.format(added=added)
