# SPDX-License-Identifier: GPL-2.0-or-later
"""`make demo` does the whole job, leaves what it promises, and its server never outlives it."""

from __future__ import annotations

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tools.stage import stage
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.canonical import content_sha256

pytestmark = pytest.mark.server

PROMISED = ("plan.gpkg", "findings.json", "receipt.json", "layer-package.gpkg", "map.png")
LONGEST_S = 600


@pytest.fixture(scope="module", autouse=True)
def _staged() -> None:
    stage()


def _start(repository: Path, results: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tools.demo", str(results)],
        cwd=repository,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Started in the background of a shell, this very run may be deaf to an interrupt.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


@pytest.fixture(scope="module")
def results(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "results"
    demo = _start(repository, folder)
    told, _ = demo.communicate(timeout=LONGEST_S)
    assert demo.returncode == 0, told
    (folder / "told.txt").write_text(told, encoding="utf-8")
    return folder


def test_everything_promised_is_there(results: Path) -> None:
    for name in PROMISED:
        assert (results / name).stat().st_size > 0, name


def test_the_map_is_a_picture(results: Path) -> None:
    assert (results / "map.png").read_bytes().startswith(b"\x89PNG")


def test_the_receipt_is_for_the_plan_that_is_left(results: Path) -> None:
    receipt = json.loads((results / "receipt.json").read_text(encoding="utf-8"))
    plan = read_plan(results / "plan.gpkg")
    assert receipt["content_sha256"] == content_sha256(plan.hotspots)
    assert receipt["hotspots"] == len(plan.hotspots) == 27
    assert plan.base_revision == receipt["revision"] == 1
    assert {other.agency for other in plan.published_hotspots} == {"Provinsi Kalimantan Timur"}


def test_the_double_funding_was_found_and_mended(results: Path) -> None:
    before = json.loads((results / "findings-before-mending.json").read_text(encoding="utf-8"))
    after = json.loads((results / "findings.json").read_text(encoding="utf-8"))
    assert [each["rule"] for each in before["findings"] if each["severity"] == "error"] == ["VI404"]
    assert after["counts"]["error"] == after["counts"]["not_checked"] == 0


def test_the_package_opens_as_a_map(results: Path) -> None:
    with sqlite3.connect(results / "layer-package.gpkg") as package:
        tables = {name for (name,) in package.execute("SELECT name FROM sqlite_master")}
    assert {"hotspots", "villages", "layer_styles", "qgis_projects", "manifest"} <= tables
    assert "outbox" not in tables


def test_each_step_is_told_in_one_line_without_a_secret(results: Path) -> None:
    told = (results / "told.txt").read_text(encoding="utf-8")
    for step in ("Server", "Plan", "Hotspots", "Faults", "Pull", "Check", "Mend", "Publish", "Map"):
        assert re.search(rf"^{step} ", told, re.MULTILINE), told
    assert "salt" not in told
    assert "Traceback" not in told


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_demo_stops_its_server(
    repository: Path, tmp_path: Path, number: signal.Signals
) -> None:
    demo = _start(repository, tmp_path / "results")
    assert demo.stdout is not None
    port = 0
    for line in demo.stdout:
        found = re.search(r"https://127\.0\.0\.1:(\d+)", line)
        if found:
            port = int(found.group(1))
            break
    demo.send_signal(number)
    told, _ = demo.communicate(timeout=LONGEST_S)
    assert demo.returncode == 130, told
    assert port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
