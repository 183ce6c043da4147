# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds a built zip against everything QGIS's plugin repository does with it after the upload.

The repository blocks a version for any hit of Bandit (with every test, whatever its severity) or
detect-secrets, and reports what Flake8 says; the same programs run here over the unpacked zip,
with the options it gives them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any, Callable, NamedTuple

from tools.package_rules import package_faults

_LONGEST_S = 300


class GateBroken(Exception):
    """A program that looks at the zip failed itself; the text is what it said."""


class Gate(NamedTuple):
    """One look at the zip: `faults` is given the zip and the folder it was unpacked into."""

    name: str
    faults: Callable[[Path, Path], list[str]]


def _rules(package: Path, _folder: Path) -> list[str]:
    return package_faults(package)


def _bandit(_package: Path, folder: Path) -> list[str]:
    ran = _run("bandit", folder, "--quiet", "--recursive", ".", "--format", "json")
    report = _json("bandit", ran)
    unread = [f"{each['filename']}: {each['reason']}" for each in report["errors"]]
    return unread + [
        f"{each['filename']}:{each['line_number']}: {each['test_id']} {each['issue_text']}"
        for each in report["results"]
    ]


def _secrets(_package: Path, folder: Path) -> list[str]:
    options = ("scan", "--all-files", "--exclude-files", r"metadata\.txt", ".")
    ran = _run("detect_secrets", folder, *options)
    # It ends well whatever it found.
    found = _json("detect-secrets", ran)["results"]
    return [
        f"{name}:{each['line_number']}: looks like a secret ({each['type']})"
        for name, hits in found.items()
        for each in hits
    ]


def _style(_package: Path, folder: Path) -> list[str]:
    # E203 is against what our formatter and PEP 8 make of slices; the repository leaves it out too.
    options = ("--isolated", "--max-line-length=120", "--extend-ignore=E203", ".")
    ran = _run("flake8", folder, *options)
    if ran.returncode not in (0, 1) or ran.stderr.strip():
        raise GateBroken(f"flake8: {ran.stderr.strip()}")
    return ran.stdout.splitlines()


GATES = (
    Gate("the repository's rules", _rules),
    Gate("bandit", _bandit),
    Gate("detect-secrets", _secrets),
    Gate("flake8", _style),
)


def faults_by_gate(package: Path) -> dict[str, list[str]]:
    """Return what each gate has against the zip `package`, by the gate's name.

    Raises GateBroken when a program that should look at it cannot.
    """
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package) as opened:
            opened.extractall(folder)
        return {gate.name: gate.faults(package, Path(folder)) for gate in GATES}


def _run(module: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *options],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST_S,
    )


def _json(name: str, ran: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    try:
        report: dict[str, Any] = json.loads(ran.stdout)
    except ValueError:
        raise GateBroken(f"{name}: {ran.stderr.strip() or ran.stdout.strip()}") from None
    return report
