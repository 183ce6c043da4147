# SPDX-License-Identifier: GPL-2.0-or-later
"""A funding source's points in the order they were placed, and which are beyond its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.facts.groups import FundedRows

# Row by row: what each costs in millions. Running sums: 10, 10, 30, 35, 55.
COSTS = {2: 10, 3: 0, 5: 20, 8: 5, 9: 20}


def _rows(costs: dict[int, int]) -> FundedRows:
    rows = FundedRows()
    for row in sorted(costs, reverse=True):  # the order they are counted in does not matter
        rows.add(row, costs[row])
    return rows


@pytest.mark.parametrize(
    ("quota", "beyond"),
    [(None, []), (6, []), (5, []), (4, [9]), (2, [5, 8, 9]), (0, [2, 3, 5, 8, 9])],
)
def test_the_points_placed_last_are_beyond_the_quota(quota: int | None, beyond: list[int]) -> None:
    assert _rows(COSTS).beyond_quota(quota) == beyond


@pytest.mark.parametrize(
    ("budget", "beyond"),
    [
        (None, []),
        (55, []),
        (54, [9]),
        (30, [8, 9]),
        (29, [5, 8, 9]),
        (9, [2, 5, 8, 9]),  # row 3 costs nothing, so taking it back would not help
        (0, [2, 5, 8, 9]),
    ],
)
def test_from_the_point_that_breaks_the_budget_on_all_that_cost_are_beyond_it(
    budget: int | None, beyond: list[int]
) -> None:
    assert _rows(COSTS).beyond_budget(budget) == beyond


limits = st.one_of(st.none(), st.integers(0, 60))


@given(st.dictionaries(st.integers(-300, 900), st.integers(-1, 9), max_size=12), limits, limits)
def test_one_point_asked_about_alone_is_beyond_the_limits_it_is_beyond_among_all(
    costs: dict[int, int], quota: int | None, budget: int | None
) -> None:
    rows = _rows(costs)
    reach = rows.reach(quota, budget)
    alone = [row for row in sorted(costs) if reach.quota is not None and row >= reach.quota]
    assert alone == rows.beyond_quota(quota)
    alone = [row for row in sorted(costs) if rows.is_beyond_budget(row, reach)]
    assert alone == rows.beyond_budget(budget)


@given(
    st.dictionaries(st.integers(-300, 900), st.integers(-1, 9), max_size=12),
    st.dictionaries(st.integers(-300, 900), st.integers(-1, 9), max_size=3),
    limits,
    limits,
)
def test_whoever_comes_to_be_beyond_a_limit_or_is_not_so_any_more_is_told(
    costs: dict[int, int], changes: dict[int, int], quota: int | None, budget: int | None
) -> None:
    rows = _rows(costs)
    before = (set(rows.beyond_quota(quota)), set(rows.beyond_budget(budget)))
    reach = rows.reach(quota, budget)
    for row, cost in changes.items():
        if row in costs:
            rows.remove(row)
        else:
            rows.add(row, cost)
    now = (set(rows.beyond_quota(quota)), set(rows.beyond_budget(budget)))
    differing = (before[0] ^ now[0]) | (before[1] ^ now[1])
    told = rows.differing(reach, rows.reach(quota, budget))
    assert told - changes.keys() == differing - changes.keys()


def test_a_point_counted_out_leaves_nothing_behind() -> None:
    rows = _rows(COSTS)
    rows.remove(5)
    assert (len(rows), rows.total_idr) == (4, 35)
    assert rows.beyond_budget(30) == [9]  # 10, 10, 15, 35


@given(st.dictionaries(st.integers(-300, 900), st.integers(-1, 9), max_size=12), limits, limits)
def test_points_counted_in_together_count_as_one_by_one(
    costs: dict[int, int], quota: int | None, budget: int | None
) -> None:
    together = FundedRows()
    together.add_all(costs)
    assert (together.rows, together.total_idr) == (sorted(costs), sum(costs.values()))
    assert together.reach(quota, budget) == _rows(costs).reach(quota, budget)


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 9), max_size=12), st.data())
def test_in_whatever_order_points_come_and_go_only_those_left_count(
    costs: dict[int, int], data: st.DataObject
) -> None:
    rows = FundedRows()
    for row in data.draw(st.permutations(list(costs))):
        rows.add(row, costs[row])
    gone = data.draw(st.sets(st.sampled_from(sorted(costs)))) if costs else set()
    for row in gone:
        rows.remove(row)
    left = {row: cost for row, cost in costs.items() if row not in gone}
    assert rows.rows == sorted(left)
    assert rows.total_idr == sum(left.values())
