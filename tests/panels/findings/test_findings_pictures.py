# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock of findings looks as it did: narrow and wide, in both languages and both themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import Picture, assert_drawn_as_before

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
def test_it_looks_as_it_did(picture: Picture, tmp_path: Path) -> None:
    assert_drawn_as_before("findings", picture, tmp_path)
