# SPDX-License-Identifier: GPL-2.0-or-later
"""The funding dock and the options page look as they did: narrow and wide, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import Picture, assert_drawn_as_before

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
def test_it_looks_as_it_did(picture: Picture, tmp_path: Path) -> None:
    assert_drawn_as_before("funding", picture, tmp_path)
