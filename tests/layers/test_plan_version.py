# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of a newer plugin is told as such by whatever would open it, and is left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.geopackage import plan_transaction
from village_internet_plugin.layers.plan_file import open_layer, read_setting, write_setting
from village_internet_plugin.layers.plan_rows import replace_waivers
from village_internet_plugin.reference.plan_reading import read_plan, read_settings
from village_internet_plugin.reference.plan_version import require_known_version
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.outbox_file import OutboxFile

pytestmark = pytest.mark.qgis

NEWER = r"newer version of this plugin \(plan format 2; this one knows 1\).* update the plugin"


@pytest.fixture
def newer(plan: Path) -> Path:
    """A plan as a later plugin may write it."""
    write_setting(plan, "schema_version", "2")
    return plan


def _write_all(path: Path) -> None:
    with plan_transaction(path):
        pass


OPENERS: dict[str, Callable[[Path], Any]] = {
    "read_plan": read_plan,
    "read_settings": read_settings,
    "open_layer": lambda path: open_layer(path, "hotspots"),
    "read_setting": lambda path: read_setting(path, "title"),
    "write_setting": lambda path: write_setting(path, "title", "other"),
    "replace_waivers": lambda path: replace_waivers(path, []),
    "plan_transaction": _write_all,
    "outbox: base": lambda path: OutboxFile(path).base(),
    "outbox: set_base": lambda path: OutboxFile(path).set_base(Base()),
    "outbox: waiting": lambda path: OutboxFile(path).waiting(),
}


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS.keys())
def test_it_is_neither_read_nor_written(newer: Path, opener: Callable[[Path], Any]) -> None:
    before = newer.read_bytes()
    with pytest.raises(InputError, match=NEWER):
        opener(newer)
    assert newer.read_bytes() == before


def test_the_window_does_not_open_it(newer: Path) -> None:
    plan, failed = CurrentPlan(QgsProject.instance(), "id"), []
    plan.failed.connect(failed.append)
    plan.open(newer)
    while plan.is_opening:
        QCoreApplication.processEvents()
    assert not plan.is_open
    assert QgsProject.instance().mapLayers() == {}
    (error,) = failed
    assert "dibuat dengan plugin versi lebih baru (format rencana 2" in error.told("id")


@pytest.mark.parametrize("settings", [{}, {"schema_version": None}, {"schema_version": "1"}])
def test_the_first_plans_named_no_format(settings: dict[str, str | None]) -> None:
    require_known_version(settings, Path("plan.gpkg"))


@pytest.mark.parametrize("found", ["2", "10", "1.5", "later"])
def test_any_format_that_is_not_known_is_refused(found: str) -> None:
    with pytest.raises(InputError, match=f"plan format {found}"):
        require_known_version({"schema_version": found}, Path("plan.gpkg"))
