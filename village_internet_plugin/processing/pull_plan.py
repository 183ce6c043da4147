# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `pullplan`: what others published, and colleagues' changes, into the plan."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import JSON_FILTER
from village_internet_plugin.processing.json_file import write_json
from village_internet_plugin.processing.server_algorithm import ServerAlgorithm

if TYPE_CHECKING:
    from village_internet_plugin.domain.plan import Plan
    from village_internet_plugin.sharing.pulling import Pulled


class PullPlan(ServerAlgorithm):
    """Brings the server's news into a plan without losing an edit made in it."""

    def name(self) -> str:
        """Return the name scripts use."""
        return "pullplan"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Pull from server")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Brings the hotspots that other agencies have published, and merges what colleagues "
            "changed in this plan with what was changed here, field by field. Where both changed "
            "the same field, the plan keeps its own value, and the report lists both: settle these "
            "before you publish. CHANGES counts the hotspots that were added, changed or removed.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.add_server()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT",
                QCoreApplication.translate("VillageInternet", "Changed on both sides"),
                JSON_FILTER,
                optional=True,
                createByDefault=False,
            )
        )
        for name, label in (
            ("REVISION", QCoreApplication.translate("VillageInternet", "Revision on the server")),
            ("CHANGES", QCoreApplication.translate("VillageInternet", "Hotspots changed")),
            ("CLASHES", QCoreApplication.translate("VillageInternet", "Changed on both sides")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Pull, write what came into the plan, and tell what both sides changed."""
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.sharing.outbox_file import OutboxFile
        from village_internet_plugin.sharing.pulling import pull

        plan_path = self.plan_path(parameters, context)
        client = self.open_client(parameters, context, feedback)
        plan = read_plan(plan_path)
        outbox = OutboxFile(plan_path)
        pulled = pull(plan, outbox, client)
        # The clashes are on record before the plan changes: they cannot be found out afterwards.
        outputs = self._report_clashes(pulled, parameters, context, feedback)
        _take_over(plan_path, plan, pulled)
        outbox.set_base(pulled.base)
        outputs["REVISION"] = pulled.base.revision
        outputs["CHANGES"] = _count_changes(plan, pulled)
        return outputs

    def _report_clashes(
        self,
        pulled: Pulled,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        clashes = [asdict(clash) for clash in pulled.merge.clashes]
        for clash in clashes:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "Hotspot {hotspot}: {what} was changed here and on the server; "
                "the plan keeps its own.",
            )
            what = clash.get("field", QCoreApplication.translate("VillageInternet", "it"))
            feedback.pushWarning(sentence.format(hotspot=clash["hotspot_id"], what=what))
        outputs: dict[str, Any] = {"CLASHES": len(clashes)}
        report_path = self.output_path(parameters, "REPORT", context)
        if report_path is not None:
            write_json(report_path, {"revision": pulled.base.revision, "clashes": clashes})
            outputs["REPORT"] = str(report_path)
        return outputs


def _take_over(plan_path: Path, plan: Plan, pulled: Pulled) -> None:
    from village_internet_plugin.layers.hotspot_rows import write_hotspots
    from village_internet_plugin.layers.plan_rows import replace_waivers
    from village_internet_plugin.layers.published import replace_published_hotspots

    write_hotspots(plan_path, plan.hotspots, pulled.merge.hotspots)
    if pulled.waivers != plan.waivers:
        replace_waivers(plan_path, pulled.waivers)
    replace_published_hotspots(plan_path, pulled.published)


def _count_changes(plan: Plan, pulled: Pulled) -> int:
    """Return how many hotspots of the plan and of others were added, changed or removed."""
    from village_internet_plugin.sharing.delta import delta_between

    own = delta_between(plan.hotspots, pulled.merge.hotspots)
    before = {(row.plan_id, row.hotspot.hotspot_id): row for row in plan.published_hotspots}
    after = {(row.plan_id, row.hotspot.hotspot_id): row for row in pulled.published}
    others = sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
    return len(own.added) + len(own.changed) + len(own.removed) + others
