# SPDX-License-Identifier: GPL-2.0-or-later
"""The staged plugin, a screen, and QGIS on it."""

from __future__ import annotations

import compileall
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.demo_server import DemoServer, running_server
from tools.stage import PACKAGE, stage
from window.profile import Profile
from window.qgis_window import QgisWindow
from window.screen import Screen

OpenQgis = Callable[..., QgisWindow]


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder QGIS finds the plugin in, compiled as it is after its first start."""
    folder = stage(tmp_path_factory.mktemp("plugins") / PACKAGE)
    compileall.compile_dir(folder, quiet=1)
    return folder.parent


@pytest.fixture
def trial_server(tmp_path: Path) -> Iterator[DemoServer]:
    """The shared server with the sample's villages, from nothing, as `make demo` runs it."""
    private = tmp_path / "server"
    private.mkdir()
    with running_server(private) as server:
        yield server


@pytest.fixture
def screen() -> Iterator[Screen]:
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("Xvfb and xdotool are not installed; run `make setup`")
    with Screen() as screen:
        yield screen
    assert not screen.lock.exists(), "the screen left its lock"


@pytest.fixture
def open_qgis(screen: Screen, staged: Path, tmp_path: Path) -> OpenQgis:
    """Return a function that prepares QGIS for `with`, in a new profile unless one is given."""

    def prepare(
        language: str = "en", plugin_on: bool = True, profile: Profile | None = None
    ) -> QgisWindow:
        if profile is None:
            profile = Profile(tmp_path / "profile", language, plugin_on)
        number = len(list(tmp_path.glob("run*"))) + 1
        return QgisWindow(screen, profile, tmp_path / f"run{number}", staged)

    return prepare
