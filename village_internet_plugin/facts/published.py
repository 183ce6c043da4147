# SPDX-License-Identifier: GPL-2.0-or-later
"""What other plans have published, as this plan's hotspots meet it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.geodesy.point_index import PointIndex


class PublishedAround:
    """Other plans' hotspots, without the replaced ones, by place and by village."""

    def __init__(self, published: Sequence[PublishedHotspot]) -> None:
        """Take all of `published`; whoever calls has left out the plan's own."""
        self.rows = [row for row in published if not row.hotspot.is_replaced]
        positions = [row.hotspot.position for row in self.rows]
        self.index = PointIndex(
            [p.lon if p is not None and p.is_finite() else np.nan for p in positions],
            [p.lat if p is not None and p.is_finite() else np.nan for p in positions],
        )
        self.by_village: dict[str, list[PublishedHotspot]] = {}
        for row in self.rows:
            if row.hotspot.village_code:
                self.by_village.setdefault(row.hotspot.village_code, []).append(row)

    def in_village(self, code: str) -> list[PublishedHotspot]:
        """Return the points declared to lie in a village."""
        return self.by_village.get(code, [])

    def label(self, number: int) -> str:
        """Return what to call the point with this number in the index."""
        row = self.rows[number]
        return f"{row.hotspot.label} ({row.agency})"
