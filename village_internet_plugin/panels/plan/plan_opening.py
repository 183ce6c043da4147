# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways to a plan: a new one, one from a file or of late, and the sample."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QMimeData, QStandardPaths
from qgis.PyQt.QtWidgets import QAction, QFileDialog

from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.plan import unsaved
from village_internet_plugin.panels.plan.dropping import dropped_files
from village_internet_plugin.panels.plan.new_plan_view import PLAN_FILTER, NewPlanView, free_path
from village_internet_plugin.panels.plan.plan_view import PlanView
from village_internet_plugin.panels.window import Window

PLACING_ACTION = "VillageInternet.place_hotspot"
"""The object name of the action that starts the map tool."""


class PlanOpening:
    """Makes and opens plans for the panel; the plan that is open is let go of first."""

    def __init__(self, window: Window, view: PlanView) -> None:
        self._window, self._view = window, view
        self._work: BackgroundWork | None = None
        self.was_asked = False
        """Whether the plan that opens next was asked for in this panel."""
        guard = window.messages.guard
        view.new_asked.connect(guard(self.make_new))
        view.open_asked.connect(guard(self.choose))
        view.recent_asked.connect(guard(lambda path: self.open(Path(path))))
        view.sample_asked.connect(guard(self.choose_folder_for_sample))
        view.cancel_asked.connect(guard(self.let_go))

    def recent(self) -> list[str]:
        """Return the plans opened of late that are still there."""
        return [path for path in settings.recent_plans.get() if Path(path).is_file()]

    def make_new(self) -> None:
        """Ask what the plan is, make its file, and open it."""
        dialog = NewPlanView(settings.last_agency.get(), _folder(), self._view)
        if not dialog.exec():
            return
        agency, title, path = dialog.agency, dialog.title, dialog.path
        settings.last_agency.set(agency)
        label = QCoreApplication.translate("VillageInternet", "Making the plan")

        def work(_report: Report) -> Path:
            # Imported beside the window: the rules take a while.
            from village_internet_plugin.layers.plan_file import create_plan_file
            from village_internet_plugin.rules.rule_set_document import standard_rule_set

            create_plan_file(path, agency, title, standard_rule_set())
            return path

        self._run(label, work)

    def choose(self) -> None:
        """Ask for a plan's file and open it."""
        title = QCoreApplication.translate("VillageInternet", "Open plan")
        chosen, _filter = QFileDialog.getOpenFileName(self._view, title, _folder(), PLAN_FILTER)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open the plan at `path`, after the unsaved edits of the open one were asked about.

        Raises InputError when it is no plan and one is open, which then stays.
        """
        from village_internet_plugin.layers.geopackage import require_plan_file
        from village_internet_plugin.reference.plan_reading import read_settings

        plan = self._window.plan
        if plan.is_open or plan.is_opening:
            require_plan_file(path)
            read_settings(path)
            if plan.path.resolve() == path.resolve():
                # Its layers stay, with their look and their edits; those that are gone come back.
                plan.open(path)
                return
            if not unsaved.saved_or_none(plan, self._view):
                return
        self.was_asked = True
        settings.last_folder.set(str(path.parent))
        plan.close(remove_layers=True)
        plan.open(path)

    def open_dropped(self, data: QMimeData) -> None:
        """Open a plan that was dropped where none is open."""
        plans = [path for path in dropped_files(data) if path.casefold().endswith(".gpkg")]
        if plans:
            self.open(Path(plans[0]))
            return
        sentence = QCoreApplication.translate(
            "VillageInternet", "Make or open a plan first; then files and layers can be dropped."
        )
        self._window.messages.warn(sentence)

    def choose_folder_for_sample(self) -> None:
        """Ask where the sample's plan may be put, and make it there."""
        title = QCoreApplication.translate("VillageInternet", "Folder for the sample's plan")
        chosen = QFileDialog.getExistingDirectory(self._view, title, _folder())
        if chosen:
            self.build_sample(Path(chosen))

    def build_sample(self, folder: Path) -> None:
        """Make the sample's plan in `folder`, under a name that is free, and open it."""
        path = free_path(folder / "paser_2025.gpkg")
        language = self._window.plan.language
        label = QCoreApplication.translate("VillageInternet", "Making the sample's plan")

        def work(report: Report) -> Path:
            from village_internet_plugin.layers.sample_plan import build_sample_plan

            build_sample_plan(path, language, report)
            return path

        self._run(label, work)

    def start_placing(self) -> None:
        """Start the map tool that places hotspots."""
        action = self._window.iface.mainWindow().findChild(QAction, PLACING_ACTION)
        if action is not None:
            action.trigger()

    def let_go(self) -> None:
        """Stop what is being made."""
        if self._work is not None:
            self._work.cancel()

    def _run(self, label: str, work: object) -> None:
        """Run `work`, which makes a plan and returns its path, and open that."""
        welcome = self._view.welcome

        def show(share: float | None) -> None:
            # The plugin may be unloaded meanwhile, and its panel with it.
            if not sip.isdeleted(welcome):
                welcome.show_work(share, label)

        def done(path: Path) -> None:
            show(None)
            self._window.messages.guard(self.open)(path)

        def failed(error: Exception) -> None:
            show(None)
            if not isinstance(error, Stopped):
                self._window.messages.fail(error)

        self._work = run_in_background(label, work, done, failed)  # type: ignore[arg-type]
        self._work.progressed.connect(show)
        show(0.0)


def _folder() -> str:
    """Return the folder used last, else that of the user's documents."""
    last = settings.last_folder.get()
    if last and Path(last).is_dir():
        return last
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place) or str(Path.home())
