# SPDX-License-Identifier: GPL-2.0-or-later
"""What sharing does beside the window: each function runs in a thread and touches no layer.

How far it has come is told as a share from 0 to 1; `stage_words` has the words for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Callable, NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.background import Report, Stopped
from village_internet_plugin.layers.shared_server import open_client
from village_internet_plugin.processing.libraries import require_libraries

if TYPE_CHECKING:
    from village_internet_plugin.domain.funding_source import FundingSource
    from village_internet_plugin.domain.hotspot import PublishedHotspot
    from village_internet_plugin.domain.plan import Plan
    from village_internet_plugin.domain.position import Region
    from village_internet_plugin.layers.pull_taking_over import Brought
    from village_internet_plugin.layers.server_terms import OtherTerms
    from village_internet_plugin.sharing.answers import PublishAnswer
    from village_internet_plugin.sharing.changes import Changes
    from village_internet_plugin.sharing.client import Client
    from village_internet_plugin.sharing.publishing import Step
    from village_internet_plugin.sharing.pulling import Pulled
    from village_internet_plugin.sharing.settling import AnyClash, Sides

MADE, SENDING, SENT, STORED, TAKING_OVER = 0.05, 0.1, 0.6, 0.85, 0.95
"""Where one stage ends and the next begins."""
_LOOK_PATIENCE = (5.0, 20.0, 60.0)


class Account(NamedTuple):
    """Which server, and the entry in QGIS's store of sign-ins ("" for none)."""

    address: str
    auth_id: str
    ca_path: Path | None = None


@dataclass(frozen=True)
class PublishDone:
    """What the server answered; `base_before` is the plan's revision before it was asked."""

    answer: PublishAnswer
    base_before: int
    server_version: str = ""
    """The version of the program on the server; empty when it does not tell."""


@dataclass(frozen=True)
class PullDone:
    """What a pull brought; nothing of it is in the plan's file before `take_over_work`."""

    plan: Plan
    """What the file held when it was pulled."""
    pulled: Pulled
    """As it came, its clashes with it, until it is taken over."""
    sides: Sides
    """How the user decided clashes so far."""
    clashes: tuple[AnyClash, ...]
    """Those that `sides` does not decide: with any, nothing is taken over."""
    brought: Brought
    terms: OtherTerms
    finished: tuple[PublishAnswer, ...] = ()
    """What the server answered to what had waited in the outbox before."""


@dataclass(frozen=True)
class Head:
    """How far the plan is on the server, and by what the server judges."""

    changes: Changes
    terms: OtherTerms


class _Looker:
    """Asks whether the work is to stop, as a request under way does several times a second."""

    def __init__(self, report: Report) -> None:
        self._report, self._share = report, 0.0

    def isCanceled(self) -> bool:  # noqa: N802 - named as QgsFeedback's
        """Tell whether the user has cancelled."""
        return not self._report(self._share)

    def come_to(self, share: float) -> None:
        """Tell how much is done; raises Stopped when the work is to stop here."""
        self._share = share
        if self.isCanceled():
            raise Stopped("The work was cancelled.")

    def sent(self, sent: int, whole: int) -> None:
        """Tell how much of a request was sent."""
        if whole > 0 and SENDING <= self._share < SENT:
            self._share = SENDING + (SENT - SENDING) * min(1.0, sent / whole)


def publish_work(
    path: Path, account: Account, is_trial: bool, reason: str, report: Report
) -> PublishDone:
    """Publish the plan's file as it is saved, or only try. Raises as `publish_plan_file`."""
    from village_internet_plugin.layers.plan_publishing import (
        base_revision,
        publish_plan_file,
        remember_server,
    )
    from village_internet_plugin.sharing.answers import Published

    looker = _Looker(report)
    client = _client(account, looker)
    before = base_revision(path)
    answer = publish_plan_file(path, client, is_trial, _steps(looker), reason)
    if isinstance(answer, Published):
        remember_server(path, account.address)
    return PublishDone(answer, before, client.server_version)


def resume_work(path: Path, account: Account, report: Report) -> tuple[PublishAnswer, ...]:
    """Bring to its end what waits in the plan's outbox. Raises as `sharing.publishing.resume`."""
    from village_internet_plugin.sharing.outbox_file import OutboxFile
    from village_internet_plugin.sharing.publishing import resume

    looker = _Looker(report)
    return resume(OutboxFile(path), _client(account, looker), _steps(looker))


