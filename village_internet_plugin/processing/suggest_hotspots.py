# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `suggesthotspots`: the best plan within every limit, and how good any could be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.wishes import OFFICES, SETTLEMENTS, Wishes
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

    from village_internet_plugin.domain.plan import Plan
    from village_internet_plugin.layers.suggesting import SuggestedPlan
    from village_internet_plugin.siting.problem import Site
    from village_internet_plugin.siting.why import WhyPlan

_SUGGESTING = 90.0
"""Per cent of the progress; the rest is explaining and writing."""


class SuggestHotspots(PlannerAlgorithm):
    """Suggests hotspots; the plan is written to only where APPLY says so."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "suggesthotspots"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Suggest hotspots")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Seeks the hotspots that reach the most people within quota and budget of every "
            "funding source and the rules of the plan, and proves how much better any other plan "
            "could be: BOUND is never below the best possible OBJECTIVE (people, with those in "
            "blank spots counted BLANK_SPOT_WEIGHT times), GAP is the fraction between them, 0 "
            "when the plan is proven best. The seeking ends at MAX_GAP or after TIME_LIMIT "
            "seconds, whichever comes first. PEOPLE_REACHED are those whom the suggested hotspots "
            "reach and nothing else does, each counted once. Hotspots of the plan stay; with "
            "REPLAN, proposed ones may give way. FUNDING_SOURCES names who pays (ids with commas "
            "between; all if empty), CANDIDATES is a layer of further public sites. EQUITY makes "
            "the worst-served district's share as large as possible first. BY_YEAR seeks the best "
            "of each fiscal year in turn, what the years before have paid for counting as "
            "reached; the log says for the end of each year how far any plan could be better, and "
            "BOUND and GAP are of all years at once. OUTPUT has each site "
            "with its reasons, REPORT all of it as JSON. Of the plans that reach as many the "
            "cheapest is taken, offices before other sites, then the lower id; the log and REPORT "
            "say how, and whether it is proven. To see the others and take one of them, use the "
            "Suggest panel. APPLY writes the suggestion into the plan, all of it or nothing.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        add_reach(self)
        for name, label, default, least, most in _numbers():
            kind = QgsProcessingParameterNumber.Type.Double
            self.addParameter(
                QgsProcessingParameterNumber(
                    name, label, kind, default, minValue=least, maxValue=most
                )
            )
        for name, label, is_advanced in _switches():
            switch = QgsProcessingParameterBoolean(name, label, defaultValue=False)
            self.addParameter(advanced(switch) if is_advanced else switch)
        for name, label in _texts():
            text = QgsProcessingParameterString(name, label, optional=True)
            self.addParameter(advanced(text))
        self.addParameter(advanced(blank_spot_weight()))
        self.addParameter(
            advanced(
                QgsProcessingParameterFeatureSource(
                    "CANDIDATES",
                    QCoreApplication.translate("VillageInternet", "Further public sites"),
                    [QgsProcessing.SourceType.TypeVectorPoint],
                    optional=True,
                )
            )
        )
        self.addParameter(
            point_sink_parameter(QCoreApplication.translate("VillageInternet", "Suggestion"))
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
        """Suggest, explain, write what was asked for, and return the figures."""
        from village_internet_plugin.layers.plan_rule_set import plan_rule_set
        from village_internet_plugin.layers.suggesting import suggest_plan
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.reference.reference import Reference
        from village_internet_plugin.rules.check import Cancelled

        plan_path = self.plan_path(parameters, context)
        report_path = json_report_path(self, parameters, context)
        require_layer_apart(parameters.get(OUTPUT), str(plan_path))
        plan = read_plan(plan_path)
        wishes = self._wishes(parameters, context, plan_path, plan)
        sites = self._public_sites(parameters, context)

        def report(share: float) -> bool:
            feedback.setProgress(_SUGGESTING * share)
            return not feedback.isCanceled()

        with Reference.open(plan_path) as reference:
            suggested = suggest_plan(
                plan, reference, plan_rule_set(plan_path), wishes, sites, report
            )
        if feedback.isCanceled():
            raise Cancelled
        why = _explain(suggested)
        if parameters.get("APPLY") is not None and self.parameterAsBoolean(
            parameters, "APPLY", context
        ):
            _apply(plan_path, plan, suggested)
        return self._tell(suggested, why, report_path, parameters, context, feedback)

    def _wishes(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        plan_path: Path,
        plan: Plan,
    ) -> Wishes:
        """Return what was given as wishes; InputError for a funding source the plan lacks."""
        radii, spread = read_reach(self, parameters, context, plan_path)

        def number(name: str) -> float:
            return float(self.parameterAsDouble(parameters, name, context))

        def is_on(name: str) -> bool:
            return bool(self.parameterAsBoolean(parameters, name, context))

        def names(name: str) -> tuple[str, ...]:
            parts = self.parameterAsString(parameters, name, context).split(",")
            return tuple(part.strip() for part in parts if part.strip())

        sources = names("FUNDING_SOURCES")
        known = {source.funding_source_id for source in plan.funding_sources}
        for name in sources:
            if name not in known:
                raise _unknown_source(name, known)
        return Wishes(
            funding_source_ids=sources or None,
            radius_m=radii.default_m,
            radius_by_technology=dict(radii.by_technology),
            candidates=frozenset((OFFICES, SETTLEMENTS)),
            spread=spread.kind,
            within_m=spread.within_m,
            equity=is_on("EQUITY"),
            by_year=is_on("BY_YEAR"),
            replan=is_on("REPLAN"),
            max_gap=number("MAX_GAP"),
            time_limit_s=number("TIME_LIMIT"),
            blank_spot_weight=self.parameterAsInt(parameters, "BLANK_SPOT_WEIGHT", context),
            pinned=names("PINNED"),
            banned=names("BANNED"),
        )

    def _public_sites(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[Site, ...]:
        """Return the points of CANDIDATES; none when it was not given."""
        from village_internet_plugin.layers.given_sites import GivenSites

        source = self.parameterAsSource(parameters, "CANDIDATES", context)
        if source is None:
            return ()
        given = GivenSites(
            source,
            source.fields(),
            source.sourceCrs(),
            source.sourceName(),
            context.transformContext(),
        )
        return given.sites()

    def _tell(
        self,
        suggested: SuggestedPlan,
        why: WhyPlan,
        report_path: Path | None,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Say what was found, write layer and report, and return the outputs."""
        from village_internet_plugin.layers.suggestion_json import suggestion_json
        from village_internet_plugin.layers.suggestion_layer import (
            suggestion_features,
            suggestion_fields,
        )
        from village_internet_plugin.layers.suggestion_words import how_lines, result_lines
        from village_internet_plugin.layers.user_language import user_language

        language, suggestion = user_language(), suggested.suggestion
        by_site = {one.choice.site: one for one in why.sites}
        features = suggestion_features(suggested, by_site, language)
        fields = suggestion_fields(language)
        layer_id = write_points(self, parameters, context, fields, features)
        for _, text in result_lines(suggested, language):
            feedback.pushInfo(text)
        for text in (*how_lines(suggested, language), why.union.words.say(language)):
            feedback.pushInfo(text)
        outputs: dict[str, Any] = {
            "OUTPUT": layer_id,
            "PEOPLE_REACHED": suggestion.people,
            "PEOPLE_IN_ALL": suggested.people,
            "OBJECTIVE": suggestion.objective,
            "BOUND": suggestion.bound,
            "CHOSEN": len(suggestion.chosen),
            "COST_IDR": suggested.idr,
        }
        if math.isfinite(suggestion.gap):
            outputs["GAP"] = suggestion.gap
        if report_path is not None:
            write_json(report_path, suggestion_json(suggested, why, language))
            outputs["REPORT"] = str(report_path)
        return outputs


