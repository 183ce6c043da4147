# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample as a plan of its own: a regency's sheets, imported as a user would."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable

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


def build_sample_plan(
    path: Path, language: str, feedback: Any, told: Callable[[float], object]
) -> None:
    """Make the sample's plan at `path`; `told` hears how far it is, 0 to 1.

    `feedback` (a QgsFeedback or the like) can cancel, which raises ImportCancelled. A build that
    fails or is cancelled leaves no file. Raises InputError when the file cannot be made.
    """
    unfinished = path.with_name(f".{new_identifier()}.gpkg")
    try:
        create_plan_file(unfinished, AGENCY, TITLE, standard_rule_set())
        for number, (role, sheet) in enumerate(SHEETS):
            source = resource_path("sample", sheet)
            import_source(unfinished, role, source, None, feedback, language)
            told((number + 1) / len(SHEETS))
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
