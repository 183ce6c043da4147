# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggestion as a mixed integer program: a budgeted maximal covering problem with side limits.

Symbols: sites j, funding sources f, villages v, demand classes i (people whom exactly the same
sites N(i) reach), districts g.

======== ==========================================================================================
z_jf     1 if source f pays for a hotspot at site j, else 0
x_j      1 if site j is chosen: Σ_f z_jf
y_i      1 if class i is reached; needs no integrality, since for whole x the best y is whole
u_va     1 if agency a may fund points in village v in one fiscal year
w_i      weight: people, those in blank spots counted several times
c_jf     rupiah over the term: capex + opex × months
q_f, B_f points and rupiah left to source f
k_v      points village v may still get (by its population, VI303)
O(v)     sites at the office of v, where one has to come first (VI304)
C        groups of sites each too near to all others of the group (VI105): cliques
======== ==========================================================================================

::

    maximise   Σ_i w_i y_i
    subject to y_i ≤ Σ_{j in N(i)} x_j          class i: reached by somebody
               x_j = Σ_f z_jf ≤ 1               site j: one payer
               Σ_j z_jf ≤ q_f                   quota            (VI402)
               Σ_j c_jf z_jf ≤ B_f              budget           (VI403)
               Σ_{j in v} x_j ≤ k_v             points a village (VI303)
               x_j ≤ Σ_{k in O(v)} x_k          office first     (VI304)
               Σ_{j in C} x_j ≤ 1               spacing          (VI105, VI106)
               z_jf ≤ u_va, Σ_a u_va ≤ 1        no two agencies in a village and year (VI404)
               x_j = 1 pinned, x_j = 0 banned

A class that one site alone reaches has no y: its weight stands on x_j itself. Equity comes first
where it is asked for: maximise t with Σ_{i in g} p_i y_i + r_g ≥ t P_g over the districts g that
any candidate reaches (p people, r reached already, P all), then the people with that t kept.

Sources: R. Church, C. ReVelle, "The maximal covering location problem", Papers of the Regional
Science Association 32 (1974) 101-118; S. Khuller, A. Moss, J. Naor, "The budgeted maximum coverage
problem", Information Processing Letters 70 (1999) 39-45; clique limits for pairs that exclude each
other: M. Padberg, "On the facial structure of set packing polyhedra", Mathematical Programming 5
(1973) 199-215.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from village_internet_plugin.siting.open_choices import (
    conflict_cliques,
    needs_office,
    open_choices,
)
from village_internet_plugin.siting.problem import Integers, Problem

Floats = npt.NDArray[np.float64]
_LARGEST_IN_ROW = 1e3
"""Rupiah rows are scaled to this, so that one rupiah is far above the solver's tolerance."""


class RowName(NamedTuple):
    """Which limit a row is: its kind (see `model`) and the index it is about."""

    kind: str
    subject: int


COVER, PAYER, QUOTA, BUDGET, VILLAGE, OFFICE, SPACING, AGENCY, SHARE = (
    "cover",
    "payer",
    "quota",
    "budget",
    "village",
    "office",
    "spacing",
    "agency",
    "share",
)


@dataclass(frozen=True, eq=False)
class Model:
    """Columns with bounds, rows as triples, and what each of them stands for.

    Attributes:
        objective: of each column, to be maximised.
        lower: of each column.
        upper: of each column.
        integral: of each column, whether it has to be whole.
        entries: row, column and value of every entry of the matrix.
        row_lower: of each row.
        row_upper: of each row.
        row_names: of each row.
        row_scales: what each row was multiplied by; a marginal × this is per unit of its limit.
        choices: (n, 2) site and source of the first n columns.
        site_column: of each site, the column that says whether it is chosen; -1 for never.
        class_column: of each class, the column that says whether it is reached; -1 for never.

    """

    objective: Floats
    lower: Floats
    upper: Floats
    integral: npt.NDArray[np.bool_]
    entries: tuple[Integers, Integers, Floats]
    row_lower: Floats
    row_upper: Floats
    row_names: tuple[RowName, ...]
    row_scales: Floats
    choices: Integers
    site_column: Integers
    class_column: Integers

    def read(self, values: Floats) -> list[tuple[int, int]]:
        """Return the (site, source) that a solution chooses, by site."""
        chosen = self.choices[np.flatnonzero(values[: len(self.choices)] > 0.5)]
        return sorted((int(site), int(source)) for site, source in chosen)

    def with_objective(self, objective: Floats) -> Model:
        """Return the model with another objective, still to be maximised."""
        return replace(self, objective=np.asarray(objective, dtype=np.float64))

    def with_row(
        self, columns: Sequence[int] | Integers, values: Floats, lower: float, upper: float
    ) -> Model:
        """Return the model with one more limit: lower ≤ Σ values × columns ≤ upper."""
        rows, old_columns, old_values = self.entries
        number = len(self.row_names)
        entries = (
            np.concatenate((rows, np.full(len(columns), number, dtype=np.int64))),
            np.concatenate((old_columns, np.asarray(columns, dtype=np.int64))),
            np.concatenate((old_values, np.asarray(values, dtype=np.float64))),
        )
        return replace(
            self,
            entries=entries,
            row_lower=np.append(self.row_lower, lower),
            row_upper=np.append(self.row_upper, upper),
            row_names=(*self.row_names, RowName("extra", number)),
            row_scales=np.append(self.row_scales, 1.0),
        )

    def cost_objective(self, problem: Problem) -> Floats:
        """Return the objective that makes the rupiah as few as possible (in millions)."""
        objective = np.zeros(len(self.objective))
        site, source = self.choices.T
        objective[: len(self.choices)] = -problem.cost_idr[site, source] / 1e6
        return objective


