# SPDX-License-Identifier: GPL-2.0-or-later
"""Saving refused rows as a sheet: as they stood, with the reasons, to be mended and imported."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.mapping import read_mapping
from village_internet_plugin.layers.importing.opening import Source, open_source
from village_internet_plugin.layers.importing.preview_report import RefusedRow
from village_internet_plugin.layers.user_language import in_user_language


def save_rejected(
    path: Path,
    role: str,
    source: Source,
    mapping: Mapping[str, Any] | None,
    refused: Sequence[RefusedRow],
) -> None:
    """Write the refused rows of a source to a CSV file, in the order of the source.

    Its columns are those of the source, then the row's number, what is wrong and what to do; it
    opens in spreadsheets as UTF-8. Raises InputError when a file cannot be read or written.
    """
    decisions = read_mapping(role, mapping)
    opened = open_source(source, decisions.layer, role, tuple(decisions.columns.values()))
    reasons = {row.row: row for row in refused}
    told = (
        QCoreApplication.translate("VillageInternet", "Row of the source"),
        QCoreApplication.translate("VillageInternet", "Column with the fault"),
        QCoreApplication.translate("VillageInternet", "Why not"),
        QCoreApplication.translate("VillageInternet", "What to do"),
    )
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*opened.headers, *told])
            for row in opened.rows(with_geometry=False):
                reason = reasons.get(row.number)
                if reason is not None:
                    cells = [row.values.get(header, "") for header in opened.headers]
                    why = (row.number, reason.field, reason.reason, reason.correction)
                    writer.writerow([*cells, *why])
    except OSError as error:
        sentence = QCoreApplication.translate(
            "VillageInternet", "{path} cannot be written: {reason}. Choose another place."
        )
        raise InputError(sentence.format(path=path, reason=in_user_language(error))) from error
