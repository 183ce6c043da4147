# SPDX-License-Identifier: GPL-2.0-or-later
"""Between the funding dock and the plan: counts in slices of time, edits in undo steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Callable

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QDate, QObject, Qt
from qgis.PyQt.QtWidgets import QMessageBox

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.domain.schema import FUNDING_SOURCES
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.feature_rows import RowReader, fid_of_row
from village_internet_plugin.layers.hotspot_edits import add_row, change_row, delete_row
from village_internet_plugin.layers.unsaved_edits import save_edits
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels.funding.entries import new_source, read_entry
from village_internet_plugin.panels.funding.funding_view import FundingView
from village_internet_plugin.panels.funding.new_source_view import NewSourceDialog
from village_internet_plugin.panels.funding.sources_model import SourceRow
from village_internet_plugin.panels.plan_following import PlanFollowing
from village_internet_plugin.panels.slices import Slices
from village_internet_plugin.panels.window import Window
from village_internet_plugin.reports.funding_state import FundingTally
from village_internet_plugin.reports.funding_words import (
    NAMED_AT_MOST,
    overrun_sentence,
    source_title,
)

TABLE = FUNDING_SOURCES.name


class FundingPanel(QObject):
    """The presenter; it goes with its view, which it owns nothing of but the wishes."""

    def __init__(self, window: Window) -> None:
        """Show the funding sources of whatever plan is open in `window`."""
        self._plan, self._messages, self._iface = window.plan, window.messages, window.iface
        self._language = window.plan.language
        labels = {name: COLUMN_WORDS[name].say(self._language) for name in FUNDING_SOURCES.names()}
        self._labels: Mapping[str, str] = labels
        self.view = FundingView(labels, VALUE_WORDS, self._language)
        super().__init__(self.view)
        self._tally = FundingTally()
        self._counting = Slices(self._messages.fail, self)
        self._following = PlanFollowing(window, self, self.view, self._refresh)
        self._layer: QgsVectorLayer | None = None
        self._follow()
        self._refresh()

    @property
    def is_busy(self) -> bool:
        """Whether what is shown is still being counted."""
        return self._following.is_due or self._counting.is_running

    def _follow(self) -> None:
        guard, view = self._messages.guard, self.view
        wishes: tuple[tuple[object, Callable[..., object]], ...] = (
            (view.entered, self._enter),
            (view.add_wanted, self._add),
            (view.remove_wanted, self._remove),
            (view.undo_wanted, self._undo),
            (view.redo_wanted, self._redo),
            (view.save_wanted, self._save),
            (view.show_wanted, self._show_on_map),
        )
        for signal, slot in wishes:
            signal.connect(guard(slot))  # type: ignore[attr-defined]
        self._following.follow(self._let_go, checking=self._mark_checked)

    def _let_go(self) -> None:
        """Follow the plan no more."""
        self._following.let_go()
        self._counting.stop()

    def _mark_checked(self, share: float) -> None:
        if share >= 1.0:
            self._following.mark()

    def _refresh(self) -> None:
        if not self._plan.is_open:
            self._counting.stop()
            self._tally, self._layer = FundingTally(), None
            self.view.show_nothing(
                QCoreApplication.translate(
                    "VillageInternet",
                    "No plan is open. Open one, or make a new one, in the Plan panel.",
                )
            )
            return
        if not self._plan.is_checked:
            self.view.show_nothing(
                QCoreApplication.translate(
                    "VillageInternet", "The plan is being checked; its sources are shown then."
                )
            )
            return
        self._layer = self._plan.layer(TABLE)
        try:
            sources = self._sources()
        except InputError as error:
            # Not told in the message bar: it would be, anew, with each edit.
            self._counting.stop()
            self.view.show_nothing(in_user_language(error))
            return
        self._counting.run(self._count(sources))

    def _sources(self) -> list[tuple[int | None, FundingSource]]:
        """Return the sources with their fids, as the layer has them now."""
        if self._layer is None:
            return [(None, source) for source in self._plan.funding_sources()]
        reader = RowReader(self._layer, FUNDING_SOURCES)
        features = reader.features_in_order()
        names = FUNDING_SOURCES.names()
        return [(f.id(), FundingSource(**dict(zip(names, reader.values(f))))) for f in features]

    def _count(self, sources: Sequence[tuple[int | None, FundingSource]]) -> Iterator[object]:
        tally = self._tally
        yield from tally.take_over((source for _, source in sources), self._plan.hotspots())
        rows = []
        for fid, source in sources:
            state = tally.state_of(source.funding_source_id)
            # Two rows of one id, which the file refuses, are counted together until mended.
            state = replace(state, source=source)
            names = self._names(state.take_away[: NAMED_AT_MOST + 2], len(state.take_away))
            rows.append(SourceRow(fid, state, overrun_sentence(state, names, self._language)))
            yield None
        self.view.show_sources(rows, self._notice())
        self._show_unfunded()
        self._show_edit_state()

    def _names(self, rows: Sequence[int], count: int) -> list[str]:
        """Return what hotspots are called; those that are only counted stand as blanks."""
        hotspots = self._plan.hotspots()
        names = [hotspots[row].label for row in rows if row in hotspots]
        return names + [""] * (count - len(rows))

    def _notice(self) -> str:
        if self._layer is not None:
            return ""
        return QCoreApplication.translate(
            "VillageInternet",
            "The table of funding sources is not in the project, so it can only be looked at. "
            "Open the plan again to edit it.",
        )

    def _show_unfunded(self) -> None:
        language = self._language
        unfunded, unknown = self._tally.unfunded(), self._tally.unknown()
        sentences = []
        if unfunded:
            sentence = QCoreApplication.translate(
                "VillageInternet", "Hotspots without a funding source: {count}."
            )
            sentences.append(sentence.format(count=number_text(len(unfunded), language)))
        for name, bearers in list(unknown.items())[:NAMED_AT_MOST]:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "Hotspots of “{source}”, which is not among the sources: {count}.",
            )
            count = number_text(len(bearers), language)
            sentences.append(sentence.format(source=name, count=count))
        rows = [*unfunded, *(row for group in unknown.values() for row in group)]
        self.view.show_unfunded("\n".join(sentences), sorted(rows))

    def _show_edit_state(self) -> None:
        layer = self._layer
        if layer is None:
            self.view.show_edit_state(can_edit=False, undo="", redo="", unsaved=False)
            return
        steps = layer.undoStack()
        nameless = QCoreApplication.translate("VillageInternet", "the last change")
        undo = (steps.undoText() or nameless) if steps.canUndo() else ""
        redo = (steps.redoText() or nameless) if steps.canRedo() else ""
        self.view.show_edit_state(True, undo, redo, layer.isModified())

    def _enter(self, fid: int, column: str, text: str) -> None:
        layer = self._layer
        if layer is None:
            return
        try:
            value = read_entry(column, text, self._language)
        except InputError as fault:
            self.view.terms.show_fault(column, in_user_language(fault))
            return
        self.view.terms.show_fault(column, "")
        source = dict(self._sources()).get(fid)
        if source is None or getattr(source, column) == value:
            self._following.look_again()
            return
        sentence = QCoreApplication.translate("VillageInternet", "{source}: change “{column}”")
        title = sentence.format(source=source_title(source), column=self._labels[column])
        with edit_step(layer, title):
            change_row(layer, fid, {column: value})
        self._following.look_again()

    def _add(self) -> None:
        layer = self._layer
        if layer is None:
            return
        taken = {source.funding_source_id for _, source in self._sources()}
        texts = {"agency": self._plan.agency, "fiscal_year": str(QDate.currentDate().year())}

        def find_faults(entered: Mapping[str, str]) -> Mapping[str, str]:
            return new_source(entered, taken, self._language)[1]

        dialog = NewSourceDialog(self._labels, texts, find_faults, self.view)
        accepted = dialog.exec() == NewSourceDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return
        values, _ = new_source(dialog.texts(), taken, self._language)
        sentence = QCoreApplication.translate("VillageInternet", "Add the funding source {source}")
        with edit_step(layer, sentence.format(source=values["funding_source_id"])):
            fid = add_row(layer, values)
        self._refresh()
        self._counting.finish()
        self.view.choose(fid)

    def _remove(self, fid: int) -> None:
        layer, source = self._layer, dict(self._sources()).get(fid)
        if layer is None or source is None or not self._may_remove(source):
            return
        sentence = QCoreApplication.translate(
            "VillageInternet", "Remove the funding source {source}"
        )
        with edit_step(layer, sentence.format(source=source_title(source))):
            delete_row(layer, fid)
        self._following.look_again()

    def _may_remove(self, source: FundingSource) -> bool:
        """Ask when hotspots name the source: they would be left without."""
        count = self._tally.hotspots_of(source.funding_source_id)
        if not count:
            return True
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{count} hotspots are paid by {source}. Without it each of them has an error until it "
            "gets another funding source. Remove it?",
        )
        text = sentence.format(
            count=number_text(count, self._language), source=source_title(source)
        )
        box = QMessageBox(self.view)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(QCoreApplication.translate("VillageInternet", "Remove a funding source"))
        box.setText(text)
        # Qt itself speaks no Indonesian.
        remove = QCoreApplication.translate("VillageInternet", "Remove")
        box.addButton(remove, QMessageBox.ButtonRole.AcceptRole)
        cancel = QCoreApplication.translate("VillageInternet", "Cancel")
        kept = box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(kept)
        box.exec()
        removes = box.clickedButton() not in (None, kept)
        box.deleteLater()
        return removes

    def _undo(self) -> None:
        if self._layer is not None:
            self._layer.undoStack().undo()
            self._following.look_again()

    def _redo(self) -> None:
        if self._layer is not None:
            self._layer.undoStack().redo()
            self._following.look_again()

    def _save(self) -> None:
        layer = self._layer
        if layer is None:
            return
        save_edits([layer])
        self._messages.succeed(
            QCoreApplication.translate("VillageInternet", "The funding sources are saved.")
        )
        self._following.look_again()

    def _show_on_map(self, rows: Sequence[int]) -> None:
        """Select hotspots in their layer, zoom to them and flash them."""
        layer = self._plan.layer("hotspots")
        if layer is None or not rows:
            return
        fids = [fid_of_row(row) for row in rows]
        layer.selectByIds(fids)
        canvas = self._iface.mapCanvas()
        canvas.zoomToFeatureIds(layer, fids)
        canvas.flashFeatureIds(layer, fids)
