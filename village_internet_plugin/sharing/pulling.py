# SPDX-License-Identifier: GPL-2.0-or-later
"""A pull: what other agencies have published, and what colleagues changed in this very plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import Region
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.base import Base, BaseLost
from village_internet_plugin.sharing.changes import Changes, PublishedRevision
from village_internet_plugin.sharing.delta import DeltaDoesNotFit
from village_internet_plugin.sharing.merging import Merge, merge
from village_internet_plugin.sharing.outbox import Outbox
from village_internet_plugin.sharing.waiver_merging import merge_waivers


class History(Protocol):
    """A server's history of plans; `sharing.client.Client` has one."""

    def changes_since(self, plan_id: str, revision: int) -> Changes:
        """Return the revisions of a plan after `revision`."""


class PullingServer(History, Protocol):
    """What a pull asks of the server; `sharing.client.Client` is one."""

    def published_hotspots(
        self, excluding_plan: str, within: Region | None = None
    ) -> tuple[PublishedHotspot, ...]:
        """Return the hotspots of all plans but one."""


@dataclass(frozen=True)
class Pulled:
    """What a pull brought; nothing of it is in the plan's file yet.

    To take it over: write `merge.hotspots`, `waivers` and `published` into the plan, show
    `merge.clashes`, then move the outbox's base to `base`. Stopped in between, the next pull brings
    the same again.
    """

    published: tuple[PublishedHotspot, ...]
    revisions: tuple[PublishedRevision, ...]
    """The colleagues' revisions since the base, in their order."""
    merge: Merge
    waivers: tuple[Waiver, ...]
    """The plan's waivers merged with the colleagues'."""
    base: Base


def pull(plan: Plan, outbox: Outbox, server: PullingServer, within: Region | None = None) -> Pulled:
    """Return what others published (within a box in EPSG:4326, or all) and the plan merged.

    Changes nothing but a lost base, which is built anew. Raises NetworkFailed and ServerRefused as
    `sharing.client` does, and InputError when the server's history does not go on from the base.
    """
    base = current_base(plan, outbox, server)
    changes = server.changes_since(plan.plan_id, base.revision)
    head = _head(base, changes)
    return Pulled(
        published=server.published_hotspots(plan.plan_id, within),
        revisions=changes.revisions,
        merge=merge(base.hotspots, plan.hotspots, head.hotspots),
        waivers=merge_waivers(base.waivers, plan.waivers, head.waivers),
        base=head,
    )


def current_base(plan: Plan, outbox: Outbox, server: History) -> Base:
    """Return the outbox's base; where it is lost, build it anew from the history and keep it."""
    try:
        return outbox.base()
    except BaseLost:
        base = restored_base(plan.plan_id, plan.base_revision, server)
        outbox.set_base(base)
        return base


def restored_base(plan_id: str, revision: int, server: History) -> Base:
    """Return the plan's hotspots at `revision`, from the server's history.

    Raises InputError when the server does not know the plan as far as that.
    """
    changes = server.changes_since(plan_id, 0)
    if changes.head_revision < revision:
        raise _behind(revision, changes.head_revision)
    known = tuple(row for row in changes.revisions if row.revision <= revision)
    history = Changes(plan_id, revision, known)
    return Base(revision, history.apply_to(()), history.waivers_after(()))


def _head(base: Base, changes: Changes) -> Base:
    if changes.head_revision < base.revision:
        raise _behind(base.revision, changes.head_revision)
    try:
        return Base(
            changes.head_revision,
            changes.apply_to(base.hotspots),
            changes.waivers_after(base.waivers),
        )
    except DeltaDoesNotFit as error:
        raise InputError(
            f"The server's changes do not fit this plan's record of revision {base.revision} "
            f"(hotspot {error.hotspot_id}). The plan is as it was; check that it is the server "
            "this plan was published to."
        ) from error


def _behind(base_revision: int, head_revision: int) -> InputError:
    return InputError(
        f"The server knows this plan up to revision {head_revision}, but the plan is based on "
        f"revision {base_revision}. The plan is as it was; check that it is the server this plan "
        "was published to, and ask its administrator whether it was set back to an older state."
    )
