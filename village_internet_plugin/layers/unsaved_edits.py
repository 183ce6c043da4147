# SPDX-License-Identifier: GPL-2.0-or-later
"""What was edited in a plan's layers and is not in its file yet: counted, and saved."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError


def count_unsaved(layers: Iterable[QgsVectorLayer]) -> int:
    """Return how many rows of `layers` differ from what is saved; 1 at least per changed layer."""
    return sum(_count(layer) for layer in layers if layer.isModified())


def save_edits(layers: Iterable[QgsVectorLayer]) -> None:
    """Save what was edited and end editing, which lets go of the file.

    Raises InputError with QGIS's own reasons when a layer could not be saved: what was edited is
    then still there, in its edit buffer.
    """
    for layer in layers:
        if layer.isEditable() and not layer.commitChanges():
            raise _not_saved(layer)


def _count(layer: QgsVectorLayer) -> int:
    buffer = layer.editBuffer()
    if buffer is None:
        return 0
    added, removed = set(buffer.addedFeatures()), set(buffer.deletedFeatureIds())
    changed = {*buffer.changedAttributeValues(), *buffer.changedGeometries()} - added
    # Inside a transaction group the buffer keeps no lists: it is only known to have changed.
    return max(1, len(added) + len(removed) + len(changed - removed))


def _not_saved(layer: QgsVectorLayer) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The edits of layer “{layer}” could not be saved, and are still there: {reasons}. Mend "
        "that, save the layer, and try again.",
    )
    reasons = "; ".join(line.strip().rstrip(".") for line in layer.commitErrors() if line.strip())
    return InputError(sentence.format(layer=layer.name(), reasons=reasons or "?"))
