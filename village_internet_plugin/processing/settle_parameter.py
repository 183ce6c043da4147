# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameter that says whose side holds where two sides changed the same."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterEnum
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import PlannerAlgorithm

STOP, SIDES = "stop", ("ours", "theirs")
"""What to do where both sides changed the same; the sides are those of `sharing.three_way`."""


def add_settle(algorithm: PlannerAlgorithm) -> None:
    """Add the parameter SETTLE; without it nothing is overwritten unasked."""
    algorithm.addParameter(
        QgsProcessingParameterEnum(
            "SETTLE",
            QCoreApplication.translate("VillageInternet", "Where both sides changed the same"),
            options=[STOP, *SIDES],
            defaultValue=STOP,
            usesStaticStrings=True,
        )
    )
