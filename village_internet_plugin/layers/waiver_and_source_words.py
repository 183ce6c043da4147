# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of waivers and funding sources, as people read it in either language."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words, number_text
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.comparison_words import counts_text, field_texts
from village_internet_plugin.sharing.comparing import Comparison
from village_internet_plugin.sharing.field_change import ADDED, CHANGED, REMOVED
from village_internet_plugin.sharing.source_changes import SourceChange
from village_internet_plugin.sharing.waiver_changes import WaiverChange

_WAIVER = {
    ADDED: Words(
        "Waiver added: {rule}, {subject}: {after}",
        "Pengecualian ditambah: {rule}, {subject}: {after}",
    ),
    CHANGED: Words(
        "Waiver changed: {rule}, {subject}: {before} → {after}",
        "Pengecualian diubah: {rule}, {subject}: {before} → {after}",
    ),
    REMOVED: Words(
        "Waiver withdrawn: {rule}, {subject}: {before}",
        "Pengecualian dicabut: {rule}, {subject}: {before}",
    ),
}
_REASON = Words("“{reason}” ({author})", "“{reason}” ({author})")
_SOURCE = {
    ADDED: Words("Funding source {name} added: {fields}", "Sumber dana {name} ditambah: {fields}"),
    CHANGED: Words(
        "Funding source {name} changed: {fields}", "Sumber dana {name} diubah: {fields}"
    ),
    REMOVED: Words("Funding source {name} removed", "Sumber dana {name} dihapus"),
}
_WAIVER_COUNTS = {
    ADDED: (
        Words("1 waiver added", "1 pengecualian ditambah"),
        Words("{count} waivers added", "{count} pengecualian ditambah"),
    ),
    CHANGED: (
        Words("1 waiver changed", "1 pengecualian diubah"),
        Words("{count} waivers changed", "{count} pengecualian diubah"),
    ),
    REMOVED: (
        Words("1 waiver withdrawn", "1 pengecualian dicabut"),
        Words("{count} waivers withdrawn", "{count} pengecualian dicabut"),
    ),
}
_SOURCE_COUNT = (
    Words("1 funding source changed", "1 sumber dana berubah"),
    Words("{count} funding sources changed", "{count} sumber dana berubah"),
)
_LONGEST = 100
"""Characters of a waiver's reason that stand in a line."""


def waiver_text(change: WaiverChange, language: str) -> str:
    """Return what became of a waiver: its rule, whom it is about, its reason and its author."""
    waiver = change.waiver
    return _WAIVER[change.kind].say(
        language,
        rule=_rule_text(waiver.rule, language),
        subject=change.subject_name or waiver.subject,
        before=_reason_text(change.before, language),
        after=_reason_text(change.after, language),
    )


def source_change_text(change: SourceChange, language: str) -> str:
    """Return what became of a funding source, field by field; of a new one what it is."""
    fields = [field for field in change.fields if change.kind == CHANGED or field.name != "agency"]
    return _SOURCE[change.kind].say(
        language, name=change.funding_source_id, fields="; ".join(field_texts(fields, language))
    )


def summary_text(comparison: Comparison, language: str) -> str:
    """Return how many hotspots, waivers and funding sources became other."""
    added, changed, removed = (comparison.count(kind) for kind in (ADDED, CHANGED, REMOVED))
    beside = beside_counts(comparison.waivers, comparison.sources, language)
    return counts_text(added, changed, removed, language, beside)


def beside_counts(
    waivers: tuple[WaiverChange, ...], sources: tuple[SourceChange, ...], language: str
) -> list[str]:
    """Return how many waivers and funding sources became other; empty when none did."""
    said = []
    for kind, words in _WAIVER_COUNTS.items():
        said += _counted(sum(change.kind == kind for change in waivers), words, language)
    return said + _counted(len(sources), _SOURCE_COUNT, language)


def _counted(count: int, words: tuple[Words, Words], language: str) -> list[str]:
    if not count:
        return []
    return [words[count > 1].say(language, count=number_text(count, language))]


def _rule_text(code: str, language: str) -> str:
    # Rules bring NumPy with them, which QGIS does not wait for while it starts.
    from village_internet_plugin.rules.catalogue import BY_CODE

    rule = BY_CODE.get(code)
    return f"{code} {rule.title.say(language)}" if rule is not None else code


def _reason_text(waiver: Waiver | None, language: str) -> str:
    if waiver is None:
        return ""
    reason = " ".join(waiver.reason.split())
    if len(reason) > _LONGEST:
        reason = reason[: _LONGEST - 1] + "…"
    return _REASON.say(language, reason=reason, author=waiver.author)
