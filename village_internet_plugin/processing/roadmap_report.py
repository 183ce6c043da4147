# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `roadmapreport`: the technical roadmap of a plan, as an agency publishes it."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.processing.algorithm import PlannerAlgorithm
from village_internet_plugin.processing.json_file import require_writable
from village_internet_plugin.processing.plan_check import CheckedPlan, check_plan_file

if TYPE_CHECKING:
    from village_internet_plugin.reference.reference import Reference
    from village_internet_plugin.reports.roadmap.blocks import Roadmap
    from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs

_STEPS = 3
"""The check, the people reached, and the pages."""


class RoadmapReport(PlannerAlgorithm):
    """Checks and measures a plan and writes its roadmap; the plan is not changed."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "roadmapreport"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Technical roadmap")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Writes the technical roadmap of a plan as a PDF, and if you like its tables as a "
            "workbook and all of it as a web page that opens offline: cover and contents, the "
            "existing state, the sites and the rules they were chosen by, infrastructure, "
            "operation, phasing and funding, risks and indicators, and annexes with every point "
            "and a page with a map for each village. Each number comes from the plan, its check "
            "and its reference data; rule set, reference and revision stand on each page. While "
            "the check has findings that block publishing, or the plan is not yet published, it "
            "says that it is a draft. The plan itself is not changed.",
        )

    def flags(self) -> QgsProcessingAlgorithm.Flag:
        """Keep it in the main thread: QGIS's layouts may be drawn in no other."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters."""
        self.add_plan()
        self.add_language()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT",
                QCoreApplication.translate("VillageInternet", "Roadmap"),
                "PDF (*.pdf)",
            )
        )
        for name, label, kind in (
            (
                "TABLES",
                QCoreApplication.translate("VillageInternet", "Its tables as a workbook"),
                "XLSX (*.xlsx)",
            ),
            (
                "PAGE",
                QCoreApplication.translate("VillageInternet", "The roadmap as a web page"),
                "HTML (*.html)",
            ),
        ):
            self.addParameter(
                QgsProcessingParameterFileDestination(
                    name, label, kind, optional=True, createByDefault=False
                )
            )

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Check, measure, and write what was asked for: the pages, which take longest, first."""
        from village_internet_plugin.reference.reference import Reference
        from village_internet_plugin.reports.roadmap.document import roadmap_of

        plan_path = self.plan_path(parameters, context)
        wanted = {
            name: path
            for name in ("OUTPUT", "TABLES", "PAGE")
            if (path := self.output_path(parameters, name, context)) is not None
        }
        for path in wanted.values():
            require_writable(path)
        language = self.language(parameters, context)
        steps = QgsProcessingMultiStepFeedback(_STEPS, feedback)
        checked = check_plan_file(plan_path, language, steps)
        steps.setCurrentStep(1)
        with Reference.open(plan_path) as reference:
            inputs = _inputs(checked, plan_path, reference, steps)
            written = _Written(roadmap_of(inputs), inputs, plan_path, language)
            steps.setCurrentStep(2)
            for name, path in wanted.items():
                written.write(name, path, reference, steps)
        return {name: str(path) for name, path in wanted.items()}


class _Written(NamedTuple):
    """A roadmap about to be written."""

    roadmap: Roadmap
    inputs: RoadmapInputs
    plan_path: Path
    language: str

    def write(
        self, name: str, path: Path, reference: Reference, feedback: QgsProcessingFeedback
    ) -> None:
        """Write the output `name` to `path`."""
        from village_internet_plugin.layers.roadmap_page import write_roadmap_page
        from village_internet_plugin.layers.roadmap_pdf import write_roadmap_pdf
        from village_internet_plugin.layers.roadmap_tables import write_roadmap_tables

        roadmap, language = self.roadmap, self.language
        if name == "TABLES":
            write_roadmap_tables(roadmap, language, path)
        elif name == "PAGE":
            write_roadmap_page(roadmap, self.inputs, reference, language, path)
        else:
            write_roadmap_pdf(roadmap, self.inputs.plan, self.plan_path, language, path, feedback)


def _inputs(
    checked: CheckedPlan, plan_path: Path, reference: Reference, feedback: QgsProcessingFeedback
) -> RoadmapInputs:
    """Gather what the roadmap tells: the people reached and each hotspot's scheme among it."""
    from village_internet_plugin.infrastructure.plan_prices import plan_prices
    from village_internet_plugin.infrastructure.scheme import scheme_of_plan
    from village_internet_plugin.reports.roadmap.inputs import read_inputs
    from village_internet_plugin.siting.coverage import measure_coverage
    from village_internet_plugin.siting.demand import Spread, measure_demand
    from village_internet_plugin.siting.radii_text import (
        read_radii,
        usual_radius_m,
        usual_spread_m,
    )

    def progress(done: float) -> bool:
        feedback.setProgress(100.0 * done)
        return not feedback.isCanceled()

    plan, rule_set = checked.plan, checked.rule_set
    radius_m = usual_radius_m(rule_set)
    demand = measure_demand(reference, Spread(within_m=usual_spread_m(rule_set)), progress)
    return read_inputs(
        plan,
        reference,
        rule_set,
        checked.report,
        made_on=datetime.now(timezone.utc).date().isoformat(),
        made_with=f"Village Internet Planner {VERSION}, QGIS {Qgis.QGIS_VERSION}",
        coverage=measure_coverage(plan, reference, demand, read_radii("", radius_m), progress),
        radius_m=radius_m,
        schemes=scheme_of_plan(
            plan, reference, rule_set, prices=plan_prices(plan_path), progress=progress
        ),
    )
