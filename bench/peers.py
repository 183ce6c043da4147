# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a peer in a program of its own, so that neither side pays for what the other keeps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from tools.stage import REPOSITORY

_TOO_LONG_S = 1_800


def lines_of(module: str, *arguments: str, python: str = sys.executable) -> list[Any]:
    """Return what `python -m module` prints, each line read as JSON; raises when it fails."""
    done = subprocess.run(
        [python, "-m", module, *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=_TOO_LONG_S,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} failed: {done.stderr[-2_000:]}")
    # QGIS's own libraries now and then say something on the same output.
    return [json.loads(line) for line in done.stdout.splitlines() if line[:1] in "[{"]
