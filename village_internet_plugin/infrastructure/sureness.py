# SPDX-License-Identifier: GPL-2.0-or-later
"""How sure something said of a hotspot's equipment is."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words

MEASURED, ASSUMED, UNKNOWN = "measured", "assumed", "unknown"
SURENESS = (MEASURED, ASSUMED, UNKNOWN)
"""From the surest; `unknown` also where what was looked at did not decide it."""

SURENESS_WORDS = {
    MEASURED: Words("measured", "terukur"),
    ASSUMED: Words("assumed", "diasumsikan"),
    UNKNOWN: Words("unknown", "tidak diketahui"),
}


def least_sure(*each: str) -> str:
    """Return the least sure of some."""
    return max(each, key=SURENESS.index)
