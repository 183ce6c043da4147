# SPDX-License-Identifier: GPL-2.0-or-later
"""A machine without a network, for one program: not even its own addresses answer there."""

from __future__ import annotations

import subprocess
from functools import cache

import pytest

_WAYS = (("unshare", "--net"), ("unshare", "--map-root-user", "--net"))
"""As root, and as anybody where the system lets them."""


@cache
def _way() -> tuple[str, ...]:
    for way in _WAYS:
        try:
            if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
                return way
        except FileNotFoundError:
            break
    return ()


def command_without_network() -> tuple[str, ...]:
    """Return what to write before a command so that it runs without; skips where it cannot be."""
    if not _way():
        pytest.skip("this system lets nobody take the network from a program")
    return _way()
