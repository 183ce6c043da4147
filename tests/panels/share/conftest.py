# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan open in QGIS, an account in QGIS's store of sign-ins, and a real server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from server.conftest import running_server, started_server  # noqa: F401 - fixtures
from server.running import RunningServer
from sharing_desks import OpenDesk, forget_account, make_plan, sign_in, use_account

from village_internet_plugin.panels import settings


@pytest.fixture
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is remembered kept apart: other runs of tests use the same profile."""
    monkeypatch.setattr(settings, "PREFIX", f"village_internet_tests/{os.getpid()}/")


@pytest.fixture
def account(
    qgis_app: object,
    own_settings: None,
    running_server: RunningServer,  # noqa: F811
) -> Iterator[str]:
    """The planner's account at the server, chosen and remembered."""
    token = running_server.account("paser.planner")["token"]
    with sign_in("paser.planner", token) as auth_id:
        use_account(running_server.url, auth_id, running_server.ca)
        yield auth_id
        forget_account()


@pytest.fixture
def plan_path(tmp_path: Path, running_server: RunningServer) -> Path:  # noqa: F811
    return make_plan(tmp_path, running_server)


@pytest.fixture
def open_desk(account: str, plan_path: Path) -> Iterator[OpenDesk]:
    desk = OpenDesk(plan_path)
    yield desk
    desk.close()
