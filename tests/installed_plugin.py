# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as anyone installs it: its zip, unpacked into a new profile by QGIS itself."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from qgis.core import QgsApplication
from without_network import command_without_network

from tools.qgis_process import PROVIDER, QgisProcess
from tools.stage import PACKAGE

HIDING = Path(__file__).with_name("hidden_library")
"""Put on PYTHONPATH, it hides the library named by $HIDDEN_LIBRARY from the plugin."""


def hiding(library: str) -> dict[str, str]:
    """Return the environment in which the plugin does without `library`; "" hides none."""
    paths = [str(HIDING), sysconfig.get_path("purelib")]
    return {"PYTHONPATH": ":".join(paths), "HIDDEN_LIBRARY": library}


def install(package: Path, profile: Path) -> Path:
    """Unpack the zip where QGIS's installer does; return the plugin's folder in the profile."""
    plugins = profile / "profiles" / "default" / "python" / "plugins"
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python"))
    try:
        from pyplugin_installer.unzip import unzip
    finally:
        sys.path.pop()
    unzip(str(package), str(plugins))
    return plugins / PACKAGE


class InstalledPlugin(QgisProcess):
    """`qgis_process` with nothing of ours but the zip, and without a network."""

    def __init__(self, package: Path, profile: Path, hidden_library: str = "") -> None:
        """Install the zip `package` into `profile`, an empty folder, and switch it on."""
        self.folder = install(package, profile)
        nothing = profile / "no-other-plugins"
        nothing.mkdir()
        super().__init__(
            profile,
            {"QGIS_PLUGINPATH": str(nothing), **hiding(hidden_library)},
            command_without_network(),
        )

    @property
    def sample(self) -> Path:
        """The folder of the sample that came with the zip."""
        return self.folder / "resources" / "sample"

    def log_of(self, algorithm: str, **parameters: object) -> str:
        """Run `algorithm` and return all it told on the way."""
        given = [f"{name}={value}" for name, value in parameters.items()]
        return self._call("--json", "run", f"{PROVIDER}:{algorithm}", "--", *given)
