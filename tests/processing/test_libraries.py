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
from village_internet_plugin.processing.libraries import (
    LEAST_VERSIONS,
    missing_library,
    require_libraries,
)

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


@pytest.mark.parametrize(
    ("library", "gain"),
    [
        ("shapely", "plans can be opened, checked, bettered by suggestions and delivered"),
        ("numpy", "plans can be opened, checked, bettered by suggestions and delivered"),
        ("requests", "plans can be published to the shared server and brought from there"),
    ],
)
def test_what_a_missing_library_would_add_is_told(library: str, gain: str) -> None:
    told = str(missing_library(ModuleNotFoundError(f"No module named {library!r}", name=library)))
    assert told.startswith(f"The Python library {library} is not installed; with it, {gain}.")
    assert f'pip install "{library}>=' in told


@pytest.mark.parametrize(
    "error", [ModuleNotFoundError("No module named 'osgeo'", name="osgeo"), ImportError("shapely")]
)
def test_what_else_cannot_be_imported_is_a_fault_of_ours(error: ImportError) -> None:
    assert missing_library(error) is None


def test_an_algorithm_that_did_not_foresee_it_says_so_too(
    algorithms: Algorithms, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'shapely'", name="shapely")

    monkeypatch.setattr("village_internet_plugin.processing.algorithm.require_libraries", absent)
    with pytest.raises(Failed, match="The Python library shapely is not installed; with it"):
        algorithms.run("checkplan", PLAN=plan)
