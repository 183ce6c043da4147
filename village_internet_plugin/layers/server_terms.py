# SPDX-License-Identifier: GPL-2.0-or-later
"""By what the server judges: told where a plan differs from it, and taken over where asked.

A plan that was checked by another rule set, or against other villages, is refused by the server.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Union

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.plan_rule_set import plan_rule_set

if TYPE_CHECKING:
    from village_internet_plugin.sharing.changes import Changes
    from village_internet_plugin.sharing.client import Client
    from village_internet_plugin.sharing.pulling import Pulled

    Told = Union[Changes, Pulled]

_SHOWN_DIGITS = 12


class OtherTerms(NamedTuple):
    """Where server and plan are not judged alike: what each has, the plan's first."""

    rule_sets: tuple[str, str] | None
    references: tuple[str, str] | None


def other_terms(plan_path: Path, told: Told) -> OtherTerms:
    """Return where the plan differs from what the server told that it judges by."""
    own_version, own_sha256 = plan_rule_set(plan_path).version, reference_sha256(plan_path)
    is_other_rule_set = told.rule_set_version not in (None, own_version)
    is_other_reference = told.reference_sha256 not in (None, own_sha256)
    return OtherTerms(
        (own_version, told.rule_set_version or "") if is_other_rule_set else None,
        (own_sha256, told.reference_sha256 or "") if is_other_reference else None,
    )


def differences_in_terms(plan_path: Path, pulled: Pulled) -> list[str]:
    """Return in a sentence each why the server would refuse the plan, and what to do."""
    sentences = []
    other = other_terms(plan_path, pulled)
    if other.rule_sets is not None:
        ours, theirs = other.rule_sets
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The server judges by rule set {theirs}, this plan is checked by {ours}, so the server "
            "would refuse it. Pull again with “Take over what the server judges by” (ADOPT), check "
            "the plan, then publish.",
        )
        sentences.append(sentence.format(theirs=theirs, ours=ours))
    if other.references is not None:
        ours, theirs = (sha256[:_SHOWN_DIGITS] for sha256 in other.references)
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The server judges by other villages, offices or blank spots (reference {theirs}…) "
            "than this plan holds ({ours}…), so the server would refuse it. Pull again with "
            "“Take over what the server judges by” (ADOPT), which replaces them, check the "
            "plan, then publish.",
        )
        sentences.append(sentence.format(theirs=theirs, ours=ours))
    return sentences


def adopt_terms(plan_path: Path, client: Client, told: Told) -> list[str]:
    """Take over the server's rule set and reference where they differ; return what was taken over.

    Nothing is written before both have come whole. Raises what the client does, and InputError when
    the plan cannot be written.
    """
    from village_internet_plugin.layers.plan_file import write_setting
    from village_internet_plugin.layers.reference_rows import replace_reference
    from village_internet_plugin.rules.rule_set_document import write_rule_set

    other = other_terms(plan_path, told)
    sentences = []
    with tempfile.TemporaryDirectory(prefix="village-internet-") as folder:
        rule_set = client.rule_set() if other.rule_sets is not None else None
        if other.references is not None:
            reference_path = Path(folder) / "reference.gpkg"
            client.reference(reference_path, told.reference_sha256)
            replace_reference(plan_path, reference_path)
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "The plan now has the server's villages, offices and blank spots. Check it again.",
            )
            sentences.append(sentence)
    if rule_set is not None:
        write_setting(plan_path, "rule_set", write_rule_set(rule_set))
        sentence = QCoreApplication.translate(
            "VillageInternet", "The plan now has the server's rule set {version}. Check it again."
        )
        sentences.append(sentence.format(version=rule_set.version))
    return sentences


def reference_sha256(plan_path: Path) -> str:
    """Return the hash of what the plan holds now: its setting may be older than an edit."""
    from village_internet_plugin.reference.reference import Reference

    with Reference.open(plan_path) as reference:
        return reference.sha256()
