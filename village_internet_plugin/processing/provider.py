# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""The Processing provider: the list of the plugin's algorithms."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.processing.check_plan import CheckPlan
from village_internet_plugin.processing.compare_plans import ComparePlans
from village_internet_plugin.processing.compare_revisions import CompareRevisions
from village_internet_plugin.processing.create_plan import CreatePlan
from village_internet_plugin.processing.export_layer_package import ExportLayerPackage
from village_internet_plugin.processing.import_layer import ImportLayer
from village_internet_plugin.processing.measure_coverage import MeasureCoverage
from village_internet_plugin.processing.merge_package import MergePackage
from village_internet_plugin.processing.plan_infrastructure import PlanInfrastructure
from village_internet_plugin.processing.plan_revision import PlanRevision
from village_internet_plugin.processing.publish_plan import PublishPlan
from village_internet_plugin.processing.pull_plan import PullPlan
from village_internet_plugin.processing.rephase_plan import RephasePlan
from village_internet_plugin.processing.roadmap_report import RoadmapReport
from village_internet_plugin.processing.suggest_hotspots import SuggestHotspots

PROVIDER_ID = "village_internet"
ALGORITHMS = (
    *(CreatePlan, ImportLayer, CheckPlan, MeasureCoverage, SuggestHotspots),
    RephasePlan,
    PlanInfrastructure,
    *(PublishPlan, PullPlan),
    *(PlanRevision, CompareRevisions, ComparePlans),
    *(ExportLayerPackage, MergePackage),
    RoadmapReport,
)
"""In the order a plan is made; each imports what it needs only when it runs."""


class VillageInternetProvider(QgsProcessingProvider):
    """Offers the algorithms under `village_internet:`."""

    def id(self) -> str:
        """Return the id that scripts and models write before an algorithm's name."""
        return PROVIDER_ID

    def name(self) -> str:
        """Return the heading in the toolbox."""
        return QCoreApplication.translate("VillageInternet", "Village Internet Planner")

    def icon(self) -> QIcon:
        """Return the plugin's icon."""
        return QIcon(str(resource_path("icons", "icon.png")))

    def loadAlgorithms(self) -> None:
        """Give QGIS one of each algorithm; it makes the copies that run."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
