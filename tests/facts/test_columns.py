# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of columns: blank rows, taking, putting and growing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from village_internet_plugin.facts.columns import Booleans, Columns, Floats, Objects, column


@dataclass
class Wells(Columns):
    depth_m: Floats = column(np.float64, np.inf)
    is_dry: Booleans = column(np.bool_, False)
    owner: Objects = column(np.object_, None)


def _wells() -> Wells:
    wells = Wells.blank(3)
    wells.depth_m[:] = [10.0, 20.0, 30.0]
    wells.is_dry[:] = [True, False, False]
    wells.owner[:] = ["desa", ("desa", "gereja"), None]
    return wells


def test_nothing_is_known_of_a_blank_row() -> None:
    blank = Wells.blank(2)
    assert len(blank) == 2
    assert blank.depth_m.tolist() == [np.inf, np.inf]
    assert blank.is_dry.tolist() == [False, False]
    assert blank.owner.tolist() == [None, None]
    assert len(Wells.blank(0)) == 0


def test_rows_are_taken_in_the_order_asked_for_and_are_copies() -> None:
    wells = _wells()
    taken = wells.take(np.array([2, 0]))
    assert taken.depth_m.tolist() == [30.0, 10.0]
    taken.depth_m[0] = -1.0
    assert wells.depth_m[2] == 30.0


def test_rows_are_put_over_others_whole() -> None:
    wells = _wells()
    wells.put(np.array([0, 2]), _wells().take(np.array([1, 1])))
    assert wells.depth_m.tolist() == [20.0, 20.0, 20.0]
    assert wells.is_dry.tolist() == [False, False, False]
    assert wells.owner.tolist() == [("desa", "gereja")] * 3


def test_a_longer_table_keeps_its_rows_and_is_blank_behind_them() -> None:
    longer = _wells().lengthened(5)
    assert longer.depth_m.tolist() == [10.0, 20.0, 30.0, np.inf, np.inf]
    assert longer.owner.tolist()[3:] == [None, None]
