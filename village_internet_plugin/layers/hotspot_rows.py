# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a plan's hotspots from one state to another, touching only the rows that differ."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.layers.geopackage import RowWriter, fids_by_value, plan_transaction
from village_internet_plugin.layers.point_geometry import point_wkb
from village_internet_plugin.sharing.delta import delta_between


def write_hotspots(path: Path, before: Iterable[Hotspot], after: Iterable[Hotspot]) -> None:
    """Make the hotspots of the plan at `path`, which are `before`, into `after`.

    One transaction: all is written or nothing. New hotspots come last. Raises InputError when the
    file cannot be written, or when a hotspot_id is repeated.
    """
    delta = delta_between(before, after)
    if delta.is_empty:
        return
    fids = fids_by_value(path, HOTSPOTS, "hotspot_id")
    with plan_transaction(path) as dataset:
        writer = RowWriter(path, dataset, HOTSPOTS)
        for hotspot_id in delta.removed:
            writer.delete(fids[hotspot_id][0])
        for hotspot in delta.changed:
            fid = fids[hotspot.hotspot_id][0]
            if hotspot.position is None:
                # A row can keep its position or get another; to lose it, it is written anew.
                writer.delete(fid)
                _insert(writer, hotspot)
            else:
                writer.update(fid, _values(hotspot), _wkb(hotspot))
        for hotspot in delta.added:
            _insert(writer, hotspot)


def _insert(writer: RowWriter, hotspot: Hotspot) -> None:
    writer.insert(_values(hotspot), _wkb(hotspot))


def _values(hotspot: Hotspot) -> dict[str, object]:
    return {name: getattr(hotspot, name) for name in HOTSPOTS.names()}


def _wkb(hotspot: Hotspot) -> bytes | None:
    return None if hotspot.position is None else point_wkb(hotspot.position)
