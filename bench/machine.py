# SPDX-License-Identifier: GPL-2.0-or-later
"""Names the machine, and the versions of what was measured on it, as they stand in the results."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.stage import REPOSITORY

_LIBRARIES = ("numpy", "scipy", "shapely", "pygeoapi", "psycopg", "Flask", "gunicorn")
_MEGABYTES = 1 / 1024
_ASK_QGIS = "from qgis.core import Qgis; print(Qgis.QGIS_VERSION)"


def machine() -> Iterator[tuple[str, str]]:
    """Yield what a reader needs to know of the machine, as pairs of a name and a value."""
    yield "Processor", f"{_first(Path('/proc/cpuinfo'), 'model name')}, {os.cpu_count()} in use"
    kilobytes = int(_first(Path("/proc/meminfo"), "MemTotal").split()[0])
    yield "Memory", f"{kilobytes * _MEGABYTES * _MEGABYTES:.0f} GiB"
    yield "System", f"{_system()}, Linux {platform.release()}, Python {platform.python_version()}"
    yield "Libraries", ", ".join(_versions(_LIBRARIES))
    yield "QGIS", _said([sys.executable, "-c", _ASK_QGIS]) or "none"
    yield "PostgreSQL", _said(["psql", "--version"]) or "none"


def load() -> str:
    """Return how many processes wanted a processor, over one, five and fifteen minutes."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def state() -> str:
    """Return which state of the code this is: its commit, and whether there are changes to it."""
    commit = _git("rev-parse", "--short", "HEAD")
    if not commit:
        return "code of no known commit"
    has_changes = bool(_git("status", "--porcelain", "--untracked-files=no", "--", ":!tests/bench"))
    return f"commit {commit}" + (" with changes" if has_changes else "")


def _git(*arguments: str) -> str:
    try:
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _versions(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} not installed"


def _system() -> str:
    return _first(Path("/etc/os-release"), "PRETTY_NAME").strip('"')


def _first(path: Path, name: str) -> str:
    """Return the value of the first line called `name` of a file of the system."""
    found = re.search(rf"^{name}\s*[:=]\s*(.+)$", path.read_text("utf-8"), re.MULTILINE)
    return found.group(1).strip() if found else "unknown"


def _said(command: list[str]) -> str:
    """Return the line with the version of what a program says of itself; empty without it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    lines = [line.strip() for line in done.stdout.splitlines() if re.search(r"\d+\.\d+", line)]
    return lines[0] if lines else ""
