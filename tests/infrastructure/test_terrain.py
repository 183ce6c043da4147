# SPDX-License-Identifier: GPL-2.0-or-later
"""Heights between the middles of cells, at edges, and where nothing is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from village_internet_plugin.infrastructure.terrain import GridTerrain, bilinear

TWO_BY_TWO = np.array([[0.0, 10.0], [20.0, 30.0]])


def at(values: np.ndarray, column: float, row: float) -> float:
    return float(bilinear(values, np.array([column]), np.array([row]))[0])


@pytest.mark.parametrize(
    ("column", "row", "height"),
    [
        (0.5, 0.5, 0.0),
        (1.5, 0.5, 10.0),
        (1.0, 1.0, 15.0),
        (1.25, 0.5, 7.5),
        (0.5, 0.75, 5.0),
        # In the outer half of an edge cell its own value holds.
        (0.0, 0.0, 0.0),
        (2.0, 2.0, 30.0),
        (2.0, 1.0, 20.0),
    ],
)
def test_between_the_middles_of_cells_heights_change_evenly(
    column: float, row: float, height: float
) -> None:
    assert at(TWO_BY_TWO, column, row) == pytest.approx(height)


@pytest.mark.parametrize(("column", "row"), [(-0.001, 1.0), (2.001, 1.0), (1.0, -1.0), (1.0, 9.0)])
def test_outside_the_grid_nothing_is_known(column: float, row: float) -> None:
    assert math.isnan(at(TWO_BY_TWO, column, row))


def test_a_cell_without_a_height_makes_unknown_only_what_it_has_a_say_in() -> None:
    holed = np.array([[1.0, math.nan, 5.0]])
    assert at(holed, 0.5, 0.5) == 1.0
    assert at(holed, 2.5, 0.5) == 5.0
    assert math.isnan(at(holed, 0.6, 0.5))
    assert math.isnan(at(holed, 1.5, 0.5))


def test_a_position_that_is_none_has_no_height() -> None:
    assert math.isnan(at(TWO_BY_TWO, math.nan, 1.0))


def test_a_grid_is_placed_by_its_outer_corner() -> None:
    ground = GridTerrain(TWO_BY_TWO, 116.0, -1.0, 0.5, 55_000.0)
    lon, lat = np.array([116.25, 116.75, 115.9]), np.array([-1.25, -1.75, -1.25])
    found = ground.heights(lon, lat)
    assert found[:2].tolist() == [0.0, 30.0]
    assert math.isnan(found[2])
