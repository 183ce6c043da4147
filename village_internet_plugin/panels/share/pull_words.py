# SPDX-License-Identifier: GPL-2.0-or-later
"""What a pull brought, in words."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import NOTICE, OK, WARNING
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.column_words import COLUMN_WORDS
from village_internet_plugin.layers.pull_outcome import unpublished_sentences
from village_internet_plugin.layers.pull_taking_over import Brought
from village_internet_plugin.layers.server_terms import OtherTerms
from village_internet_plugin.panels.share.outcomes import (
    ADOPT,
    DISMISS,
    PULL,
    SETTLE,
    Outcome,
    revision_lines,
    told_finished,
)
from village_internet_plugin.panels.share.share_work import PullDone


def told_pull(done: PullDone, language: str) -> Outcome:
    """Return what was taken over, and what is left to decide."""
    lines = [told_finished(answer, language).sentence for answer in done.finished[-1:]]
    lines += [*_brought(done.brought, language), *revision_lines(done.pulled.revisions, language)]
    lines += unpublished_sentences(done.pulled, partial(_column_name, language))
    differences = _differences(done.terms)
    text = QCoreApplication.translate(
        "VillageInternet", "Pulled: the plan now stands on revision {revision}."
    )
    if done.brought.total == 0 and not done.pulled.revisions:
        text = QCoreApplication.translate(
            "VillageInternet", "Pulled: no news. The plan stands on revision {revision}."
        )
    sentence = text.format(revision=done.pulled.base.revision)
    if not differences:
        return Outcome(OK, sentence, tuple(lines), offers=(DISMISS,), awaits_check=True)
    asking = QCoreApplication.translate(
        "VillageInternet",
        "Until the plan is judged by the same, the server will refuse it. Take the server's over?",
    )
    lines += [*differences, asking]
    return Outcome(
        WARNING,
        sentence,
        tuple(lines),
        offers=(ADOPT, DISMISS),
        is_question=True,
        awaits_check=True,
    )


def told_clashes(done: PullDone, language: str) -> Outcome:
    """Return that colleagues and the user changed the same, and that nothing was taken over yet."""
    text = QCoreApplication.translate(
        "VillageInternet",
        "Changed here and on the server: {count}. Nothing is taken over before you have chosen "
        "for each.",
    )
    sentence = text.format(count=number_text(len(done.clashes), language))
    lines = revision_lines(done.pulled.revisions, language)
    return Outcome(WARNING, sentence, lines, offers=(SETTLE, DISMISS), is_question=True)


def told_unsettled() -> Outcome:
    """Return that the choice was put off."""
    text = QCoreApplication.translate(
        "VillageInternet",
        "Nothing was taken over: the plan is as it was. Pull again when you want to choose.",
    )
    return Outcome(NOTICE, text, offers=(PULL, DISMISS))


def told_adopted(sentences: list[str]) -> Outcome:
    """Return what of the server's terms was taken over."""
    text = QCoreApplication.translate(
        "VillageInternet", "Taken over. The plan is checked anew: look at the findings."
    )
    return Outcome(OK, text, tuple(sentences), offers=(DISMISS,))


def _column_name(language: str, name: str) -> str:
    words = COLUMN_WORDS.get(name)
    return words.say(language) if words is not None else name


def _brought(brought: Brought, language: str) -> list[str]:
    others = QCoreApplication.translate(
        "VillageInternet",
        "Hotspots of other agencies: {added} new, {changed} changed, {removed} gone.",
    )
    own = QCoreApplication.translate(
        "VillageInternet",
        "In this plan, by colleagues: {added} added, {changed} changed, {removed} removed.",
    )
    lines = []
    for text, counts in ((own, brought[:3]), (others, brought[3:6])):
        if any(counts):
            names = ("added", "changed", "removed")
            told = {name: number_text(count, language) for name, count in zip(names, counts)}
            lines.append(text.format(**told))
    if brought.funding_sources:
        lines.append(
            QCoreApplication.translate(
                "VillageInternet", "Funding sources were brought up to date."
            )
        )
    if brought.waivers:
        lines.append(
            QCoreApplication.translate("VillageInternet", "Waivers were brought up to date.")
        )
    return lines


def _differences(terms: OtherTerms) -> list[str]:
    lines = []
    if terms.rule_sets is not None:
        ours, theirs = terms.rule_sets
        text = QCoreApplication.translate(
            "VillageInternet", "The server judges by rule set {theirs}, this plan by {ours}."
        )
        lines.append(text.format(theirs=theirs, ours=ours))
    if terms.references is not None:
        lines.append(
            QCoreApplication.translate(
                "VillageInternet",
                "The server judges by other villages, offices or blank spots than this plan.",
            )
        )
    return lines
