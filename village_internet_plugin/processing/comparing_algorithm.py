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
    from pathlib import Path

    from village_internet_plugin.sharing.comparing import Comparison, PlanState


def add_comparison(algorithm: QgsProcessingAlgorithm) -> None:
    """Add OUTPUT and the counts to an algorithm."""
    algorithm.addParameter(
        point_sink_parameter(QCoreApplication.translate("VillageInternet", "Differences"))
    )
    for name, label in (
        ("ADDED", QCoreApplication.translate("VillageInternet", "Hotspots added")),
        ("CHANGED", QCoreApplication.translate("VillageInternet", "Hotspots changed")),
        ("REMOVED", QCoreApplication.translate("VillageInternet", "Hotspots removed")),
        ("WAIVERS", QCoreApplication.translate("VillageInternet", "Waivers changed")),
        ("SOURCES", QCoreApplication.translate("VillageInternet", "Funding sources changed")),
    ):
        algorithm.addOutput(QgsProcessingOutputNumber(name, label))


def compare_named(before: PlanState, after: PlanState, *plan_paths: Path) -> Comparison:
    """Compare two states; what waivers say of villages is told by the names in the plan files."""
    from village_internet_plugin.reference.village_names import village_names
    from village_internet_plugin.sharing.comparing import compare

    waivers = (*(before.waivers or ()), *(after.waivers or ()))
    names: dict[str, str] = {}
    if waivers:
        for path in plan_paths:
            names.update(village_names(path, (waiver.subject for waiver in waivers)))
    return compare(before, after, names)


def tell_comparison(
    algorithm: QgsProcessingAlgorithm,
    comparison: Comparison,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    """Write the differences, say in the user's language what came of them, return the outputs."""
    from village_internet_plugin.layers.comparison_layer import (
        comparison_features,
        comparison_fields,
    )
    from village_internet_plugin.layers.comparison_words import total_text
    from village_internet_plugin.layers.waiver_and_source_words import (
        source_change_text,
        summary_text,
        waiver_text,
    )
    from village_internet_plugin.sharing.field_change import ADDED, CHANGED, REMOVED

    language = user_language()
    features = comparison_features(comparison, language)
    layer_id = write_points(algorithm, parameters, context, comparison_fields(language), features)
    feedback.pushInfo(summary_text(comparison, language))
    for total in comparison.funding_sources:
        feedback.pushInfo(total_text(total, False, language))
    for source in comparison.sources:
        feedback.pushInfo(source_change_text(source, language))
    for waiver in comparison.waivers:
        feedback.pushInfo(waiver_text(waiver, language))
    return {
        "OUTPUT": layer_id,
        "ADDED": comparison.count(ADDED),
        "CHANGED": comparison.count(CHANGED),
        "REMOVED": comparison.count(REMOVED),
        "WAIVERS": len(comparison.waivers),
        "SOURCES": len(comparison.sources),
    }
