# SPDX-License-Identifier: GPL-2.0-or-later
"""The history of a plan looks as it did: light and dark, and larger."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import Picture, assert_drawn_as_before

PICTURES = (
    ("history-compared", "en", 340, 700, "light", "compared", "1"),
    ("history-life-200-percent-id-dark", "id", 340, 700, "dark", "life", "2"),
)


@pytest.mark.parametrize("picture", PICTURES, ids=[picture[0] for picture in PICTURES])
def test_it_looks_as_it_did(picture: Picture, tmp_path: Path) -> None:
    assert_drawn_as_before("history", picture, tmp_path, TZ="Asia/Makassar")
