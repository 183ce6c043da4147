# SPDX-License-Identifier: GPL-2.0-or-later
"""A scenario as a row of the table: its figures in words."""

from __future__ import annotations

from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.scenario import Scenario
from village_internet_plugin.reports.funding_words import short_rupiah


class ScenarioRow(NamedTuple):
    """What one row says; `name` is empty for today's plan."""

    name: str
    title: str
    points: str
    people: str
    rupiah: str
    gap: str
    tip: str

    def texts(self) -> tuple[str, ...]:
        """Return the texts of the columns."""
        return (self.title, self.points, self.people, self.rupiah, self.gap)


def today_row(people: int | None, language: str) -> ScenarioRow:
    """Return the row of the plan as it is; `people` it reaches, None where not counted yet."""
    title = QCoreApplication.translate("VillageInternet", "Plan as it is")
    told = "" if people is None else number_text(people, language)
    return ScenarioRow("", title, "", told, "", "", title)


def scenario_row(scenario: Scenario, language: str) -> ScenarioRow:
    """Return the row of a scenario; people count with those the plan reaches already."""
    added, removed = len(scenario.added), len(scenario.removed)
    points = f"+{added}" if not removed else f"+{added} −{removed}"
    tip = QCoreApplication.translate(
        "VillageInternet",
        "{name}: {points} hotspots; with the plan {people} people are reached, {blank} of them in "
        "blank spots.",
    )
    return ScenarioRow(
        scenario.name,
        scenario.name,
        points,
        number_text(scenario.people, language),
        short_rupiah(scenario.idr, language),
        gap_text(scenario, language),
        tip.format(
            name=scenario.name,
            points=points,
            people=number_text(scenario.people, language),
            blank=number_text(scenario.blank_people, language),
        ),
    )


def gap_text(scenario: Scenario, language: str) -> str:
    """Return by how much any plan could be better: ``proven`` or ``≤ 1.2 %``."""
    if scenario.is_proven:
        return QCoreApplication.translate("VillageInternet", "proven")
    if scenario.gap is None:
        return "–"
    return f"≤ {number_text(100.0 * scenario.gap, language, 1)} %"
