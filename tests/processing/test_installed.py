# SPDX-License-Identifier: GPL-2.0-or-later
"""A new profile, the zip and no network: the main job is done, with or without each library."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Callable

import pytest
from installed_plugin import InstalledPlugin
from running_algorithms import HOTSPOTS, SOURCES

from tools.package import build_package
from tools.qgis_process import AlgorithmFailed

pytestmark = pytest.mark.qgis

Install = Callable[..., InstalledPlugin]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_package(tmp_path_factory.mktemp("package") / "plugin.zip")


@pytest.fixture(scope="module")
def install(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Install:
    def with_hidden(library: str = "") -> InstalledPlugin:
        return InstalledPlugin(package, tmp_path_factory.mktemp("profile"), library)

    return with_hidden


@pytest.fixture(scope="module")
def made_plan(install: Install, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's plan with its 26 hotspots, made by the installed plugin."""
    installed, plan = install(), tmp_path_factory.mktemp("plan") / "plan.gpkg"
    sources = {name: installed.sample / file for name, file in SOURCES.items()}
    installed.run("createplan", **sources, AGENCY="Kabupaten Paser", TITLE="Paser", PLAN=plan)
    outcome = installed.run(
        "importlayer", PLAN=plan, ROLE="hotspots", SOURCE=installed.sample / HOTSPOTS
    )
    assert (outcome["ACCEPTED"], outcome["REJECTED"]) == (26, 0)
    return plan


@pytest.fixture
def plan(made_plan: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.gpkg"
    shutil.copyfile(made_plan, path)
    return path


def check(installed: InstalledPlugin, plan: Path) -> dict[str, int]:
    report = plan.with_suffix(".json")
    installed.run("checkplan", PLAN=plan, REPORT=report)
    counts: dict[str, int] = json.loads(report.read_text(encoding="utf-8"))["counts"]
    return counts


def suggest(installed: InstalledPlugin, plan: Path) -> dict[str, object]:
    return installed.run(
        "suggesthotspots", PLAN=plan, APPLY=True, OUTPUT=plan.with_name("chosen.gpkg")
    )


def export(installed: InstalledPlugin, plan: Path) -> int:
    """Deliver the layer package and return how many hotspots are in it."""
    package = plan.with_name("package.gpkg")
    installed.run("exportlayerpackage", PLAN=plan, OUTPUT=package)
    with closing(sqlite3.connect(package)) as delivered:
        return int(delivered.execute("SELECT count(*) FROM hotspots").fetchone()[0])


def test_from_the_sample_to_a_delivered_package(install: Install, plan: Path) -> None:
    installed = install()
    before = check(installed, plan)
    assert before["not_checked"] == 0
    suggested = suggest(installed, plan)
    assert suggested["CHOSEN"] == 6
    assert suggested["GAP"] == 0
    assert check(installed, plan)["error"] <= before["error"]
    assert export(installed, plan) == 32


@pytest.mark.parametrize(
    ("library", "algorithm", "name"),
    [
        ("numpy", "checkplan", "Check plan"),
        ("shapely", "suggesthotspots", "Suggest hotspots"),
        ("requests", "pullplan", "Pull from server"),
    ],
)
def test_an_absent_library_is_told_in_a_sentence_that_says_for_what_it_is_needed(
    install: Install, plan: Path, library: str, algorithm: str, name: str
) -> None:
    given = {"SERVER": "https://127.0.0.1:1"} if library == "requests" else {}
    if algorithm == "suggesthotspots":
        given = {"OUTPUT": str(plan.with_name("chosen.gpkg"))}
    before = plan.read_bytes()
    with pytest.raises(AlgorithmFailed, match=rf"“{name}” needs the Python library {library}"):
        install(library).run(algorithm, PLAN=plan, **given)
    assert plan.read_bytes() == before


def test_without_requests_all_but_the_server_goes_on(install: Install, plan: Path) -> None:
    installed = install("requests")
    assert check(installed, plan)["not_checked"] == 0
    assert export(installed, plan) == 26


def test_without_scipy_a_suggestion_is_made_and_says_what_it_would_add(
    install: Install, plan: Path
) -> None:
    chosen = plan.with_name("chosen.gpkg")
    told = install("scipy").log_of("suggesthotspots", PLAN=plan, APPLY=True, OUTPUT=chosen)
    results = json.loads(told)["results"]
    assert results["CHOSEN"] == 6
    assert 0 <= results["GAP"] < 1
    assert "With the Python library SciPy, HiGHS would better the plan" in told
