# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggest dock looks as it did: narrow and wide, light and dark, at other scales."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import Picture, assert_drawn_as_before

PICTURES = (
    ("suggest-narrow", "en", 340, 1640, "light", "suggest", "1"),
    ("suggest-narrow-id-dark", "id", 340, 1640, "dark", "suggest", "1"),
    ("suggest-125-percent-dark", "en", 340, 760, "dark", "suggest", "1.25"),
    ("suggest-200-percent-id", "id", 340, 760, "light", "suggest", "2"),
    ("suggest-wishes-id", "id", 340, 820, "light", "wishes", "1"),
    ("suggest-why-not-id-dark", "id", 300, 640, "dark", "why_not", "1.25"),
    ("suggest-ties-200-percent-id-dark", "id", 340, 420, "dark", "ties", "2"),
    ("suggest-curves-wide-dark", "en", 620, 340, "dark", "curves", "1"),
    ("suggest-scenarios-wide-id", "id", 620, 240, "light", "scenarios", "1"),
)


@pytest.mark.parametrize("picture", PICTURES, ids=[picture[0] for picture in PICTURES])
def test_it_looks_as_it_did(picture: Picture, tmp_path: Path) -> None:
    assert_drawn_as_before("suggest", picture, tmp_path)
