# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes over into a plan's file what a pull brought, and counts what that changes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.layers.geopackage import ogr_call, plan_transaction
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_rows import (
    replace_funding_sources,
    replace_waivers,
    write_settings,
)
from village_internet_plugin.layers.published import replace_published_hotspots
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.delta import delta_between
from village_internet_plugin.sharing.outbox_file import base_settings
from village_internet_plugin.sharing.pulling import Pulled
from village_internet_plugin.sharing.settling import clashes_of

_UNDECIDED = Words(
    "What was changed here and on the server was not decided; nothing was taken over.",
    "Yang diubah di sini dan di server belum diputuskan; tidak ada yang diambil alih.",
)


class Brought(NamedTuple):
    """How many rows a pull adds, changes and removes: in the plan, and of what others published."""

    added: int
    changed: int
    removed: int
    others_added: int
    others_changed: int
    others_removed: int
    funding_sources: int
    waivers: int

    @property
    def total(self) -> int:
        """How many hotspots, of the plan and of others, are other than before."""
        return sum(self[:6])


def take_over(plan_path: Path, plan: Plan, pulled: Pulled) -> None:
    """Write all that came, and the base, in one transaction: the plan has all, or is as it was.

    `plan` is what the file held when it was pulled. Raises InputError when the file cannot be
    written, or when it holds something else by now: what was saved meanwhile is not written over.
    Raises ProgramFault while a clash is not decided: with the base moved, the next publish would
    write over a colleague's change that nobody has seen.
    """
    if clashes_of(pulled):
        raise ProgramFault(_UNDECIDED)
    with plan_transaction(plan_path) as dataset:
        # Takes SQLite's write lock: nobody saves between the look and the writing.
        ogr_call(plan_path, dataset.ExecuteSQL, "UPDATE plan SET value = value WHERE key IS NULL")
        if is_other(plan_path, plan):
            raise _was_edited(plan_path)
        write_hotspots(plan_path, plan.hotspots, pulled.merge.hotspots)
        if pulled.waivers != plan.waivers:
            replace_waivers(plan_path, pulled.waivers)
        if pulled.funding.sources != plan.funding_sources:
            replace_funding_sources(plan_path, pulled.funding.sources)
        replace_published_hotspots(plan_path, pulled.published)
        write_settings(plan_path, base_settings(pulled.base))


def is_other(plan_path: Path, plan: Plan) -> bool:
    """Tell whether the file now holds something else than `plan` of what a pull writes over."""
    now = read_plan(plan_path)
    for name in ("base_revision", "hotspots", "funding_sources", "waivers"):
        was, is_now = getattr(plan, name), getattr(now, name)
        # A coordinate that is no number is not equal to itself, but written like itself.
        if is_now != was and repr(is_now) != repr(was):
            return True
    return False


def _was_edited(plan_path: Path) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "{path} was edited while the pull was under way. Nothing was taken over, and what "
        "was saved stands. Pull again.",
    )
    return InputError(sentence.format(path=plan_path))


def count_changes(plan: Plan, pulled: Pulled) -> Brought:
    """Return what taking `pulled` over changes in `plan`."""
    own = delta_between(plan.hotspots, pulled.merge.hotspots)
    before = {(row.plan_id, row.hotspot.hotspot_id): row for row in plan.published_hotspots}
    after = {(row.plan_id, row.hotspot.hotspot_id): row for row in pulled.published}
    stay = before.keys() & after.keys()
    return Brought(
        added=len(own.added),
        changed=len(own.changed),
        removed=len(own.removed),
        others_added=len(after.keys() - before.keys()),
        others_changed=sum(before[key] != after[key] for key in stay),
        others_removed=len(before.keys() - after.keys()),
        funding_sources=len(set(pulled.funding.sources) ^ set(plan.funding_sources)),
        waivers=len(set(pulled.waivers) ^ set(plan.waivers)),
    )
