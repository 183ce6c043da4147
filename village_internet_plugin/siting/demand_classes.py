# SPDX-License-Identifier: GPL-2.0-or-later
"""Demand points that exactly the same sites reach become one class: exact, and far fewer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from village_internet_plugin.siting.problem import Integers


class Classes(NamedTuple):
    """Demand classes with the sites that reach them.

    Attributes:
        of_demand: of each demand point its class; -1 for one that no site reaches.
        starts: where the classes of each site begin in `classes`; one more than sites.
        classes: the classes each site reaches, ascending within a site.
        group: of each class.

    """

    of_demand: Integers
    starts: Integers
    classes: Integers
    group: Integers


def merge_demand(site: Integers, demand: Integers, group: Integers, sites: int) -> Classes:
    """Merge demand points of one `group` which the same sites reach.

    `site` and `demand` are pairs without repeats, sorted by demand, then by site; `group` has an
    entry for each demand point.
    """
    of_demand = np.full(len(group), -1, dtype=np.int64)
    degree = np.bincount(demand, minlength=len(group))
    first = np.concatenate(([0], np.cumsum(degree)))
    pair_sites: list[Integers] = []
    pair_classes: list[Integers] = []
    groups: list[Integers] = []
    count = 0
    for size in np.unique(degree[degree > 0]).tolist():
        (members,) = (degree == size).nonzero()
        # Of each such point a row: its group, then its sites; equal rows are one class.
        rows = np.empty((len(members), size + 1), dtype=np.int64)
        rows[:, 0] = group[members]
        rows[:, 1:] = site[first[members][:, None] + np.arange(size)]
        kinds, place = np.unique(rows, axis=0, return_inverse=True)
        of_demand[members] = count + place.reshape(-1)
        groups.append(kinds[:, 0])
        pair_sites.append(kinds[:, 1:].reshape(-1))
        pair_classes.append(np.repeat(np.arange(count, count + len(kinds)), size))
        count += len(kinds)
    nothing: Integers = np.empty(0, dtype=np.int64)
    by_site = np.concatenate([*pair_sites, nothing])
    classes = np.concatenate([*pair_classes, nothing])
    order = np.lexsort((classes, by_site))
    starts = np.concatenate(([0], np.cumsum(np.bincount(by_site, minlength=sites))))
    return Classes(
        of_demand, starts.astype(np.int64), classes[order], np.concatenate([*groups, nothing])
    )
