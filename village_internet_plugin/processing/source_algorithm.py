# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""What the algorithms that import have in common: reading sources, telling what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import PlannerAlgorithm
from village_internet_plugin.processing.sources import (
    is_given_as_text,
    read_source,
    source_parameter,
)

if TYPE_CHECKING:
    from village_internet_plugin.layers.importing.report import RejectedRow

_REJECTED_TOLD = 10


class SourceAlgorithm(PlannerAlgorithm):
    """An algorithm with parameters that take a layer, a table or the path of a file."""

    def __init__(self) -> None:
        super().__init__()
        self._source_parameters: list[str] = []
        self.sources: dict[str, QgsVectorLayer | str] = {}
        """What was given, by the parameter's name; filled when QGIS prepares the run."""

    def add_source(self, name: str, description: str, optional: bool = False) -> None:
        """Add a parameter that takes a source."""
        self._source_parameters.append(name)
        self.addParameter(source_parameter(name, description, optional))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Check all parameters but paths of sources: the importer says better what ails a file."""
        for definition in self.parameterDefinitions():
            value = parameters.get(definition.name())
            if definition.name() in self._source_parameters and is_given_as_text(value):
                continue
            if not definition.checkValueIsAcceptable(value, context):
                is_missing = value is None or value == ""
                sentence = (
                    QCoreApplication.translate("VillageInternet", "{name} ({label}) is missing.")
                    if is_missing
                    else QCoreApplication.translate(
                        "VillageInternet", "{name} ({label}) cannot be {value}."
                    )
                )
                label = definition.description()
                return False, sentence.format(name=definition.name(), label=label, value=value)
        return True, ""

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Read the sources while still in the main thread, where the project's layers live."""
        given = {
            name: read_source(parameters.get(name), context) for name in self._source_parameters
        }
        self.sources = {name: source for name, source in given.items() if source is not None}

    def import_into(
        self,
        plan_path: Path,
        role: str,
        source: QgsVectorLayer | str,
        mapping: dict[str, Any] | None,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Import one source, tell the user how it went, and return what the report writes of it."""
        from village_internet_plugin.layers.importing.import_source import import_source

        report = import_source(plan_path, role, source, mapping, feedback)
        told = QCoreApplication.translate(
            "VillageInternet", "{role}: {accepted} rows taken, {rejected} rejected"
        )
        rejected = len(report.rejected)
        feedback.pushInfo(told.format(role=role, accepted=report.accepted, rejected=rejected))
        for note in report.notes:
            feedback.pushInfo(note)
        for sentence in rejection_sentences(report.rejected):
            feedback.pushWarning(sentence)
        return report.to_json()


def rejection_sentences(rejected: Sequence[RejectedRow]) -> list[str]:
    """Return for the first rejected rows why each was, and then how many more there are."""
    row_words = QCoreApplication.translate(
        "VillageInternet", "{file}, row {row}, {field}: {reason} {correction}"
    )
    sentences = [
        row_words.format(
            file=row.file,
            row=row.row,
            field=row.field or "–",
            reason=row.reason,
            correction=row.correction,
        )
        for row in rejected[:_REJECTED_TOLD]
    ]
    if len(rejected) > _REJECTED_TOLD:
        more = QCoreApplication.translate(
            "VillageInternet", "{count} more rows were rejected; the report (REPORT) lists all."
        )
        sentences.append(more.format(count=len(rejected) - _REJECTED_TOLD))
    return sentences
