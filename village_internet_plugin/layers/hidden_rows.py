# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of a plan's table that a filter on its layer hides: they are planned all the same."""

from __future__ import annotations

from qgis.core import QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError


def hidden_rows(layer: QgsVectorLayer) -> QgsVectorLayer:
    """Return a layer of those rows of the file that the filter of `layer` hides.

    It has the same columns, without joined and computed ones. Raises InputError when the filter
    cannot be turned round.
    """
    shown = layer.subsetString()
    registry, provider = QgsProviderRegistry.instance(), layer.providerType()
    parts = registry.decodeUri(provider, layer.source())
    parts.pop("subset", None)
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    hidden = QgsVectorLayer(registry.encodeUri(provider, parts), layer.name(), provider, options)
    # A condition that is neither true nor false hides its row too; one may end in a comment.
    rest = f"NOT coalesce((\n{shown}\n), 0)"
    is_query = shown.lstrip().casefold().startswith("select ")
    if is_query or not hidden.isValid() or not hidden.setSubsetString(rest):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "Layer “{layer}” has a filter that hides rows in a way the planner cannot read; the "
            "plan is not checked. Clear the filter, or write it as a condition on columns.",
        )
        raise InputError(sentence.format(layer=layer.name()))
    return hidden


def deleted_fids(layer: QgsVectorLayer) -> frozenset[int]:
    """Return the fids of saved rows that are deleted, but not yet in the file."""
    edits = layer.editBuffer()
    return frozenset() if edits is None else frozenset(edits.deletedFeatureIds())
