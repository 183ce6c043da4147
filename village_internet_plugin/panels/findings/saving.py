# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies findings to the clipboard and saves them as CSV or as the JSON report, beside the work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, QObject
from qgis.PyQt.QtGui import QGuiApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import CheckReport, Finding
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels.findings.finding_text import csv_lines, tab_separated
from village_internet_plugin.panels.findings.plan_source import PlanSource
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.slices import Slices

Steps = Iterator[None]


class FindingsSaving(QObject):
    """Writes findings somewhere else; large lists in slices, so that the window goes on."""

    def __init__(
        self,
        plan: CurrentPlan,
        source: PlanSource,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._source, self._messages = plan, source, messages
        self._copying, self._writing = Slices(messages.fail, self), Slices(messages.fail, self)
        self._work: BackgroundWork | None = None

    def copy(self, findings: Iterator[Finding]) -> None:
        """Put findings on the clipboard as a spreadsheet takes them."""
        self._copying.run(self._copy_steps(findings))

    def save(self, path: Path, findings: Iterator[Finding]) -> None:
        """Save: to a file that ends in .json the report on the whole plan, else these findings."""
        if path.suffix.lower() == ".json":
            self._writing.run(self._report_steps(path))
        else:
            self._writing.run(self._csv_steps(path, findings))

    def finish(self) -> None:
        """Bring what is under way to its end at once."""
        self._copying.finish()
        self._writing.finish()

    def stop(self) -> None:
        """Drop what is under way; no half file is left."""
        self._copying.stop()
        self._writing.stop()
        if self._work is not None:
            self._work.cancel()

    def _copy_steps(self, findings: Iterator[Finding]) -> Steps:
        lines = []
        for line in tab_separated(findings, self._source, self._plan.language):
            lines.append(line)
            yield
        if len(lines) > 1:
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _csv_steps(self, path: Path, findings: Iterator[Finding]) -> Steps:
        """Write beside the file first: what stood there goes only when the new one is whole."""
        unfinished = path.with_name(f"{path.name}.part")
        count = -1
        try:
            # Spreadsheets know UTF-8 by its mark.
            with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
                for line in csv_lines(findings, self._source, self._plan.language):
                    file.write(line)
                    count += 1
                    yield
            os.replace(unfinished, path)
        except OSError as error:
            raise _not_written(path, error) from error
        finally:
            unfinished.unlink(missing_ok=True)
        sentence = QCoreApplication.translate(
            "VillageInternet", "{count} findings were saved in {file}."
        )
        count_text = number_text(count, self._plan.language)
        self._messages.succeed(sentence.format(count=count_text, file=path))

    def _report_steps(self, path: Path) -> Steps:
        # Sorted rule by rule: one sort of all would hold up the window.
        by_rule: dict[str, list[Finding]] = {}
        for finding in self._source.findings_beside():
            by_rule.setdefault(finding.rule, []).append(finding)
        for hotspot_id in dict.fromkeys(self._source.hotspot_ids()):
            for finding in self._source.findings_of(hotspot_id):
                by_rule.setdefault(finding.rule, []).append(finding)
            yield
        plan_path, plan_id = self._plan.path, self._plan.settings().get("plan_id", "")
        version = self._plan.rule_set().version

        def work(report: Report) -> int:
            return _write_report(path, plan_path, (plan_id, version), by_rule, report)

        def done(count: int) -> None:
            self._work = None
            sentence = QCoreApplication.translate(
                "VillageInternet", "The report with {count} findings was saved in {file}."
            )
            count_text = number_text(count, self._plan.language)
            self._messages.succeed(sentence.format(count=count_text, file=path))

        def failed(error: Exception) -> None:
            self._work = None
            if not isinstance(error, Stopped):
                self._messages.fail(error)

        title = QCoreApplication.translate("VillageInternet", "Saving the report of findings")
        self._work = run_in_background(title, work, done, failed)


def _write_report(
    path: Path,
    plan_path: Path,
    judged: tuple[str, str],
    by_rule: dict[str, list[Finding]],
    report: Report,
) -> int:
    """Write the JSON report; in a thread, with a connection of its own to the plan."""
    from village_internet_plugin.processing.json_file import require_writable, write_json
    from village_internet_plugin.reference.reference import Reference
    from village_internet_plugin.rules.finding_order import sorted_findings

    require_writable(path)
    findings = chain.from_iterable(sorted_findings(by_rule[rule]) for rule in sorted(by_rule))
    with Reference.open(plan_path) as reference:
        checked = CheckReport(*judged, reference.sha256(), tuple(findings))
    if not report(0.5):
        raise Stopped("The work was cancelled.")
    write_json(path, checked.to_json())
    return len(checked.findings)


def _not_written(path: Path, error: OSError) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The file {path} cannot be written ({reason}). Choose a folder that you may write to.",
    )
    return InputError(sentence.format(path=path, reason=in_user_language(error)))
