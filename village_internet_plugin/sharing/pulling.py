# SPDX-License-Identifier: GPL-2.0-or-later
"""A pull: what others have published, who pays, and what colleagues changed in this very plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import Region
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.base import Base, BaseLost
from village_internet_plugin.sharing.changes import Changes, PublishedRevision
from village_internet_plugin.sharing.delta import DeltaDoesNotFit
from village_internet_plugin.sharing.funding_source_merging import (
    FundingMerge,
    merge_funding_sources,
)
from village_internet_plugin.sharing.merging import Merge, merge
from village_internet_plugin.sharing.outbox import Outbox
from village_internet_plugin.sharing.waiver_merging import WaiverClash, merge_waivers

_DO_NOT_FIT = Words(
    "The server's changes do not fit this plan's record of revision {revision} "
    "(hotspot {hotspot_id}). The plan is as it was; check that it is the server "
    "this plan was published to.",
    "Perubahan dari server tidak cocok dengan catatan rencana ini tentang revisi {revision} "
    "(titik hotspot {hotspot_id}). Rencana tidak berubah; pastikan ini server tempat rencana "
    "diterbitkan.",
)
_UNFINISHED = Words(
    "What was published last from this plan is not finished: no answer came yet. Nothing was "
    "pulled; publish again, which finishes it first, then pull.",
    "Penerbitan terakhir dari rencana ini belum selesai: jawabannya belum datang. Tidak ada yang "
    "diambil; terbitkan lagi, yang menyelesaikannya lebih dulu, lalu ambil dari server.",
)
_BEHIND = Words(
    "The server knows this plan up to revision {head}, but the plan is based on "
    "revision {base}. The plan is as it was; check that it is the server this plan "
    "was published to, and ask its administrator whether it was set back to an older state.",
    "Server mengenal rencana ini sampai revisi {head}, tetapi rencana berdasar pada revisi "
    "{base}. Rencana tidak berubah; pastikan ini server tempat rencana diterbitkan, dan tanyakan "
    "kepada administratornya apakah server dikembalikan ke keadaan lama.",
)


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

    def funding_sources(
        self, agency: str, drawn_on: Collection[str] = ()
    ) -> tuple[FundingSource, ...]:
        """Return the funding sources of `agency` and those `drawn_on` by id."""


@dataclass(frozen=True)
class Pulled:
    """What a pull brought; nothing of it is in the plan's file yet.

    To take it over: have every clash decided (`sharing.settling`), then write `merge.hotspots`,
    `funding.sources`, `waivers` and `published` into the plan and move the outbox's base to `base`,
    in one transaction. With the base moved and a clash not decided, the next publish would write
    over what a colleague did without anybody having been asked.
    """

    published: tuple[PublishedHotspot, ...]
    revisions: tuple[PublishedRevision, ...]
    """The colleagues' revisions since the base, in their order."""
    merge: Merge
    waivers: tuple[Waiver, ...]
    """The plan's waivers merged with the colleagues'."""
    funding: FundingMerge
    """The plan's funding sources merged with the server's."""
    base: Base
    rule_set_version: str | None = None
    """The rule set by which the server judges; None when it does not tell."""
    reference_sha256: str | None = None
    """The reference by which the server judges; None when it does not tell."""
    waiver_clashes: tuple[WaiverClash, ...] = ()
    """Where both sides changed the waiver of one finding; `waivers` holds ours."""


def pull(plan: Plan, outbox: Outbox, server: PullingServer, within: Region | None = None) -> Pulled:
    """Return what others published (within a box in EPSG:4326, or all) and the plan merged.

    Bring first to its end what waits in the outbox (`publishing.resume`), and only then read the
    plan: a revision of one's own that comes as a colleague's would bring back what was removed here
    since. Changes nothing but a lost base, which is built anew. Raises NetworkFailed and
    ServerRefused as `sharing.client` does, and InputError when the server's history does not go on
    from the base, or while something waits in the outbox.
    """
    if outbox.waiting():
        raise InputError(_UNFINISHED)
    base = current_base(plan, outbox, server)
    changes = server.changes_since(plan.plan_id, base.revision)
    head = _head(base, changes)
    merged = merge(base.hotspots, plan.hotspots, head.hotspots)
    drawn_on = {row.funding_source_id for row in merged.hotspots if row.funding_source_id}
    sources = server.funding_sources(plan.agency, drawn_on)
    waived = merge_waivers(base.waivers, plan.waivers, head.waivers)
    return Pulled(
        published=server.published_hotspots(plan.plan_id, within),
        revisions=changes.revisions,
        merge=merged,
        waivers=waived.waivers,
        funding=_merge_funding(plan, base, sources, drawn_on),
        base=replace(head, funding_sources=(*sources, *_seen_before(plan, base, drawn_on))),
        rule_set_version=changes.rule_set_version,
        reference_sha256=changes.reference_sha256,
        waiver_clashes=waived.clashes,
    )


def _merge_funding(
    plan: Plan, base: Base, sources: tuple[FundingSource, ...], drawn_on: Collection[str]
) -> FundingMerge:
    """Return the plan's sources merged with the server's.

    A source of another agency on which no hotspot draws was not asked for: it stays as it is.
    """
    apart = {
        source.funding_source_id: source
        for source in plan.funding_sources
        if not same_agency(source.agency or "", plan.agency)
        and source.funding_source_id not in drawn_on
    }
    before = [row for row in base.funding_sources if row.funding_source_id not in apart]
    theirs = [row for row in sources if row.funding_source_id not in apart]
    return merge_funding_sources(
        (*before, *apart.values()), plan.funding_sources, (*theirs, *apart.values())
    )


def _seen_before(plan: Plan, base: Base, drawn_on: Collection[str]) -> tuple[FundingSource, ...]:
    """Return what is known of the sources that the server was not asked for and the plan holds.

    Forgotten, the plan's own copy would seem to be an edit once a hotspot draws on it again.
    """
    held = {source.funding_source_id for source in plan.funding_sources}
    return tuple(
        source
        for source in base.funding_sources
        if not same_agency(source.agency or "", plan.agency)
        and source.funding_source_id in held - set(drawn_on)
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
        misfit = _DO_NOT_FIT.filled(revision=base.revision, hotspot_id=error.hotspot_id)
        raise InputError(misfit) from error


def _behind(base_revision: int, head_revision: int) -> InputError:
    return InputError(_BEHIND.filled(head=head_revision, base=base_revision))
