# SPDX-License-Identifier: GPL-2.0-or-later
"""The pictures in the help show the panels as they are, in both languages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from panels.help.help_desk import HelpDesk, build_plan, speaking
from panels.help.help_pictures import PICTURES
from panels.help.light_pictures import store
from pictures import RENEW, colours_of
from qgis.PyQt.QtGui import QImage

from tools.stage import REPOSITORY
from village_internet_plugin.domain.languages import LANGUAGES

pytestmark = pytest.mark.qgis

STORED = REPOSITORY / "resources" / "help" / "images"
MOST_BYTES = 1_200_000
"""Of all of them together: they are in the zip."""
FEWEST_COLOURS = 8


@pytest.fixture(scope="module")
def plan_path(tmp_path_factory: pytest.TempPathFactory, qgis_app: object) -> Path:
    return build_plan(tmp_path_factory.mktemp("help"))


@pytest.fixture(scope="module", params=LANGUAGES)
def desk(
    request: pytest.FixtureRequest, plan_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[HelpDesk]:
    with speaking(request.param, tmp_path_factory.mktemp("i18n")):
        desk = HelpDesk(plan_path, request.param)
        yield desk
        desk.close()


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_there_and_the_panel_can_be_drawn(desk: HelpDesk, name: str) -> None:
    drawn = PICTURES[name](desk)
    assert desk.told.sentences == []
    assert colours_of(drawn) >= FEWEST_COLOURS
    stored = STORED / desk.language / f"{name}.png"
    if os.environ.get(RENEW):
        store(drawn, stored)
    kept = QImage(str(stored))
    # Fonts differ from machine to machine, and with them what exactly is drawn.
    assert 0.6 <= kept.width() / drawn.width() <= 1.6
    assert 0.6 <= kept.height() / drawn.height() <= 1.6
    assert colours_of(kept) >= FEWEST_COLOURS


def test_the_pictures_are_light_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in STORED.rglob("*.png")) < MOST_BYTES
