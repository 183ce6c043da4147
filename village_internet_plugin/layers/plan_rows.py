# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing a plan's funding sources and waivers, its rows without a place on the map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.schema import FUNDING_SOURCES, WAIVERS, Table
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.geopackage import RowWriter, plan_transaction


def replace_funding_sources(plan_path: Path, sources: Sequence[FundingSource]) -> None:
    """Make `sources` all funding sources of a plan, in this order.

    One transaction. Raises InputError when an id is repeated or the file cannot be written; the
    plan is then as it was.
    """
    _replace(plan_path, FUNDING_SOURCES, sources)


def replace_waivers(plan_path: Path, waivers: Sequence[Waiver]) -> None:
    """Make `waivers` all waivers of a plan, in this order; as `replace_funding_sources`."""
    _replace(plan_path, WAIVERS, waivers)


def _replace(plan_path: Path, table: Table, rows: Sequence[object]) -> None:
    with plan_transaction(plan_path) as dataset:
        writer = RowWriter(plan_path, dataset, table)
        writer.delete_all()
        for row in rows:
            writer.insert(_values(table, row))


def _values(table: Table, row: object) -> dict[str, object]:
    """Return a row's values by column; the domain's fields are called as the columns are."""
    return {name: getattr(row, name) for name in table.names()}
