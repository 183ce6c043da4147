# SPDX-License-Identifier: GPL-2.0-or-later
"""The planner's job by keyboard alone: the mouse is never moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.demo_server import DemoServer
from window import steps
from window.conftest import OpenQgis
from window.profile import Profile
from window.qgis_window import QgisWindow

pytestmark = [pytest.mark.qgis, pytest.mark.server]

AGENCY = "Kabupaten Paser"
BESIDE_IT = "1,893 LS 115,889 BT"


def test_place_mend_undo_and_publish(
    open_qgis: OpenQgis, trial_server: DemoServer, tmp_path: Path
) -> None:
    profile = Profile(tmp_path / "profile")
    user, token = trial_server.planner(AGENCY)
    profile.store_account("Paser", user, token, trial_server.authority)
    with open_qgis(profile=profile) as window:
        open_the_sample(window, tmp_path / "plans")
        place_where_it_is_valid(window)
        undo_it(window)
        publish(window, trial_server)


def menu(window: QgisWindow, *words: str) -> None:
    """Go through QGIS's menus to the plugin's command of these words."""
    window.press("alt+p")
    for word in ("Village Internet", *words):
        go_down_to(window, word)


def reopen(window: QgisWindow, title: str) -> None:
    """Close a dock and open it again: it has the keyboard then."""
    menu(window, title)
    name = f"VillageInternet.{title.lower()}"
    window.wait_for(lambda seen: not seen.thing(name), "a closed dock")
    menu(window, title)
    window.wait_for(lambda seen: seen.thing(name), "an open dock")


def go_down_to(window: QgisWindow, word: str) -> None:
    """Press Down in the menu until this word is the current one, then Enter."""
    for _ in range(30):
        if window.wait_for(lambda seen: seen, "a picture").current_in_menu == word:
            window.press("Return")
            return
        window.press("Down")
    raise AssertionError(f"{word} is not in the menu")


def open_the_sample(window: QgisWindow, folder: Path) -> None:
    """The plan dock stands open for a new user; opened from the menu, it has the keyboard."""
    folder.mkdir()
    reopen(window, "Plan")
    window.tab_to("Try with the sample…")
    window.press("space")
    window.wait_for(lambda seen: seen.thing("fileNameEdit"), "the dialog")
    window.press("ctrl+a")
    window.write(str(folder))
    window.press("Return")
    steps.wait_until_checked(window)


def place_where_it_is_valid(window: QgisWindow) -> None:
    """A typed coordinate is far off; V goes to the nearest valid place, Enter places there."""
    window.press("ctrl+shift+k")
    window.wait_for(lambda seen: "Placing" in seen.map["tool"], "the placing tool")
    window.press("ctrl+l")
    window.write(BESIDE_IT)
    window.press("Return")
    window.wait_for(lambda seen: "115.889000° E" in seen.text(), "the typed place")
    window.wait_for(lambda seen: "Nearest valid place" in seen.text(), "a better place")
    before = window.seen().text()
    window.press("shift+Right")
    window.wait_for(lambda seen: seen.text() != before, "a verdict some metres on")
    window.press("v")
    window.wait_for(lambda seen: "Nearest valid place" not in seen.text(), "the better place")
    window.press("Return")
    window.wait_for(lambda seen: seen.thing("OK"), "the form of the hotspot")
    window.press("Return")
    window.wait_for(lambda seen: not seen.thing("OK"), "the form to close")
    window.wait_for(lambda seen: seen.plan["hotspots"] == 27, "27 hotspots")
    window.press("Escape")
    window.wait_for(lambda seen: "Placing" not in seen.map["tool"], "another map tool")


def undo_it(window: QgisWindow) -> None:
    """QGIS's own key takes the hotspot back; what was placed wrongly is never lost silently."""
    window.press("ctrl+z")
    for _ in range(3):
        if window.wait_for(lambda seen: seen, "a picture").plan["hotspots"] == 26:
            break
        window.press("ctrl+z")
    window.wait_for(lambda seen: seen.plan["hotspots"] == 26, "26 hotspots")


def publish(window: QgisWindow, server: DemoServer) -> None:
    """Every field and button of the share dock is reached by Tab."""
    menu(window, "Share")
    window.wait_for(lambda seen: seen.thing("Test connection"), "the share dock")
    window.tab_to("Server")
    window.press("ctrl+a")
    window.write(server.url)
    window.tab_to("cmbConfigSelect")
    window.press("Down")
    window.tab_to("Certificate file, if you were given one")
    window.write(str(server.authority))
    window.tab_to("Test connection")
    window.press("space")
    window.wait_for(lambda seen: "the account was accepted" in seen.text(), "a tested account")
    # A button that is not ready yet is passed over by Tab.
    window.wait_for(lambda seen: seen.thing("Publish"), "leave to publish")
    reopen(window, "Share")
    window.tab_to("Publish")
    window.press("space")
    window.wait_for(
        lambda seen: "Published as revision 1" in seen.text(), "the receipt", steps.CHECK_SECONDS
    )
