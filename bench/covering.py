# SPDX-License-Identifier: GPL-2.0-or-later
"""Plain maximal covering as a problem: so many points, no other limit; what peers can solve too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.siting.demand_classes import merge_demand
from village_internet_plugin.siting.problem import NO_OFFICE, OFFICE, Problem, Purse, Site

Floats = npt.NDArray[np.float64]


def plain_problem(
    covers: npt.NDArray[np.bool_], people: npt.NDArray[np.int64], points: int
) -> Problem:
    """Return the problem of reaching most `people` with so many `points`.

    `covers` is (site, demand). Everything else is without limit, and costs nothing.
    """
    sites = len(covers)
    demand, site = np.nonzero(covers.T)
    classes = merge_demand(site, demand, np.zeros(len(people), np.int64), sites)
    known = classes.of_demand >= 0
    weight = np.zeros(len(classes.group), np.int64)
    np.add.at(weight, classes.of_demand[known], people[known])
    return Problem(
        sites=tuple(
            Site(str(j), str(j), LonLat(0.0, 0.0), "v", "other_public", OFFICE)
            for j in range(sites)
        ),
        village=np.zeros(sites, np.int64),
        village_codes=("v",),
        village_names=("v",),
        sources=(Purse("f", "f", "a", 2025, points, None, "a"),),
        cost_idr=np.zeros((sites, 1), np.int64),
        cover_starts=classes.starts,
        cover_classes=classes.classes,
        people=weight,
        blank_people=np.zeros_like(weight),
        weight=weight,
        blank_spot_weight=1,
        group=classes.group,
        groups=("all",),
        group_people=np.array([people.sum()], np.int64),
        group_reached=np.zeros(1, np.int64),
        village_points_left=np.array([sites], np.int64),
        office_of_village=np.array([NO_OFFICE], np.int64),
        at_office=np.zeros(sites, np.bool_),
        too_near=np.empty((0, 2), np.int64),
        pinned=np.zeros(sites, np.bool_),
        banned=np.zeros(sites, np.bool_),
    )


def read_instance(path: Path, radius: float) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Return whom each node reaches within `radius` (inclusive), and its people.

    The file has a line of its own first, then x, y and people of each node (the SJC instances of
    Lorena and Pereira, Int. J. Industrial Engineering 9 (2002) 57-67).
    """
    rows = np.loadtxt(path, skiprows=1)
    away = np.hypot(*(rows[:, None, k] - rows[None, :, k] for k in (0, 1)))
    return away <= radius, rows[:, 2].astype(np.int64)