@dataclass
class _Rows:
    """Gathers rows until the model is made."""

    rows: list[Integers] = field(default_factory=list)
    columns: list[Integers] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    names: list[RowName] = field(default_factory=list)
    scales: list[float] = field(default_factory=list)

    def add(
        self,
        name: RowName,
        columns: Iterable[int] | Integers,
        values: float | Floats,
        upper: float,
        lower: float = -np.inf,
        scale: float = 1.0,
    ) -> None:
        """Add lower ≤ Σ values × columns ≤ upper; all of it is multiplied by `scale`."""
        chosen = np.asarray(list(columns) if not isinstance(columns, np.ndarray) else columns)
        self.rows.append(np.full(len(chosen), len(self.names), dtype=np.int64))
        self.columns.append(chosen.astype(np.int64))
        self.values.append(np.broadcast_to(np.asarray(values, np.float64), chosen.shape) * scale)
        self.lower.append(lower * scale)
        self.upper.append(upper * scale)
        self.names.append(name)
        self.scales.append(scale)

    def add_many(
        self, names: Sequence[RowName], rows: Integers, columns: Integers, values: Floats
    ) -> None:
        """Add rows Σ ≤ 0, given as triples whose row numbers begin at 0."""
        self.rows.append(rows + len(self.names))
        self.columns.append(columns)
        self.values.append(values)
        self.lower.extend([-np.inf] * len(names))
        self.upper.extend([0.0] * len(names))
        self.names.extend(names)
        self.scales.extend([1.0] * len(names))


class _Columns:
    """Hands out columns: choices first, then sites with several payers, then classes and so on."""

    def __init__(self, problem: Problem) -> None:
        self.allowed = open_choices(problem)
        self.choices: Integers = np.argwhere(self.allowed).astype(np.int64)
        self.count = len(self.choices)
        payers = self.allowed.sum(axis=1)
        self.site = np.full(len(problem.sites), -1, dtype=np.int64)
        lone = payers[self.choices[:, 0]] == 1
        self.site[self.choices[lone, 0]] = np.flatnonzero(lone)
        self.shared = np.flatnonzero(payers > 1)
        self.site[self.shared] = self.more(len(self.shared))
        self.classes, self.owned = self._classes(problem)

    def more(self, count: int) -> Integers:
        """Return this many new columns."""
        first, self.count = self.count, self.count + count
        return np.arange(first, self.count, dtype=np.int64)

    def _classes(self, problem: Problem) -> tuple[Integers, Integers]:
        """Return the column of each class, and the classes that have one of their own."""
        is_open = self.site[problem.cover_sites] >= 0
        reached_by = np.bincount(problem.cover_classes[is_open], minlength=len(problem.weight))
        column = np.full(len(problem.weight), -1, dtype=np.int64)
        lone = is_open & (reached_by[problem.cover_classes] == 1)
        column[problem.cover_classes[lone]] = self.site[problem.cover_sites[lone]]
        owned = np.flatnonzero(reached_by > 1)
        column[owned] = self.more(len(owned))
        return column, owned


def matrices(problem: Problem) -> Model:
    """Return the model of a problem."""
    columns, rows = _Columns(problem), _Rows()
    _payers(problem, columns, rows)
    _covers(problem, columns, rows)
    _purses(problem, columns, rows)
    _villages(problem, columns, rows)
    for number, clique in enumerate(conflict_cliques(problem, columns.site >= 0)):
        rows.add(RowName(SPACING, number), columns.site[clique], 1.0, 1.0)
    _agencies(problem, columns, rows)
    return _made(problem, columns, rows)


