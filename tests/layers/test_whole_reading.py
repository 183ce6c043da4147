# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer that cannot be read to its end is asked again, then told: it never passes for empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from osgeo import gdal
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_tables import PLAN_TABLES, PlanSnapshot
from village_internet_plugin.layers.whole_reading import read_wholly

pytestmark = pytest.mark.qgis

MANY = 2_000


def failing(times: int) -> Callable[[], list[int]]:
    """Return what is read; the first `times` it ends early, as GDAL's iterators do."""
    left = [times]

    def read() -> list[int]:
        if left[0] == 0:
            return [1, 2, 3]
        left[0] -= 1
        gdal.Error(gdal.CE_Failure, gdal.CPLE_AppDefined, "unable to open database file.")
        return []

    return read


def test_what_fails_now_and_then_is_read_whole_at_last() -> None:
    assert read_wholly(failing(0), "Hotspots") == [1, 2, 3]
    assert read_wholly(failing(2), "Hotspots") == [1, 2, 3]


def test_a_failure_before_or_a_warning_is_none_of_this_reading() -> None:
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.Error(gdal.CE_Failure, gdal.CPLE_AppDefined, "of long ago")
    gdal.PopErrorHandler()

    def warned() -> list[int]:
        gdal.Error(gdal.CE_Warning, gdal.CPLE_AppDefined, "an odd column")
        return [4]

    assert read_wholly(warned, "Hotspots") == [4]
    assert read_wholly(failing(0), "Hotspots") == [1, 2, 3]


def test_nothing_after_a_failure_is_no_answer_but_where_nothing_may_be() -> None:
    def silent() -> Callable[[], list[int]]:
        """Fail once, then give nothing without a word, as a connection does that has failed."""
        fails = failing(1)

        def read() -> list[int]:
            fails()
            return []

        return read

    assert read_wholly(silent(), "Hotspots", may_be_empty=True) == []
    with pytest.raises(InputError):
        read_wholly(silent(), "Hotspots")


def test_what_fails_to_the_end_is_told_with_its_reason() -> None:
    with pytest.raises(InputError) as told:
        read_wholly(failing(99), "Titik hotspot")
    assert "Layer “Titik hotspot” could not be read to its end: " in str(told.value)
    assert "unable to open database file. Look" in str(told.value)


def test_a_damaged_file_is_no_plan_without_hotspots(plan: Path) -> None:
    position = LonLat(116.05, -1.95)
    write_hotspots(plan, (), [Hotspot(f"id-{number}", position) for number in range(MANY)])
    layers = {name: open_layer(plan, name) for name in ("hotspots", *PLAN_TABLES)}
    snapshot = PlanSnapshot(plan, layers)
    # All pages but the first: what the file holds is still found, and cannot be read.
    with plan.open("r+b") as file:
        size = plan.stat().st_size
        file.seek(4_096)
        file.write(b"\xff" * (size - 4_096))
    heard: list[Any] = []

    def read() -> None:
        try:
            heard.append(snapshot.hotspots())
        except InputError as error:
            heard.append(error)

    thread = Thread(target=read)
    thread.start()
    while thread.is_alive():
        QCoreApplication.processEvents()
    assert isinstance(heard[0], InputError)
    assert "could not be read to its end" in str(heard[0])
