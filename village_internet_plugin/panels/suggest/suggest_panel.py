# SPDX-License-Identifier: GPL-2.0-or-later
"""Between the suggest dock and the plan: asks a thread, shows what it found, accepts it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Callable

from qgis.core import QgsMapLayerProxyModel
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QCoreApplication, QObject

from village_internet_plugin.domain.finding import ERROR, NOTICE, OK
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.given_sites import GivenSites
from village_internet_plugin.layers.plan_tables import PLAN_TABLES, PlanSnapshot
from village_internet_plugin.layers.scenario import Scenario
from village_internet_plugin.layers.suggested_edits import accept_hotspots
from village_internet_plugin.layers.suggestion_words import how_lines, result_lines
from village_internet_plugin.panels.plan_following import PlanFollowing
from village_internet_plugin.panels.slices import Slices
from village_internet_plugin.panels.suggest.further_questions import FurtherQuestions
from village_internet_plugin.panels.suggest.offer import (
    Offer,
    as_scenario,
    offer_of_scenario,
    offer_of_suggestion,
    scenario_lines,
)
from village_internet_plugin.panels.suggest.scenario_desk import ScenarioDesk
from village_internet_plugin.panels.suggest.seeking import Seeking
from village_internet_plugin.panels.suggest.site_lines import NEW, SiteLine
from village_internet_plugin.panels.suggest.site_marks import SiteMarks
from village_internet_plugin.panels.suggest.source_choices import source_choices
from village_internet_plugin.panels.suggest.suggest_view import SuggestView
from village_internet_plugin.panels.suggest.suggest_work import (
    Asked,
    Found,
    suggest_work,
)
from village_internet_plugin.panels.suggest.suggested_lines import site_lines
from village_internet_plugin.panels.suggest.suggestion_map import SuggestionMap
from village_internet_plugin.panels.suggest.taking_up import TakingUp
from village_internet_plugin.panels.window import Window
from village_internet_plugin.reports.funding_state import FundingTally
from village_internet_plugin.siting.radii_text import usual_radius_m, usual_spread_m

_TABLE = "hotspots"


class SuggestPanel(QObject):
    """The presenter; it goes with its view."""

    def __init__(self, window: Window) -> None:
        """Suggest for whatever plan is open in `window`."""
        self._plan, self._messages, self._iface = window.plan, window.messages, window.iface
        self._language = window.plan.language
        self.view = SuggestView(_layer_choice(), self._language)
        super().__init__(self.view)
        self._map = SuggestionMap(window.iface.mapCanvas())
        self._scenarios = ScenarioDesk(window, self.view.scenarios, self._take_up)
        self._tally, self._counting = FundingTally(), Slices(self._messages.fail, self)
        self._following = PlanFollowing(window, self, self.view, self._refresh)
        self._found: Found | None = None
        self._offer = Offer()
        self._before: dict[int, Hotspot] = {}
        self._step = ""
        self._marks = SiteMarks()
        self._seeking = Seeking(window.plan, window.messages, self.view, self._show_ability)
        self._further = FurtherQuestions(
            self.view, self._seeking, lambda: self._found, window.messages, self._language
        )
        self._taking_up = TakingUp(
            self.view,
            self._seeking,
            lambda: self._found,
            self._show_one,
            self._is_any_in_plan,
            window.messages,
            self._language,
        )
        self._path: object = None
        self._radius_known = False
        self._follow()
        self._refresh()

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        is_counting = self._following.is_due or self._counting.is_running
        return self._seeking.is_running or is_counting or self._scenarios.is_busy

    @property
    def found(self) -> Found | None:
        """What the last suggestion found; None before there is one."""
        return self._found

    @property
    def map_bands(self) -> tuple[Any, ...]:
        """What is drawn on the map now."""
        return self._map.bands

    def finish_turn(self) -> None:
        """Show at once what would be shown in the next turn of the window."""
        self._following.look_now()
        self._counting.finish()

    def _follow(self) -> None:
        guard, view = self._messages.guard, self.view
        wishes: tuple[tuple[Any, Callable[..., object]], ...] = (
            (view.suggest_asked, self.suggest),
            (view.stop_asked, self._seeking.stop),
            (view.wishes.changed, self._show_ability),
            (view.marks.forget_asked, self._forget_marks),
            (view.sites.accept_asked, self.accept),
            (view.sites.undo_asked, self._undo),
            (view.sites.ticks_changed, self._show_state),
            (view.sites.keep_asked, self._keep),
            (view.sites.discard_asked, self.discard),
            (view.sites.site_chosen, lambda line: self._map.look_at([line])),
            (view.sites.pin_asked, self._pin),
            (view.sites.ban_asked, self._ban),
            (view.why_not.pin_asked, self._pin_place),
        )
        for signal, slot in wishes:
            signal.connect(guard(slot))
        self._following.follow(self._let_go, self._closed)

    def _let_go(self) -> None:
        """Follow the plan no more, and leave nothing on the map."""
        self._following.let_go()
        self._counting.stop()
        self._seeking.drop()
        self._scenarios.let_go()
        self._map.let_go()

    def _closed(self) -> None:
        self._seeking.drop()
        self._refresh()

    # What can be asked

    def _refresh(self) -> None:
        """Show what can be wished of the plan as it is now."""
        path = self._plan.path if self._plan.is_open else None
        if path != self._path:
            self._path, self._radius_known = path, False
            self._tally = FundingTally()
            self._forget_marks()
            self.discard()
        if path is None or not self._plan.is_checked:
            self._counting.stop()
            self.view.show_nothing(self._missing())
            return
        self.view.show_nothing("")
        if not self._radius_known:
            self._radius_known = True
            rule_set, wishes = self._plan.rule_set(), self.view.wishes
            wishes.radius.setValue(usual_radius_m(rule_set))
            wishes.within.setValue(usual_spread_m(rule_set))
            self._scenarios.load()
        self._counting.run(self._count())

    def _missing(self) -> str:
        if not self._plan.is_open:
            return QCoreApplication.translate(
                "VillageInternet",
                "No plan is open. Open one, or make a new one, in the Plan panel.",
            )
        return QCoreApplication.translate(
            "VillageInternet", "The plan is being checked; hotspots can be suggested then."
        )

    def _count(self) -> Iterator[object]:
        sources = self._plan.funding_sources()
        yield from self._tally.take_over(sources, self._plan.hotspots())
        choices = source_choices(sources, self._tally, self._plan.agency, self._language)
        self.view.wishes.show_sources(choices)
        self._show_ability()
        self._show_state()

    def _show_ability(self) -> None:
        is_free = not self._seeking.is_running and self._plan.is_open and self._plan.is_checked
        problem = self.view.wishes.problem() if is_free else ""
        self.view.show_further(not self._seeking.is_running)
        self.view.show_ability(is_free and not problem, problem)

    # Suggesting

    def suggest(self) -> None:
        """Seek the best plan for what stands in the form, beside the window."""
        is_free = not self._seeking.is_running and self._plan.is_checked
        if not is_free or self.view.wishes.problem():
            return
        self.discard()
        self._before = dict(self._plan.hotspots())
        plan, tables = self._plan, (_TABLE, *PLAN_TABLES)
        layers = {name: plan.layer(name) for name in tables if plan.layer(name) is not None}
        layer = self.view.wishes.layer_choice.currentLayer()
        asked = Asked(
            plan.path,
            PlanSnapshot(plan.path, layers),
            plan.agency,
            plan.rule_set(),
            self.view.wishes.wishes(self._marks.pinned, self._marks.banned),
            GivenSites.of_layer(layer) if layer is not None else None,
        )
        title = QCoreApplication.translate("VillageInternet", "Seeking the best plan")
        work = partial(suggest_work, asked, self._language)
        self._seeking.begin(title, work, lambda found: self._show_one(found, ""), asked.enough)

    def _show_one(self, found: Found, taken: str) -> None:
        """Show a suggested plan; `taken` says that it is another than was suggested first."""
        self._found, suggested = found, found.suggested
        how = how_lines(suggested, self._language)
        told = result_lines(suggested, self._language)
        self.view.show_result(
            [*([(NOTICE, taken)] if taken else []), *told], [*how, *filter(None, [found.union])]
        )
        lines = site_lines(suggested, found.whys, found.people, self._language)
        self._show_offer(offer_of_suggestion(suggested), lines)
        self.view.curves.show_charts(*found.charts)
        self.view.more.show_next(found.next_best)
        self.view.show_ties_part(bool(found.exchanges.choices))
        self.view.why_not.show_places(found.places)
        self._scenarios.show_today(suggested.people_today)

    # Accepting

    def _show_offer(self, offer: Offer, lines: list[SiteLine]) -> None:
        self._offer, self._step = offer, ""
        self.view.show_sites_part(bool(lines))
        self.view.sites.show_lines(lines)
        self.view.look_at_result()
        self._map.show(lines)
        self._map.look_at(line for line in lines if line.key in offer.keys)
        self._show_state()

    def accept(self) -> None:
        """Bring the ticked lines into the plan as one undo step."""
        layer = self._plan.layer(_TABLE)
        offer = self._offer.of_ticked(self.view.sites.model.ticked())
        if layer is None or not offer.keys:
            return
        fid_of = self._plan.fid_of if self._plan.is_caught_up else None
        if accept_hotspots(layer, offer.added, offer.removed, offer.paid_by, fid_of):
            self._step = layer.undoStack().undoText()
        self._map.clear()
        self._following.look_again()

    def _undo(self) -> None:
        layer = self._plan.layer(_TABLE)
        if layer is not None and self._step and layer.undoStack().undoText() == self._step:
            layer.undoStack().undo()
            self._step = ""
            self._map.show(self.view.sites.model.lines())
            self._following.look_again()

    def discard(self) -> None:
        """Take the suggestion away; the plan stays as it is."""
        self._found, self._offer, self._step = None, Offer(), ""
        self._taking_up.forget()
        self._map.clear()
        self.view.show_result((), ())
        self.view.sites.show_lines(())
        self.view.curves.show_charts((), ())
        self._show_state()

    def _show_state(self) -> None:
        """Say what of the offer is in the plan, what the check finds on it, and what is stale."""
        present = [one for one in self._offer.added if self._is_there(one.hotspot_id)]
        layer = self._plan.layer(_TABLE) if self._plan.is_open else None
        step = layer.undoStack().undoText() if layer is not None else ""
        can_undo = bool(self._step) and step == self._step
        self.view.sites.show_state(*self._state_line(present), can_undo, self._is_any_left())

    def _is_any_left(self) -> bool:
        """Tell whether anything is ticked that is not in the plan already, or not out of it."""
        ticked = self.view.sites.model.ticked()
        return any((line.kind == NEW) != self._is_there(line.key) for line in ticked)

    def _is_any_in_plan(self) -> bool:
        """Tell whether any of what is offered was accepted already."""
        offer = self._offer
        is_in = any(self._is_there(one.hotspot_id) for one in offer.added)
        return is_in or not all(self._is_there(key) for key in offer.removed)

    def _is_there(self, hotspot_id: str) -> bool:
        return self._plan.is_checked and self._plan.hotspot(hotspot_id) is not None

    def _state_line(self, present: list[Hotspot]) -> tuple[str, str]:
        if not present:
            return (NOTICE, self._stale_text())
        found = [self._plan.findings_of(one.hotspot_id) for one in present]
        wrong = sum(any(f.severity == ERROR and not f.waived for f in some) for some in found)
        count = number_text(len(present), self._language)
        if wrong:
            text = QCoreApplication.translate(
                "VillageInternet",
                "{count} of them are in the plan now; the check finds errors on {wrong}: see the "
                "Findings panel.",
            )
            return ERROR, text.format(count=count, wrong=number_text(wrong, self._language))
        text = QCoreApplication.translate(
            "VillageInternet",
            "{count} of them are in the plan now, and the check finds no error on them. Save the "
            "plan to keep them.",
        )
        return OK, text.format(count=count)

    def _stale_text(self) -> str:
        """Return that the plan is another than the one the suggestion was made for."""
        if self._found is None or not self._plan.is_checked:
            return ""
        sources = self._found.plan.funding_sources == self._plan.funding_sources()
        # Rows that nobody touched are the same objects: next to nothing has to be compared.
        if sources and self._before == self._plan.hotspots():
            return ""
        return QCoreApplication.translate(
            "VillageInternet", "The plan was changed since; suggest again to have it counted."
        )

    # Pins and bans

    def _pin(self, line: SiteLine) -> None:
        self._mark_site(self._marks.pin, line.site_id, line.name)

    def _ban(self, line: SiteLine) -> None:
        self._mark_site(self._marks.ban, line.site_id, line.name)

    def _pin_place(self, site_id: str) -> None:
        self._mark_site(self._marks.pin, site_id, self.view.why_not.place.currentText())

    def _mark_site(self, mark: Callable[[str, str], None], site_id: str, name: str) -> None:
        if site_id:
            mark(site_id, name)
        self.view.marks.show_marks(self._marks.told())

    def _forget_marks(self) -> None:
        self._marks.forget()
        self.view.marks.show_marks("")

    # Scenarios

    def _keep(self) -> None:
        if self._found is not None:
            self._scenarios.keep(partial(as_scenario, self._found.suggested))

    def _take_up(self, scenario: Scenario) -> None:
        """Show a kept scenario's sites to be accepted."""
        self.discard()
        text = QCoreApplication.translate("VillageInternet", "Scenario {name}, as it was kept.")
        self.view.show_result([(NOTICE, text.format(name=scenario.name))], ())
        self.view.show_as_kept()
        self._show_offer(offer_of_scenario(scenario), scenario_lines(scenario))


def _layer_choice() -> QgsMapLayerComboBox:
    choice = QgsMapLayerComboBox()
    choice.setFilters(QgsMapLayerProxyModel.Filter.PointLayer)
    choice.setAllowEmptyLayer(True)
    choice.setCurrentIndex(0)
    return choice
