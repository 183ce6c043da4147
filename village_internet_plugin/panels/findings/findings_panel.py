# SPDX-License-Identifier: GPL-2.0-or-later
"""Joins the findings dock to the plan that is open, to the map, and to the edit buffers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.domain.schema import HOTSPOTS, WAIVERS
from village_internet_plugin.layers import finding_fixes
from village_internet_plugin.layers.announced import Change
from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.findings.findings_view import FindingsView
from village_internet_plugin.panels.findings.gathering import Gathering
from village_internet_plugin.panels.findings.map_showing import show_on_map
from village_internet_plugin.panels.findings.nearest_offer import NearestOffer
from village_internet_plugin.panels.findings.plan_source import PlanSource
from village_internet_plugin.panels.findings.plan_state import state_words
from village_internet_plugin.panels.findings.possible_actions import is_fixable, why_not_waived
from village_internet_plugin.panels.findings.saving import FindingsSaving
from village_internet_plugin.panels.findings.waive_dialog import WaiveDialog
from village_internet_plugin.panels.slices import Slices
from village_internet_plugin.panels.window import Window

_MOST_SHOWN = 5_000
"""Of a larger choice the map shows so many."""


class FindingsPanel(QWidget):
    """What stands in the dock of findings; follows the plan by its signals alone."""

    def __init__(self, window: Window, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._plan = window, window.plan
        self._share = 0.0
        self.view = FindingsView(self._plan.language)
        self._source = PlanSource(self._plan)
        self.gathering = Gathering(self.view.model, window.messages.fail, self)
        self._saving = FindingsSaving(self._plan, self._source, window.messages, self)
        self._collecting = Slices(window.messages.fail, self)
        self._offer = NearestOffer(window, self.view.details, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._connections = Connections(window.messages.fail)
        self._listen_to_view()
        self._listen_to_plan()
        self.gathering.follow(self._source, self._source)

    def let_go(self) -> None:
        """Stop listening and drop what is under way."""
        self._connections.close()
        self.gathering.stop()
        self._collecting.stop()
        self._saving.stop()
        self._offer.withdraw()

    def finish(self) -> None:
        """Bring the list, a search for a position, and what is being saved to an end at once."""
        self.gathering.finish()
        self._collecting.finish()
        self._offer.finish()
        self._saving.finish()

    # The plan

    def _listen_to_plan(self) -> None:
        connect, plan = self._connections.connect, self._plan
        connect(plan, "opened", self._start)
        connect(plan, "closed", self._start)
        connect(plan, "changed", self._take)
        connect(plan, "edited", self._look_again)
        connect(plan, "checking", self._hear_share)

    def _start(self) -> None:
        self._share = 0.0
        self._source = PlanSource(self._plan)
        self._collecting.stop()
        self._offer.withdraw()
        self.gathering.follow(self._source, self._source)

    def _take(self, change: Change) -> None:
        self._offer.look_again()
        if change.everything:
            self._source.forget_names()
            self.gathering.gather()
            return
        if change.sources:
            self._source.forget_names()
        self.gathering.take(change.hotspot_ids, beside=change.sources or change.rest)

    def _look_again(self) -> None:
        self._offer.look_again()
        self.gathering.look_for_moves()

    def _hear_share(self, share: float) -> None:
        self._share = share
        self._tell_state()

    def _tell_state(self) -> None:
        words = state_words(self._plan, self._share)
        counts = self._plan.counts()
        self.view.show_counts(counts)
        self.view.show_state(words.above)
        if words.instead:
            self.view.show_empty(words.instead)
        elif self.gathering.is_running and not self.view.model.rowCount():
            self.view.show_empty(
                QCoreApplication.translate("VillageInternet", "The findings are being listed.")
            )
        else:
            self.view.show_list(sum(counts.values()))

    # The view

    def _listen_to_view(self) -> None:
        connect, view = self._connections.connect, self.view
        connect(self.gathering, "about_to_change", view.table.keep_place)
        connect(self.gathering, "changed", self._rows_changed)
        connect(view, "search_changed", self.gathering.search)
        connect(view, "grouping_changed", self.gathering.group_by)
        connect(view, "kinds_changed", self.gathering.show)
        connect(view, "zoom_wanted", self._show_on_map)
        connect(view, "fix_wanted", self._fix)
        connect(view, "fix_rule_wanted", self._fix_rule)
        connect(view, "nearest_wanted", self._seek_nearest)
        connect(view, "offer_taken", self._take_offer)
        connect(view, "offer_left", self._offer.withdraw)
        connect(view, "delete_wanted", self._delete)
        connect(view, "waive_wanted", self._waive)
        connect(view, "take_back_wanted", self._take_back)
        connect(view, "copy_wanted", self._copy)
        connect(view, "export_wanted", self._save)

    def _rows_changed(self) -> None:
        self.view.table.find_place()
        self._tell_state()

    def _show_on_map(self) -> None:
        chosen = _first(self.view.chosen(), _MOST_SHOWN)
        if not chosen or show_on_map(self._window.iface.mapCanvas(), self._plan, chosen):
            return
        if all(finding.subject_kind == "plan" for finding in chosen):
            sentence = QCoreApplication.translate(
                "VillageInternet", "This finding is about the whole plan, not about a place."
            )
        else:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "There is no place to show: no hotspot of this finding has a usable position.",
            )
        self._window.messages.inform(sentence)

    def _fix(self) -> None:
        self._apply_fixes([one for one in self.view.chosen() if is_fixable(one)])

    def _fix_rule(self) -> None:
        """Mend everything of the chosen finding's rule, listed or not, in one undo step."""
        chosen = next(self.view.chosen(), None)
        if chosen is not None:
            self._collecting.run(self._fixing_rule(chosen.rule))

    def _fixing_rule(self, rule: str) -> Iterator[None]:
        of_rule = []
        for hotspot_id in dict.fromkeys(self._source.hotspot_ids()):
            for finding in self._source.findings_of(hotspot_id):
                if finding.rule == rule and not finding.waived and is_fixable(finding):
                    of_rule.append(finding)
            yield
        self._apply_fixes(of_rule)

    def _apply_fixes(self, findings: Sequence[Finding]) -> None:
        count = finding_fixes.fix_findings(self._plan, findings)
        self._have_undo_for(HOTSPOTS.name)
        if count > 1:
            sentence = QCoreApplication.translate(
                "VillageInternet", "{count} hotspots were mended in one undo step."
            )
            self._window.messages.succeed(sentence.format(count=self._number(count)))
        self._tell_what_stands(findings)

    def _delete(self) -> None:
        for finding in _first(self.view.chosen(), 1):
            finding_fixes.delete_duplicate(self._plan, finding)
            self._have_undo_for(HOTSPOTS.name)
            self._tell_what_stands([finding])

    def _seek_nearest(self) -> None:
        for finding in _first(self.view.chosen(), 1):
            self._offer.seek(finding)

    def _take_offer(self) -> None:
        taken = self._offer.take()
        if taken is not None:
            self._have_undo_for(HOTSPOTS.name)
            self._tell_what_stands([taken])

    def _waive(self) -> None:
        standing = [finding for finding in self.view.chosen() if not finding.waived]
        waivable = [finding for finding in standing if why_not_waived(finding) is None]
        refused = next((why_not_waived(one) for one in standing if why_not_waived(one)), None)
        if not waivable:
            if refused:
                self._window.messages.warn(refused)
            return
        if len(waivable) == 1:
            about = waivable[0].message
        else:
            sentence = QCoreApplication.translate(
                "VillageInternet", "{count} findings are accepted as they are, for one reason."
            )
            about = sentence.format(count=self._number(len(waivable)))
        dialog = WaiveDialog(about, refused or "", settings.waiver_author.get(), self)
        dialog.accepted.connect(lambda: self._guarded(self._waive_as_told, dialog, waivable))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _waive_as_told(self, dialog: WaiveDialog, findings: Sequence[Finding]) -> None:
        finding_fixes.waive(self._plan, findings, dialog.reason, dialog.author)
        self._have_undo_for(WAIVERS.name)
        settings.waiver_author.set(dialog.author)

    def _take_back(self) -> None:
        finding_fixes.take_back_waivers(self._plan, self.view.chosen())
        self._have_undo_for(WAIVERS.name)

    def _copy(self) -> None:
        self._saving.copy(self.view.chosen())

    def _save(self) -> None:
        title = QCoreApplication.translate("VillageInternet", "Save findings")
        csv = QCoreApplication.translate("VillageInternet", "Findings listed, for spreadsheets")
        report = QCoreApplication.translate("VillageInternet", "Report on the whole plan")
        dialog = QFileDialog(self, title, settings.last_folder.get() or str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = [f"{csv} (*.csv)", f"{report} (*.json)"]
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("json" if chosen == filters[1] else "csv")
        )
        dialog.fileSelected.connect(lambda name: self._guarded(self.save_in, Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_in(self, path: Path) -> None:
        """Save the findings listed, or to a file that ends in .json the whole report."""
        settings.last_folder.set(str(path.parent))
        self._saving.save(path, self.view.model.findings())

    def _tell_what_stands(self, findings: Sequence[Finding]) -> None:
        """Say so where what was to be mended is found still."""
        if self._plan.is_checking:
            return  # the check under way will tell
        self._plan.flush()
        wanted = {(one.rule, one.subject) for one in findings}
        standing = [
            one
            for subject in {subject for _, subject in wanted}
            for one in self._plan.findings_of(subject)
            if (one.rule, one.subject) in wanted and not one.waived
        ]
        if not standing:
            return
        if len(standing) == 1:
            sentence = QCoreApplication.translate(
                "VillageInternet", "The change was made, but {rule} still finds: {message}"
            )
            told = sentence.format(rule=standing[0].rule, message=standing[0].message)
        else:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "The change was made, but {count} of these findings stand still.",
            )
            told = sentence.format(count=self._number(len(standing)))
        self._window.messages.warn(told, "\n".join(one.message for one in standing[:100]))

    def _have_undo_for(self, table: str) -> None:
        """Make a layer the active one: QGIS's undo is that of the active layer."""
        layer = self._plan.layer(table)
        if layer is not None:
            self._window.iface.setActiveLayer(layer)

    def _number(self, count: int) -> str:
        return number_text(count, self._plan.language)

    def _guarded(self, slot: Any, *arguments: Any) -> None:
        self._window.messages.guard(slot)(*arguments)


def _first(findings: Any, most: int) -> list[Finding]:
    return [finding for finding, _ in zip(findings, range(most))]
