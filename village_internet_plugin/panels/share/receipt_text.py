# SPDX-License-Identifier: GPL-2.0-or-later
"""A receipt as people read it: shown short, copied whole."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.share.times import time_text
from village_internet_plugin.sharing.receipts import Receipt

_SHOWN_DIGITS = 8


def receipt_title(receipt: Receipt, language: str) -> str:
    """Return what a receipt is called in a list: its revision and its time."""
    text = QCoreApplication.translate("VillageInternet", "Revision {revision}, {time}")
    time = time_text(receipt.published_at, language)
    return text.format(revision=receipt.revision, time=time)


def receipt_lines(receipt: Receipt, language: str, is_whole: bool = False) -> list[tuple[str, str]]:
    """Return a receipt as pairs of a name and a value; ids and hashes are cut unless `is_whole`."""
    counts = QCoreApplication.translate(
        "VillageInternet", "{added} added, {changed} changed, {removed} removed"
    ).format(
        added=number_text(receipt.added, language),
        changed=number_text(receipt.changed, language),
        removed=number_text(receipt.removed, language),
    )
    return [
        (QCoreApplication.translate("VillageInternet", "Revision"), str(receipt.revision)),
        (
            QCoreApplication.translate("VillageInternet", "Published"),
            time_text(receipt.published_at, language),
        ),
        (QCoreApplication.translate("VillageInternet", "By"), receipt.published_by),
        (QCoreApplication.translate("VillageInternet", "Changes"), counts),
        (
            QCoreApplication.translate("VillageInternet", "Hotspots then"),
            number_text(receipt.hotspots, language),
        ),
        (
            QCoreApplication.translate("VillageInternet", "Receipt"),
            _cut(receipt.receipt_id, is_whole),
        ),
        (
            QCoreApplication.translate("VillageInternet", "Content hash"),
            _cut(receipt.content_sha256, is_whole),
        ),
        (QCoreApplication.translate("VillageInternet", "Rule set"), receipt.rule_set_version),
        (
            QCoreApplication.translate("VillageInternet", "Reference hash"),
            _cut(receipt.reference_sha256, is_whole),
        ),
    ]


def receipt_to_copy(receipt: Receipt, language: str) -> str:
    """Return the whole receipt as plain text."""
    lines = receipt_lines(receipt, language, is_whole=True)
    return "\n".join(f"{name}: {value}" for name, value in lines) + "\n"


def _cut(text: str, is_whole: bool) -> str:
    return text if is_whole or len(text) <= _SHOWN_DIGITS else f"{text[:_SHOWN_DIGITS]}…"
