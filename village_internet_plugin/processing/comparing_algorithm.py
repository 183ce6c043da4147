# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms that compare two states of a plan have in common: how it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.user_language import user_language
from village_internet_plugin.processing.point_sink import point_sink_parameter, write_points

if TYPE_CHECKING:
    from village_internet_plugin.sharing.comparing import Comparison


def add_comparison(algorithm: QgsProcessingAlgorithm) -> None:
    """Add OUTPUT and the counts to an algorithm."""
    algorithm.addParameter(
        point_sink_parameter(QCoreApplication.translate("VillageInternet", "Differences"))
    )
    for name, label in (
        ("ADDED", QCoreApplication.translate("VillageInternet", "Hotspots added")),
        ("CHANGED", QCoreApplication.translate("VillageInternet", "Hotspots changed")),
        ("REMOVED", QCoreApplication.translate("VillageInternet", "Hotspots removed")),
    ):
        algorithm.addOutput(QgsProcessingOutputNumber(name, label))


def tell_comparison(
    algorithm: QgsProcessingAlgorithm,
    comparison: Comparison,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    """Write the differences, say the totals in the user's language, and return the outputs."""
    from village_internet_plugin.layers.comparison_layer import (
        comparison_features,
        comparison_fields,
    )
    from village_internet_plugin.layers.comparison_words import summary_text, total_text
    from village_internet_plugin.sharing.comparing import ADDED, CHANGED, REMOVED

    language = user_language()
    features = comparison_features(comparison, language)
    layer_id = write_points(algorithm, parameters, context, comparison_fields(), features)
    feedback.pushInfo(summary_text(comparison, language))
    for total in comparison.funding_sources:
        feedback.pushInfo(total_text(total, False, language))
    return {
        "OUTPUT": layer_id,
        "ADDED": comparison.count(ADDED),
        "CHANGED": comparison.count(CHANGED),
        "REMOVED": comparison.count(REMOVED),
    }
