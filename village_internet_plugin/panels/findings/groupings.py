# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways to group findings, what their groups are called, and what a search looks through."""

from __future__ import annotations

from typing import Callable, Protocol

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.panels.findings.finding_groups import GroupKey
from village_internet_plugin.panels.findings.finding_rows import GroupOf, Matches
from village_internet_plugin.rules.catalogue import BY_CODE

BY_RULE, BY_VILLAGE, BY_FUNDER, UNGROUPED = "rule", "village", "funding_source", "none"
GROUPINGS = (BY_RULE, BY_VILLAGE, BY_FUNDER, UNGROUPED)

_OWN, _NONE_NAMED, _ELSEWHERE, _WHOLE_PLAN = range(4)


class Directory(Protocol):
    """Knows what the subjects of findings belong to, and what people call them."""

    def village_of(self, hotspot_id: str) -> str:
        """Return the code of the village a hotspot names; empty when it names none."""

    def funding_source_of(self, hotspot_id: str) -> str:
        """Return the funding source a hotspot names; empty when it names none."""

    def hotspot_name(self, hotspot_id: str) -> str:
        """Return what a hotspot is called; empty when it has no name."""

    def village_name(self, village_code: str) -> str:
        """Return what a village is called; empty when it is not known."""

    def funding_source_name(self, funding_source_id: str) -> str:
        """Return what a funding source is called; empty when it has no name."""


class NoDirectory:
    """Knows nobody: for while no plan is open."""

    def village_of(self, hotspot_id: str) -> str:
        """Return nothing."""
        return ""

    funding_source_of = hotspot_name = village_name = funding_source_name = village_of


def group_of(grouping: str, directory: Directory) -> GroupOf:
    """Return what tells the group of a finding."""
    return {
        BY_RULE: lambda one: (_OWN, one.rule),
        BY_VILLAGE: lambda one: _by_village(one, directory),
        BY_FUNDER: lambda one: _by_funder(one, directory),
        UNGROUPED: lambda one: (_OWN, ""),
    }[grouping]


def _by_village(finding: Finding, directory: Directory) -> GroupKey:
    if finding.subject_kind == "village":
        return _OWN, finding.subject
    if finding.subject_kind == "hotspot":
        code = directory.village_of(finding.subject)
        return (_OWN, code) if code else (_NONE_NAMED, "")
    return _beside(finding)


def _by_funder(finding: Finding, directory: Directory) -> GroupKey:
    if finding.subject_kind == "funding_source":
        return _OWN, finding.subject
    if finding.subject_kind == "hotspot":
        source = directory.funding_source_of(finding.subject)
        return (_OWN, source) if source else (_NONE_NAMED, "")
    return _beside(finding)


def _beside(finding: Finding) -> GroupKey:
    return (_WHOLE_PLAN, "") if finding.subject_kind == "plan" else (_ELSEWHERE, "")


def group_title(key: GroupKey, grouping: str, directory: Directory, language: str) -> str:
    """Return what a group is called."""
    sort, code = key
    if sort == _WHOLE_PLAN:
        return QCoreApplication.translate("VillageInternet", "The whole plan")
    if grouping == BY_RULE:
        return f"{code}  {rule_title(code, language)}".strip()
    if grouping == BY_VILLAGE:
        if sort == _NONE_NAMED:
            return QCoreApplication.translate("VillageInternet", "No village named")
        if sort == _ELSEWHERE:
            return QCoreApplication.translate("VillageInternet", "Funding sources")
        return _named(code, directory.village_name(code))
    if sort == _NONE_NAMED:
        return QCoreApplication.translate("VillageInternet", "No funding source named")
    if sort == _ELSEWHERE:
        return QCoreApplication.translate("VillageInternet", "Villages")
    return _named(code, directory.funding_source_name(code))


def grouping_title(grouping: str) -> str:
    """Return what a way of grouping is called in the list of choices."""
    return {
        BY_RULE: QCoreApplication.translate("VillageInternet", "By rule"),
        BY_VILLAGE: QCoreApplication.translate("VillageInternet", "By village"),
        BY_FUNDER: QCoreApplication.translate("VillageInternet", "By funding source"),
        UNGROUPED: QCoreApplication.translate("VillageInternet", "Not grouped"),
    }[grouping]


def rule_title(code: str, language: str) -> str:
    """Return what a rule is called."""
    rule = BY_CODE.get(code)
    return rule.title.say(language) if rule is not None else ""


def subject_name(finding: Finding, directory: Directory) -> str:
    """Return what people call the subject of a finding; its id where it has no name."""
    name_of: dict[str, Callable[[str], str]] = {
        "hotspot": directory.hotspot_name,
        "village": directory.village_name,
        "funding_source": directory.funding_source_name,
    }
    name = name_of.get(finding.subject_kind)
    return (name(finding.subject) if name is not None else "") or finding.subject


def village_name_of(finding: Finding, directory: Directory) -> str:
    """Return the name of the village a finding is in; empty when it is in none that is known."""
    key = _by_village(finding, directory)
    return directory.village_name(key[1]) if key[0] == _OWN else ""


def search(text: str, directory: Directory, language: str) -> Matches | None:
    """Return what tells whether a finding holds every word of `text`; None for no words.

    Looked through are the message, the rule, the subject with its id, and the village.
    """
    words = text.casefold().split()
    if not words:
        return None
    rules: dict[str, str] = {}

    def matches(finding: Finding) -> bool:
        rule = rules.get(finding.rule)
        if rule is None:
            rule = rules[finding.rule] = rule_title(finding.rule, language)
        looked_through = (
            f"{finding.rule} {rule}\n{finding.message}\n{finding.subject}\n"
            f"{village_name_of(finding, directory)}"
        ).casefold()
        return all(word in looked_through for word in words)

    return matches


def _named(code: str, name: str) -> str:
    return f"{name} ({code})" if name and name != code else code
