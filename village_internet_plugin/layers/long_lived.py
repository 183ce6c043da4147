# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps Python's garbage collector off a large plan, for it stops the whole window while it looks.

A plan of 50,000 hotspots is some million small objects that live as long as the plan is open. The
collector goes through all of them whenever enough others were made (measured: 0.2 to 0.6 s each,
finding nothing), and meanwhile no thread of Python runs, not even one that only answers the mouse.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_builders = 0
_was_enabled = True


@contextmanager
def building_long_lived() -> Iterator[None]:
    """Suspend collecting while what lives long is built, then set it aside from collections.

    What is set aside is still freed as soon as nobody refers to it; only circles of objects wait
    for `bring_back`. May be nested, and used in several threads at once.
    """
    global _builders, _was_enabled
    with _lock:
        if _builders == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _builders += 1
    try:
        yield
    finally:
        with _lock:
            _builders -= 1
            if _builders == 0:
                gc.freeze()
                if _was_enabled:
                    gc.enable()


def bring_back() -> None:
    """Let the collector look at everything again: what was set aside is let go of."""
    gc.unfreeze()
