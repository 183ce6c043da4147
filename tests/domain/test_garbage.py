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


def test_what_was_made_counts_as_old_afterwards_and_what_is_set_aside_stays_so() -> None:
    before = gc.isenabled()
    try:
        gc.enable()
        with garbage_left_lying(counts_as_old=True):
            made = [[number] for number in range(20_000)]
        assert gc.isenabled()
        young = {id(one) for generation in (0, 1) for one in gc.get_objects(generation)}
        assert not young & {id(one) for one in made}
        gc.freeze()
        with garbage_left_lying(counts_as_old=True):
            made.append([])
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        (gc.enable if before else gc.disable)()
