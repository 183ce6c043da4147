# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters that say how far hotspots reach and where people live, for who needs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.wishes import Wishes
from village_internet_plugin.processing.algorithm import advanced

if TYPE_CHECKING:
    from village_internet_plugin.siting.coverage import Radii
    from village_internet_plugin.siting.demand import Spread

SPREAD_KINDS = ("around_office", "whole_village", "none")
"""Those of `siting.demand`, which needs NumPy: QGIS may start without."""


def add_reach(algorithm: QgsProcessingAlgorithm) -> None:
    """Add RADIUS_M, and folded away RADII, SPREAD and WITHIN_M."""
    algorithm.addParameter(
        _length(
            "RADIUS_M",
            QCoreApplication.translate(
                "VillageInternet", "Radius of a hotspot in metres (the rule set's if empty)"
            ),
        )
    )
    algorithm.addParameter(
        advanced(
            QgsProcessingParameterString(
                "RADII",
                QCoreApplication.translate("VillageInternet", "Radii by technology (JSON)"),
                optional=True,
            )
        )
    )
    algorithm.addParameter(
        advanced(
            QgsProcessingParameterEnum(
                "SPREAD",
                QCoreApplication.translate(
                    "VillageInternet", "Where people of villages without settlements live"
                ),
                options=list(SPREAD_KINDS),
                usesStaticStrings=True,
                defaultValue=SPREAD_KINDS[0],
            )
        )
    )
    algorithm.addParameter(
        advanced(
            _length(
                "WITHIN_M",
                QCoreApplication.translate(
                    "VillageInternet",
                    "At most so many metres from the office (the rule set's if empty)",
                ),
            )
        )
    )


def _length(name: str, label: str) -> QgsProcessingParameterNumber:
    return QgsProcessingParameterNumber(
        name, label, QgsProcessingParameterNumber.Type.Double, optional=True, minValue=1.0
    )


def blank_spot_weight() -> QgsProcessingParameterNumber:
    """Return the parameter that says how many times a person in a blank spot counts."""
    return QgsProcessingParameterNumber(
        "BLANK_SPOT_WEIGHT",
        QCoreApplication.translate("VillageInternet", "A person in a blank spot counts so often"),
        QgsProcessingParameterNumber.Type.Integer,
        Wishes().blank_spot_weight,
        minValue=1,
        maxValue=1_000,
    )


def read_reach(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    plan_path: Path,
) -> tuple[Radii, Spread]:
    """Return what was given; what was not, the plan's own rule set says (VI301, VI103).

    Raises InputError when RADII cannot be understood.
    """
    from village_internet_plugin.layers.plan_rule_set import plan_rule_set
    from village_internet_plugin.siting.demand import Spread
    from village_internet_plugin.siting.radii_text import (
        read_radii,
        usual_radius_m,
        usual_spread_m,
    )

    rule_set = plan_rule_set(plan_path)

    def length_m(name: str, usual_m: float) -> float:
        if parameters.get(name) in (None, ""):
            return usual_m
        return float(algorithm.parameterAsDouble(parameters, name, context))

    text = algorithm.parameterAsString(parameters, "RADII", context)
    radii = read_radii(text, length_m("RADIUS_M", usual_radius_m(rule_set)))
    kind = algorithm.parameterAsEnumString(parameters, "SPREAD", context)
    return radii, Spread(kind, length_m("WITHIN_M", usual_spread_m(rule_set)))
