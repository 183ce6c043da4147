# SPDX-License-Identifier: GPL-2.0-or-later
"""No algorithm touches a plan that a newer plugin has made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from running_algorithms import HOTSPOTS, Algorithms, Failed

from village_internet_plugin.layers.plan_file import write_setting

pytestmark = pytest.mark.qgis

SERVER = {"SERVER": "https://127.0.0.1:9"}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("checkplan", {}),
        ("importlayer", {"ROLE": "hotspots"}),
        ("exportlayerpackage", {}),
        ("publishplan", SERVER),
        ("pullplan", SERVER),
    ],
)
def test_a_plan_of_a_newer_plugin_is_left_as_it_is(
    algorithms: Algorithms, plan: Path, sample: Path, tmp_path: Path, name: str, given: Any
) -> None:
    write_setting(plan, "schema_version", "2")
    before = plan.read_bytes()
    output = tmp_path / "package.gpkg"
    more = {"OUTPUT": output} if name == "exportlayerpackage" else {}
    if name == "importlayer":
        more = {"SOURCE": sample / HOTSPOTS}
    with pytest.raises(Failed, match="newer version of this plugin"):
        algorithms.run(name, PLAN=plan, **given, **more)
    assert plan.read_bytes() == before
    assert not output.exists()
