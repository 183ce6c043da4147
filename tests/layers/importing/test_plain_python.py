# SPDX-License-Identifier: GPL-2.0-or-later
"""What a cell, a header or a name means is decided without QGIS, and can be used without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PLAIN = (
    "angles",
    "cells",
    "choices",
    "dates",
    "delimited",
    "header_row",
    "header_words",
    "headers",
    "mapping",
    "notes",
    "numbers",
    "positions",
    "corrections",
    "preview_report",
    "problems",
    "report",
    "role_guess",
    "row_reader",
    "source_table",
    "village_codes",
    "village_names",
    "village_resolver",
)


def test_these_modules_run_without_qgis_and_gdal(repository: Path) -> None:
    blocked = "import sys; sys.modules.update(dict.fromkeys(['qgis', 'osgeo', 'PyQt5'], None)); "
    package = "village_internet_plugin.layers.importing"
    imports = "; ".join(f"import {package}.{name}" for name in PLAIN)
    command = [sys.executable, "-c", blocked + imports]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
