# SPDX-License-Identifier: GPL-2.0-or-later
"""The funding dock and the options page look as they did: narrow and wide, light and dark."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pictures import assert_looks_like

PICTURES = (
    ("funding-narrow", "en", 340, 640, "light", "funding", "1"),
    ("funding-narrow-id-dark", "id", 340, 640, "dark", "funding", "1"),
    ("funding-wide-id", "id", 700, 720, "light", "funding", "1"),
    ("funding-125-percent-dark", "en", 340, 600, "dark", "funding", "1.25"),
    ("funding-200-percent-id", "id", 340, 600, "light", "funding", "2"),
    ("funding-terms", "en", 320, 520, "light", "terms", "1"),
    ("options", "en", 640, 560, "light", "options", "1"),
    ("options-id-dark", "id", 560, 600, "dark", "options", "1"),
)


@pytest.mark.parametrize("picture", PICTURES, ids=[picture[0] for picture in PICTURES])
def test_it_looks_as_it_did(
    picture: tuple[str, str, int, int, str, str, str], repository: Path, tmp_path: Path
) -> None:
    name, language, width, height, theme, what, scale = picture
    png = tmp_path / f"{name}.png"
    arguments = [language, str(width), str(height), theme, what, str(png)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    script = repository / "tests" / "drawing_funding.py"
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
