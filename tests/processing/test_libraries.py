# SPDX-License-Identifier: GPL-2.0-or-later
"""A missing or old Python library: the plugin loads, and an algorithm says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from running_algorithms import Algorithms, Failed

from village_internet_plugin.domain.errors import MissingLibrary
from village_internet_plugin.processing.libraries import LEAST_VERSIONS, require_libraries

pytestmark = pytest.mark.qgis

LOADED_BY_THE_PLUGIN = """
import sys
import qgis.core  # newer versions load numpy and shapely themselves, where they find them
before = set(sys.modules)
import village_internet_plugin.plugin
print(sorted({"numpy", "shapely", "requests"} & (set(sys.modules) - before)))
"""


def test_loading_the_plugin_loads_no_library(repository: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED_BY_THE_PLUGIN],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"


def test_what_is_there_and_new_enough_is_silent() -> None:
    require_libraries("Check plan", tuple(LEAST_VERSIONS))


def test_an_absent_library_is_named_with_what_to_do(
    algorithms: Algorithms, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shapely", None)
    with pytest.raises(
        Failed, match=r"“Check plan” needs .* shapely 2\.0 .* QGIS has none"
    ) as told:
        algorithms.run("checkplan", PLAN=plan)
    assert 'pip install "shapely>=2.0"' in str(told.value)
    assert "restart QGIS" in str(told.value)


def test_an_old_library_is_named_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    old = ModuleType("shapely")
    old.__version__ = "1.8.5.post1"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "shapely", old)
    with pytest.raises(MissingLibrary, match=r"shapely 2\.0 or newer; QGIS has 1\.8\.5"):
        require_libraries("Check plan", ("numpy", "shapely"))
