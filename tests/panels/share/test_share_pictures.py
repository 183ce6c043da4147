# SPDX-License-Identifier: GPL-2.0-or-later
"""The share dock and its dialog look as they did: narrow and wide, light and dark, and larger."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import Picture, assert_drawn_as_before

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
def test_it_looks_as_it_did(picture: Picture, tmp_path: Path) -> None:
    assert_drawn_as_before("share", picture, tmp_path, TZ="Asia/Makassar")
