# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample as a plan of its own: a regency's sheets, imported as a user would."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.rules.rule_set_document import standard_rule_set

AGENCY, TITLE = "Kabupaten Paser", "Titik hotspot Paser 2025"
SHEETS = (
    ("villages", "batas_desa_ilustrasi.geojson"),
    ("villages", "desa_paser.csv"),
    ("village_offices", "kantor_desa.csv"),
    ("blank_spots", "blank_spot_2021.csv"),
    ("settlements", "permukiman.csv"),
    ("existing_hotspots", "hotspot_eksisting.csv"),
    ("network_nodes", "simpul_jaringan.csv"),
    ("funding_sources", "sumber_dana.csv"),
    ("hotspots", "titik_hotspot_paser_2025.csv"),
)
"""The shapes of the villages first, then their figures, then what is looked up in them."""


def build_sample_plan(path: Path, language: str, progress: Callable[[float], bool]) -> None:
    """Make the sample's plan at `path`; `progress` is told 0 to 1 and answers False to stop.

    A build that fails or is stopped (ImportCancelled) leaves no file. Raises InputError when the
    file cannot be made.
    """
    if path.exists():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} exists already and is left as it is. Choose another name for the new plan.",
        )
        raise InputError(sentence.format(path=path))
    unfinished = path.with_name(f".{new_identifier()}.gpkg")
    try:
        create_plan_file(unfinished, AGENCY, TITLE, standard_rule_set())
        for number, (role, sheet) in enumerate(SHEETS):
            source = resource_path("sample", sheet)
            feedback = _SheetFeedback(progress, number)
            import_source(unfinished, role, source, None, feedback, language)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


class _SheetFeedback:
    """Tells how far the whole is while one sheet of it is imported."""

    def __init__(self, progress: Callable[[float], bool], sheet: int) -> None:
        self._progress, self._sheet, self._share = progress, sheet, 0.0

    def isCanceled(self) -> bool:  # noqa: N802 - as QgsFeedback calls it
        """Tell whether to stop."""
        return not self._progress((self._sheet + self._share) / len(SHEETS))

    def setProgress(self, percent: float) -> None:  # noqa: N802 - as QgsFeedback calls it
        """Tell how much of this sheet is done, of 100."""
        self._share = percent / 100.0
        self._progress((self._sheet + self._share) / len(SHEETS))
