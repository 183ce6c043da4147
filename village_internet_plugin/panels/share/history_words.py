# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's history in words: who published what when and why, and a hotspot's life."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.comparison_words import (
    KIND_WORDS,
    change_text,
    counts_text,
    field_texts,
    total_text,
    value_text,
)
from village_internet_plugin.layers.waiver_and_source_words import (
    source_change_text,
    waiver_text,
)
from village_internet_plugin.panels.share.times import time_text
from village_internet_plugin.sharing.comparing import Comparison, HotspotChange, Total
from village_internet_plugin.sharing.field_change import CHANGED
from village_internet_plugin.sharing.history_json import HistoryEntry, RevisionLine

_MOST_BESIDE = 3
"""Changes of waivers and funding sources that stand in the list of revisions."""
_LONGEST_REASON = 100
"""Characters of a reason that stand in a list; its tip has all of them."""


def revision_title(revision: int, published_at: str, language: str) -> str:
    """Return what a revision is called: its number and its time."""
    text = QCoreApplication.translate("VillageInternet", "Revision {revision}, {time}")
    return text.format(revision=revision, time=time_text(published_at, language))


def revision_text(line: RevisionLine, language: str) -> str:
    """Return a revision as it stands in the list: when and who, what, and why where it was said."""
    title = revision_title(line.revision, line.published_at, language)
    beside = beside_texts(line, language)
    lines = [f"{title}, {line.published_by}"]
    if line.added or line.changed or line.removed or not beside:
        lines.append(counts_text(line.added, line.changed, line.removed, language))
    lines += beside[:_MOST_BESIDE]
    if len(beside) > _MOST_BESIDE:
        more = QCoreApplication.translate(
            "VillageInternet", "{count} more: compare with the revision before."
        )
        lines.append(more.format(count=number_text(len(beside) - _MOST_BESIDE, language)))
    if line.reason:
        lines.append(_quoted(line.reason))
    return "\n".join(lines)


def beside_texts(line: RevisionLine, language: str) -> list[str]:
    """Return what a revision did beside the hotspots: to waivers, and to funding sources."""
    told = [waiver_text(change, language) for change in line.waivers]
    for change in line.funding_sources:
        text = source_change_text(change, language)
        if change.changed_by not in ("", line.published_by):
            by = QCoreApplication.translate("VillageInternet", "{text} (by {account}, {time})")
            time = time_text(change.changed_at, language)
            text = by.format(text=text, account=change.changed_by, time=time)
        told.append(text)
    return told


def difference_text(change: HotspotChange, language: str) -> str:
    """Return what happened to a hotspot between two states, under its name."""
    what = change_text(change, language)
    return f"{change.hotspot.label}\n{what}"


def source_text(total: Total, language: str) -> str:
    """Return what a comparison means for a funding source: points and rupiah."""
    if not total.key:
        return total_text(total, False, language)
    text = QCoreApplication.translate("VillageInternet", "Funding source {told}")
    return text.format(told=total_text(total, False, language))


def chapter_text(entry: HistoryEntry, language: str) -> str:
    """Return a chapter of a hotspot's life: when and who, what, and why where it was said."""
    title = revision_title(entry.revision, entry.published_at, language)
    what = _what_happened(entry, language)
    waivers = (waiver_text(change, language) for change in entry.waivers)
    lines = [f"{title}, {entry.published_by}", *([what] if what else []), *waivers]
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
    if before == 0:
        text = QCoreApplication.translate(
            "VillageInternet", "From the empty plan to revision {after}"
        )
        return text.format(after=after)
    text = QCoreApplication.translate("VillageInternet", "From revision {before} to {after}")
    return text.format(before=before, after=after)


def comparison_text(comparison: Comparison, title: str, summary: str) -> str:
    """Return what came of a comparison in one sentence."""
    if comparison.is_empty:
        text = QCoreApplication.translate(
            "VillageInternet", "{title}: hotspots, waivers and funding sources are the same."
        )
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
    one_line = " ".join(reason.split())
    if len(one_line) > _LONGEST_REASON:
        one_line = one_line[: _LONGEST_REASON - 1] + "…"
    return f"“{one_line}”"
