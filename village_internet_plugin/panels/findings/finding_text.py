# SPDX-License-Identifier: GPL-2.0-or-later
"""A finding in words: for rows, tooltips, screen readers, the clipboard and spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from html import escape
from io import StringIO

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.column_words import COLUMN_WORDS
from village_internet_plugin.panels.findings.finding_groups import WAIVED
from village_internet_plugin.panels.findings.groupings import (
    Directory,
    rule_title,
    subject_name,
    village_name_of,
)
from village_internet_plugin.reports.check_page import quantity_text
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS

_FORMULA_BEGINNINGS = ("=", "+", "-", "@")


def kind_word(kind: str, language: str, many: bool = False) -> str:
    """Return the word for what a finding counts as: "Error", or "Errors" for `many`."""
    if kind == WAIVED:
        return COLUMN_WORDS["waived"].say(language)
    words = SEVERITY_WORDS[kind]
    return (words.many if many else words.one).say(language)


def severity_text(finding: Finding, language: str) -> str:
    """Return the word for a finding's severity; of a waived one also that it is."""
    word = kind_word(finding.severity, language)
    return f"{word}, {kind_word(WAIVED, language).lower()}" if finding.waived else word


def measured_text(finding: Finding, language: str) -> str:
    """Return what was measured and the limit: "1,532 m (limit 1,000 m)"; empty for neither."""
    measured = quantity_text(finding.measured, finding.unit, language)
    limit = quantity_text(finding.limit, finding.unit, language)
    if measured and limit:
        sentence = QCoreApplication.translate("VillageInternet", "{measured} (limit {limit})")
        return sentence.format(measured=measured, limit=limit)
    if limit:
        sentence = QCoreApplication.translate("VillageInternet", "limit {limit}")
        return sentence.format(limit=limit)
    return measured


def spoken(finding: Finding, language: str) -> str:
    """Return a finding as a screen reader says it."""
    parts = (
        severity_text(finding, language),
        finding.message,
        measured_text(finding, language),
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def tooltip(finding: Finding, language: str) -> str:
    """Return a finding in full, as markup in which nothing of the plan is markup."""
    lines = (
        f"{severity_text(finding, language)}, {finding.rule} {rule_title(finding.rule, language)}",
        finding.message,
        measured_text(finding, language),
        finding.fix.words,
    )
    return "<qt>" + "<br>".join(escape(line) for line in lines if line) + "</qt>"


def header(language: str) -> list[str]:
    """Return the names of the columns of `cells`."""
    words = (
        *(COLUMN_WORDS["severity"], COLUMN_WORDS["rule"], Words("Title", "Judul")),
        *(COLUMN_WORDS["subject_kind"], COLUMN_WORDS["subject"], COLUMN_WORDS["name"]),
        *(Words("Village", "Desa"), COLUMN_WORDS["message"], COLUMN_WORDS["measured"]),
        *(COLUMN_WORDS["limit"], COLUMN_WORDS["unit"], COLUMN_WORDS["fix"]),
        COLUMN_WORDS["waived"],
    )
    return [each.say(language) for each in words]


def cells(finding: Finding, directory: Directory, language: str) -> list[str]:
    """Return a finding as the cells of one row of a spreadsheet; numbers without units."""
    yes_or_no = (Words("no", "tidak"), Words("yes", "ya"))
    name = subject_name(finding, directory)
    return [
        kind_word(finding.severity, language),
        finding.rule,
        rule_title(finding.rule, language),
        _SUBJECT_KINDS[finding.subject_kind].say(language),
        _plain(finding.subject),
        _plain(name if name != finding.subject else ""),
        _plain(village_name_of(finding, directory)),
        _plain(finding.message),
        _number(finding.measured, language),
        _number(finding.limit, language),
        finding.unit or "",
        _plain(finding.fix.words),
        yes_or_no[finding.waived].say(language),
    ]


_SUBJECT_KINDS = {
    "hotspot": Words("Hotspot", "Titik hotspot"),
    "village": Words("Village", "Desa"),
    "funding_source": Words("Funding source", "Sumber dana"),
    "plan": Words("Plan", "Rencana"),
}


def tab_separated(
    findings: Iterable[Finding], directory: Directory, language: str
) -> Iterator[str]:
    """Give the lines a spreadsheet takes from the clipboard, names of columns first."""
    yield "\t".join(header(language))
    for finding in findings:
        yield "\t".join(" ".join(cell.split()) for cell in cells(finding, directory, language))


def csv_lines(findings: Iterable[Finding], directory: Directory, language: str) -> Iterator[str]:
    """Give the lines of a CSV file as spreadsheets of the language's country read it.

    Where the decimal sign is a comma, cells are parted by semicolons.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";" if language == "id" else ",")
    rows = (cells(finding, directory, language) for finding in findings)
    writer.writerow(header(language))
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(row)
        yield buffer.getvalue()


def _plain(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text


def _number(value: float | None, language: str) -> str:
    if value is None:
        return ""
    text = str(int(value)) if value == int(value) else repr(round(value, 3))
    return text.replace(".", ",") if language == "id" else text
