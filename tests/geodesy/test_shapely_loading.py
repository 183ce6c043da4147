# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapely works beside another GEOS that was loaded before it, as QGIS does."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys
from pathlib import Path

import pytest

_BESIDE_ANOTHER_GEOS = """
import ctypes
# As QGIS's own program has it: in the scope where every later library looks first.
ctypes.CDLL({geos!r}, ctypes.RTLD_GLOBAL)
from village_internet_plugin.geodesy.shapely_loading import load_shapely
shapely = load_shapely()
square = shapely.box(0.0, 0.0, 1.0, 1.0)
shapely.prepare(square)
print(shapely.intersects_xy(square, [0.5, 2.0], [0.5, 0.5]).tolist(), shapely.has_m(square))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux mixes libraries by name")
def test_shapely_keeps_to_its_own_geos_beside_that_of_qgis(repository: Path) -> None:
    geos = ctypes.util.find_library("geos_c")
    if geos is None:
        pytest.skip("this system has no GEOS besides Shapely's")
    ran = subprocess.run(
        [sys.executable, "-c", _BESIDE_ANOTHER_GEOS.format(geos=geos)],
        cwd=repository,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, f"ended with {ran.returncode}: {ran.stderr}"
    assert ran.stdout.split() == ["[True,", "False]", "False"]


def test_loading_leaves_the_way_other_libraries_are_loaded_as_it_was() -> None:
    program = (
        "import sys\n"
        "before = sys.getdlopenflags()\n"
        "from village_internet_plugin.geodesy.shapely_loading import load_shapely\n"
        "assert load_shapely() is load_shapely()\n"
        "assert sys.getdlopenflags() == before\n"
    )
    repository = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=repository, check=True, timeout=60)
