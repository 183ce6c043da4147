# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin costs when QGIS starts, beside the plugins that QGIS itself brings.

QGIS measures it (`qgis.utils.plugin_times`): processor time of import and start of each plugin.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure, Peer, repeats
from tools.stage import PACKAGE, REPOSITORY, stage

STARTS = 5
_PEER = "processing"
"""QGIS's own Processing plugin, which registers algorithms and a dock as ours does."""


def measure() -> Iterator[Figure]:
    """Yield the figure, of several starts of QGIS's real window."""
    # The window and its screen are those of the tests.
    sys.path.append(str(REPOSITORY / "tests"))
    from window.profile import Profile
    from window.qgis_window import QgisWindow
    from window.screen import Screen

    costs = []
    with tempfile.TemporaryDirectory(prefix="bench-loading-") as name, Screen() as screen:
        folder = Path(name)
        plugins = stage(folder / "plugins" / PACKAGE).parent
        for start in range(STARTS):
            profile = Profile(folder / f"profile{start}")
            with QgisWindow(screen, profile, folder / f"run{start}", plugins) as window:
                costs.append(window.ask("load_costs_ms"))
    ours = repeats(cost[PACKAGE] for cost in costs)
    theirs = repeats(cost[_PEER] for cost in costs)
    yield Figure(
        "plugin load in QGIS, processor time",
        ours.median,
        "ms",
        50.0,
        ours.spread,
        Peer("QGIS's own plugin Processing", theirs.median),
    )
