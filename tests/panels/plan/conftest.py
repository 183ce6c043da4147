# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel of the plan with real plans behind it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plan_desk import Desk
from qgis.core import QgsProject

from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.layers.sample_plan import build_sample_plan
from village_internet_plugin.panels import settings
from village_internet_plugin.rules.rule_set_document import standard_rule_set


@pytest.fixture
def desk(qtbot: Any, qgis_app: object) -> Iterator[Desk]:
    for setting in settings.SETTINGS:
        setting.forget()
    opened = Desk(qtbot)
    yield opened
    opened.close()
    QgsProject.instance().clear()


@pytest.fixture
def empty_plan(tmp_path: Path) -> Path:
    path = tmp_path / "kosong.gpkg"
    create_plan_file(path, "Kabupaten Paser", "Internet desa", standard_rule_set())
    return path


@pytest.fixture(scope="session")
def _sample_template(tmp_path_factory: pytest.TempPathFactory, qgis_app: object) -> Path:
    path = tmp_path_factory.mktemp("sample") / "paser.gpkg"
    build_sample_plan(path, "en", lambda _share: True)
    return path


@pytest.fixture
def sample_plan(tmp_path: Path, _sample_template: Path) -> Path:
    return Path(shutil.copy(_sample_template, tmp_path / "paser.gpkg"))
