# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock of findings looks as it did: narrow and wide, in both languages and both themes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pictures import assert_looks_like

PICTURES = (
    ("findings-narrow", "en", 340, 640, "light", "rule", "1"),
    ("findings-narrow-id-dark", "id", 340, 640, "dark", "village", "1"),
    ("findings-wide-id", "id", 700, 640, "light", "none", "1"),
    ("findings-125-percent-dark", "en", 340, 600, "dark", "rule", "1.25"),
    ("findings-200-percent-id", "id", 340, 600, "light", "rule", "2"),
    ("findings-status", "en", 600, 30, "light", "status", "1"),
    ("findings-status-id-dark", "id", 600, 30, "dark", "status", "1"),
)


@pytest.mark.parametrize("picture", PICTURES, ids=[picture[0] for picture in PICTURES])
def test_it_looks_as_it_did(
    picture: tuple[str, str, int, int, str, str, str], repository: Path, tmp_path: Path
) -> None:
    name, language, width, height, theme, what, scale = picture
    png = tmp_path / f"{name}.png"
    arguments = [language, str(width), str(height), theme, what, str(png)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    script = repository / "tests" / "drawing_findings.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert_looks_like(png, name)
