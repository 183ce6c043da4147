# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans that the plugin made when it was an earlier version (`tools/make_earlier_plans.py`)."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from running_algorithms import Algorithms

from tools.make_earlier_plans import PLANS, RELEASES
from village_internet_plugin.plugin import VillageInternetPlugin


@pytest.fixture(scope="session")
def algorithms(qgis_app: QgsApplication) -> Iterator[Algorithms]:
    plugin = VillageInternetPlugin(None)
    plugin.initProcessing()
    yield Algorithms()
    plugin.unload()


@pytest.fixture(params=RELEASES)
def earlier_plan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A plan of three villages and three hotspots, made by the version named in the test's id."""
    path = tmp_path / "plan.gpkg"
    path.write_bytes(lzma.decompress((PLANS / f"plan-{request.param}.gpkg.xz").read_bytes()))
    return path
