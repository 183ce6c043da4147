# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing a plan's funding sources, waivers and settings, its rows without a place on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.schema import FUNDING_SOURCES, PLAN, WAIVERS, Table
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.geopackage import RowWriter, plan_transaction, table_layer

_KEYS = {FUNDING_SOURCES.name: ("funding_source_id",), WAIVERS.name: ("rule", "subject")}
"""By what a row is the same one although it says something else."""


def replace_funding_sources(plan_path: Path, sources: Sequence[FundingSource]) -> None:
    """Make `sources` all funding sources of a plan, in this order.

    One transaction. Raises InputError when an id is repeated or the file cannot be written; the
    plan is then as it was.
    """
    _replace(plan_path, FUNDING_SOURCES, sources)


def replace_waivers(plan_path: Path, waivers: Sequence[Waiver]) -> None:
    """Make `waivers` all waivers of a plan, in this order; as `replace_funding_sources`."""
    _replace(plan_path, WAIVERS, waivers)


def write_settings(plan_path: Path, settings: Mapping[str, str]) -> None:
    """Set values of table `plan`, whether or not it had their keys; as `replace_funding_sources`.

    Not for settings alone: `plan_file.write_setting` needs no dataset.
    """
    with plan_transaction(plan_path) as dataset:
        writer = RowWriter(plan_path, dataset, PLAN)
        fids = {row.GetField("key"): row.GetFID() for row in table_layer(dataset, PLAN)}
        for key, value in settings.items():
            if key in fids:
                writer.update(fids[key], {"value": value})
            else:
                writer.insert({"key": key, "value": value})


def _replace(plan_path: Path, table: Table, rows: Sequence[object]) -> None:
    """Make `rows` all rows; those that stay keep their fid, by which an edit buffer knows them."""
    wanted = [_values(table, row) for row in rows]
    with plan_transaction(plan_path) as dataset:
        writer = RowWriter(plan_path, dataset, table)
        kept = _kept(dataset, table, wanted)
        for fid in writer.fids():
            if fid not in kept:
                writer.delete(fid)
        for fid, values in zip(kept, wanted):
            writer.update(fid, values)
        for values in wanted[len(kept) :]:
            writer.insert(values)


def _kept(dataset: Any, table: Table, wanted: Sequence[dict[str, object]]) -> list[int]:
    """Return the fids of the first rows of `wanted`: as many as stand in the table in this order.

    The rest is written anew, since a table is read by fid and the order is the caller's.
    """
    names = _KEYS[table.name]
    present: dict[tuple[object, ...], int] = {}
    for feature in table_layer(dataset, table):
        present[tuple(feature.GetField(name) for name in names)] = feature.GetFID()
    kept: list[int] = []
    for values in wanted:
        fid = present.get(tuple(values[name] for name in names))
        if fid is None or (kept and fid <= kept[-1]):
            break
        kept.append(fid)
    return kept


def _values(table: Table, row: object) -> dict[str, object]:
    """Return a row's values by column; the domain's fields are called as the columns are."""
    return {name: getattr(row, name) for name in table.names()}
