# SPDX-License-Identifier: GPL-2.0-or-later
"""The search for garbage rests while much is made, and is then as it was before."""

from __future__ import annotations

import gc

import pytest

from village_internet_plugin.domain.garbage import garbage_left_lying


def _fail_among_garbage() -> None:
    with garbage_left_lying():
        with garbage_left_lying():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError("stop")


@pytest.mark.parametrize("is_on", [True, False])
def test_it_rests_and_is_then_as_before(is_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with pytest.raises(ValueError, match="stop"):
            _fail_among_garbage()
        assert gc.isenabled() == is_on
    finally:
        (gc.enable if before else gc.disable)()
