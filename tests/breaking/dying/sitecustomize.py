# SPDX-License-Identifier: GPL-2.0-or-later
"""Kills the program that Python runs in at one place of the plugin's work: for QGIS itself.

Any Python imports a module of this name as it starts, the one inside QGIS too. KILLED_AT is JSON:
`{"call": "module:name", "after": false, "delay_s": 0}` dies as that function is called, or `after`
it returned; `{"statement": "COMMIT", "nth": 2, "file": "plan.gpkg"}` dies before the nth statement
to that file that begins so. With a delay somebody else kills, in the midst of what comes next.
"""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any


def _die(delay_s: float) -> None:
    if delay_s <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
    # A thread of this program might wait for Python while C++ is at work.
    command = f"sleep {delay_s}; kill -9 {os.getpid()}"
    os.posix_spawn("/bin/sh", ["/bin/sh", "-c", command], dict(os.environ))


def _deadly(function: Any, after: bool, delay_s: float) -> Any:
    @functools.wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        if not after:
            _die(delay_s)
        answer = function(*given, **named)
        if after:
            _die(delay_s)
        return answer

    return call


class _Finder(importlib.abc.MetaPathFinder):
    """Puts the deadly function into its module once that has been read."""

    def __init__(self, call: str, after: bool, delay_s: float) -> None:
        self._module, self._name = call.split(":")
        self._after, self._delay_s = after, delay_s

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return spec
        run = spec.loader.exec_module

        def run_and_arm(module: ModuleType) -> None:
            run(module)
            *owners, last = self._name.split(".")
            owner: Any = functools.reduce(getattr, owners, module)
            setattr(owner, last, _deadly(getattr(owner, last), self._after, self._delay_s))

        spec.loader.exec_module = run_and_arm  # type: ignore[method-assign]
        return spec


def _watch(beginning: str, nth: int, file: str) -> None:
    """Have every writing connection to the file looked at."""
    connect, count = sqlite3.connect, 0

    def see(statement: str) -> None:
        nonlocal count
        if statement.lstrip().startswith(beginning):
            count += 1
            if count == nth:
                _die(0)

    def watched(address: Any, *given: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(address, *given, **options)
        if str(address).endswith(f"{file}?mode=rw"):
            connection.set_trace_callback(see)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]


_given = json.loads(os.environ.get("KILLED_AT", "{}"))
if "call" in _given:
    sys.meta_path.insert(
        0, _Finder(_given["call"], _given.get("after", False), _given.get("delay_s", 0.0))
    )
elif "statement" in _given:
    _watch(_given["statement"], _given["nth"], _given["file"])
