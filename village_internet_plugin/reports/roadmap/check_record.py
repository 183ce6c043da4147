# SPDX-License-Identifier: GPL-2.0-or-later
"""Annex C: the record of the check: what each rule found, what stands open, what was waived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reports.check_page import quantity_text
from village_internet_plugin.reports.roadmap.blocks import Block, Cell, Chapter, Paragraph, Table
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.phrases import TOTAL, source_words, text, whole
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS
from village_internet_plugin.rules.catalogue import BY_CODE, CATALOGUE

_NOT_CHECKED = Words(
    "The plan was not checked for this roadmap: no finding and no verdict is stated.",
    "Rencana tidak diperiksa untuk peta jalan ini: temuan dan putusan tidak dicantumkan.",
)
_CHECKED = Words(
    "Checked by rule set {version} against reference data {reference}.",
    "Diperiksa dengan kumpulan aturan {version} terhadap data acuan {reference}.",
)
_RULE, _SUBJECT = Words("Rule", "Aturan"), Words("Subject", "Objek")


def check_record(inputs: RoadmapInputs) -> Chapter:
    """Return annex C."""
    return Chapter("C", Words("Record of the check", "Catatan pemeriksaan"), tuple(_blocks(inputs)))


def _blocks(inputs: RoadmapInputs) -> Iterator[Block]:
    report = inputs.report
    if report is None:
        yield Paragraph(_NOT_CHECKED)
    else:
        version, reference = report.rule_set_version, report.reference_sha256
        yield Paragraph(_CHECKED.filled(version=version, reference=reference))
        yield _counts(report.findings)
        yield _open(inputs, report.findings)
    yield _waivers(inputs)


def _counts(findings: tuple[Finding, ...]) -> Table:
    counts = Counter((each.rule, each.counted_as) for each in findings)
    kinds = (*SEVERITY_WORDS, "waived")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (rule.code, rule.title, *(counts[rule.code, kind] for kind in kinds))
        for rule in CATALOGUE
        if any(counts[rule.code, kind] for kind in kinds)
    )
    sums = [sum(counts[rule.code, kind] for rule in CATALOGUE) for kind in kinds]
    return Table(
        "check_counts",
        Words("Findings by rule", "Temuan per aturan"),
        (
            text(Words("Code", "Kode"), 0.7),
            text(_RULE, 2),
            *(whole(words.many) for words in SEVERITY_WORDS.values()),
            whole(Words("Waived", "Dikecualikan")),
        ),
        rows,
        (TOTAL, None, *sums),
    )


def _open(inputs: RoadmapInputs, findings: tuple[Finding, ...]) -> Table:
    """Return what blocks publishing, each with what was measured."""
    rows = tuple(
        (
            finding.rule,
            BY_CODE[finding.rule].title if finding.rule in BY_CODE else None,
            subject_words(inputs, finding.subject_kind, finding.subject),
            SEVERITY_WORDS[finding.severity].one,
            _quantity(finding.measured, finding.unit),
            _quantity(finding.limit, finding.unit),
        )
        for finding in findings
        if finding.blocks_publishing
    )
    return Table(
        "check_open",
        Words("Findings that block publishing", "Temuan yang menghalangi penerbitan"),
        (
            text(Words("Code", "Kode"), 0.7),
            text(_RULE, 1.7),
            text(_SUBJECT, 1.7),
            text(Words("Weighs as", "Tingkat"), 0.9),
            text(Words("Measured", "Terukur")),
            text(Words("Limit", "Batas")),
        ),
        rows,
    )


def _waivers(inputs: RoadmapInputs) -> Table:
    rows = tuple(
        (
            waiver.rule,
            BY_CODE[waiver.rule].title if waiver.rule in BY_CODE else None,
            _waived_subject(inputs, waiver.subject),
            waiver.reason,
        )
        for waiver in inputs.plan.waivers
    )
    return Table(
        "waivers",
        Words("Waivers and their reasons", "Pengecualian dan alasannya"),
        (
            text(Words("Code", "Kode"), 0.7),
            text(_RULE, 1.7),
            text(_SUBJECT, 1.7),
            text(Words("Reason", "Alasan"), 2),
        ),
        rows,
        note=Words(
            "Who accepted a waiver is kept with the plan.",
            "Nama pihak yang menyetujui disimpan dalam rencana.",
        ),
    )


def subject_words(inputs: RoadmapInputs, kind: str, subject: str) -> str | Words:
    """Return what a finding's subject is called; one that has no name, by its id."""
    if kind == "hotspot":
        return inputs.labels.get(subject, subject)
    if kind == "village" and subject in inputs.villages:
        return inputs.villages[subject].name
    if kind == "funding_source":
        return source_words(inputs.sources.get(subject), subject) or subject
    return inputs.plan.title or subject if kind == "plan" else subject


def _waived_subject(inputs: RoadmapInputs, subject: str) -> str | Words:
    for kind in ("hotspot", "village", "funding_source"):
        words = subject_words(inputs, kind, subject)
        if words != subject:
            return words
    return subject


def _quantity(value: float | None, unit: str | None) -> Words | None:
    if value is None:
        return None
    return Words(*(quantity_text(value, unit, language) for language in ("en", "id")))
