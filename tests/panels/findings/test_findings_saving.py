# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings are copied and saved as spreadsheets and programs take them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from findings_in_the_window import choose
from following_a_plan import wait_until
from qgis.PyQt.QtGui import QGuiApplication

from village_internet_plugin.panels.findings.findings_panel import FindingsPanel
from village_internet_plugin.panels.window import Window

pytestmark = pytest.mark.qgis


class TestSaving:
    def test_the_clipboard_has_a_table_with_the_names_of_its_columns(
        self, panel: FindingsPanel
    ) -> None:
        choose(panel, "VI401", "id-A")
        panel.view.copy_wanted.emit()
        panel.finish()
        head, row = QGuiApplication.clipboard().text().splitlines()
        cells = dict(zip(head.split("\t"), row.split("\t")))
        assert cells["Rule"] == "VI401"
        assert cells["Subject"] == "id-A"
        assert cells["Village"] == "Adang Jaya"
        assert cells["Severity"] == "Error"

    def test_a_csv_file_has_the_findings_listed(
        self, panel: FindingsPanel, tmp_path: Path, window: Window
    ) -> None:
        panel.view.search.setText("VI401")
        panel.view._search_now()
        panel.save_in(tmp_path / "temuan.csv")
        panel.finish()
        with (tmp_path / "temuan.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["Subject"] for row in rows] == ["id-A", "id-B", "id-C"]
        assert window.told.sentences[-1][0] == "succeed"
        assert sorted(path.name for path in tmp_path.glob("temuan*")) == ["temuan.csv"]

    def test_a_json_file_is_the_report_of_the_check(
        self, panel: FindingsPanel, tmp_path: Path, window: Window
    ) -> None:
        panel.save_in(tmp_path / "temuan.json")
        panel.finish()
        wait_until(lambda: bool(window.told.sentences))
        assert window.told.sentences[-1][0] == "succeed", window.told.sentences
        report = json.loads((tmp_path / "temuan.json").read_text(encoding="utf-8"))
        assert report["findings"] == [one.to_json() for one in window.plan.findings()]
        assert report["counts"] == window.plan.counts()
        assert len(report["reference_sha256"]) == 64

    def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(
        self, panel: FindingsPanel, tmp_path: Path, window: Window
    ) -> None:
        panel.save_in(tmp_path / "no such folder" / "temuan.csv")
        panel.finish()
        assert window.told.sentences[-1][0] == "fail"
