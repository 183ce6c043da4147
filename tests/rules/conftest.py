# SPDX-License-Identifier: GPL-2.0-or-later
"""Small worlds, written and opened once for all the checks of small plans."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from oracle.geopackage import write_plan
from oracle.planning import Worlds
from oracle.small_world import small_world

from village_internet_plugin.reference.reference import Reference

COUNT = 6


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Each small world with its reference, by the world's seed."""
    folder = tmp_path_factory.mktemp("worlds")
    opened = []
    for seed in range(COUNT):
        world, path = small_world(seed), folder / f"world{seed}.gpkg"
        write_plan(path, world)
        opened.append((world, Reference.open(path)))
    yield opened
    for _world, reference in opened:
        reference.close()
