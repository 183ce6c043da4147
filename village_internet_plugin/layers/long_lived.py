# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps Python's garbage collector off a large plan, for it stops the whole window while it looks.

A plan of 50,000 hotspots is some million small objects that live as long as the plan is open. The
collector goes through all of them whenever enough others were made (measured: 0.2 to 0.6 s each,
finding nothing), and meanwhile no thread of Python runs, not even one that only answers the mouse.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from village_internet_plugin.domain.garbage import garbage_left_lying

_FREED_AT_ONCE = 500


@contextmanager
def building_long_lived() -> Iterator[None]:
    """Suspend collecting while what lives long is built, then set it aside from collections.

    What is set aside is still freed as soon as nobody refers to it; only circles of objects wait
    for `bring_back`. Nests as `garbage_left_lying`.
    """
    with garbage_left_lying():
        try:
            yield
        finally:
            gc.freeze()


def bring_back() -> None:
    """Let the collector look at everything again: what was set aside is let go of."""
    gc.unfreeze()


def free_in_parts(things: list[Any]) -> None:
    """Empty a large list so that other threads get their turns meanwhile.

    Let go of at once, 83,402 rows hold every thread of Python up for 50 ms (measured); the window
    with them, whichever thread it is that frees.
    """
    while things:
        del things[-_FREED_AT_ONCE:]
