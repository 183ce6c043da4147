# SPDX-License-Identifier: GPL-2.0-or-later
"""Python runs this at its start: hides the library $HIDDEN_LIBRARY from the plugin, as if absent.

From the plugin alone: QGIS's own toolbox cannot do without NumPy, and some of its releases load
Shapely too. Whoever imports is known by its module's name, or by its file where the plugin starts
it as a program.
"""

from __future__ import annotations

import builtins
import importlib
import os
import sys
from typing import Any

_PLUGIN = "village_internet_plugin"
_HIDDEN = os.environ.get("HIDDEN_LIBRARY", "")
_import, _import_module = builtins.__import__, importlib.import_module


def _is_hidden(library: str, asking: dict[str, Any] | None) -> bool:
    asking = asking or {}
    if library.split(".")[0] != _HIDDEN:
        return False
    by_plugin = str(asking.get("__name__", "")).split(".")[0] == _PLUGIN
    return by_plugin or _PLUGIN in str(asking.get("__file__", ""))


def _hiding_import(name: str, globals: Any = None, *rest: Any, **named: Any) -> Any:  # noqa: A002
    if _is_hidden(name, globals):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return _import(name, globals, *rest, **named)


def _hiding_import_module(name: str, package: str | None = None) -> Any:
    if _is_hidden(name, sys._getframe(1).f_globals):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return _import_module(name, package)


if _HIDDEN:
    builtins.__import__ = _hiding_import
    importlib.import_module = _hiding_import_module
