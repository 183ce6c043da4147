# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps Python's search for cyclic garbage from stopping the window while many rows are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_search() -> Iterator[None]:
    """Put the search off for as long as the block lasts.

    With a country's villages in memory one search takes 0.1 s, in which no other thread runs. Rows
    make no cycles: they are freed as ever when nobody holds them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
