# SPDX-License-Identifier: GPL-2.0-or-later
"""The worst-served district in the model: its share made as large as possible, or kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from village_internet_plugin.siting.model import Floats, Model
from village_internet_plugin.siting.problem import Integers, Problem


def fairest_share(problem: Problem, model: Model) -> Model:
    """Return the model that makes the worst-served district's share as large as possible.

    The last column is that share. Districts that no candidate reaches are left out.
    """
    share = len(model.objective)
    wider = replace(
        model,
        objective=np.append(np.zeros(share), 1.0),
        lower=np.append(model.lower, 0.0),
        upper=np.append(model.upper, 1.0),
        integral=np.append(model.integral, np.False_),
    )
    for group in reachable_groups(problem, model):
        columns, values = _people_of(problem, model, group)
        everybody = float(problem.group_people[group])
        values = np.append(values / everybody, -1.0)
        reached = float(problem.group_reached[group]) / everybody
        wider = wider.with_row(np.append(columns, share), values, -reached, np.inf)
    return wider


def with_shares(problem: Problem, model: Model, people: Integers) -> Model:
    """Return the model in which each reachable district reaches at least so many more people."""
    for group in reachable_groups(problem, model):
        columns, values = _people_of(problem, model, group)
        scale = 1.0 / float(problem.group_people[group])
        model = model.with_row(columns, values * scale, float(people[group]) * scale, np.inf)
    return model


def reachable_groups(problem: Problem, model: Model) -> list[int]:
    """Return the districts with people whom some candidate reaches."""
    reached = problem.group[(model.class_column >= 0) & (problem.people > 0)]
    return [int(group) for group in np.unique(reached)]


def _people_of(problem: Problem, model: Model, group: int) -> tuple[Integers, Floats]:
    own = (problem.group == group) & (model.class_column >= 0)
    sums = np.bincount(
        model.class_column[own], weights=problem.people[own], minlength=len(model.objective)
    )
    columns: Integers = np.flatnonzero(sums)
    return columns, sums[columns].astype(np.float64)
