# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `mergepackage`: a layer package that was edited in the field comes back to its plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.processing.algorithm import (
    PLAN_FILTER,
    PlannerAlgorithm,
    require_apart,
)
from village_internet_plugin.processing.json_file import require_writable, write_json
from village_internet_plugin.processing.report_parameter import add_json_report
from village_internet_plugin.processing.settle_parameter import STOP, add_settle


class MergePackage(PlannerAlgorithm):
    """Brings a survey home without losing an edit made in the plan meanwhile."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "mergepackage"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Merge layer package")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Brings back into a plan the hotspots of a layer package that was edited in the field, "
            "in QGIS or QField: moved, changed, added and deleted. They are merged hotspot by "
            "hotspot and field by field with what was changed in the plan since the package was "
            "made. Where both changed the same, somebody has to decide: nothing is taken over "
            "then, the report lists both sides, and the run ends with an error; run again with "
            "SETTLE, which decides all of them for the plan (ours) or the package (theirs). "
            "Columns that stayed out of the package, such as notes, stay as the plan has them. "
            "Other tables of the package are not looked at. A package that is damaged, or that "
            "brings programs or links to elsewhere, is refused. CHANGES counts the hotspots that "
            "were added, changed or removed.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.addParameter(
            QgsProcessingParameterFile(
                "PACKAGE",
                QCoreApplication.translate("VillageInternet", "Layer package from the field"),
                fileFilter=PLAN_FILTER,
            )
        )
        add_settle(self)
        add_json_report(
            self, QCoreApplication.translate("VillageInternet", "What the package changes")
        )
        for name, label in (
            ("CHANGES", QCoreApplication.translate("VillageInternet", "Hotspots changed")),
            ("CONFLICTS", QCoreApplication.translate("VillageInternet", "Changed on both sides")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Merge, write what came into the plan, and tell what both sides changed."""
        from village_internet_plugin.layers.package_reading import read_survey
        from village_internet_plugin.layers.survey_taking_over import (
            conflict_sentences,
            merged_survey,
            survey_record,
            take_over_survey,
        )
        from village_internet_plugin.reference.plan_reading import read_plan

        plan_path = self.plan_path(parameters, context)
        package = Path(self.parameterAsFile(parameters, "PACKAGE", context))
        report_path = self._report_path(parameters, context, package)
        plan, survey = read_plan(plan_path), read_survey(package)
        merged = merged_survey(plan, survey, package, None)
        conflicts = merged.merge.clashes
        for sentence in conflict_sentences(plan, conflicts):
            feedback.pushWarning(sentence)
        side = self.parameterAsEnumString(parameters, "SETTLE", context)
        if conflicts and side != STOP:
            merged = merged_survey(plan, survey, package, side)
        outputs: dict[str, Any] = {"CONFLICTS": len(conflicts)}
        # The clashes are on record before the plan changes: they cannot be found out afterwards.
        if report_path is not None:
            write_json(report_path, survey_record(merged, conflicts, package.name))
            outputs["REPORT"] = str(report_path)
        if merged.merge.clashes:
            raise _undecided(len(conflicts))
        take_over_survey(plan_path, plan, merged)
        delta = merged.delta
        outputs["CHANGES"] = len(delta.added) + len(delta.changed) + len(delta.removed)
        feedback.pushInfo(_told(len(delta.added), len(delta.changed), len(delta.removed)))
        return outputs

    def _report_path(
        self, parameters: dict[str, Any], context: QgsProcessingContext, package: Path
    ) -> Path | None:
        report_path = self.output_path(parameters, "REPORT", context)
        if report_path is not None:
            require_apart(report_path, str(package))
            require_writable(report_path)
        return report_path


def _told(added: int, changed: int, removed: int) -> str:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Taken over from the package: {added} hotspots added, {changed} changed, {removed} "
        "removed. Check the plan before you publish it.",
    )
    return sentence.format(added=added, changed=changed, removed=removed)


def _undecided(count: int) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Changed in the plan and in the package: {count}. Nothing was taken over, and the plan is "
        "as it was. The log and the report tell both sides; run again with SETTLE set to ours "
        "(the plan's values) or theirs (the package's).",
    )
    return InputError(sentence.format(count=count))
