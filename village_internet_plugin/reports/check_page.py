# SPDX-License-Identifier: GPL-2.0-or-later
"""The findings of a check as one HTML page that needs no other file: to read, print and send."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from village_internet_plugin.domain.finding import CheckReport, Finding
from village_internet_plugin.domain.languages import Words, length_text, number_text, rupiah_text
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS
from village_internet_plugin.rules.catalogue import BY_CODE

_STYLE = """
body { font: 15px/1.5 sans-serif; color: #222; max-width: 75em; margin: 2em auto; padding: 0 1em }
h1 { margin-bottom: 0 } .of { color: #555; margin-top: 0 }
table { border-collapse: collapse; width: 100% } caption { text-align: left; font-weight: bold }
th, td { text-align: left; vertical-align: top; padding: .4em .6em; border-bottom: 1px solid #ccc }
td.number { text-align: right; white-space: nowrap } th.number { text-align: right }
.counts { display: flex; flex-wrap: wrap; gap: 1em; padding: 0; list-style: none }
.counts li { border: 2px solid; border-radius: .4em; padding: .3em .9em; font-size: 1.1em }
.error { color: #a33c00 } .warning { color: #7a5600 } .notice { color: #00558a }
.not_checked { color: #6b3a5b } .waived { color: #555 }
.fix { color: #444 } .sums { color: #555; font-size: .9em; word-break: break-all }
@media print { body { margin: 0 } tr { break-inside: avoid } thead { display: table-header-group } }
"""

_TITLE = Words("Check of the plan", "Pemeriksaan rencana")
_PUBLISHABLE = Words(
    "Nothing stands in the way of publishing.", "Tidak ada yang menghalangi penerbitan."
)
_BLOCKED = Words(
    "The plan cannot be published until errors and unchecked rules are mended or waived.",
    "Rencana belum dapat diterbitkan sebelum kesalahan dan aturan yang tidak diperiksa "
    "dibereskan atau dikecualikan.",
)
_NO_FINDINGS = Words("No findings.", "Tidak ada temuan.")
_WAIVED = Words("waived", "dikecualikan")
_HEADINGS = (
    Words("Rule", "Aturan"),
    Words("Subject", "Objek"),
    Words("Finding and how to fix it", "Temuan dan cara memperbaikinya"),
)
_NUMBER_HEADINGS = (Words("Measured", "Terukur"), Words("Limit", "Batas"))
_RECORD = Words(
    "Rule set {rule_set}; reference {reference}", "Kumpulan aturan {rule_set}; acuan {reference}"
)


def check_page(plan: Plan, report: CheckReport, language: str) -> str:
    """Return the page in `language` ("en" or "id"); everything from the plan is escaped.

    The messages are in the language they were made in.
    """
    names = _names(plan)
    title = escape(plan.title or plan.agency)
    record = _RECORD.say(
        language, rule_set=report.rule_set_version, reference=report.reference_sha256
    )
    verdict = (_BLOCKED if report.blocks_publishing else _PUBLISHABLE).say(language)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_TITLE.say(language)}: {title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{_TITLE.say(language)}: {title}</h1>\n"
        f'<p class="of">{escape(plan.agency)}</p>\n'
        f"{_counts(report, language)}\n<p>{verdict}</p>\n"
        f"{_tables(report, names, language)}\n"
        f'<p class="sums">{escape(record)}</p>\n</body>\n</html>\n'
    )


def _names(plan: Plan) -> dict[tuple[str, str], str]:
    """Return what people call the subjects that have a name of their own."""
    names = {("hotspot", each.hotspot_id): each.label for each in plan.hotspots}
    for source in plan.funding_sources:
        names["funding_source", source.funding_source_id] = source.programme or ""
    names["plan", plan.plan_id] = plan.title
    return names


def _counts(report: CheckReport, language: str) -> str:
    counts = report.counts()
    items = [
        f'<li class="{severity}">{words.sign} {words.many.say(language)}: {counts[severity]}</li>'
        for severity, words in SEVERITY_WORDS.items()
    ]
    items.append(f'<li class="waived">{_WAIVED.say(language)}: {counts["waived"]}</li>')
    return '<ul class="counts">' + "".join(items) + "</ul>"


def _tables(report: CheckReport, names: Mapping[tuple[str, str], str], language: str) -> str:
    tables = []
    for severity, words in SEVERITY_WORDS.items():
        rows = [
            _row(finding, names, language)
            for finding in report.findings
            if finding.severity == severity
        ]
        if rows:
            caption = f'<caption class="{severity}">{words.sign} {words.many.say(language)}'
            tables.append(
                f"<table>\n{caption} ({len(rows)})</caption>\n{_head(language)}\n<tbody>\n"
                + "\n".join(rows)
                + "\n</tbody>\n</table>"
            )
    return "\n".join(tables) or f"<p>{_NO_FINDINGS.say(language)}</p>"


def _head(language: str) -> str:
    cells = [f"<th>{heading.say(language)}</th>" for heading in _HEADINGS]
    cells += [f'<th class="number">{heading.say(language)}</th>' for heading in _NUMBER_HEADINGS]
    return "<thead><tr>" + "".join(cells) + "</tr></thead>"


def _row(finding: Finding, names: Mapping[tuple[str, str], str], language: str) -> str:
    rule = BY_CODE.get(finding.rule)
    title = rule.title.say(language) if rule is not None else ""
    name = names.get((finding.subject_kind, finding.subject), "")
    waived = f' <span class="waived">({_WAIVED.say(language)})</span>' if finding.waived else ""
    measured = quantity_text(finding.measured, finding.unit, language)
    limit = quantity_text(finding.limit, finding.unit, language)
    return (
        f"<tr><td>{escape(finding.rule)}<br>{escape(title)}</td>"
        f'<td title="{escape(finding.subject)}">{escape(name or finding.subject)}</td>'
        f'<td>{escape(finding.message)}{waived}<br><span class="fix">{escape(finding.fix.words)}'
        f'</span></td><td class="number">{escape(measured)}</td>'
        f'<td class="number">{escape(limit)}</td></tr>'
    )


_UNIT_WORDS = {
    "points": Words("points", "titik"),
    "fields": Words("fields", "isian"),
    "months": Words("months", "bulan"),
    "h": Words("h", "jam"),
}


def quantity_text(value: float | None, unit: str | None, language: str) -> str:
    """Return a measured value with its unit as people write it; nothing for no value."""
    if value is None:
        return ""
    if unit == "m":
        return length_text(value, language)
    if unit == "IDR":
        return rupiah_text(value, language)
    if unit == "year":
        return str(int(value))
    shown = number_text(value, language, 0 if value == int(value) else 1)
    words = _UNIT_WORDS.get(unit or "")
    return f"{shown} {words.say(language) if words else unit or ''}".rstrip()
