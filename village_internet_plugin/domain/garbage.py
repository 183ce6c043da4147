# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps Python from looking for garbage while hundreds of thousands of things are being made.

Each time a quarter more objects is there than before, Python goes through all of them for cycles
that nothing refers to; for a plan of 50,000 points that was a seventh of its check.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_left_lying(*, counts_as_old: bool = False) -> Iterator[None]:
    """Let no search for garbage begin until the end, unless somebody else turns it on again.

    With `counts_as_old` much is made that lives on: it counts as found alive already.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if counts_as_old:
                _take_for_old()
            gc.enable()


def _take_for_old() -> None:
    """Count all that is there as old, as it would be after a search, which would take its time."""
    if gc.get_freeze_count() == 0:
        # Whoever has set things aside for good keeps them there.
        gc.freeze()
        gc.unfreeze()