def pull_work(path: Path, account: Account, sides: Sides, report: Report) -> PullDone:
    """Finish what waits in the outbox, pull, and take nothing over.

    Raises as `sharing.publishing.resume` and `sharing.pulling.pull`.
    """
    from village_internet_plugin.layers.server_terms import other_terms
    from village_internet_plugin.reference.plan_reading import read_plan
    from village_internet_plugin.sharing.outbox_file import OutboxFile
    from village_internet_plugin.sharing.publishing import resume
    from village_internet_plugin.sharing.pulling import pull

    looker = _Looker(report)
    client, outbox = _client(account, looker), OutboxFile(path)
    answers = resume(outbox, client)
    plan = read_plan(path)
    looker.come_to(MADE)
    pulled = pull(plan, outbox, _TellingServer(client, looker))
    looker.come_to(STORED)
    done = _decided(plan, pulled, sides, other_terms(path, pulled))
    return replace(done, finished=answers)


def take_over_work(path: Path, found: PullDone, sides: Sides, report: Report) -> PullDone | None:
    """Take over what was pulled, its clashes decided by `sides`, while nobody edits the layers.

    Returns None when nothing was taken over, and it is to be pulled anew: the plan's file is
    another by now, or a clash is not decided. Raises as `take_over`.
    """
    from village_internet_plugin.layers.pull_taking_over import is_other, take_over
    from village_internet_plugin.sharing.settling import settled

    looker = _Looker(report)
    looker.come_to(TAKING_OVER)
    done = _decided(found.plan, found.pulled, sides, found.terms)
    if done.clashes or is_other(path, found.plan):
        return None
    result = settled(found.pulled, sides)
    looker.come_to(TAKING_OVER)
    take_over(path, found.plan, result)
    return replace(done, pulled=result, finished=found.finished)


def adopt_work(path: Path, account: Account, told: Changes | Pulled, report: Report) -> list[str]:
    """Take over the server's rule set and reference; return what was. Raises as `adopt_terms`."""
    from village_internet_plugin.layers.server_terms import adopt_terms

    looker = _Looker(report)
    looker.come_to(MADE)
    return adopt_terms(path, _client(account, looker), told)


def look_work(path: Path, account: Account, report: Report) -> Head:
    """Ask the server how far the plan is there; gives up sooner than what the user waits for."""
    from village_internet_plugin.layers.plan_publishing import base_revision
    from village_internet_plugin.layers.server_terms import other_terms
    from village_internet_plugin.reference.plan_reading import read_settings

    client = _client(account, _Looker(report), is_hasty=True)
    plan_id = read_settings(path)["plan_id"]
    changes = client.changes_since(plan_id, base_revision(path))
    return Head(changes, other_terms(path, changes))


def test_work(account: Account, report: Report) -> str:
    """Return the server's title, after it has accepted the sign-in."""
    return _client(account, _Looker(report), is_hasty=True).title()


def _decided(plan: Plan, pulled: Pulled, sides: Sides, terms: OtherTerms) -> PullDone:
    from village_internet_plugin.layers.pull_taking_over import count_changes
    from village_internet_plugin.sharing.settling import settled, undecided

    brought = count_changes(plan, settled(pulled, sides))
    return PullDone(plan, pulled, sides, undecided(pulled, sides), brought, terms)


def _client(account: Account, looker: _Looker, is_hasty: bool = False) -> Client:
    name = QCoreApplication.translate("VillageInternet", "Share")
    require_libraries(name, ("requests", "shapely", "numpy"))
    from village_internet_plugin.sharing.transport import Patience

    patience = Patience(*_LOOK_PATIENCE, pauses_s=()) if is_hasty else None
    return open_client(
        account.address, account.auth_id, looker, account.ca_path, looker.sent, patience
    )


def _steps(looker: _Looker) -> Callable[[Step], None]:
    """Return what tells the steps of a publish as shares of the whole."""
    shares = {"finishing": 0.0, "making": MADE, "sending": SENDING, "reading_back": STORED}
    return lambda step: looker.come_to(shares[step.value])


class _TellingServer:
    """A client that tells, before each question of a pull, how far the pull has come."""

    def __init__(self, client: Client, looker: _Looker) -> None:
        self._client, self._looker = client, looker

    def changes_since(self, plan_id: str, revision: int) -> Changes:
        """Return the revisions of a plan after `revision`."""
        self._looker.come_to(SENDING)
        return self._client.changes_since(plan_id, revision)

    def funding_sources(
        self, agency: str, drawn_on: Collection[str] = ()
    ) -> tuple[FundingSource, ...]:
        """Return the funding sources of `agency` and those `drawn_on` by id."""
        self._looker.come_to(0.4)
        return self._client.funding_sources(agency, drawn_on)

    def published_hotspots(
        self, excluding_plan: str, within: Region | None = None
    ) -> tuple[PublishedHotspot, ...]:
        """Return the hotspots of all plans but one."""
        self._looker.come_to(SENT)
        return self._client.published_hotspots(excluding_plan, within)
