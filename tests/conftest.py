# SPDX-License-Identifier: GPL-2.0-or-later
"""What every test may ask for: the real village data and the repository's own folders."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
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


LONGEST = ("window", "sample", "server", "rules")
"""The folders whose single files take longest: half a minute and more."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the files of tests, have the long ones begun first: one begun
    last would leave the other processes idle.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _place_of(item.path))


def _place_of(path: Path) -> int:
    folder = path.relative_to(REPOSITORY / "tests").parts[0]
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Give a sentence for whoever reads the run, whether its test passes or not."""
    return lambda sentence: record_property("told", sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests had to `tell`; a process of xdist has no terminal of its own."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", None) == "call":
                for name, sentence in report.user_properties:
                    if name == "told":
                        terminalreporter.write_line(sentence)


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
