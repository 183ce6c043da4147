# SPDX-License-Identifier: GPL-2.0-or-later
"""What came of an action, as the panel shows it: a sign, a sentence, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import (
    ERROR,
    NOT_CHECKED,
    NOTICE,
    OK,
    WARNING,
    CheckReport,
    Finding,
)
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.publish_outcome import version_sentence
from village_internet_plugin.layers.refusal_words import refusal_sentence, wants_pull
from village_internet_plugin.panels.share.times import time_text
from village_internet_plugin.sharing.answers import (
    Conflict,
    DryRun,
    PublishAnswer,
    Published,
    Rejected,
)
from village_internet_plugin.sharing.changes import PublishedRevision

PULL, PUBLISH, SAVE_AND_GO_ON, ADOPT, SETTLE = "pull", "publish", "save", "adopt", "settle"
DISMISS, FIND = "dismiss", "find"
"""What the user may be offered to do about an outcome."""


class ToldFailure(NamedTuple):
    """A failure told: the sentence, and what the program says of it (may be empty)."""

    sentence: str
    details: str = ""
    is_offline: bool = False


class ListedFinding(NamedTuple):
    """A finding of the server's check: whom it is about by name, and what it says."""

    rule: str
    severity: str
    subject_kind: str
    subject: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """Shown until the next action. `lines` are further sentences, `details` the program's words."""

    sign: str
    sentence: str
    lines: tuple[str, ...] = ()
    details: str = ""
    offers: tuple[str, ...] = ()
    """What can be done now, the likeliest first."""
    findings: tuple[ListedFinding, ...] = ()
    is_question: bool = field(default=False)
    """Whether the user has to answer before anything goes on."""
    awaits_check: bool = False
    """Whether the plan was changed by it, so that the check of what came of it counts too."""
    is_published: bool = False
    """Whether it tells of a new revision."""


def told_answer(
    answer: PublishAnswer, base_before: int, own_blocking: int, language: str
) -> Outcome:
    """Return what the server answered to a publish or a dry run.

    `own_blocking` is how many findings stood in the way here before it was asked.
    """
    if isinstance(answer, Published):
        return _published(answer, base_before, language)
    if isinstance(answer, DryRun):
        return _dry_run(answer, language)
    if isinstance(answer, Conflict):
        return _conflict(answer, language)
    if isinstance(answer, Rejected):
        return _rejected(answer.report, own_blocking, language)
    offers = (PULL, DISMISS) if wants_pull(answer.reason) else (DISMISS,)
    return Outcome(ERROR, refusal_sentence(answer.reason), details=answer.message, offers=offers)


def with_versions(
    outcome: Outcome, answer: PublishAnswer, own_blocking: int, server_version: str
) -> Outcome:
    """Return `outcome` with what may be behind it where server and plugin are not of one version.

    Told only where server and desktop came to different results over the same plan: other versions
    commonly do not matter.
    """
    line = version_sentence(answer, server_version)
    if not line or (isinstance(answer, Rejected) and own_blocking):
        return outcome
    return replace(outcome, lines=(*outcome.lines, line))


def with_check(outcome: Outcome, is_checked: bool, blocking: int, language: str) -> Outcome:
    """Return `outcome` with what the check says of the plan that came of it.

    A merged plan is nobody's work as a whole: it may have errors that neither side had.
    """
    if not outcome.awaits_check:
        return outcome
    if not is_checked:
        text = QCoreApplication.translate(
            "VillageInternet", "The merged plan is being checked; publish once that has ended."
        )
        return replace(outcome, lines=(*outcome.lines, text))
    if not blocking:
        return outcome
    text = QCoreApplication.translate(
        "VillageInternet",
        "The check of the merged plan finds what must be mended or waived before publishing: "
        "{count}.",
    )
    line = text.format(count=number_text(blocking, language))
    sign = WARNING if outcome.sign == OK else outcome.sign
    offers = (*outcome.offers, FIND) if outcome.is_question else (FIND, *outcome.offers)
    return replace(outcome, sign=sign, lines=(line, *outcome.lines), offers=offers)


def told(failure: ToldFailure) -> Outcome:
    """Return a failure as an outcome."""
    sign = WARNING if failure.is_offline else ERROR
    return Outcome(sign, failure.sentence, details=failure.details, offers=(DISMISS,))


def told_connected(title: str) -> Outcome:
    """Return that the server called `title` has accepted the account."""
    text = QCoreApplication.translate(
        "VillageInternet", "Connected to “{title}”; the account was accepted."
    )
    return Outcome(OK, text.format(title=title))


def was_blocked() -> Outcome:
    """Return that nothing is published over errors."""
    text = QCoreApplication.translate(
        "VillageInternet",
        "Nothing was sent: errors stand in the plan. Mend or waive them, and publish again.",
    )
    return Outcome(ERROR, text, offers=(DISMISS,))


