# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""What all algorithms of the provider have in common: how they fail, are cancelled, and are named.

An algorithm states its parameters and writes `carry_out`; whatever that raises becomes one
`QgsProcessingException` with the sentence for the user, so that the exit code of `qgis_process`
tells. The floors below are imported inside `carry_out`: they need libraries that QGIS may lack.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from village_internet_plugin.domain.errors import InputError, PlannerError, ProgramFault
from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.layers.user_language import in_user_language, user_language
from village_internet_plugin.processing.libraries import missing_library, require_libraries


class PlannerAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that fails with a sentence and leaves nothing half-done."""

    libraries: tuple[str, ...] = ()
    """The Python libraries without which it cannot run."""

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Do the work and return the outputs; raises PlannerError with the sentence for the user.

        When `feedback` was cancelled, it may raise anything: nothing is to be left behind.
        """
        raise NotImplementedError

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Do what has to be done in the main thread, before `carry_out`; raises PlannerError."""

    def createInstance(self) -> PlannerAlgorithm:
        """Return a fresh algorithm of the same kind; QGIS runs that one."""
        return type(self)()

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(str(resource_path("icons", "icon.png")))

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Prepare, and turn a failure into its sentence."""
        try:
            self.prepare(parameters, context)
        except PlannerError as failure:
            raise QgsProcessingException(in_user_language(failure)) from failure
        return True

    def processAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Run, and turn whatever goes wrong into one sentence."""
        try:
            require_libraries(self.displayName(), self.libraries)
            return self.carry_out(parameters, context, feedback)
        except Exception as failure:
            if feedback.isCanceled():
                raise QgsProcessingException(self.cancelled_sentence()) from failure
            raise _told(failure, feedback) from failure

    def cancelled_sentence(self) -> str:
        """Return what the user is told after cancelling."""
        return QCoreApplication.translate(
            "VillageInternet", "Cancelled. Nothing was written; run it again when you like."
        )

    def add_plan(self) -> None:
        """Add parameter PLAN, an existing plan file."""
        self.addParameter(
            QgsProcessingParameterFile(
                "PLAN",
                QCoreApplication.translate("VillageInternet", "Plan"),
                fileFilter=PLAN_FILTER,
            )
        )

    def add_language(self) -> None:
        """Add the advanced parameter LANGUAGE; left empty, QGIS's own language decides."""
        language = QgsProcessingParameterEnum(
            "LANGUAGE",
            QCoreApplication.translate("VillageInternet", "Language of the findings"),
            options=list(LANGUAGES),
            usesStaticStrings=True,
            optional=True,
        )
        self.addParameter(advanced(language))

    def plan_path(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Path:
        """Return the path given as PLAN."""
        return Path(self.parameterAsFile(parameters, "PLAN", context))

    def language(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the language to write in: "en" or "id"."""
        return self.parameterAsEnumString(parameters, "LANGUAGE", context) or user_language()

    def output_path(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> Path | None:
        """Return where the file output `name` is to be written, None when nobody asked for it.

        Raises InputError when it would be written over the plan.
        """
        text = self.parameterAsFileOutput(parameters, name, context)
        if not text:
            return None
        require_apart(Path(text), self.parameterAsString(parameters, "PLAN", context))
        return Path(text)


PLAN_FILTER = "GeoPackage (*.gpkg)"
JSON_FILTER = "JSON (*.json)"


def require_apart(output: Path, plan: str) -> None:
    """Raise InputError when `output` is the plan's own file: writing there would destroy it."""
    plan_path = Path(plan)
    both_exist = output.exists() and plan_path.exists()
    if output.samefile(plan_path) if both_exist else output.absolute() == plan_path.absolute():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} is the plan itself and is not overwritten. Choose another file to write to.",
        )
        raise InputError(sentence.format(path=output))


def advanced(definition: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """Return the parameter marked as advanced: QGIS folds it away until asked."""
    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    definition.setFlags(definition.flags() | flag)
    return definition


def _told(failure: Exception, feedback: QgsProcessingFeedback) -> QgsProcessingException:
    if isinstance(failure, QgsProcessingException):
        return failure
    known = missing_library(failure) or failure
    if isinstance(known, PlannerError):
        return QgsProcessingException(in_user_language(known))
    feedback.pushDebugInfo("".join(traceback.format_exception(type(failure), failure, None)))
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The plugin met an error of its own ({kind}: {text}); the plan is as it was. "
        "Please report it with this log.",
    )
    fault = ProgramFault(sentence.format(kind=type(failure).__name__, text=failure))
    return QgsProcessingException(str(fault))
