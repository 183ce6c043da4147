# SPDX-License-Identifier: GPL-2.0-or-later
"""The provider in this process, `qgis_process` in a process of its own, and a plan to work on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from running_algorithms import HOTSPOTS, SOURCES, Algorithms

from tools.qgis_process import QgisProcess
from tools.stage import PACKAGE, stage
from village_internet_plugin.plugin import VillageInternetPlugin


@pytest.fixture(scope="session")
def _provider(qgis_app: QgsApplication) -> Iterator[None]:
    plugin = VillageInternetPlugin(None)
    plugin.initProcessing()
    yield
    plugin.unload()


@pytest.fixture
def algorithms(_provider: None) -> Algorithms:
    return Algorithms()


@pytest.fixture(scope="session")
def sample(repository: Path) -> Path:
    """The folder of the bundled sample: Paser's 144 villages, 26 points of the regency."""
    return repository / "resources" / "sample"


@pytest.fixture(scope="session")
def _sample_plan(_provider: None, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "plan.gpkg"
    algorithms = Algorithms()
    sources = {name: sample / file for name, file in SOURCES.items()}
    algorithms.run(
        "createplan", **sources, AGENCY="Kabupaten Paser", TITLE="Titik hotspot 2025", PLAN=path
    )
    algorithms.run("importlayer", PLAN=path, ROLE="hotspots", SOURCE=sample / HOTSPOTS)
    return path


@pytest.fixture
def plan(_sample_plan: Path, tmp_path: Path) -> Path:
    """A plan of one's own with the sample in it, 26 hotspots included."""
    path = tmp_path / "plan.gpkg"
    shutil.copyfile(_sample_plan, path)
    return path


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory: pytest.TempPathFactory) -> QgisProcess:
    """QGIS's own command line with the plugin as it is shipped, in a profile of its own."""
    staged = stage(tmp_path_factory.mktemp("stage") / PACKAGE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tools.qgis_process.STAGED", staged)
        return QgisProcess(tmp_path_factory.mktemp("profile"))