def _made(problem: Problem, columns: _Columns, rows: _Rows) -> Model:
    size = columns.count
    known = columns.classes >= 0
    weights = problem.weight[known]
    objective: Any = np.bincount(columns.classes[known], weights=weights, minlength=size)
    integral = np.ones(size, dtype=np.bool_)
    integral[columns.classes[columns.owned]] = False
    lower = np.zeros(size)
    pinned = columns.site[np.flatnonzero(problem.pinned)]
    lower[pinned[pinned >= 0]] = 1.0
    return Model(
        objective=objective.astype(np.float64),
        lower=lower,
        upper=np.ones(size),
        integral=integral,
        entries=(
            _joined(rows.rows, np.int64),
            _joined(rows.columns, np.int64),
            _joined(rows.values, np.float64),
        ),
        row_lower=np.array(rows.lower, dtype=np.float64),
        row_upper=np.array(rows.upper, dtype=np.float64),
        row_names=tuple(rows.names),
        row_scales=np.array(rows.scales, dtype=np.float64),
        choices=columns.choices,
        site_column=columns.site,
        class_column=columns.classes,
    )


def _joined(parts: list[Any], kind: type) -> Any:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)


def _payers(problem: Problem, columns: _Columns, rows: _Rows) -> None:
    by_site: dict[int, list[int]] = defaultdict(list)
    for number, (site, _) in enumerate(columns.choices.tolist()):
        by_site[site].append(number)
    for site in columns.shared.tolist():
        own = [*by_site[site], int(columns.site[site])]
        values = np.array([1.0] * (len(own) - 1) + [-1.0])
        rows.add(RowName(PAYER, site), own, values, 0.0, 0.0)


def _covers(problem: Problem, columns: _Columns, rows: _Rows) -> None:
    owned = columns.owned
    place = np.full(len(problem.weight), -1, dtype=np.int64)
    place[owned] = np.arange(len(owned))
    used = (place[problem.cover_classes] >= 0) & (columns.site[problem.cover_sites] >= 0)
    row = np.concatenate((place[problem.cover_classes[used]], np.arange(len(owned))))
    column = np.concatenate((columns.site[problem.cover_sites[used]], columns.classes[owned]))
    value = np.concatenate((np.full(int(used.sum()), -1.0), np.ones(len(owned))))
    rows.add_many([RowName(COVER, int(i)) for i in owned], row, column, value)


def _purses(problem: Problem, columns: _Columns, rows: _Rows) -> None:
    site, payer = columns.choices.T
    for number, source in enumerate(problem.sources):
        own = np.flatnonzero(payer == number)
        if len(own) == 0:
            continue
        if source.points_left is not None:
            rows.add(RowName(QUOTA, number), own, 1.0, float(source.points_left))
        if source.idr_left is not None:
            cost = problem.cost_idr[site[own], number]
            # In the largest rupiah all costs are made of: what is left beyond that buys nothing.
            unit = max(int(np.gcd.reduce(cost)), 1)
            units = cost // unit
            limit = min(source.idr_left // unit, int(units.sum()))
            scale = min(1.0, _LARGEST_IN_ROW / max(int(units.max(initial=1)), 1))
            # A marginal is asked per rupiah.
            rows.add(RowName(BUDGET, number), own, units.astype(np.float64), float(limit))
            rows.values[-1] = rows.values[-1] * scale
            rows.upper[-1] = rows.upper[-1] * scale
            rows.scales[-1] = scale / unit


def _villages(problem: Problem, columns: _Columns, rows: _Rows) -> None:
    members: dict[int, list[int]] = defaultdict(list)
    for site in np.flatnonzero(columns.site >= 0).tolist():
        members[int(problem.village[site])].append(site)
    after_office = needs_office(problem)
    for village, sites in members.items():
        allowed = int(problem.village_points_left[village])
        if len(sites) > allowed:
            rows.add(RowName(VILLAGE, village), columns.site[sites], 1.0, float(allowed))
        offices = [site for site in sites if problem.at_office[site]]
        for site in sites:
            if after_office[site]:
                own = columns.site[[site, *offices]]
                values = np.array([1.0] + [-1.0] * len(offices))
                rows.add(RowName(OFFICE, site), own, values, 0.0)


def _agencies(problem: Problem, columns: _Columns, rows: _Rows) -> None:
    """Let one agency at most pay in a village and year, where two could."""
    claims: dict[tuple[int, int], dict[str, dict[int, list[int]]]] = {}
    for number, (site, payer) in enumerate(columns.choices.tolist()):
        village, source = int(problem.village[site]), problem.sources[payer]
        if problem.village_points_left[village] > 1:
            agencies = claims.setdefault((village, source.fiscal_year), {})
            by_site = agencies.setdefault(source.agency_key or source.agency, {})
            by_site.setdefault(site, []).append(number)
    for (village, _), agencies in claims.items():
        if len(agencies) < 2:
            continue
        allowances = columns.more(len(agencies))
        rows.add(RowName(AGENCY, village), allowances, 1.0, 1.0)
        for allowance, by_site in zip(allowances.tolist(), agencies.values()):
            for own in by_site.values():
                values = np.array([1.0] * len(own) + [-1.0])
                rows.add(RowName(AGENCY, village), [*own, allowance], values, 0.0)
