# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be done about the findings chosen, and where it cannot, why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.waiver import UNWAIVABLE_RULES

POSITION_RULES = ("VI101", "VI102", "VI103", "VI105", "VI106")
"""What another position can mend."""
DUPLICATE_RULE = "VI106"


@dataclass(frozen=True)
class PossibleActions:
    """What the buttons offer; of what cannot be done, `why_not` has the reason by action."""

    zoom: bool = False
    fix: bool = False
    fix_rule: bool = False
    nearest: bool = False
    delete: bool = False
    waive: bool = False
    take_back: bool = False
    why_not_waive: str = ""


def possible_actions(findings: Sequence[Finding]) -> PossibleActions:
    """Return what can be done about these findings together."""
    standing = [finding for finding in findings if not finding.waived]
    one = standing[0] if len(findings) == len(standing) == 1 else None
    on_hotspot = one is not None and one.subject_kind == "hotspot"
    waivable = [finding for finding in standing if why_not_waived(finding) is None]
    return PossibleActions(
        zoom=any(finding.subject_kind != "plan" for finding in findings),
        fix=any(is_fixable(finding) for finding in findings),
        fix_rule=len({finding.rule for finding in findings}) == 1
        and any(is_fixable(finding) for finding in findings),
        nearest=one is not None and on_hotspot and one.rule in POSITION_RULES,
        delete=one is not None and on_hotspot and one.rule == DUPLICATE_RULE,
        waive=bool(waivable),
        take_back=len(standing) < len(findings),
        why_not_waive=why_not_waived(standing[0]) or "" if standing and not waivable else "",
    )


def is_fixable(finding: Finding) -> bool:
    """Tell whether one click can mend a finding."""
    return finding.fix.changes is not None and finding.subject_kind == "hotspot"


def why_not_waived(finding: Finding) -> str | None:
    """Return why a finding cannot be waived; None when it can."""
    if finding.rule in UNWAIVABLE_RULES:
        return QCoreApplication.translate(
            "VillageInternet",
            "A quota or a budget cannot be waived: the shared server holds to it. Take back "
            "points, or have the funding source changed.",
        )
    if not finding.subject.strip():
        return QCoreApplication.translate(
            "VillageInternet", "A hotspot without an id cannot be waived; give it one first."
        )
    return None
