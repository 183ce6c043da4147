# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of a plan's table that a filter on its layer hides: they are planned all the same."""

from __future__ import annotations

from qgis.core import QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError


def hidden_rows(layer: QgsVectorLayer) -> QgsVectorLayer | None:
    """Return a layer of those rows of the file that the filter of `layer` hides.

    It has the same columns, without joined and computed ones. None when no filter is set. Raises
    InputError when the filter cannot be turned round.
    """
    shown = layer.subsetString()
    if not shown:
        return None
    registry, provider = QgsProviderRegistry.instance(), layer.providerType()
    parts = registry.decodeUri(provider, layer.source())
    parts.pop("subset", None)
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    hidden = QgsVectorLayer(registry.encodeUri(provider, parts), layer.name(), provider, options)
    # A condition that is neither true nor false hides its row too.
    if not hidden.isValid() or not hidden.setSubsetString(f"NOT coalesce(({shown}), 0)"):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "Layer “{layer}” has a filter that hides rows in a way the planner cannot read; the "
            "plan is not checked. Clear the filter, or write it as a condition on columns.",
        )
        raise InputError(sentence.format(layer=layer.name()))
    return hidden
