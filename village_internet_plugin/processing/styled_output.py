# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Gives an output layer its look when QGIS adds it to the project."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsFeatureRenderer,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)

_latest: dict[str, StyledOutput] = {}
"""QGIS does not keep them: by output, each until the next run takes its place."""


class StyledOutput(QgsProcessingLayerPostProcessorInterface):
    """Sets a renderer, made when the layer is there."""

    def __init__(self, renderer: Callable[[], QgsFeatureRenderer]) -> None:
        super().__init__()
        self._renderer = renderer

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Style the layer; QGIS calls this in its main thread."""
        layer.setRenderer(self._renderer())
        layer.triggerRepaint()


def style_output(
    output: str,
    layer_id: str,
    context: QgsProcessingContext,
    renderer: Callable[[], QgsFeatureRenderer],
) -> None:
    """Have a layer styled if it is going to be added to the project."""
    if context.willLoadLayerOnCompletion(layer_id):
        styled = _latest[output] = StyledOutput(renderer)
        context.layerToLoadOnCompletionDetails(layer_id).setPostProcessor(styled)
