# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's history in words: who published what when and why, and a hotspot's life."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.comparison_words import (
    KIND_WORDS,
    SUMMARY,
    change_text,
    field_texts,
    value_text,
)
from village_internet_plugin.panels.share.times import time_text
from village_internet_plugin.sharing.comparing import CHANGED, Comparison, HotspotChange
from village_internet_plugin.sharing.history_json import HistoryEntry, RevisionLine


def revision_title(revision: int, published_at: str, language: str) -> str:
    """Return what a revision is called: its number and its time."""
    text = QCoreApplication.translate("VillageInternet", "Revision {revision}, {time}")
    return text.format(revision=revision, time=time_text(published_at, language))


def revision_text(line: RevisionLine, language: str) -> str:
    """Return a revision as it stands in the list: when and who, what, and why where it was said."""
    title = revision_title(line.revision, line.published_at, language)
    counts = SUMMARY.say(
        language,
        added=number_text(line.added, language),
        changed=number_text(line.changed, language),
        removed=number_text(line.removed, language),
    )
    lines = [f"{title}, {line.published_by}", counts]
    if line.reason:
        lines.append(_quoted(line.reason))
    return "\n".join(lines)


def difference_text(change: HotspotChange, language: str) -> str:
    """Return what happened to a hotspot between two states, under its name."""
    what = change_text(change, language)
    return f"{change.hotspot.label}\n{what}"


def chapter_text(entry: HistoryEntry, language: str) -> str:
    """Return a chapter of a hotspot's life: when and who, what, and why where it was said."""
    title = revision_title(entry.revision, entry.published_at, language)
    lines = [f"{title}, {entry.published_by}", _what_happened(entry, language)]
    if entry.reason:
        lines.append(_quoted(entry.reason))
    return "\n".join(lines)


def states_title(before: int, after: int | None) -> str:
    """Return what a comparison is called: from which revision to which, None for the plan here."""
    if after is None:
        text = QCoreApplication.translate(
            "VillageInternet", "From revision {before} to the plan as it is saved here"
        )
        return text.format(before=before)
    text = QCoreApplication.translate("VillageInternet", "From revision {before} to {after}")
    return text.format(before=before, after=after)


def comparison_text(comparison: Comparison, title: str, summary: str) -> str:
    """Return what came of a comparison in one sentence."""
    if comparison.is_empty:
        text = QCoreApplication.translate("VillageInternet", "{title}: the hotspots are the same.")
        return text.format(title=title)
    return f"{title}: {summary}."


def _what_happened(entry: HistoryEntry, language: str) -> str:
    if entry.change == CHANGED:
        return "; ".join(field_texts(entry.fields, language))
    words = KIND_WORDS[entry.change].say(language)
    if entry.status is None:
        return words
    return f"{words}: {value_text('status', entry.status, language)}"


def _quoted(reason: str) -> str:
    return f"“{' '.join(reason.split())}”"
