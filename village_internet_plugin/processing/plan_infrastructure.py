# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `planinfrastructure`: backhaul, power, bandwidth and cost of each hotspot, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.user_language import user_language
from village_internet_plugin.processing.algorithm import PlannerAlgorithm
from village_internet_plugin.processing.infrastructure_parameters import (
    add_settings,
    price_rows,
    read_scheme_settings,
)
from village_internet_plugin.processing.json_file import write_json
from village_internet_plugin.processing.libraries import require_libraries
from village_internet_plugin.processing.point_sink import (
    OUTPUT,
    point_sink_parameter,
    require_layer_apart,
    write_points,
)
from village_internet_plugin.processing.report_parameter import (
    add_json_report,
    json_report_path,
)
from village_internet_plugin.processing.styled_output import style_output

if TYPE_CHECKING:
    from village_internet_plugin.infrastructure.scheme import Scheme
    from village_internet_plugin.layers.terrain_raster import RasterTerrain

_SCHEMING = 90.0
"""Per cent of the progress; the rest is writing."""


class PlanInfrastructure(PlannerAlgorithm):
    """Makes the infrastructure scheme; the plan is written to only where APPLY says so."""

    libraries = ("numpy", "shapely")

    def __init__(self) -> None:
        super().__init__()
        self._terrain: RasterTerrain | None = None

    def name(self) -> str:
        """Return the name scripts use."""
        return "planinfrastructure"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Plan the infrastructure")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Says for each hotspot what joins it to the network, what powers it, how many Mbps its "
            "people need and what that costs, with the evidence and how sure it is. Fibre and "
            "towers within reach are those of rule VI501. With TERRAIN, a raster of heights in "
            "metres in any reference system, the nearest towers are looked at until one is in "
            "sight: over the ground raised by the earth's bulge (k = 4/3), FRESNEL_SHARE of the "
            "first Fresnel zone must be free (ITU-R P.526). Without it, that is not looked at, and "
            "the evidence says so. Satellite where neither is. Solar supplies are sized, where "
            "rule VI202 asks for one, from the load, PEAK_SUN_HOURS and AUTONOMY_DAYS. PRICES is a "
            "table with the columns item, unit (hotspot, m, Wp, Wh or Mbps), applies_to (any, a "
            "technology or a power), capex_idr, opex_idr_per_month, year and source; without it, "
            "the table price_list of the plan's file, if there is one, else a list to begin with, "
            "most of which is assumed and to be replaced. With "
            "KEEP_PLANNED, technology and bandwidth that the plan names are what is costed. REPORT "
            "has every line of cost. APPLY writes technology, power, bandwidth and costs into the "
            "plan, all of it or nothing; with KEEP_PLANNED only where nothing stands yet.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.addParameter(
            QgsProcessingParameterRasterLayer(
                "TERRAIN",
                QCoreApplication.translate("VillageInternet", "Terrain (heights in metres)"),
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                "PRICES",
                QCoreApplication.translate("VillageInternet", "Price list"),
                [QgsProcessing.SourceType.TypeVector],
                optional=True,
            )
        )
        for name, label, default in _switches():
            self.addParameter(QgsProcessingParameterBoolean(name, label, defaultValue=default))
        add_settings(self)
        self.addParameter(
            point_sink_parameter(
                QCoreApplication.translate("VillageInternet", "Infrastructure scheme")
            )
        )
        add_json_report(self)
        for name, label in _outputs():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def prepare(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Take hold of the terrain while in the main thread, where the project's layers live."""
        layer = self.parameterAsRasterLayer(parameters, "TERRAIN", context)
        if layer is not None:
            require_libraries(self.displayName(), self.libraries)
            from village_internet_plugin.layers.terrain_raster import RasterTerrain

            self._terrain = RasterTerrain(layer, context.transformContext())

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Make the schemes, write what was asked for, and return the totals."""
        from village_internet_plugin.infrastructure.plan_prices import plan_prices
        from village_internet_plugin.infrastructure.scheme import scheme_of_plan
        from village_internet_plugin.layers.plan_rule_set import plan_rule_set
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.reference.reference import Reference

        plan_path = self.plan_path(parameters, context)
        report_path = json_report_path(self, parameters, context)
        require_layer_apart(parameters.get(OUTPUT), str(plan_path))
        plan = read_plan(plan_path)
        settings = read_scheme_settings(self, parameters, context)
        prices = price_rows(self, parameters, context) or plan_prices(plan_path)

        def report(share: float) -> bool:
            feedback.setProgress(_SCHEMING * share)
            return not feedback.isCanceled()

        rule_set = plan_rule_set(plan_path)
        with Reference.open(plan_path) as reference:
            schemes = scheme_of_plan(
                plan, reference, rule_set, self._terrain, prices, settings, report
            )
        outputs = self._write(schemes, parameters, context, feedback)
        if report_path is not None:
            from village_internet_plugin.layers.infrastructure_layer import infrastructure_document

            write_json(report_path, infrastructure_document(schemes, user_language()))
            outputs["REPORT"] = str(report_path)
        if self.parameterAsBoolean(parameters, "APPLY", context):
            from village_internet_plugin.infrastructure.applying import applied
            from village_internet_plugin.layers.hotspot_rows import write_hotspots

            after = applied(plan.hotspots, schemes, settings.keeps_planned, user_language())
            write_hotspots(plan_path, plan.hotspots, after)
        return outputs

    def _write(
        self,
        schemes: list[Scheme],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Write the layer, say the totals, and return the outputs."""
        from village_internet_plugin.layers import infrastructure_layer as layer

        language = user_language()
        fields = layer.infrastructure_fields(language)
        features = layer.infrastructure_features(schemes, language)
        layer_id = write_points(self, parameters, context, fields, features)
        style_output(OUTPUT, layer_id, context, partial(layer.infrastructure_renderer, language))
        counts = {
            name: sum(scheme.technology == technology for scheme in schemes)
            for name, technology in _TECHNOLOGIES.items()
        }
        outputs = {
            **counts,
            "CAPEX_IDR": sum(scheme.capex_idr for scheme in schemes),
            "OPEX_IDR_PER_MONTH": sum(scheme.opex_idr_per_month for scheme in schemes),
            "NOT_COSTED": sum(not scheme.is_costed for scheme in schemes),
        }
        for name, label in _outputs():
            feedback.pushInfo(f"{label}: {outputs[name]:,}")
        return {OUTPUT: layer_id, **outputs}


_TECHNOLOGIES = {
    "FIBRE": "fibre",
    "WIRELESS": "wireless",
    "SATELLITE": "satellite",
    "UNKNOWN": None,
}
"""The outputs that count hotspots, by technology."""


def _switches() -> list[tuple[str, str, bool]]:
    return [
        (
            "KEEP_PLANNED",
            QCoreApplication.translate(
                "VillageInternet", "Keep the technology and bandwidth the plan names"
            ),
            True,
        ),
        (
            "APPLY",
            QCoreApplication.translate("VillageInternet", "Write the scheme into the plan"),
            False,
        ),
    ]


def _outputs() -> list[tuple[str, str]]:
    return [
        ("FIBRE", QCoreApplication.translate("VillageInternet", "Hotspots by fibre")),
        ("WIRELESS", QCoreApplication.translate("VillageInternet", "Hotspots by wireless")),
        ("SATELLITE", QCoreApplication.translate("VillageInternet", "Hotspots by satellite")),
        (
            "UNKNOWN",
            QCoreApplication.translate("VillageInternet", "Hotspots of unknown technology"),
        ),
        ("CAPEX_IDR", QCoreApplication.translate("VillageInternet", "Paid once, in rupiah")),
        (
            "OPEX_IDR_PER_MONTH",
            QCoreApplication.translate("VillageInternet", "Paid each month, in rupiah"),
        ),
        (
            "NOT_COSTED",
            QCoreApplication.translate("VillageInternet", "Hotspots whose costs are not whole"),
        ),
    ]
