# SPDX-License-Identifier: GPL-2.0-or-later
"""Each long series has its command, and the command its module."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from breaking.moments import SHARES, Seen, drawn
from breaking.postgres_proxy import TO_SERVER, Step
from tools.series import SERIES


@pytest.mark.parametrize("name", SERIES)
def test_a_series_can_be_started_by_make(repository: Path, name: str) -> None:
    makefile = (repository / "Makefile").read_text("utf-8")

    assert f"\n{name}: setup" in makefile
    assert f"-m tools.series {name}" in makefile
    for word in SERIES[name]:
        if word.startswith("breaking."):
            assert importlib.util.find_spec(word) is not None
        if word.startswith("tests/"):
            assert (repository / word).is_file()


def test_a_whole_series_has_at_least_two_hundred_moments_and_is_drawn_alike_again() -> None:
    seen = Seen([Step(TO_SERVER, "Q", "COMMIT")] * 300, 26, 11_000, 12_000)

    moments = drawn(2026, seen)

    assert len(moments) >= 200
    assert {moment.target for moment in moments} == set(SHARES)
    assert moments == drawn(2026, seen)
    assert moments != drawn(2027, seen)
