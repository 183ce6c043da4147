# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's whole life by `qgis_process`, from the plugin as it ships, against a real server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from qgis.core import QgsVectorLayer
from running_algorithms import HOTSPOTS, SOURCES, rows

from tools.demo_server import DemoServer, running_server
from tools.qgis_process import AlgorithmFailed, QgisProcess

pytestmark = [pytest.mark.qgis, pytest.mark.server]

KEEP_SIGN_IN = """
import os, sys
from pathlib import Path
from types import SimpleNamespace
from tools.qgis_session import keep_sign_in, running_qgis_of
profile = Path(sys.argv[1])
process = SimpleNamespace(
    profile=profile, password_file=profile / "master-password", environment=dict(os.environ)
)
with running_qgis_of(process):
    print(keep_sign_in("server", sys.argv[2], sys.stdin.read()))
"""


class Planner(NamedTuple):
    """One agency's way to the server."""

    process: QgisProcess
    server: DemoServer
    sign_in: str

    def ask(self, algorithm: str, **parameters: object) -> dict[str, object]:
        return self.process.run(
            algorithm,
            SERVER=self.server.url,
            AUTH=self.sign_in,
            CA=self.server.authority,
            **parameters,
        )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with running_server(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="module")
def planner(qgis_process: QgisProcess, server: DemoServer, repository: Path) -> Planner:
    user, token = server.planner("Kabupaten Paser")
    # In a process of its own: the store of sign-ins is opened once, when QGIS starts.
    ran = subprocess.run(
        [sys.executable, "-c", KEEP_SIGN_IN, str(qgis_process.profile), user],
        cwd=repository,
        env={**os.environ, **qgis_process.environment},
        input=token,
        capture_output=True,
        text=True,
        check=True,
    )
    return Planner(qgis_process, server, ran.stdout.split()[-1])


