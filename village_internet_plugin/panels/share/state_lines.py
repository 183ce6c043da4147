# SPDX-License-Identifier: GPL-2.0-or-later
"""The state before acting, in words: what is changed, what the server has, what stands in the way.

Pure Qt and our own floors: no QGIS, so that it runs wherever the views do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, OK, WARNING
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.share.times import time_text
from village_internet_plugin.sharing.outbox import WaitingRevision
from village_internet_plugin.sharing.standing import Standing

OFFLINE, ASKING, UNASKED, TOLD, FAILED = "offline", "asking", "unasked", "told", "failed"
"""What is known of the server: not reached, being asked, not asked, answered, answered badly."""


class StateLine(NamedTuple):
    """One line of the state: a sign (a severity, or ``ok``) and the words that carry it."""

    sign: str
    text: str


@dataclass(frozen=True)
class ServerState:
    """What is known of the plan on the server."""

    known: str = UNASKED
    host: str = ""
    head_revision: int = 0
    published_by: str = ""
    """The account that published the head, and when (ISO 8601); empty when not told."""
    published_at: str = ""
    problem: str = ""
    """Why it is not known, for ``failed``."""
    rule_sets: tuple[str, str] | None = None
    """The plan's and the server's rule set where they differ."""
    is_other_reference: bool = False


@dataclass(frozen=True)
class ShareState:
    """All that is shown before the user acts."""

    standing: Standing | None = None
    standing_problem: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    is_checked: bool = False
    check_problem: str = ""
    unsaved: int = 0
    waiting: tuple[WaitingRevision, ...] = ()
    """The unfinished revisions, the oldest first."""
    server: ServerState = ServerState()
    account_problem: str = ""

    @property
    def blocking(self) -> int:
        """How many findings must be mended or waived before the plan can be published."""
        return self.counts.get(ERROR, 0) + self.counts.get(NOT_CHECKED, 0)

    @property
    def may_be_published(self) -> bool:
        """Whether the check of the plan as it is now stands in the way of nothing.

        Where it cannot be checked here, the server's check has the word.
        """
        return (self.is_checked or bool(self.check_problem)) and self.blocking == 0

    @property
    def is_behind(self) -> bool:
        """Whether a colleague has published since the plan was last brought up to date."""
        base = self.standing.base_revision if self.standing is not None else 0
        return self.server.known == TOLD and self.server.head_revision > base


def state_lines(state: ShareState, language: str) -> list[StateLine]:
    """Return the state in lines, what was done first and what stands in the way after."""
    lines = [_changes(state, language), _server(state, language)]
    lines += _terms(state.server)
    lines.append(_check(state, language))
    if state.unsaved:
        text = QCoreApplication.translate(
            "VillageInternet", "Unsaved edits: {count}. You are asked to save them first."
        )
        lines.append(StateLine(WARNING, text.format(count=number_text(state.unsaved, language))))
    lines += [_waiting(revision, language) for revision in state.waiting]
    if state.account_problem:
        lines.append(StateLine(WARNING, state.account_problem))
    return lines


def _waiting(revision: WaitingRevision, language: str) -> StateLine:
    if revision.was_sent:
        text = QCoreApplication.translate(
            "VillageInternet",
            "The revision of {time} was sent, but no answer came. Pull or publish to finish it; "
            "it is never stored twice.",
        )
    else:
        text = QCoreApplication.translate(
            "VillageInternet",
            "The revision of {time} waits in the plan and was not sent yet. Pull or publish to "
            "send it; it is never stored twice.",
        )
    return StateLine(WARNING, text.format(time=time_text(revision.made_at, language)))


def changes_text(standing: Standing, language: str) -> str:
    """Return what publishing would send: "4 added, 1 moved, 2 changed, 1 removed"."""
    words = (
        (standing.added, QCoreApplication.translate("VillageInternet", "{count} added")),
        (standing.moved, QCoreApplication.translate("VillageInternet", "{count} moved")),
        (standing.changed, QCoreApplication.translate("VillageInternet", "{count} changed")),
        (standing.removed, QCoreApplication.translate("VillageInternet", "{count} removed")),
        (standing.waivers, QCoreApplication.translate("VillageInternet", "waivers: {count}")),
        (
            standing.funding_sources,
            QCoreApplication.translate("VillageInternet", "funding sources: {count}"),
        ),
    )
    told = [text.format(count=number_text(count, language)) for count, text in words if count]
    return ", ".join(told)


def _changes(state: ShareState, language: str) -> StateLine:
    standing = state.standing
    if standing is None:
        counting = QCoreApplication.translate("VillageInternet", "Counting what changed …")
        if state.standing_problem:
            return StateLine(ERROR, state.standing_problem)
        return StateLine(NOTICE, counting)
    if standing.is_unchanged:
        if standing.base_revision == 0:
            empty = QCoreApplication.translate(
                "VillageInternet", "Never published, and nothing to publish yet."
            )
            return StateLine(NOTICE, empty)
        same = QCoreApplication.translate(
            "VillageInternet", "Nothing to publish: the plan is as in revision {revision}."
        )
        return StateLine(OK, same.format(revision=standing.base_revision))
    changes = changes_text(standing, language)
    if standing.base_revision == 0:
        first = QCoreApplication.translate("VillageInternet", "Never published: {changes}.")
        return StateLine(NOTICE, first.format(changes=changes))
    since = QCoreApplication.translate("VillageInternet", "Since revision {revision}: {changes}.")
    return StateLine(NOTICE, since.format(revision=standing.base_revision, changes=changes))


def _server(state: ShareState, language: str) -> StateLine:
    server = state.server
    if server.known == OFFLINE:
        text = QCoreApplication.translate(
            "VillageInternet",
            "No connection to {host}: what you do is kept and can be published later.",
        )
        return StateLine(WARNING, text.format(host=server.host))
    if server.known == ASKING:
        text = QCoreApplication.translate("VillageInternet", "Asking {host} …")
        return StateLine(NOTICE, text.format(host=server.host))
    if server.known == FAILED:
        return StateLine(WARNING, server.problem)
    base = state.standing.base_revision if state.standing is not None else 0
    if state.standing is None or (base == 0 and server.known == UNASKED):
        return _server_alone(server)
    if server.known == UNASKED:
        text = QCoreApplication.translate(
            "VillageInternet", "Based on revision {base}; the server was not asked yet."
        )
        return StateLine(NOTICE, text.format(base=base))
    if server.head_revision > base:
        return _behind(server, base, language)
    if server.head_revision < base:
        text = QCoreApplication.translate(
            "VillageInternet",
            "Based on revision {base}, but the server knows only {head}: is it the server this "
            "plan was published to? Ask its administrator.",
        )
        return StateLine(WARNING, text.format(base=base, head=server.head_revision))
    if base == 0:
        text = QCoreApplication.translate(
            "VillageInternet", "The server does not have this plan yet."
        )
        return StateLine(OK, text)
    text = QCoreApplication.translate(
        "VillageInternet", "Based on revision {base}, the newest on the server."
    )
    return StateLine(OK, text.format(base=base))


def _server_alone(server: ServerState) -> StateLine:
    """Tell of the server alone, where it is not known on what the plan is based."""
    if server.known == UNASKED:
        text = QCoreApplication.translate("VillageInternet", "The server was not asked yet.")
        return StateLine(NOTICE, text)
    text = QCoreApplication.translate("VillageInternet", "The server has revision {head}.")
    return StateLine(NOTICE, text.format(head=server.head_revision))


def _behind(server: ServerState, base: int, language: str) -> StateLine:
    if not server.published_by:
        text = QCoreApplication.translate(
            "VillageInternet",
            "Based on revision {base}; the server has {head}. Pull before you publish.",
        )
        return StateLine(WARNING, text.format(base=base, head=server.head_revision))
    text = QCoreApplication.translate(
        "VillageInternet",
        "Based on revision {base}; the server has {head}, published by {who} on {time}. Pull "
        "before you publish.",
    )
    told = text.format(
        base=base,
        head=server.head_revision,
        who=server.published_by,
        time=time_text(server.published_at, language),
    )
    return StateLine(WARNING, told)


def _terms(server: ServerState) -> list[StateLine]:
    lines = []
    if server.rule_sets is not None:
        text = QCoreApplication.translate(
            "VillageInternet",
            "The server judges by rule set {theirs}, this plan by {ours}. Pull, and take the "
            "server's over.",
        )
        ours, theirs = server.rule_sets
        lines.append(StateLine(WARNING, text.format(theirs=theirs, ours=ours)))
    if server.is_other_reference:
        text = QCoreApplication.translate(
            "VillageInternet",
            "The server judges by other villages, offices or blank spots than this plan. Pull, "
            "and take the server's over.",
        )
        lines.append(StateLine(WARNING, text))
    return lines


def _check(state: ShareState, language: str) -> StateLine:
    if state.check_problem:
        return StateLine(NOT_CHECKED, state.check_problem)
    if not state.is_checked:
        text = QCoreApplication.translate("VillageInternet", "The plan is being checked …")
        return StateLine(NOTICE, text)
    if state.blocking:
        text = QCoreApplication.translate(
            "VillageInternet", "To mend or waive before publishing: {what}."
        )
        return StateLine(ERROR, text.format(what=_blocking_text(state, language)))
    text = QCoreApplication.translate(
        "VillageInternet", "No errors; warnings {warnings}, which do not stand in the way."
    )
    warnings = state.counts.get(WARNING, 0)
    if not warnings:
        clean = QCoreApplication.translate("VillageInternet", "No errors and no warnings.")
        return StateLine(OK, clean)
    return StateLine(OK, text.format(warnings=number_text(warnings, language)))


def _blocking_text(state: ShareState, language: str) -> str:
    words = (
        (ERROR, QCoreApplication.translate("VillageInternet", "errors: {count}")),
        (NOT_CHECKED, QCoreApplication.translate("VillageInternet", "not checked: {count}")),
    )
    counted = ((state.counts.get(severity, 0), text) for severity, text in words)
    return ", ".join(
        text.format(count=number_text(count, language)) for count, text in counted if count
    )
