# SPDX-License-Identifier: GPL-2.0-or-later
"""What every test may ask for: the real village data and the repository's own folders."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QEvent

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
    failure) while QGIS still runs, and Qt of disconnected slots, which wait for an event loop:
    freed after its end, they pull the program down.
    """
    yield
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


_exit_status = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[_exit_status] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End here, with everything said: while Python takes itself apart, QGIS 3.22 crashes at times
    over objects that both own, and a run in which every test passed would count as failed.
    """
    if _exit_status in config.stash and not hasattr(config, "workerinput"):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[_exit_status])
