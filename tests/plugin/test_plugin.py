# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin starts and stops whole: in QGIS's own plugin loader, ten times over, and half-way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from tools.stage import PACKAGE, stage
from village_internet_plugin import plugin as plugin_module
from village_internet_plugin.plugin import VillageInternetPlugin
from village_internet_plugin.processing.provider import ALGORITHMS, PROVIDER_ID

pytestmark = pytest.mark.qgis

LOADS_AND_RELOADS = """
import sys
from unittest.mock import MagicMock
from qgis.core import QgsApplication
application = QgsApplication([], True)
application.initQgis()
application.messageLog().messageReceived.connect(print)
import qgis.utils
qgis.utils.iface = MagicMock()
qgis.utils.plugin_paths = [sys.argv[1]]
sys.path.insert(0, sys.argv[1])
qgis.utils.updateAvailablePlugins()
name = "village_internet_plugin"
def providers():
    registry = QgsApplication.processingRegistry()
    return [each.id() for each in registry.providers() if each.id() == "village_internet"]
assert qgis.utils.loadPlugin(name)
assert qgis.utils.startPlugin(name)
for _ in range(10):
    qgis.utils.reloadPlugin(name)
assert qgis.utils.isPluginLoaded(name)
print(providers(), len(QgsApplication.processingRegistry().algorithms()))
qgis.utils.unloadPlugin(name)
print(providers())
application.exitQgis()
"""


def is_offered() -> bool:
    return QgsApplication.processingRegistry().providerById(PROVIDER_ID) is not None


@pytest.fixture
def plugin() -> Iterator[VillageInternetPlugin]:
    plugin = VillageInternetPlugin(None)
    yield plugin
    plugin.unload()


def test_qgis_loads_the_staged_plugin_and_ten_reloads_leave_one_provider(tmp_path: Path) -> None:
    stage(tmp_path / PACKAGE)
    ran = subprocess.run(
        [sys.executable, "-c", LOADS_AND_RELOADS, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-2:] == [f"['village_internet'] {len(ALGORITHMS)}", "[]"]


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


def test_starting_is_quick(plugin: VillageInternetPlugin) -> None:
    plugin.initGui()
    plugin.unload()
    began = time.perf_counter()
    plugin.initGui()
    assert time.perf_counter() - began < 0.05
