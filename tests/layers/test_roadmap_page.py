# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap's page as a file: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports.roadmap.roadmap_world import opened

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.roadmap_page import write_roadmap_page
from village_internet_plugin.reports.roadmap.document import roadmap_of


def test_it_is_written_whole_and_replaces_an_older_one(qgis_app: object, tmp_path: Path) -> None:
    path = tmp_path / "peta jalan.html"
    path.write_text("older", encoding="utf-8")
    with opened(tmp_path, 5) as (inputs, reference):
        write_roadmap_page(roadmap_of(inputs), inputs, reference, "id", path)
    page = path.read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="id">')
    assert page.endswith("</html>\n")
    assert not list(tmp_path.glob(".*"))


def test_where_it_cannot_be_written_it_says_so(qgis_app: object, tmp_path: Path) -> None:
    with opened(tmp_path, 0) as (inputs, reference):
        with pytest.raises(InputError, match=r"missing.*halaman\.html"):
            write_roadmap_page(
                *(roadmap_of(inputs), inputs, reference, "id"),
                tmp_path / "missing" / "halaman.html",
            )
        folder = tmp_path / "halaman.html"
        folder.mkdir()
        with pytest.raises(InputError, match="cannot be written"):
            write_roadmap_page(roadmap_of(inputs), inputs, reference, "id", folder)
    assert not list(tmp_path.glob(".*"))
