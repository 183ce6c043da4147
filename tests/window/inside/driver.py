# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishes what the window shows, five times a second, and answers questions from outside."""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

from window.inside import counting, installing, loading, plan_seen, suggesting, things_seen
from window.inside.heartbeat import Heartbeat

PUBLISH_MS = 200
QUESTION_MS = 40
_KEPT_MESSAGES = 60


class Driver:
    """Writes `seen.json` again and again; a file `question.json` is answered in `answer.json`."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0
        self._places: list[tuple[float, float]] = []
        self._log: list[str] = []
        self._errors: list[str] = []
        self._heartbeat = Heartbeat()
        self._questions: dict[str, Callable[..., Any]] = {
            "counts": counting.counts,
            "names": counting.names,
            "load_cost_ms": loading.load_cost_ms,
            "load_costs_ms": loading.load_costs_ms,
            "load_plugin": loading.load_plugin,
            "reload_plugin": loading.reload_plugin,
            "unload_plugin": loading.unload_plugin,
            "install_zip": installing.install_zip,
            "installed": installing.installed,
            "run_algorithm": installing.run_algorithm,
            "remember": installing.remember,
            "remembered": installing.remembered,
            "look_at": self._look_at,
            "start_heartbeat": self._heartbeat.start,
            "stop_heartbeat": self._heartbeat.stop,
            "open_plan": plan_seen.open_plan,
            "time_ghosts": plan_seen.time_ghosts,
            "suggest": suggesting.suggest,
            "stop_suggesting": suggesting.stop_suggesting,
            "suggestion_seen": suggesting.suggestion_seen,
            "suggest_only_among": suggesting.suggest_only_among,
            "quit": self._quit,
        }
        QgsApplication.messageLog().messageReceived.connect(self._keep_message)
        self._keep_errors()
        self._publishing = self._every(PUBLISH_MS, self._publish)
        self._answering = self._every(QUESTION_MS, self._answer)
        # Who steps from control to control with the Tab key waits for nothing else.
        QApplication.instance().focusChanged.connect(lambda *_: QTimer.singleShot(0, self._publish))
        main = iface.mainWindow()
        main.setGeometry(main.screen().geometry())

    def _every(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(QApplication.instance())
        timer.timeout.connect(slot)
        timer.start(milliseconds)
        return timer

    def _publish(self) -> None:
        try:
            self._look()
        except Exception:  # noqa: BLE001 - told outside, where the test fails with it
            self._errors.append(traceback.format_exc())
            self._write("seen.json", {"number": self._number, "errors": self._errors})

    def _look(self) -> None:
        self._number += 1
        if self._heartbeat.is_beating:
            # Looking at everything would itself make the window stand still.
            plan = plan_seen.plan_seen(verdicts=0)
            self._write("seen.json", {"number": self._number, "plan": plan, "errors": self._errors})
            return
        seen = {
            "number": self._number,
            "things": things_seen.things(),
            "focus": things_seen.focus(),
            "current_in_menu": things_seen.current_in_menu(),
            "window": int(QApplication.activeWindow().winId())
            if QApplication.activeWindow()
            else 0,
            "top_window": int((QApplication.activeModalWidget() or iface.mainWindow()).winId()),
            "bar": [item.text() for item in iface.messageBar().items()],
            "log": self._log,
            "errors": self._errors,
            "map": plan_seen.map_seen(self._places),
            "plan": plan_seen.plan_seen(),
        }
        self._write("seen.json", seen)

    def _answer(self) -> None:
        path = self._folder / "question.json"
        if not path.is_file():
            return
        question = json.loads(path.read_text("utf-8"))
        path.unlink()
        try:
            answer = self._questions[question["name"]](**question["arguments"])
            self._write("answer.json", {"number": question["number"], "answer": answer})
        except Exception:  # noqa: BLE001 - told outside, where the test fails with it
            told = {"number": question["number"], "error": traceback.format_exc()}
            self._write("answer.json", told)

    def _write(self, name: str, told: dict[str, Any]) -> None:
        unfinished = self._folder / f".{name}"
        unfinished.write_text(json.dumps(told), encoding="utf-8")
        os.replace(unfinished, self._folder / name)

    def _look_at(self, places: list[tuple[float, float]]) -> None:
        """Publish from now on where on the screen these places (lon, lat) are."""
        self._places = places

    def _keep_message(self, text: str, tag: str, level: Any) -> None:
        self._log = [*self._log, f"{tag} [{int(level)}]: {text}"][-_KEPT_MESSAGES:]

    def _keep_errors(self) -> None:
        shown = sys.excepthook

        def keep(kind: Any, error: Any, trace: Any) -> None:
            self._errors.append("".join(traceback.format_exception(kind, error, trace)))
            shown(kind, error, trace)

        sys.excepthook = keep

    def _quit(self) -> None:
        """Leave QGIS without a question about unsaved work; the answer is sent before."""
        QTimer.singleShot(2 * QUESTION_MS, self._leave)

    def _leave(self) -> None:
        # Asked while a dialog is open, the window would wait for it for ever.
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget.isModal():
                widget.close()
        self._publishing.stop()
        self._answering.stop()
        for layer in QgsProject.instance().mapLayers().values():
            if layer.type() == layer.LayerType.VectorLayer and layer.isEditable():
                layer.rollBack()
        QgsProject.instance().clear()
        QgsProject.instance().setDirty(False)
        self._exit()

    def _exit(self) -> None:
        # While a task runs (a plan is read), QGIS asks whether to cancel it, and waits.
        if QgsApplication.taskManager().countActiveTasks():
            QTimer.singleShot(QUESTION_MS, self._exit)
            return
        iface.actionExit().trigger()
