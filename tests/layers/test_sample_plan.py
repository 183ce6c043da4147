# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample becomes a plan that is loaded whole; a build that is stopped leaves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.plan_writer import loaded_roles
from village_internet_plugin.layers.importing.report import ImportCancelled
from village_internet_plugin.layers.sample_plan import build_sample_plan


def test_every_role_is_loaded_and_villages_have_their_people(
    tmp_path: Path, rows_of: Callable[..., list[tuple[Any, ...]]]
) -> None:
    plan = tmp_path / "contoh.gpkg"
    shares: list[float] = []
    build_sample_plan(plan, "id", lambda share: shares.append(share) is None)
    assert len(loaded_roles(plan)) == 8
    ((villages,),) = rows_of(plan, "villages WHERE population > 0", "count(*)")
    ((hotspots,),) = rows_of(plan, "hotspots", "count(*)")
    assert (villages, hotspots) == (144, 26)
    assert shares == sorted(shares)


def test_a_build_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ImportCancelled):
        build_sample_plan(tmp_path / "contoh.gpkg", "en", lambda share: share < 0.3)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    plan = tmp_path / "contoh.gpkg"
    plan.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        build_sample_plan(plan, "en", lambda _share: True)
    assert plan.read_text() == "mine"
