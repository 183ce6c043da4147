# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the plugin's own data files lie, in a checkout and in the installed plugin."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """Return the path of a file below `resources/`.

    The installed plugin has the folder inside the package, a checkout beside it.
    """
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
