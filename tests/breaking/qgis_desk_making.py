# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a planner's desk by QGIS's own means: a plan file, and a sign-in in the profile's store.

`python -m breaking.qgis_desk_making` reads what it needs from standard input (the token must not
stand on a command line) and writes the sign-in's id. A program of its own: QGIS opens its store of
sign-ins once, as it starts.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from server.paser import YEAR, hotspot_at, read_offices

from tools.qgis_session import keep_sign_in, running_qgis_of
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.position import LonLat

_BESIDE_DEG = 0.0004
"""About 45 m to the north of where other series have their points: no duplicate, same village."""


def main() -> None:
    """Make it."""
    given = json.loads(sys.stdin.read())
    profile = Path(given["profile"])
    process = SimpleNamespace(
        profile=profile, password_file=profile / "master-password", environment=dict(os.environ)
    )
    with running_qgis_of(process):  # type: ignore[arg-type] # what it reads of one is here
        _make_plan(given)
        sign_in = keep_sign_in("server", given["account"], given["token"])
    sys.stdout.write(f"\n{sign_in}\n")


def _make_plan(given: dict[str, Any]) -> None:
    from village_internet_plugin.layers.hotspot_rows import write_hotspots
    from village_internet_plugin.layers.plan_file import create_plan_file
    from village_internet_plugin.layers.plan_rows import replace_funding_sources
    from village_internet_plugin.layers.reference_rows import replace_reference
    from village_internet_plugin.rules.rule_set_document import standard_rule_set

    path, source, count = Path(given["plan"]), given["source"], given["hotspots"]
    create_plan_file(path, given["agency"], "Titik hotspot", standard_rule_set())
    replace_reference(path, Path(given["reference"]))
    hotspots = []
    for number, office in enumerate(read_offices(Path(given["data"]))[:count], 1):
        position = LonLat(office.position.lon, office.position.lat + _BESIDE_DEG)
        hotspots.append(
            hotspot_at(office, position=position, name=f"Titik {number}", funding_source_id=source)
        )
    write_hotspots(path, (), tuple(hotspots))
    replace_funding_sources(path, [FundingSource(source, given["agency"], YEAR, point_quota=count)])


if __name__ == "__main__":
    main()
