# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan open beside a real map canvas, and somebody who places hotspots with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from panels.placing.placing_desk import PlacingDesk, make_plan
from qgis.core import QgsProject

from village_internet_plugin.domain.hotspot import Hotspot

MakeDesk = Callable[..., PlacingDesk]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    return make_plan(tmp_path)


@pytest.fixture
def open_desk(plan_file: Path, qgis_app: object) -> Iterator[MakeDesk]:
    """Open a desk: ``open_desk(hotspots...)``; what the plan holds can be given."""
    desks: list[PlacingDesk] = []

    def make(*hotspots: Hotspot, language: str = "en", path: Path | None = None) -> PlacingDesk:
        desk = PlacingDesk(path or plan_file, hotspots, language)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.close()
    QgsProject.instance().clear()


@pytest.fixture
def desk(open_desk: MakeDesk) -> PlacingDesk:
    return open_desk()


@pytest.fixture
def iface() -> MagicMock:
    return MagicMock()
