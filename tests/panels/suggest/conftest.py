# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggest dock over a copy of the sample plan, which is built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from showing_suggest import Suggesting, suggesting_on

from village_internet_plugin.layers.sample_plan import build_sample_plan


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "contoh.gpkg"
    build_sample_plan(path, "en", lambda _share: True)
    return path


@pytest.fixture
def dock(sample: Path, tmp_path: Path) -> Iterator[Suggesting]:
    path = tmp_path / "plan.gpkg"
    shutil.copy(sample, path)
    with suggesting_on(path) as shown:
        yield shown
