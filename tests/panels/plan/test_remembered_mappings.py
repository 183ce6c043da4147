# SPDX-License-Identifier: GPL-2.0-or-later
"""What was chosen for a sheet is found again by its headers, and old ones make room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from village_internet_plugin.panels import settings
from village_internet_plugin.panels.plan.remembered_mappings import forget, recall, remember

pytestmark = pytest.mark.qgis


@pytest.fixture(autouse=True)
def _nothing_remembered(qgis_app: object) -> Iterator[None]:
    settings.import_mappings.forget()
    yield
    settings.import_mappings.forget()


def test_the_order_and_case_of_headers_do_not_matter() -> None:
    remember("hotspots", ["Nama", "X", "Y"], {"columns": {"lon": "X"}, "cells": {"2": {"X": "1"}}})
    assert recall("hotspots", ["y", "x", "nama "]) == {"columns": {"lon": "X"}}
    assert recall("settlements", ["Nama", "X", "Y"]) == {}
    assert recall("hotspots", ["Nama", "X"]) == {}


def test_it_can_be_forgotten() -> None:
    remember("hotspots", ["X"], {"columns": {"lon": "X"}})
    forget("hotspots", ["X"])
    assert recall("hotspots", ["X"]) == {}


def test_the_oldest_make_room() -> None:
    for number in range(61):
        remember("hotspots", [str(number)], {"crs": "EPSG:32750"})
    assert recall("hotspots", ["0"]) == {}
    assert recall("hotspots", ["1"]) == {"crs": "EPSG:32750"}


@pytest.mark.parametrize("kept", ["no json", "[]", '{"x": 1}'])
def test_a_profile_edited_by_hand_does_no_harm(kept: str) -> None:
    settings.import_mappings.set(kept)
    assert recall("hotspots", ["X"]) == {}
    remember("hotspots", ["X"], {"crs": "EPSG:32750"})
    assert recall("hotspots", ["X"]) == {"crs": "EPSG:32750"}
