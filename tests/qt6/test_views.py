# SPDX-License-Identifier: GPL-2.0-or-later
"""Every view of the plugin works under Qt 6 itself, in both languages."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qt6.test_static_check import TESTS, qt6_python

FEWEST_COLOURS = 4


@pytest.fixture(scope="module")
def outcomes(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("qt6")
    (folder / "run").mkdir(mode=0o700)
    ran = subprocess.run(
        [str(qt6_python(repository)), "-m", "qt6.run_views", str(folder)],
        cwd=TESTS,
        env={
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": f"{TESTS}:{repository}",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads((folder / "outcomes.json").read_text("utf-8"))
    return told


def test_it_is_qt_6(outcomes: dict[str, Any]) -> None:
    assert outcomes["qt"].startswith("6.")


def test_no_view_raises_anything(outcomes: dict[str, Any]) -> None:
    assert {name: one["errors"] for name, one in outcomes["views"].items() if one["errors"]} == {}


def test_every_view_draws_something(outcomes: dict[str, Any]) -> None:
    empty = {name for name, one in outcomes["views"].items() if one["colours"] < FEWEST_COLOURS}
    assert empty == set()


def test_no_view_is_left_out(outcomes: dict[str, Any]) -> None:
    filled = {name.rsplit("-", 1)[0] for name in outcomes["views"]}
    assert sorted(set(outcomes["modules"]) - filled) == []
