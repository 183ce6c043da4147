# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the plugin's algorithms the way a script does: by `qgis_process`, in a profile of its own.

Nothing of the user's QGIS is read or written: the profile, the plugin folder and the store of
sign-ins are private to one `QgisProcess`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.stage import PACKAGE, STAGED

PROVIDER = "village_internet"
_LONGEST_RUN_S = 600


class AlgorithmFailed(Exception):
    """An algorithm ended with an error; the text is its own sentence for the user."""


class QgisProcess:
    """QGIS without a window, with the staged plugin switched on."""

    def __init__(
        self,
        profile: Path,
        variables: Mapping[str, str] | None = None,
        before: tuple[str, ...] = (),
    ) -> None:
        """Prepare `profile`, a folder that only this object uses.

        `variables` are set in its environment last; the program is run by the command `before`.
        """
        self.profile = profile
        self.sign_ins = profile / "sign-ins"
        self.password_file = profile / "master-password"
        self._program, self._before = _program(), before
        self.environment = {
            **os.environ,
            "QGIS_PLUGINPATH": str(STAGED.parent),
            "QGIS_CUSTOM_CONFIG_PATH": str(profile),
            "QGIS_AUTH_DB_DIR_PATH": str(self.sign_ins),
            "QGIS_AUTH_PASSWORD_FILE": str(self.password_file),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(profile),
            # The plugin installs no library itself: on this machine they are in .venv.
            "PYTHONPATH": sysconfig.get_path("purelib"),
            **(variables or {}),
        }
        profile.chmod(0o700)
        self.sign_ins.mkdir(mode=0o700, exist_ok=True)
        self._call("plugins", "enable", PACKAGE)

    def run(self, algorithm: str, **parameters: object) -> dict[str, Any]:
        """Run `algorithm` of the plugin's provider and return its outputs.

        Raises AlgorithmFailed with the sentence that the algorithm gave.
        """
        given = [f"{name}={value}" for name, value in parameters.items()]
        answer = self._call("--json", "run", f"{PROVIDER}:{algorithm}", "--", *given)
        results: dict[str, Any] = json.loads(answer)["results"]
        return results

    def _call(self, *arguments: str) -> str:
        ran = subprocess.run(
            [*self._before, self._program, *arguments],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=_LONGEST_RUN_S,
        )
        if ran.returncode != 0:
            unsaid = f"{self._program} ended with {ran.returncode} and no word of why."
            raise AlgorithmFailed(_sentence(ran.stderr) or unsaid)
        return ran.stdout


def _program() -> str:
    """Return the program itself: Debian 12's wrapper of the same name fails on every call."""
    for name in ("qgis_process.bin", "qgis_process"):
        found = shutil.which(name)
        if found:
            return found
    raise AlgorithmFailed("qgis_process is not installed; run `make setup`.")


_NOISE = ("Warning", "warn(", "QStandardPaths", "import sip", "Qt", "setapi", "codecs.open")


def _sentence(stderr: str) -> str:
    """Return what an algorithm said last, without the remarks of QGIS about itself."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    told = [line for line in lines if not any(noise in line for noise in _NOISE)]
    return told[-1] if told else ""
