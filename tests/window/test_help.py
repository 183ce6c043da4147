# SPDX-License-Identifier: GPL-2.0-or-later
"""F1 in the real window: the page on the panel, beside QGIS's own F1, and away again by Esc."""

from __future__ import annotations

from pathlib import Path

import pytest

from window.conftest import OpenQgis
from window.test_by_keyboard import menu

pytestmark = pytest.mark.qgis


def test_f1_in_a_panel_opens_its_page_and_esc_closes_it(
    open_qgis: OpenQgis, tmp_path: Path
) -> None:
    with open_qgis() as window:
        menu(window, "Plan")
        window.wait_for(lambda seen: not seen.thing("VillageInternet.plan"), "a closed dock")
        menu(window, "Plan")
        window.tab_to("Try with the sample…")
        window.press("F1")
        window.wait_for(lambda seen: seen.thing("help.page"), "the help")
        window.wait_for(
            lambda seen: seen.focus is not None and seen.focus["name"] == "help.page",
            "the keyboard in the page",
        )
        window.picture(tmp_path / "help.png")
        window.press("Escape")
        window.wait_for(lambda seen: not seen.thing("help.page"), "the help closed")
        window.click("VillageInternet.help")
        window.wait_for(lambda seen: seen.thing("help.pages"), "the help by its button")
        window.press("Escape")
