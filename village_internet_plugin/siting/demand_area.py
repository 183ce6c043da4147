# SPDX-License-Identifier: GPL-2.0-or-later
"""A part of the people: those of one province, regency or district, or of no village at all.

The parts of a country are measured apart, by as many programs and machines as one likes: every
person is in exactly one of them, so that their sums are the country's.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from village_internet_plugin.siting.demand import Demand

NO_VILLAGE = "none"
"""The area of those who live in no village of the reference."""


def within_area(demand: Demand, area: str) -> Demand:
    """Return the people of the villages whose code begins with `area`, such as 64 or 64.01.

    Whole parts of the code count: 64 holds 64.01.06.2023, and not 640.01. The assumptions stay
    those of the whole reference.
    """
    inside = np.array([_is_in(one.code, area) for one in demand.villages], dtype=np.bool_)
    numbers = (np.cumsum(inside) - 1).astype(np.int32)
    kept = inside[demand.village]
    return replace(
        demand,
        lon=demand.lon[kept],
        lat=demand.lat[kept],
        people=demand.people[kept],
        in_blank_spot=demand.in_blank_spot[kept],
        village=numbers[demand.village[kept]],
        source=demand.source[kept],
        villages=tuple(one for one, is_in in zip(demand.villages, inside) if is_in),
    )


def provinces(demand: Demand) -> tuple[str, ...]:
    """Return the areas that together hold everybody once: each province, and `NO_VILLAGE`."""
    codes = (one.code.partition(".")[0] or NO_VILLAGE for one in demand.villages)
    return tuple(dict.fromkeys(codes))


def _is_in(code: str, area: str) -> bool:
    if area == NO_VILLAGE:
        return not code
    return code == area or code.startswith(area + ".")
