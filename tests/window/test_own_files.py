# SPDX-License-Identifier: GPL-2.0-or-later
"""A newcomer with files of their own: from nothing to a checked plan of ten hotspots."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from window import steps
from window.conftest import OpenQgis
from window.qgis_window import QgisWindow
from window.test_by_keyboard import reopen

pytestmark = pytest.mark.qgis
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
FIVE_MINUTES = 300.0


def take_in(window: QgisWindow, path: Path, accepted: int) -> None:
    """Choose a file in QGIS's dialog, look at how it is read, and import it by the Enter key."""
    window.write_into("fileNameEdit", str(path))
    window.press("Return")
    words = f"{accepted} rows accepted, 0 rejected"
    window.wait_for(lambda seen: words in seen.text(), f"“{words}”")
    window.wait_for(lambda seen: seen.thing("import.import"), "the button that imports")
    window.press("Return")
    window.wait_for(lambda seen: not seen.thing("import.import", enabled=False), "the dialog gone")


def wait_for_step(window: QgisWindow, words: str) -> None:
    """Wait until the panel says so, and has come to rest: its buttons move with the sentence."""
    first = window.wait_for(lambda seen: words in seen.text() and seen.number, f"“{words}”")
    window.wait_for(lambda seen: seen.number > first + 1, "one more picture")


def test_a_plan_of_ten_hotspots_within_five_minutes(open_qgis: OpenQgis, tmp_path: Path) -> None:
    plan, ten = tmp_path / "rencana.gpkg", tmp_path / "titik_usulan.csv"
    rows = (SAMPLE / "titik_hotspot_paser_2025.csv").read_bytes().splitlines(keepends=True)
    ten.write_bytes(b"".join(rows[:11]))
    with open_qgis() as window:
        began = time.monotonic()
        window.click("plan.welcome.new")
        window.write_into("plan.new.agency", "Kabupaten Paser")
        window.write_into("plan.new.title", "Internet Desa 2026")
        window.write_into("plan.new.file", str(plan))
        window.press("Return")
        for words, sheet, accepted in (
            ("Load the villages first", "batas_desa_ilustrasi.geojson", 144),
            ("Load the village offices", "kantor_desa.csv", 143),
            ("Load the funding sources", "sumber_dana.csv", 2),
        ):
            wait_for_step(window, words)
            window.click("plan.next")
            take_in(window, SAMPLE / sheet, accepted)
        wait_for_step(window, "Place hotspots on the map")
        window.click("plan.load.hotspots")
        window.click("From a file…")
        take_in(window, ten, 10)
        for words, sheet, accepted in (
            ("Load Existing hotspots, or say", "hotspot_eksisting.csv", 2),
            ("Load Blank spots, or say", "blank_spot_2021.csv", 8),
        ):
            wait_for_step(window, words)
            window.click("plan.next")
            take_in(window, SAMPLE / sheet, accepted)
        for words in ("Load Settlements, or say", "Load Network nodes, or say"):
            wait_for_step(window, words)
            window.click("plan.none")
        wait_for_step(window, "Everything is loaded")
        steps.wait_until_checked(window)
        window.wait_for(lambda seen: seen.plan["hotspots"] == 10, "ten hotspots")
        window.picture(tmp_path / "checked.png")
        assert time.monotonic() - began < FIVE_MINUTES


def test_the_villages_come_in_by_keyboard_alone(open_qgis: OpenQgis, tmp_path: Path) -> None:
    with open_qgis() as window:
        window.wait_for(lambda seen: seen.thing("plan.welcome.new"), "the way in")
        reopen(window, "Plan")
        window.tab_to("plan.welcome.new")
        window.press("space")
        window.wait_for(lambda seen: seen.has_keyboard("plan.new.agency"), "the new plan's dialog")
        window.write("Kabupaten Paser")
        window.press("Tab")
        window.write("Internet Desa 2026")
        window.press("Tab", "ctrl+a")
        window.write(str(tmp_path / "rencana.gpkg"))
        window.press("Return")
        wait_for_step(window, "Load the villages first")
        window.press("shift")  # gives the keyboard back to the window, as a window manager does
        window.wait_for(lambda seen: seen.has_keyboard("plan.next"), "the keyboard at the step")
        window.press("space")
        window.wait_for(lambda seen: seen.has_keyboard("fileNameEdit"), "the dialog of files")
        window.write(str(SAMPLE / "batas_desa_ilustrasi.geojson"))
        window.press("Return")
        window.wait_for(lambda seen: "144 rows accepted, 0 rejected" in seen.text(), "the preview")
        window.wait_for(lambda seen: seen.thing("import.import"), "the button that imports")
        window.press("Return")
        wait_for_step(window, "Load the village offices")
