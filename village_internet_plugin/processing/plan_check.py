# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the plan in a file, for the algorithms that need its findings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.user_language import in_user_language

if TYPE_CHECKING:
    from village_internet_plugin.domain.finding import CheckReport
    from village_internet_plugin.domain.plan import Plan
    from village_internet_plugin.domain.rule_set import RuleSet


class CheckedPlan(NamedTuple):
    """A plan with the findings on it."""

    plan: Plan
    rule_set: RuleSet
    report: CheckReport


def check_plan_file(
    plan_path: Path, language: str, feedback: QgsFeedback, rule_set_path: Path | None = None
) -> CheckedPlan:
    """Check a plan by the rule set in `rule_set_path`, or by its own where none is given.

    The findings speak `language` ("en" or "id"). Raises InputError for a plan or a rule set that
    cannot be read, and `rules.check.Cancelled` when `feedback` is cancelled.
    """
    from village_internet_plugin.layers.plan_rule_set import plan_rule_set
    from village_internet_plugin.reference.plan_reading import read_plan
    from village_internet_plugin.reference.reference import Reference
    from village_internet_plugin.rules.check import check_plan

    plan = read_plan(plan_path)
    rule_set = read_rule_set_file(rule_set_path) if rule_set_path else plan_rule_set(plan_path)

    def progress(done: float) -> bool:
        feedback.setProgress(100.0 * done)
        return not feedback.isCanceled()

    with Reference.open(plan_path) as reference:
        report = check_plan(plan, reference, rule_set, language, progress)
    return CheckedPlan(plan, rule_set, report)


def read_rule_set_file(path: Path) -> RuleSet:
    """Return the rule set in a JSON file; InputError when it cannot be read or understood."""
    from village_internet_plugin.rules.rule_set_document import read_rule_set

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The rule set {path} cannot be read ({reason}). Give a JSON file in UTF-8.",
        )
        raise InputError(sentence.format(path=path, reason=in_user_language(failure))) from failure
    return read_rule_set(text, str(path))
