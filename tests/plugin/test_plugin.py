# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin starts and stops whole, again and again, and half-way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from qgis.core import QgsApplication

from village_internet_plugin import plugin as plugin_module
from village_internet_plugin.plugin import VillageInternetPlugin
from village_internet_plugin.processing.provider import PROVIDER_ID

pytestmark = pytest.mark.qgis


def is_offered() -> bool:
    return QgsApplication.processingRegistry().providerById(PROVIDER_ID) is not None


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[VillageInternetPlugin]:
    """The plugin in a window without room for its parts: tests/window has the real one."""
    monkeypatch.setattr(plugin_module, "open_window", lambda iface: (iface, lambda: None))
    monkeypatch.setattr(plugin_module, "WINDOW_PARTS", ())
    plugin = VillageInternetPlugin("window")
    yield plugin
    plugin.unload()


def test_qgis_process_needs_no_window(plugin: VillageInternetPlugin) -> None:
    plugin.initProcessing()
    assert is_offered()
    plugin.unload()
    assert not is_offered()


def test_a_repeated_start_leaves_one_of_everything(plugin: VillageInternetPlugin) -> None:
    plugin.initProcessing()
    plugin.initGui()
    plugin.initGui()
    ids = [each.id() for each in QgsApplication.processingRegistry().providers()]
    assert ids.count(PROVIDER_ID) == 1
    plugin.unload()
    plugin.unload()
    assert not is_offered()


def test_parts_are_undone_in_reverse(
    plugin: VillageInternetPlugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def part(name: str) -> Callable[[object], Callable[[], None]]:
        def register(_iface: object) -> Callable[[], None]:
            done.append(f"+{name}")
            return lambda: done.append(f"-{name}")

        return register

    monkeypatch.setattr(plugin_module, "HEADLESS_PARTS", (part("a"), part("b")))
    monkeypatch.setattr(plugin_module, "WINDOW_PARTS", (part("c"),))
    plugin.initGui()
    plugin.unload()
    assert done == ["+a", "+b", "+c", "-c", "-b", "-a"]


def test_a_start_that_fails_half_way_is_undone_and_may_be_tried_again(
    plugin: VillageInternetPlugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_iface: object) -> Callable[[], None]:
        raise OSError("no icon")

    monkeypatch.setattr(plugin_module, "WINDOW_PARTS", (stumble,))
    with pytest.raises(OSError, match="no icon"):
        plugin.initGui()
    assert not is_offered()
    monkeypatch.setattr(plugin_module, "WINDOW_PARTS", ())
    plugin.initGui()
    assert is_offered()
