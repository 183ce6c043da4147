# SPDX-License-Identifier: GPL-2.0-or-later
"""The share dock and its dialog look as they did: narrow and wide, light and dark, and larger."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pictures import assert_looks_like

PICTURES = (
    ("share-state", "en", 340, 640, "light", "state", "1"),
    ("share-rejected-id-dark", "id", 340, 900, "dark", "rejected", "1"),
    ("share-working-wide-id", "id", 700, 520, "light", "working", "1"),
    ("share-account-125-percent-dark", "en", 340, 760, "dark", "account", "1.25"),
    ("share-state-200-percent-id", "id", 340, 700, "light", "state", "2"),
    ("share-conflicts", "en", 760, 520, "light", "conflicts", "1"),
    ("share-conflicts-id-dark", "id", 620, 600, "dark", "conflicts", "1"),
)


@pytest.mark.parametrize("picture", PICTURES, ids=[picture[0] for picture in PICTURES])
def test_it_looks_as_it_did(
    picture: tuple[str, str, int, int, str, str, str], repository: Path, tmp_path: Path
) -> None:
    name, language, width, height, theme, what, scale = picture
    png = tmp_path / f"{name}.png"
    arguments = [language, str(width), str(height), theme, what, str(png)]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "TZ": "Asia/Makassar",
    }
    script = repository / "tests" / "drawing_share.py"
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
