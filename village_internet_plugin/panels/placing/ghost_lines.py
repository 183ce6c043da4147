# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of the place of a ghost, line by line, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import OK, SEVERITIES, Finding
from village_internet_plugin.domain.languages import Words, length_text, number_text
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS

if TYPE_CHECKING:
    from village_internet_plugin.siting.around_place import AroundPlace

_OFFICE, _SPACING = "VI103", ("VI105", "VI106")
_IN_ORDER = Words("In order", "Sesuai")


class GhostLine(NamedTuple):
    """One sentence about a place, and how grave it is (``ok`` for what is in order)."""

    severity: str
    text: str
    word: str = ""
    """What the severity is called, for those who do not see its sign."""


def verdict_word(verdict: str, language: str) -> str:
    """Return what a verdict is called: Error, Warning, Notice, Not checked, In order."""
    words = SEVERITY_WORDS.get(verdict)
    return words.one.say(language) if words is not None else _IN_ORDER.say(language)


def ghost_lines(
    findings: Sequence[Finding], around: AroundPlace | None, language: str
) -> list[GhostLine]:
    """Return what there is to know, the gravest first: numbers with their limits, then the rest."""
    standing = [finding for finding in findings if not finding.waived]
    lines = [
        GhostLine(finding.severity, finding.message)
        for finding in standing
        if finding.rule != _OFFICE or around is None or around.office is None
    ]
    if around is not None:
        lines = [*_numbers(standing, around, language), *lines]
    order = (*SEVERITIES, OK)
    lines = [line._replace(word=verdict_word(line.severity, language)) for line in lines]
    return sorted(lines, key=lambda line: order.index(line.severity))


def _numbers(findings: Sequence[Finding], around: AroundPlace, language: str) -> list[GhostLine]:
    lines = []
    if around.office is not None and around.office_m is not None:
        lines.append(GhostLine(_severity(findings, (_OFFICE,)), _office_text(around, language)))
    if around.neighbour_m is not None and _severity(findings, _SPACING) == OK:
        # Where it is too near the finding itself names the neighbour.
        lines.append(GhostLine(OK, _neighbour_text(around, language)))
    return lines


def _office_text(around: AroundPlace, language: str) -> str:
    metres, limit = around.office_m or 0.0, around.office_limit_m
    name = around.office.name if around.office is not None else None
    if not name and around.village is not None:
        kind = "Kelurahan" if around.village.kind == "kelurahan" else "Desa"
        name = f"Kantor {kind} {around.village.name}"
    length = length_text(metres, language)
    if limit is None:
        text = QCoreApplication.translate("VillageInternet", "{length} to {office}")
        return text.format(length=length, office=name)
    if length == length_text(limit, language) and round(metres, 3) > limit:
        # "1,000 m (limit 1,000 m)" would hide that it is beyond.
        length = number_text(metres, language, 3) + " m"
    text = QCoreApplication.translate("VillageInternet", "{length} to {office} (limit {limit})")
    return text.format(length=length, office=name, limit=length_text(limit, language))


def _neighbour_text(around: AroundPlace, language: str) -> str:
    length = length_text(around.neighbour_m or 0.0, language)
    if around.spacing_m is None:
        text = QCoreApplication.translate("VillageInternet", "{length} to the nearest hotspot")
        return text.format(length=length)
    text = QCoreApplication.translate(
        "VillageInternet", "{length} to the nearest hotspot (at least {limit})"
    )
    return text.format(length=length, limit=length_text(around.spacing_m, language))


def _severity(findings: Sequence[Finding], rules: Sequence[str]) -> str:
    found = {finding.severity for finding in findings if finding.rule in rules}
    return next((severity for severity in SEVERITIES if severity in found), OK)
