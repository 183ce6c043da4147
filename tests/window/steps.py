# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user does in several clicks: make the sample's plan, look closer, sign in."""

from __future__ import annotations

from pathlib import Path

from window.qgis_window import QgisWindow
from window.seen import Seen, Thing

CHECK_SECONDS = 120.0
"""How long making and checking the sample's plan may take on a busy machine."""


def open_sample(window: QgisWindow, folder: Path, words: str = "Try with the sample…") -> None:
    """Have the panel make the sample's plan in `folder` and wait until it is checked."""
    folder.mkdir(exist_ok=True)
    window.click(words)
    window.write_into("fileNameEdit", str(folder))
    window.press("Return")
    wait_until_checked(window)


def wait_until_checked(window: QgisWindow) -> None:
    """Wait until the plan has its first verdicts and the map is drawn."""
    window.wait_for(lambda seen: seen.plan.get("checked"), "a checked plan", CHECK_SECONDS)
    window.wait_for(lambda seen: not seen.map["drawing"], "a map that is drawn", CHECK_SECONDS)


def zoom_in(window: QgisWindow, place: tuple[float, float], times: int) -> None:
    """Turn the mouse wheel over a place, each turn once the map of the last one is drawn."""
    for _ in range(times):
        window.click_at(window.on_map(*place), button=4)
        window.wait_for(lambda seen: not seen.map["drawing"], "a map that is drawn")


def errors(seen: Seen) -> int:
    """Return how many errors the plan has."""
    return int(seen.plan["counts"]["error"])


def finding(seen: Seen, words: str) -> Thing | None:
    """Return the finding in the list that contains these words."""
    rows = (one for one in seen.things() if one.name == "findings.table/row")
    return next((one for one in rows if words in one.says), None)


def choose_finding(window: QgisWindow, words: str) -> None:
    """Click on the finding that contains these words."""
    found = window.wait_for(lambda seen: finding(seen, words), f"a finding with “{words}”")
    window.click_at(found.at)


def choose_layer(window: QgisWindow, title: str) -> None:
    """Make a layer the one QGIS's own tools work on."""
    if window.seen().map["layer"] != title:
        window.click(title)
        window.wait_for(lambda seen: seen.map["layer"] == title, f"the layer {title}")
