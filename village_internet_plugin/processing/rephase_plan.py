# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `rephaseplan`: what stays and what waits when a funding source has less."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import PlannerAlgorithm, advanced
from village_internet_plugin.processing.json_file import write_json
from village_internet_plugin.processing.point_sink import (
    OUTPUT,
    point_sink_parameter,
    require_layer_apart,
    write_points,
)
from village_internet_plugin.processing.reach_parameters import (
    add_reach,
    blank_spot_weight,
    read_reach,
)
from village_internet_plugin.processing.report_parameter import (
    add_json_report,
    json_report_path,
)

if TYPE_CHECKING:
    from pathlib import Path

    from village_internet_plugin.layers.rephasing import NewLimits, Reaching
    from village_internet_plugin.siting.shrinking import Shrunk

_SEEKING = 95.0
"""Per cent of the progress; the rest is writing."""


class RephasePlan(PlannerAlgorithm):
    """Moves what a funding source can no longer pay for; writes only where APPLY says so."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "rephaseplan"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Rephase a plan")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Says what becomes of the hotspots of FUNDING_SOURCE when it has BUDGET_IDR rupiah "
            "and POINT_QUOTA points from now on (left empty, a limit stays as it is). What is "
            "installed, operating or suspended stays, and what PINNED names (hotspot_id with "
            "commas between). Of the others those stay that keep most people reached in the "
            "source's year, each counted once and those in blank spots BLANK_SPOT_WEIGHT times; "
            "of equally good choices the one that moves fewest. The others go to the later budget "
            "rounds and years of the same agency, as far as their quotas, budgets and kinds of "
            "village allow; what none of them has room for is kept with status replaced, counted "
            "nowhere. PEOPLE_WAITING are those who would have been reached in that year and are "
            "not, PEOPLE_LEFT_OUT those who still are not when all later sources have taken "
            "theirs. BOUND is never below what the best choice keeps, GAP is the fraction "
            "between, 0 when it is proven best. OUTPUT has each hotspot of the source, REPORT all "
            "of it as JSON. APPLY writes the new limits and the hotspots into the plan, all of it "
            "or nothing.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        for name, label, is_optional in _texts():
            text = QgsProcessingParameterString(name, label, optional=is_optional)
            self.addParameter(advanced(text) if is_optional else text)
        for name, label in _limits():
            # As floating point: QGIS's whole numbers end at two thousand million.
            kind = QgsProcessingParameterNumber.Type.Double
            limit = QgsProcessingParameterNumber(name, label, kind, optional=True, minValue=0.0)
            self.addParameter(limit)
        self.addParameter(_time_limit())
        self.addParameter(
            QgsProcessingParameterBoolean(
                "APPLY",
                QCoreApplication.translate("VillageInternet", "Write the changes into the plan"),
                defaultValue=False,
            )
        )
        add_reach(self)
        self.addParameter(advanced(blank_spot_weight()))
        self.addParameter(
            point_sink_parameter(
                QCoreApplication.translate("VillageInternet", "Hotspots of the source")
            )
        )
        add_json_report(self)
        for name, label in _outputs():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Choose, write what was asked for, and return the figures."""
        from village_internet_plugin.layers.plan_rule_set import plan_rule_set
        from village_internet_plugin.layers.rephasing import rephase_plan, write_rephased
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.reference.reference import Reference
        from village_internet_plugin.rules.check import Cancelled
        from village_internet_plugin.siting.suggest import Options

        plan_path = self.plan_path(parameters, context)
        report_path = json_report_path(self, parameters, context)
        require_layer_apart(parameters.get(OUTPUT), str(plan_path))
        plan = read_plan(plan_path)
        limits = self._new_limits(parameters, context)
        reaching = self._reaching(parameters, context, plan_path)
        options = Options(time_limit_s=self.parameterAsDouble(parameters, "TIME_LIMIT", context))

        def report(share: float) -> bool:
            feedback.setProgress(_SEEKING * share)
            return not feedback.isCanceled()

        with Reference.open(plan_path) as reference:
            shrunk = rephase_plan(
                plan, reference, plan_rule_set(plan_path), limits, reaching, options, report
            )
        if feedback.isCanceled():
            raise Cancelled
        if self.parameterAsBoolean(parameters, "APPLY", context):
            write_rephased(plan_path, plan, shrunk)
        return self._tell(shrunk, report_path, parameters, context, feedback)

    def _new_limits(self, parameters: dict[str, Any], context: QgsProcessingContext) -> NewLimits:
        from village_internet_plugin.layers.rephasing import NewLimits

        def whole(name: str) -> int | None:
            if parameters.get(name) in (None, ""):
                return None
            return math.floor(self.parameterAsDouble(parameters, name, context))

        pinned = self.parameterAsString(parameters, "PINNED", context).split(",")
        return NewLimits(
            self.parameterAsString(parameters, "FUNDING_SOURCE", context).strip(),
            whole("BUDGET_IDR"),
            whole("POINT_QUOTA"),
            tuple(one.strip() for one in pinned if one.strip()),
        )

    def _reaching(
        self, parameters: dict[str, Any], context: QgsProcessingContext, plan_path: Path
    ) -> Reaching:
        from village_internet_plugin.layers.rephasing import Reaching

        radii, spread = read_reach(self, parameters, context, plan_path)
        weight = self.parameterAsInt(parameters, "BLANK_SPOT_WEIGHT", context)
        return Reaching(radii, spread, weight)

    def _tell(
        self,
        shrunk: Shrunk,
        report_path: Path | None,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Say what becomes of what, write layer and report, and return the outputs."""
        from village_internet_plugin.layers.rephased_json import rephased_json
        from village_internet_plugin.layers.rephased_layer import (
            rephased_features,
            rephased_fields,
        )
        from village_internet_plugin.layers.user_language import user_language

        language, choice = user_language(), shrunk.choice
        fields, features = rephased_fields(language), rephased_features(shrunk, language)
        outputs: dict[str, Any] = {
            "OUTPUT": write_points(self, parameters, context, fields, features),
            "STAY": len(shrunk.fixed) + len(shrunk.stays),
            "MOVED": sum(one.to is not None for one in shrunk.moved),
            "WITHOUT_ROOM": sum(one.to is None for one in shrunk.moved),
            "PEOPLE_WAITING": shrunk.waiting[0].people,
            "PEOPLE_LEFT_OUT": shrunk.waiting[-1].people,
            "IDR_SAVED": shrunk.idr_saved,
            "OBJECTIVE": choice.objective,
            "BOUND": choice.bound,
        }
        if math.isfinite(choice.gap):
            outputs["GAP"] = choice.gap
        for words in shrunk.words:
            feedback.pushInfo(words.say(language))
        if report_path is not None:
            write_json(report_path, rephased_json(shrunk, language))
            outputs["REPORT"] = str(report_path)
        return outputs


def _texts() -> list[tuple[str, str, bool]]:
    """Return name, label, and whether it may be left empty, of each text."""
    return [
        (
            "FUNDING_SOURCE",
            QCoreApplication.translate("VillageInternet", "Funding source that has less"),
            False,
        ),
        (
            "PINNED",
            QCoreApplication.translate(
                "VillageInternet", "Hotspots that stay in any case (hotspot_id)"
            ),
            True,
        ),
    ]


def _limits() -> list[tuple[str, str]]:
    return [
        (
            "BUDGET_IDR",
            QCoreApplication.translate("VillageInternet", "Its budget from now on (rupiah)"),
        ),
        (
            "POINT_QUOTA",
            QCoreApplication.translate("VillageInternet", "Its quota from now on (points)"),
        ),
    ]


def _time_limit() -> QgsProcessingParameterNumber:
    return QgsProcessingParameterNumber(
        "TIME_LIMIT",
        QCoreApplication.translate(
            "VillageInternet", "Seek at most so many seconds for each source"
        ),
        QgsProcessingParameterNumber.Type.Double,
        60.0,
        minValue=0.1,
        maxValue=86_400.0,
    )


def _outputs() -> list[tuple[str, str]]:
    return [
        ("STAY", QCoreApplication.translate("VillageInternet", "Hotspots that stay")),
        ("MOVED", QCoreApplication.translate("VillageInternet", "Hotspots paid for later")),
        (
            "WITHOUT_ROOM",
            QCoreApplication.translate("VillageInternet", "Hotspots nobody has room for"),
        ),
        (
            "PEOPLE_WAITING",
            QCoreApplication.translate("VillageInternet", "People who wait in the source's year"),
        ),
        (
            "PEOPLE_LEFT_OUT",
            QCoreApplication.translate("VillageInternet", "People who wait after all later years"),
        ),
        ("IDR_SAVED", QCoreApplication.translate("VillageInternet", "Rupiah the source saves")),
        (
            "OBJECTIVE",
            QCoreApplication.translate(
                "VillageInternet", "Objective: people kept by the choice, weighted"
            ),
        ),
        (
            "BOUND",
            QCoreApplication.translate("VillageInternet", "Bound on the objective of any choice"),
        ),
        ("GAP", QCoreApplication.translate("VillageInternet", "Gap (fraction)")),
    ]
