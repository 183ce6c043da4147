# SPDX-License-Identifier: GPL-2.0-or-later
"""What every test may ask for: the real village data and the repository's own folders."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real village data: $VILLAGE_DATA, or ../shared/data beside the repository."""
    folder = Path(os.environ.get("VILLAGE_DATA", REPOSITORY.parent / "shared" / "data"))
    if not (folder / "kaltim_villages.gpkg").is_file():
        pytest.skip(f"the real village data is not at {folder}; set VILLAGE_DATA to its folder")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_qgis_outlives_it(qgis_app: object) -> Iterator[None]:
    """Have Python let go of layers and layouts (held, for example, by the traceback of an expected
    failure) while QGIS still runs: freed after its end, they pull the program down.
    """
    yield
    gc.collect()
