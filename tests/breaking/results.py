# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a long series takes its villages from and leaves its numbers."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.stage import REPOSITORY


def village_data() -> Path:
    """Return the folder of real village data: $VILLAGE_DATA, or ../shared/data."""
    folder = Path(os.environ.get("VILLAGE_DATA", REPOSITORY.parent / "shared" / "data"))
    if not (folder / "paser_villages.gpkg").is_file():
        sys.exit(f"the real village data is not at {folder}; set VILLAGE_DATA to its folder")
    return folder


def results_folder() -> Path:
    """Return build/series, made when needed."""
    folder = REPOSITORY / "build" / "series"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def say(line: str) -> None:
    """Write a line at once: a series runs for minutes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
