# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of sharing start from: a plan file, servers on the loopback, certificates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tls_echo_server import make_certificates

from sharing.plan_file import make_plan_file
from sharing.planner_server import PlannerServer, planner_server
from sharing.scripted_server import ScriptedServer, scripted_server
from village_internet_plugin.sharing.outbox_file import OutboxFile

# Time per example says nothing on machines that run other things too.
settings.register_profile("sharing", deadline=None)
settings.load_profile("sharing")


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    return make_plan_file(tmp_path / "rencana desa #1.gpkg")


@pytest.fixture
def outbox(plan_path: Path) -> OutboxFile:
    return OutboxFile(plan_path)


@pytest.fixture
def planner() -> Iterator[PlannerServer]:
    with planner_server() as server:
        yield server


@pytest.fixture
def scripted() -> Iterator[ScriptedServer]:
    with scripted_server() as server:
        yield server


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ca.pem, and server.pem for 127.0.0.1 signed by it."""
    folder = tmp_path_factory.mktemp("certificates")
    make_certificates(folder)
    return folder