class Story(NamedTuple):
    """A plan made from the sample's sheets and published, and what each step gave."""

    plan: Path
    outputs: dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def story(planner: Planner, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    plan, run = folder / "plan.gpkg", planner.process.run
    sources = {name: sample / file for name, file in SOURCES.items()}
    created = run("createplan", **sources, AGENCY="Kabupaten Paser", TITLE="2025", PLAN=plan)
    imported = run("importlayer", PLAN=plan, ROLE="hotspots", SOURCE=sample / HOTSPOTS)
    findings, report = folder / "findings.gpkg", folder / "check.json"
    checked = run("checkplan", PLAN=plan, REPORT=report, FINDINGS=findings)
    trial = planner.ask("publishplan", PLAN=plan, DRY_RUN=True, RECEIPT=folder / "trial.json")
    published = planner.ask("publishplan", PLAN=plan)
    outputs = {
        "createplan": created,
        "importlayer": imported,
        "checkplan": checked,
        "trial": trial,
        "publishplan": published,
    }
    return Story(plan, outputs)


def copy_of(story: Story, folder: Path, name: str) -> Path:
    return Path(shutil.copyfile(story.plan, folder / name))


def content(path: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(Path(str(path)).read_text(encoding="utf-8"))
    return document


def test_a_plan_is_made_filled_and_checked(story: Story) -> None:
    created, imported, checked = (
        story.outputs[name] for name in ("createplan", "importlayer", "checkplan")
    )
    assert created["PLAN"] == str(story.plan)
    assert len(content(created["REPORT"])["sources"]) == len(SOURCES)
    assert (imported["ACCEPTED"], imported["REJECTED"]) == (26, 0)
    counts = content(checked["REPORT"])["counts"]
    assert (checked["ERRORS"], checked["WARNINGS"]) == (counts["error"], counts["warning"])
    findings = Path(str(checked["FINDINGS"]))
    assert rows(findings, "SELECT count(*) FROM findings") == [(sum(counts.values()),)]


def test_a_trial_stores_nothing_and_a_publish_is_stored(story: Story, planner: Planner) -> None:
    trial, published = story.outputs["trial"], story.outputs["publishplan"]
    assert (trial["OUTCOME"], trial["REVISION"]) == ("dry_run", 0)
    assert (published["OUTCOME"], published["REVISION"]) == ("published", 1)
    receipt = content(published["RECEIPT"])
    assert (receipt["revision"], receipt["hotspots"], receipt["added"]) == (1, 26, 26)
    query = "SELECT value FROM plan WHERE key = 'server'"
    assert rows(story.plan, query) == [(planner.server.url,)]


def test_publishing_again_gives_the_same_receipt(
    story: Story, planner: Planner, tmp_path: Path
) -> None:
    plan = copy_of(story, tmp_path, "plan.gpkg")
    again = planner.ask("publishplan", PLAN=plan)
    assert content(again["RECEIPT"]) == content(story.outputs["publishplan"]["RECEIPT"])


def test_a_package_states_the_revision(story: Story, planner: Planner, tmp_path: Path) -> None:
    package = tmp_path / "package.gpkg"
    given = {"PLAN": story.plan, "OUTPUT": package}
    assert planner.process.run("exportlayerpackage", **given) == {"OUTPUT": str(package)}
    assert rows(package, "SELECT value FROM manifest WHERE key = 'revision'") == [("1",)]


def test_a_colleagues_change_comes_in_and_ones_own_stays(
    story: Story, planner: Planner, tmp_path: Path
) -> None:
    """Two copies of one plan; both rename points, one of them the same point differently."""
    ours, theirs = (copy_of(story, tmp_path, name) for name in ("ours.gpkg", "theirs.gpkg"))
    rename(theirs, {1: "Theirs 1", 2: "Theirs 2"})
    rename(ours, {2: "Ours 2", 3: "Ours 3"})
    planner.ask("publishplan", PLAN=theirs)

    conflict = planner.ask("publishplan", PLAN=ours)
    assert (conflict["OUTCOME"], conflict["REVISION"]) == ("conflict", 2)
    assert [change["revision"] for change in content(conflict["RECEIPT"])["changes"]] == [2]

    report = tmp_path / "clashes.json"
    before = ours.read_bytes()
    with pytest.raises(AlgorithmFailed, match="Nothing was taken over"):
        planner.ask("pullplan", PLAN=ours, REPORT=report)
    assert ours.read_bytes() == before
    assert len(content(str(report))["clashes"]) == 1
    pulled = planner.ask("pullplan", PLAN=ours, REPORT=report, SETTLE="ours")
    assert (pulled["REVISION"], pulled["CHANGES"], pulled["CLASHES"]) == (2, 1, 1)
    names = rows(ours, "SELECT name FROM hotspots ORDER BY fid LIMIT 3")
    assert names == [("Theirs 1",), ("Ours 2",), ("Ours 3",)]
    (clash,) = content(pulled["REPORT"])["clashes"]
    assert (clash["field"], clash["ours"], clash["theirs"]) == ("name", "Ours 2", "Theirs 2")

    merged = planner.ask("publishplan", PLAN=ours)
    assert (merged["OUTCOME"], merged["REVISION"]) == ("published", 3)


def rename(plan: Path, names: dict[int, str]) -> None:
    layer = QgsVectorLayer(f"{plan}|layername=hotspots", "hotspots", "ogr")
    index = layer.fields().indexOf("name")
    changes = {fid: {index: name} for fid, name in names.items()}
    assert layer.dataProvider().changeAttributeValues(changes)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"AUTH": "nosuch1"}, "QGIS has no sign-in “nosuch1”"),
        ({"AUTH": ""}, "did not accept your sign-in"),
        ({"SERVER": "https://127.0.0.1:9"}, "is not reached"),
        ({"SERVER": "http://planner.example"}, "by http"),
        ({"CA": "/nowhere/ca.pem"}, "certificate"),
    ],
)
def test_what_keeps_a_plan_from_the_server_is_said(
    changed: dict[str, str], sentence: str, planner: Planner, plan: Path
) -> None:
    given = {
        "SERVER": planner.server.url,
        "AUTH": planner.sign_in,
        "CA": str(planner.server.authority),
    }
    with pytest.raises(AlgorithmFailed, match=sentence):
        planner.process.run("publishplan", PLAN=plan, **{**given, **changed})
    assert rows(plan, "SELECT value FROM plan WHERE key = 'base_revision'") == [("0",)]


def test_a_failure_gives_its_sentence_and_an_exit_code(
    qgis_process: QgisProcess, tmp_path: Path
) -> None:
    with pytest.raises(AlgorithmFailed, match=r"none\.gpkg"):
        qgis_process.run("checkplan", PLAN=tmp_path / "none.gpkg")
