# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps Python from looking for garbage while hundreds of thousands of things are being made.

Each time a quarter more objects is there than before, Python goes through all of them for cycles
that nothing refers to; for a plan of 50,000 points that was a seventh of its check.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_holders = 0
_was_enabled = True


@contextmanager
def garbage_left_lying(*, counts_as_old: bool = False) -> Iterator[None]:
    """Let no search for garbage begin until the last of those who asked for it is done.

    May be nested, and used in several threads at once. What makes no cycles is freed as ever when
    nobody holds it. With `counts_as_old` much is made that lives on: it counts as found alive
    already.
    """
    global _holders, _was_enabled
    with _lock:
        if _holders == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _holders += 1
    try:
        yield
    finally:
        with _lock:
            _holders -= 1
            if _holders == 0 and _was_enabled:
                if counts_as_old:
                    _take_for_old()
                gc.enable()


def _take_for_old() -> None:
    """Count all that is there as old, as it would be after a search, which would take its time."""
    if gc.get_freeze_count() == 0:
        # Whoever has set things aside for good keeps them there.
        gc.freeze()
        gc.unfreeze()
