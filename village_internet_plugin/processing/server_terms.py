# SPDX-License-Identifier: GPL-2.0-or-later
"""By what the server judges: told where a plan differs from it, and taken over where asked.

A plan that was checked by another rule set, or against other villages, is refused by the server.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.plan_check import plan_rule_set

if TYPE_CHECKING:
    from village_internet_plugin.sharing.client import Client
    from village_internet_plugin.sharing.pulling import Pulled

_SHOWN_DIGITS = 12


def differences_in_terms(plan_path: Path, pulled: Pulled) -> list[str]:
    """Return in a sentence each why the server would refuse the plan, and what to do."""
    sentences = []
    own_version = plan_rule_set(plan_path).version
    if pulled.rule_set_version not in (None, own_version):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The server judges by rule set {theirs}, this plan is checked by {ours}, so the server "
            "would refuse it. Pull again with “Take over what the server judges by” (ADOPT), check "
            "the plan, then publish.",
        )
        sentences.append(sentence.format(theirs=pulled.rule_set_version, ours=own_version))
    if pulled.reference_sha256 is not None:
        own_sha256 = _reference_sha256(plan_path)
        if own_sha256 != pulled.reference_sha256:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "The server judges by other villages, offices or blank spots (reference {theirs}…) "
                "than this plan holds ({ours}…), so the server would refuse it. Pull again with "
                "“Take over what the server judges by” (ADOPT), which replaces them, check the "
                "plan, then publish.",
            )
            theirs, ours = pulled.reference_sha256[:_SHOWN_DIGITS], own_sha256[:_SHOWN_DIGITS]
            sentences.append(sentence.format(theirs=theirs, ours=ours))
    return sentences


def adopt_terms(plan_path: Path, client: Client, pulled: Pulled) -> list[str]:
    """Take over the server's rule set and reference where they differ; return what was taken over.

    Nothing is written before both have come whole. Raises what the client does, and InputError when
    the plan cannot be written.
    """
    from village_internet_plugin.layers.plan_file import write_setting
    from village_internet_plugin.layers.reference_rows import replace_reference
    from village_internet_plugin.rules.rule_set_document import write_rule_set

    is_other_reference = pulled.reference_sha256 not in (None, _reference_sha256(plan_path))
    is_other_rule_set = pulled.rule_set_version not in (None, plan_rule_set(plan_path).version)
    sentences = []
    with tempfile.TemporaryDirectory(prefix="village-internet-") as folder:
        rule_set = client.rule_set() if is_other_rule_set else None
        if is_other_reference:
            reference_path = Path(folder) / "reference.gpkg"
            client.reference(reference_path, pulled.reference_sha256)
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


def _reference_sha256(plan_path: Path) -> str:
    """Return the hash of what the plan holds now: its setting may be older than an edit."""
    from village_internet_plugin.reference.reference import Reference

    with Reference.open(plan_path) as reference:
        return reference.sha256()
