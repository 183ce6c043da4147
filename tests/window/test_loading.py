# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin in the real window: it loads at once, and ten reloads leave nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from window.conftest import OpenQgis
from window.profile import PLUGIN, Profile

pytestmark = pytest.mark.qgis

TOO_LONG_MS = 150.0
"""The aim is 50 ms and the figure is printed; a busy machine may take more, not three times."""
STARTS = 3


def test_loading_is_hardly_noticed(
    open_qgis: OpenQgis, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    costs = []
    for number in range(STARTS):
        with open_qgis(profile=Profile(tmp_path / f"profile{number}")) as window:
            costs.append(window.ask("load_cost_ms"))
    tell(f"load cost as QGIS measures it, in ms: {costs}")
    # What else runs on the machine only adds, even by the processor's clock.
    assert min(costs) <= TOO_LONG_MS


def test_ten_reloads_leave_nothing_behind(open_qgis: OpenQgis) -> None:
    with open_qgis() as window:
        # A new user's plan dock stands open; after a reload it does not.
        window.ask("reload_plugin", times=1)
        before = window.ask("counts")
        assert window.ask("reload_plugin", times=10)
        after = window.ask("counts")
    assert after == before


def test_unloading_leaves_the_window_as_it_was_without_the_plugin(open_qgis: OpenQgis) -> None:
    with open_qgis(plugin_on=False) as window:
        without = window.ask("counts")
        window.ask("load_plugin")
        with_plugin = window.ask("counts")
        assert window.ask("unload_plugin")
        after = window.ask("counts")
    assert with_plugin["algorithms"] > without["algorithms"]
    assert after == without


def test_qgis_lists_the_plugin_without_a_word_of_complaint(open_qgis: OpenQgis) -> None:
    with open_qgis() as window:
        log = window.wait_for(lambda seen: seen.log or ["nothing"], "the log")
    assert not [line for line in log if PLUGIN in line]
