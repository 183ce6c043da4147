# SPDX-License-Identifier: GPL-2.0-or-later
"""What other agencies have published, as the plan keeps it: brought whole, never edited here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.schema import HOTSPOTS, PUBLISHED_HOTSPOTS
from village_internet_plugin.layers.geopackage import RowWriter, plan_transaction
from village_internet_plugin.layers.point_geometry import point_wkb


def replace_published_hotspots(plan_path: Path, published: Sequence[PublishedHotspot]) -> None:
    """Make `published` the whole content of table `published_hotspots`.

    One transaction: all is written or the plan is as it was. Raises InputError when the file
    cannot be written or a hotspot_id is repeated.
    """
    with plan_transaction(plan_path) as dataset:
        writer = RowWriter(plan_path, dataset, PUBLISHED_HOTSPOTS)
        writer.delete_all()
        for row in published:
            values: dict[str, object] = {
                name: getattr(row.hotspot, name) for name in HOTSPOTS.names()
            }
            values.update(agency=row.agency, plan_id=row.plan_id, revision=row.revision)
            position = row.hotspot.position
            writer.insert(values, None if position is None else point_wkb(position))
