# SPDX-License-Identifier: GPL-2.0-or-later
"""The role of a dropped file is guessed from its name, its headers and its shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from village_internet_plugin.layers.importing.opening import open_source
from village_internet_plugin.layers.importing.role_guess import guess_role
from village_internet_plugin.layers.importing.source_table import POINT, POLYGON

SAMPLE = {
    "batas_desa_ilustrasi.geojson": "villages",
    "blank_spot_2021.csv": "blank_spots",
    "desa_paser.csv": "villages",
    "hotspot_eksisting.csv": "existing_hotspots",
    "kantor_desa.csv": "village_offices",
    "permukiman.csv": "settlements",
    "simpul_jaringan.csv": "network_nodes",
    "sumber_dana.csv": "funding_sources",
    "titik_hotspot_kaltim_2025.csv": "hotspots",
    "titik_hotspot_paser_2025.csv": "hotspots",
    "titik_usulan_kotor.csv": "hotspots",
}
SHARED = {
    "kaltim_population_2025.csv": "villages",
    "kaltim_village_offices_sample.gpkg": "village_offices",
    "paser_villages.gpkg": "villages",
}


@pytest.mark.parametrize(("name", "role"), SAMPLE.items())
def test_every_sheet_of_the_sample(repository: Path, name: str, role: str) -> None:
    opened = open_source(repository / "resources" / "sample" / name, None, "")
    assert guess_role(Path(name).stem, opened.headers, opened.shape) == role


@pytest.mark.parametrize(("name", "role"), SHARED.items())
def test_the_real_data(shared_data: Path, name: str, role: str) -> None:
    opened = open_source(shared_data / name, None, "")
    assert guess_role(Path(name).stem, opened.headers, opened.shape) == role


@pytest.mark.parametrize(
    ("name", "headers", "shape", "role"),
    [
        ("data", ("KDEPUM", "WADMKD", "WADMKC", "WADMPR"), POLYGON, "villages"),
        ("data", ("nama", "pagu", "kuota", "tahun"), None, "funding_sources"),
        ("data", ("nama", "sinyal"), POLYGON, "blank_spots"),
        ("Menara BTS", ("nama", "lat", "lon"), POINT, "network_nodes"),
        ("desa", ("nama",), POINT, "hotspots"),
        ("x", (), None, "hotspots"),
    ],
)
def test_headers_and_shapes_speak_where_the_name_does_not(
    name: str, headers: tuple[str, ...], shape: str | None, role: str
) -> None:
    assert guess_role(name, headers, shape) == role
