# SPDX-License-Identifier: GPL-2.0-or-later
"""A new profile, QGIS's own installer, the zip and no network: what anyone has on the first day."""

from __future__ import annotations

import lzma
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from installed_plugin import hiding
from without_network import command_without_network

from tools.make_earlier_plans import PLANS, RELEASES
from tools.package import build_package, plugin_version
from tools.stage import REPOSITORY
from window import steps
from window.profile import PLUGIN, Profile
from window.qgis_window import QgisWindow
from window.screen import Screen
from window.test_suggest import accept, suggest

pytestmark = pytest.mark.qgis

OpenNew = Callable[..., QgisWindow]

EARLIER = max(
    (version for version in RELEASES if version != plugin_version()),
    key=lambda version: [int(number) for number in version.split(".")],
)
"""The release that is upgraded."""
KEPT = {
    "seen": True,
    "last_agency": "Kabupaten Paser",
    "waiver_author": "Camat",
    "last_funding_source": "PASER-2025",
    "last_folder": "/rencana",
    "recent_plans": ["/rencana/a.gpkg", "/rencana/b.gpkg"],
    "import_mappings": "{}",
    "server": "https://desa.example.id",
    "auth_config": "a1b2c3d",
    "arrow_step_m": 5.0,
    "open_form_after_placing": False,
    "of_a_later_version": "kept as well",
}
"""What a user of that release had set."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_package(tmp_path_factory.mktemp("package") / f"{PLUGIN}-{plugin_version()}.zip")


@pytest.fixture
def open_new(screen: Screen, tmp_path: Path) -> OpenNew:
    """Return a function that prepares QGIS in a profile that never heard of the plugin."""

    def prepare(hidden_library: str = "") -> QgisWindow:
        profile = Profile(tmp_path / "profile")
        settings = profile.home / "QGIS" / "QGIS3.ini"
        told = settings.read_text(encoding="utf-8")
        settings.write_text(told.replace(f"{PLUGIN}=true\n", ""), encoding="utf-8")
        nothing = tmp_path / "no-other-plugins"
        nothing.mkdir()
        window = QgisWindow(screen, profile, tmp_path / "run", nothing)
        window.before = command_without_network()
        window.variables.update(hiding(hidden_library))
        return window

    return prepare


def test_the_zip_alone_does_the_main_job_without_a_network(
    open_new: OpenNew, package: Path, tmp_path: Path
) -> None:
    with open_new() as window:
        assert window.ask("install_zip", path=str(package))
        installed = window.ask("installed")
        assert Path(installed["file"]).is_relative_to(window.profile.home / "python" / "plugins")
        assert installed["version"] == plugin_version()
        assert installed["changelog"].startswith(plugin_version())
        steps.open_sample(window, tmp_path / "plans")
        suggest(window)
        accept(window)
        window.click("VillageInternet.plan.show")
        window.click("plan.save")
        window.wait_for(lambda seen: not seen.thing("plan.save"), "nothing left to save")
        plan = next((tmp_path / "plans").glob("**/*.gpkg"))
        delivered = tmp_path / "package.gpkg"
        assert window.ask(
            "run_algorithm", algorithm="exportlayerpackage", PLAN=str(plan), OUTPUT=str(delivered)
        )
    with closing(sqlite3.connect(delivered)) as opened:
        assert opened.execute("SELECT count(*) FROM hotspots").fetchone() == (32,)


@pytest.mark.parametrize("library", ["numpy", "shapely"])
def test_without_a_library_the_plugin_starts_and_says_what_it_would_add(
    open_new: OpenNew, package: Path, tmp_path: Path, library: str
) -> None:
    with open_new(library) as window:
        assert window.ask("install_zip", path=str(package))
        (tmp_path / "plans").mkdir()
        window.click("Try with the sample…")
        window.write_into("fileNameEdit", str(tmp_path / "plans"))
        window.press("Return")
        # Later releases of QGIS tell there too that the zip was installed.
        sentences = window.wait_for(
            lambda seen: [told for told in seen.bar if "restart QGIS" in told],
            "a sentence",
            steps.CHECK_SECONDS,
        )
    assert [f"The Python library {library} is not installed" in told for told in sentences] == [
        True
    ]


def test_an_upgrade_in_the_window_keeps_settings_and_plans(
    open_new: OpenNew, package: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.gpkg"
    plan.write_bytes(lzma.decompress((PLANS / f"plan-{EARLIER}.gpkg.xz").read_bytes()))
    earlier = earlier_package(tmp_path / "earlier")
    with open_new() as window:
        assert window.ask("install_zip", path=str(earlier))
        assert window.ask("installed")["version"] == EARLIER
        window.ask("remember", values=KEPT)
        before = window.ask("remembered")
        assert window.ask("install_zip", path=str(package))
        assert window.ask("installed")["version"] == plugin_version()
        assert window.ask("remembered") == before
        window.ask("open_plan", path=str(plan))
        steps.wait_until_checked(window)
        assert window.seen().plan["hotspots"] == 3
        assert window.ask("remembered") == before


def earlier_package(folder: Path) -> Path:
    """Build the zip of the earlier release by its own code, from git."""
    folder.mkdir()
    git = ["git", "-C", str(REPOSITORY), "archive", RELEASES[EARLIER]]
    archive = subprocess.run(git, capture_output=True, check=False)
    if archive.returncode != 0:
        pytest.skip("this clone has no history")
    subprocess.run(["tar", "-x"], cwd=folder, input=archive.stdout, check=True)
    subprocess.run([sys.executable, "-m", "tools.package"], cwd=folder, check=True, timeout=120)
    return folder / "build" / f"{PLUGIN}-{EARLIER}.zip"
