# SPDX-License-Identifier: GPL-2.0-or-later
"""A new user and the sample: suggested, accepted, checked, explained, taken back, in a minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from window import steps
from window.conftest import OpenQgis
from window.keeping import keep
from window.qgis_window import QgisWindow

pytestmark = pytest.mark.qgis

A_MINUTE = 60.0


def test_from_the_sample_to_an_accepted_suggestion(
    open_qgis: OpenQgis, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    with open_qgis() as window:
        begun = time.monotonic()
        steps.open_sample(window, tmp_path / "plans")
        suggest(window)
        accept(window)
        seconds = time.monotonic() - begun
        take_back(window)
    tell(f"from the sample to an accepted, checked suggestion: {seconds:.0f} s")
    assert seconds < A_MINUTE


def suggest(window: QgisWindow) -> None:
    """The province has six points left; the answer says whom they reach, and why each."""
    window.click("VillageInternet.suggest.show")
    window.click("suggest.seek")
    window.wait_for(
        lambda seen: "6 new hotspots for Rp391 m reach" in seen.text(),
        "a suggestion",
        steps.CHECK_SECONDS,
    )
    seen = window.wait_for(lambda seen: "Without it" in seen.text() and seen, "why it was chosen")
    assert "Proven: no plan within these limits is better." in seen.text()
    keep(window, "suggest")


def accept(window: QgisWindow) -> None:
    """One step; the check judges it at once."""
    window.click("suggest.accept")
    window.wait_for(lambda seen: seen.plan["hotspots"] == 32, "32 hotspots")
    window.wait_for(lambda seen: "the check finds no error on them" in seen.text(), "the check")
    assert steps.errors(window.seen()) == 0
    keep(window, "suggest-accepted")


def take_back(window: QgisWindow) -> None:
    """QGIS's own undo takes all six back at once."""
    steps.choose_layer(window, "Hotspots")
    window.click("mActionUndo")
    window.wait_for(lambda seen: seen.plan["hotspots"] == 26, "26 hotspots")
