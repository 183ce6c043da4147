# SPDX-License-Identifier: GPL-2.0-or-later
"""Round numbers along an axis: 0, 200, 400 rather than 0, 173, 346."""

from __future__ import annotations

import math

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def nice_ticks(most: float, wanted: int, *, whole: bool = False) -> tuple[float, ...]:
    """Return round numbers from 0 to the first that is not below `most`, about `wanted` of them.

    With `whole` none of them has a fraction.
    """
    if most <= 0:
        return (0.0, 1.0)
    rough = most / max(wanted, 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * size for factor in _STEPS if factor * size >= rough * (1 - 1e-9))
    if whole:
        step = max(1.0, math.ceil(step))
    count = math.ceil(most / step - 1e-9)
    return tuple(step * number for number in range(count + 1))
