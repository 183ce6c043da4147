# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps scenarios in the plan's file, compares them on the map, and saves them as plans."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QObject
from qgis.PyQt.QtWidgets import QFileDialog

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.comparison_layer import comparison_in_memory
from village_internet_plugin.layers.comparison_words import total_text
from village_internet_plugin.layers.scenario import Scenario, free_name, hotspots_with
from village_internet_plugin.layers.scenarios import (
    drop_scenario,
    keep_scenario,
    read_scenarios,
    save_as_plan,
)
from village_internet_plugin.layers.waiver_and_source_words import summary_text
from village_internet_plugin.panels.plan.new_plan_view import PLAN_FILTER
from village_internet_plugin.panels.suggest.scenario_rows import (
    scenario_row,
    today_row,
)
from village_internet_plugin.panels.suggest.scenarios_view import ScenariosView
from village_internet_plugin.panels.window import Window
from village_internet_plugin.sharing.comparing import Comparison, PlanState, compare


class ScenarioDesk(QObject):
    """Fills a `ScenariosView` with what is kept in the open plan."""

    def __init__(
        self, window: Window, view: ScenariosView, take_up: Callable[[Scenario], object]
    ) -> None:
        """Hand a scenario that is to be accepted to `take_up`."""
        super().__init__(view)
        self._plan, self._messages, self._view = window.plan, window.messages, view
        self._language = window.plan.language
        self._take_up = take_up
        self._kept: tuple[Scenario, ...] = ()
        self._today: int | None = None
        self._work: BackgroundWork | None = None
        guard = window.messages.guard
        view.compare_asked.connect(guard(self.compare))
        view.take_up_asked.connect(guard(self._take_up_named))
        view.save_asked.connect(guard(self._save))
        view.remove_asked.connect(guard(self._remove))

    @property
    def is_busy(self) -> bool:
        """Whether something is being compared or saved."""
        return self._work is not None

    def load(self) -> None:
        """Show what is kept in the plan that is open."""
        self._today = None
        self._view.show_told("")
        try:
            self._kept = read_scenarios(self._plan.path)
        except InputError as error:
            self._kept = ()
            self._show()
            self._view.show_told(error.told(self._language))
            return
        self._show()

    def show_today(self, people: int) -> None:
        """Say in the table how many people the plan as it is reaches."""
        self._today = people
        self._show()

    def keep(self, make: Callable[[str], Scenario]) -> None:
        """Keep what `make` makes of a free name."""
        word = QCoreApplication.translate("VillageInternet", "Scenario")
        kept = make(free_name(self._kept, word))
        self._kept = keep_scenario(self._plan.path, kept)
        self._show()
        text = QCoreApplication.translate("VillageInternet", "{name} is kept in the plan's file.")
        self._view.show_told(text.format(name=kept.name))

    def compare(self, names: list[str]) -> None:
        """Show on the map what differs between two rows, or between one and the plan as it is."""
        if len(names) == 1:
            names = ["", *names]
        ends = [self._named(name) for name in names]
        if self._work is not None or len(ends) != 2:
            return
        plan = self._plan
        state = PlanState(
            tuple(plan.hotspots().values()), None, plan.funding_sources(), plan.agency
        )
        title = " → ".join(self._title(name) for name in names)
        work = partial(_compare_work, state, ends[0], ends[1])
        self._begin(title, work, partial(self._show_comparison, title, ends))

    def let_go(self) -> None:
        """Stop what is under way."""
        work, self._work = self._work, None
        if work is not None:
            work.cancel()

    def _show(self) -> None:
        rows = [scenario_row(one, self._language) for one in self._kept]
        self._view.show_rows([today_row(self._today, self._language), *rows])

    def _named(self, name: str) -> Scenario | None:
        return next((one for one in self._kept if one.name == name), None)

    def _title(self, name: str) -> str:
        return name or QCoreApplication.translate("VillageInternet", "Plan as it is")

    def _take_up_named(self, name: str) -> None:
        scenario = self._named(name)
        if scenario is not None:
            self._take_up(scenario)

    def _remove(self, name: str) -> None:
        self._kept = drop_scenario(self._plan.path, name)
        self._show()
        text = QCoreApplication.translate("VillageInternet", "{name} was removed.")
        self._view.show_told(text.format(name=name))

    def _save(self, name: str) -> None:
        scenario = self._named(name)
        if scenario is None or self._work is not None:
            return
        path = self._plan.path
        start = path.with_name(f"{path.stem}-{name.replace(' ', '-').lower()}.gpkg")
        title = QCoreApplication.translate("VillageInternet", "Save the scenario as a plan")
        chosen, _ = QFileDialog.getSaveFileName(self._view, title, str(start), PLAN_FILTER)
        if chosen:
            output = Path(chosen)
            if output.suffix.lower() != ".gpkg":
                output = output.with_name(output.name + ".gpkg")
            work = partial(_save_work, path, scenario, output)
            self._begin(title, work, lambda _nothing: self._saved(output))

    def _saved(self, output: Path) -> None:
        text = QCoreApplication.translate(
            "VillageInternet",
            "Saved as {path}: the plan as it is saved, with the scenario in it. Open it in the "
            "Plan panel, or compare it with Compare plans.",
        )
        self._view.show_told(text.format(path=output))

    def _show_comparison(
        self, title: str, ends: list[Scenario | None], comparison: Comparison
    ) -> None:
        if comparison.is_empty:
            text = QCoreApplication.translate("VillageInternet", "{title}: nothing differs.")
            self._view.show_told(text.format(title=title))
            return
        layer = comparison_in_memory(comparison, title, self._language)
        QgsProject.instance().addMapLayer(layer)
        lines = [f"{title}: {summary_text(comparison, self._language)}"]
        people = [one.people if one is not None else self._today for one in ends]
        if people[0] is not None and people[1] is not None:
            text = QCoreApplication.translate(
                "VillageInternet", "People reached: {before} → {after}."
            )
            told = [number_text(one, self._language) for one in people if one is not None]
            lines.append(text.format(before=told[0], after=told[1]))
        for total in comparison.funding_sources:
            lines.append(total_text(total, False, self._language))
        self._view.show_told("\n".join(lines))

    def _begin(
        self, title: str, work: Callable[[Report], Any], done: Callable[[Any], object]
    ) -> None:
        path, guard = self._plan.path, self._messages.guard

        def end() -> bool:
            is_wanted, self._work = self._work is not None, None
            return is_wanted and self._plan.is_open and self._plan.path == path

        def when_done(result: Any) -> None:
            if end():
                done(result)

        def when_failed(error: Exception) -> None:
            if end() and not isinstance(error, Stopped):
                self._messages.fail(error)

        self._work = run_in_background(title, work, guard(when_done), guard(when_failed))


def _compare_work(
    state: PlanState, before: Scenario | None, after: Scenario | None, _report: Report
) -> Comparison:
    """Compare two scenarios of a plan; None stands for the plan as it is."""
    return compare(_with(state, before), _with(state, after))


def _with(state: PlanState, scenario: Scenario | None) -> PlanState:
    if scenario is None:
        return state
    hotspots = hotspots_with(state.hotspots, scenario)
    return PlanState(hotspots, state.waivers, state.funding_sources, state.agency)


def _save_work(path: Path, scenario: Scenario, output: Path, _report: Report) -> None:
    save_as_plan(path, scenario, output)
