# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap as a page in a file, replaced only once all of it is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.roadmap_tables import remove_leftover
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.reports.roadmap.blocks import Roadmap
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.page import roadmap_page
from village_internet_plugin.reports.roadmap.page_map import page_map, read_page_maps


def write_roadmap_page(
    roadmap: Roadmap, inputs: RoadmapInputs, reference: Reference, language: str, path: Path
) -> None:
    """Write the page in `language` to `path`; InputError when it cannot be written."""
    page = roadmap_page(roadmap, language, partial(page_map, read_page_maps(inputs, reference)))
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(page.encode("utf-8", errors="replace"))
        beside.replace(path)
    except OSError as problem:
        text = QCoreApplication.translate(
            "VillageInternet",
            "The page cannot be written to {path}: {reason}. Choose another folder, or free the "
            "file.",
        )
        raise InputError(text.format(path=path, reason=problem.strerror or problem)) from problem
    finally:
        remove_leftover(beside)
