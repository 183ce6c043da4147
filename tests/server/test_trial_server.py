# SPDX-License-Identifier: GPL-2.0-or-later
"""`make server`: it starts from nothing, stops without a trace, and cleans up after a crash."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from server.paser import write_reference
from server.running import RunningServer, start_server

pytestmark = pytest.mark.server


def run(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.run_server", *arguments],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def state(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "state.json").read_text("utf-8"))
    return content


def test_what_is_written_is_for_its_owner_alone(running_server: RunningServer) -> None:
    folder = running_server.folder / "server"

    for name in ("server.json", "server.key", "pgpass", "state.json"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600, name
    assert not (folder / "ca.key").exists()
    cache = folder / "cache"  # made by the first request that needs the reference
    assert not cache.exists() or cache.stat().st_mode & 0o777 == 0o700


def test_a_second_start_in_the_folder_says_so(
    running_server: RunningServer, repository: Path
) -> None:
    done = run(repository, "--folder", str(running_server.folder / "server"))

    assert done.returncode == 1
    assert f"runs already at {running_server.url}" in done.stderr


def test_it_stops_without_a_trace(shared_data: Path, repository: Path, tmp_path: Path) -> None:
    reference = write_reference(shared_data, tmp_path / "reference.gpkg")
    starting = start_server(repository, tmp_path / "server", reference, workers=1)
    with starting as description:
        cluster = Path(state(tmp_path / "server")["cluster"])
        assert cluster.is_dir()

    assert starting.exit_code == 0
    assert not cluster.exists()
    assert not (tmp_path / "server" / "server.json").exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(description["database"]["admin"])


def test_what_a_killed_server_left_is_cleaned_up(
    shared_data: Path, repository: Path, tmp_path: Path
) -> None:
    reference = write_reference(shared_data, tmp_path / "reference.gpkg")
    folder = tmp_path / "server"
    options = ("--folder", str(folder), "--reference", str(reference), "--workers", "1")
    started = run(repository, *options, "--background")
    assert started.returncode == 0, started.stderr
    assert started.stdout.startswith("https://127.0.0.1:")
    left = state(folder)
    os.kill(left["pid"], signal.SIGKILL)
    time.sleep(0.2)
    assert Path(f"/proc/{left['web_pid']}").exists()

    stopped = run(repository, "--folder", str(folder), "--stop")

    assert stopped.returncode == 0, stopped.stderr
    assert not Path(left["cluster"]).exists()
    assert not (folder / "server.json").exists()
    give_up = time.monotonic() + 60
    while Path(f"/proc/{left['web_pid']}").exists() and time.monotonic() < give_up:
        time.sleep(0.1)
    assert not Path(f"/proc/{left['web_pid']}").exists()


def test_stop_ends_a_running_one(shared_data: Path, repository: Path, tmp_path: Path) -> None:
    reference = write_reference(shared_data, tmp_path / "reference.gpkg")
    folder = tmp_path / "server"
    options = ("--folder", str(folder), "--reference", str(reference), "--workers", "1")
    assert run(repository, *options, "--background").returncode == 0
    cluster = Path(state(folder)["cluster"])

    assert run(repository, "--folder", str(folder), "--stop").returncode == 0

    assert not cluster.exists()
    assert run(repository, "--folder", str(folder), "--stop").returncode == 0


def test_a_reference_that_is_none_ends_the_start_with_a_sentence(
    repository: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.gpkg"
    wrong.write_text("not a GeoPackage")

    done = run(repository, "--folder", str(tmp_path / "server"), "--reference", str(wrong))

    assert done.returncode == 1
    assert "wrong.gpkg" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "server" / "server.json").exists()