def asked_to_save(unsaved: int, has_pulled: bool, language: str) -> Outcome:
    """Return the question about unsaved edits, which with `has_pulled` were made during a pull."""
    text = QCoreApplication.translate(
        "VillageInternet",
        "Unsaved edits: {count}. Only what is saved is shared. Save them and go on?",
    )
    if has_pulled:
        text = QCoreApplication.translate(
            "VillageInternet",
            "Unsaved edits: {count}. What was pulled is taken over only after they are saved. "
            "Save them and go on?",
        )
    sentence = text.format(count=number_text(unsaved, language))
    return Outcome(WARNING, sentence, offers=(SAVE_AND_GO_ON, DISMISS), is_question=True)


def told_finished(answer: PublishAnswer, language: str) -> Outcome:
    """Return what the server answered to what waited in the outbox when the plan was opened."""
    last = told_answer(answer, -1, 0, language)
    if last.sign != OK:
        return replace(last, findings=(), is_question=False)
    text = QCoreApplication.translate(
        "VillageInternet", "What was on its way from last time is finished."
    )
    return Outcome(OK, text, (last.sentence, *last.lines), last.details, last.offers)


def was_cancelled() -> Outcome:
    """Return what a cancelled action means."""
    text = QCoreApplication.translate(
        "VillageInternet",
        "Cancelled. What was on its way is kept in the plan; pull or publish, and it is finished "
        "first and never stored twice.",
    )
    return Outcome(NOTICE, text, offers=(DISMISS,))


def revision_lines(revisions: tuple[PublishedRevision, ...], language: str) -> tuple[str, ...]:
    """Return a line for each revision of colleagues: who, when, what."""
    text = QCoreApplication.translate(
        "VillageInternet",
        "Revision {revision}, {who}, {time}: {added} added, {changed} changed, {removed} removed",
    )
    return tuple(
        text.format(
            revision=row.revision,
            who=row.published_by,
            time=time_text(row.published_at, language),
            added=number_text(len(row.delta.added), language),
            changed=number_text(len(row.delta.changed), language),
            removed=number_text(len(row.delta.removed), language),
        )
        for row in revisions
    )


def _published(answer: Published, base_before: int, language: str) -> Outcome:
    receipt = answer.receipt
    if receipt.revision <= base_before:
        same = QCoreApplication.translate(
            "VillageInternet", "Nothing new to publish: revision {revision} holds all of it."
        )
        return Outcome(OK, same.format(revision=receipt.revision), offers=(DISMISS,))
    text = QCoreApplication.translate(
        "VillageInternet",
        "Published as revision {revision}; the plan now has {hotspots} hotspots on the server.",
    )
    hotspots = number_text(receipt.hotspots, language)
    sentence = text.format(revision=receipt.revision, hotspots=hotspots)
    return Outcome(OK, sentence, offers=(DISMISS,), is_published=True)


def _dry_run(answer: DryRun, language: str) -> Outcome:
    counts = answer.report.counts()
    text = QCoreApplication.translate(
        "VillageInternet", "Publishing would succeed. Nothing was stored."
    )
    found = QCoreApplication.translate(
        "VillageInternet", "The server's check: warnings {warnings}, notices {notices}."
    ).format(
        warnings=number_text(counts[WARNING], language),
        notices=number_text(counts[NOTICE], language),
    )
    return Outcome(OK, text, (found,), offers=(PUBLISH, DISMISS))


def _conflict(answer: Conflict, language: str) -> Outcome:
    if answer.head_revision < answer.base_revision:
        text = QCoreApplication.translate(
            "VillageInternet",
            "Not published: the server knows this plan only up to revision {head}. Check that it "
            "is the server this plan was published to, and ask its administrator.",
        )
        return Outcome(ERROR, text.format(head=answer.head_revision), offers=(DISMISS,))
    text = QCoreApplication.translate(
        "VillageInternet",
        "Not published: a colleague published first, and the server is at revision {head}. "
        "Pull the plan, look at what changed, and publish again.",
    )
    lines = revision_lines(answer.changes, language)
    sentence = text.format(head=answer.head_revision)
    return Outcome(WARNING, sentence, lines, offers=(PULL, DISMISS))


def _rejected(report: CheckReport, own_blocking: int, language: str) -> Outcome:
    standing = tuple(finding for finding in report.findings if finding.blocks_publishing)
    if own_blocking == 0 and any(finding.rule in _TAKEN_RULES for finding in standing):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "Not published: what was free here was taken on the server meanwhile. Pull to see by "
            "whom, then choose other places or another funding source.",
        )
        offers: tuple[str, ...] = (PULL, DISMISS)
    else:
        counts = report.counts()
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "Not published. The server's check found: errors {errors}, not checked {not_checked}. "
            "Mend or waive them, and publish again.",
        ).format(
            errors=number_text(counts[ERROR], language),
            not_checked=number_text(counts[NOT_CHECKED], language),
        )
        offers = (DISMISS,)
    listed = tuple(_listed(finding) for finding in standing)
    return Outcome(ERROR, sentence, offers=offers, findings=listed)


_TAKEN_RULES = frozenset({"VI105", "VI106", "VI402", "VI403", "VI404"})
"""What others can take between a check here and one on the server: places, quotas, money."""


def _listed(finding: Finding) -> ListedFinding:
    return ListedFinding(
        finding.rule, finding.severity, finding.subject_kind, finding.subject, finding.message
    )