def _explain(suggested: SuggestedPlan) -> WhyPlan:
    from village_internet_plugin.siting.broken_limits import Choice
    from village_internet_plugin.siting.why import explain_chosen

    chosen = suggested.suggestion.chosen
    choices = (Choice(one.site_number, one.source_number) for one in chosen)
    return explain_chosen(suggested.problem, choices)


def _apply(plan_path: Path, plan: Plan, suggested: SuggestedPlan) -> None:
    """Write the suggestion into the plan's file, all of it or nothing."""
    from village_internet_plugin.layers.hotspot_rows import write_hotspots

    write_hotspots(plan_path, plan.hotspots, suggested.hotspots_of(plan))


def _unknown_source(name: str, known: set[str]) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The plan has no funding source {name}. Name some of these, with commas between: {known}.",
    )
    return InputError(sentence.format(name=name, known=", ".join(sorted(known)) or "–"))


def _numbers() -> list[tuple[str, str, float, float, float]]:
    """Return name, label, default, least and most of each number."""
    return [
        (
            "MAX_GAP",
            QCoreApplication.translate(
                "VillageInternet", "Be content with this gap (fraction; 0 for proof)"
            ),
            *(0.0, 0.0, 1.0),
        ),
        (
            "TIME_LIMIT",
            QCoreApplication.translate("VillageInternet", "Seek at most so many seconds"),
            *(60.0, 0.1, 86_400.0),
        ),
    ]


def _switches() -> list[tuple[str, str, bool]]:
    """Return name, label, and whether it is folded away, of each switch."""
    return [
        (
            "APPLY",
            QCoreApplication.translate("VillageInternet", "Write the suggestion into the plan"),
            False,
        ),
        (
            "EQUITY",
            QCoreApplication.translate("VillageInternet", "Worst-served district first"),
            True,
        ),
        (
            "BY_YEAR",
            QCoreApplication.translate("VillageInternet", "One fiscal year after the other"),
            True,
        ),
        (
            "REPLAN",
            QCoreApplication.translate("VillageInternet", "Proposed hotspots may give way"),
            True,
        ),
    ]


def _texts() -> list[tuple[str, str]]:
    return [
        (
            "FUNDING_SOURCES",
            QCoreApplication.translate(
                "VillageInternet", "Funding sources that pay (all if empty)"
            ),
        ),
        (
            "PINNED",
            QCoreApplication.translate("VillageInternet", "Sites wanted in any case (site_id)"),
        ),
        ("BANNED", QCoreApplication.translate("VillageInternet", "Sites ruled out (site_id)")),
    ]


def _outputs() -> list[tuple[str, str]]:
    return [
        ("PEOPLE_REACHED", QCoreApplication.translate("VillageInternet", "People newly reached")),
        (
            "PEOPLE_IN_ALL",
            QCoreApplication.translate("VillageInternet", "People reached with all there is"),
        ),
        (
            "OBJECTIVE",
            QCoreApplication.translate("VillageInternet", "Objective: people, weighted"),
        ),
        (
            "BOUND",
            QCoreApplication.translate("VillageInternet", "Bound on the objective of any plan"),
        ),
        ("GAP", QCoreApplication.translate("VillageInternet", "Gap (fraction)")),
        ("CHOSEN", QCoreApplication.translate("VillageInternet", "Sites suggested")),
        ("COST_IDR", QCoreApplication.translate("VillageInternet", "Rupiah of the new hotspots")),
    ]
