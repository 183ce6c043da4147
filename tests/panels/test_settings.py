# SPDX-License-Identifier: GPL-2.0-or-later
"""What is remembered comes back as it was, and nonsense in a profile as the default."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis import core
from qgis.core import QgsSettings

from village_internet_plugin.panels import settings


@pytest.fixture(autouse=True)
def _nothing_remembered(qgis_app: object) -> Iterator[None]:
    QgsSettings().remove(settings.PREFIX)
    yield
    QgsSettings().remove(settings.PREFIX)


def test_what_was_never_set_is_the_default() -> None:
    assert [setting.get() for setting in settings.SETTINGS] == [
        setting.default for setting in settings.SETTINGS
    ]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (settings.last_agency, "Kabupaten Paser, “Diskominfo”"),
        (settings.open_form_after_placing, False),
        (settings.arrow_step_m, 0.1),
        (settings.recent_plans, ["/a, b/satu.gpkg"]),
        (settings.recent_plans, ["/a.gpkg", "/b.gpkg"]),
        (settings.recent_plans, []),
    ],
)
def test_what_was_set_comes_back_from_the_profile_as_it_was(setting, value) -> None:  # type: ignore[no-untyped-def]
    setting.set(value)
    QgsSettings().sync()
    assert setting.get() == value
    assert type(setting.get()) is type(value)
    setting.forget()
    assert setting.get() == setting.default


def test_a_profile_on_disk_holds_words_for_truths_and_numbers() -> None:
    QgsSettings().setValue(settings.open_form_after_placing.key, "false")
    QgsSettings().setValue(settings.arrow_step_m.key, "2.5")
    assert settings.open_form_after_placing.get() is False
    assert settings.arrow_step_m.get() == 2.5


def test_nonsense_in_a_profile_counts_as_nothing() -> None:
    QgsSettings().setValue(settings.open_form_after_placing.key, "perhaps")
    QgsSettings().setValue(settings.arrow_step_m.key, "far")
    QgsSettings().setValue(settings.recent_plans.key, 5)
    assert settings.open_form_after_placing.get() is True
    assert settings.arrow_step_m.get() == 1.0
    assert settings.recent_plans.get() == []


def test_the_latest_plan_comes_first_once_and_the_oldest_are_forgotten() -> None:
    for number in range(12):
        settings.remember_plan(f"/plan{number}.gpkg")
    settings.remember_plan("/plan5.gpkg")
    recent = settings.recent_plans.get()
    assert recent[:2] == ["/plan5.gpkg", "/plan11.gpkg"]
    assert len(recent) == len(set(recent)) == settings.RECENT_PLANS


def test_names_are_told_apart() -> None:
    names = [setting.name for setting in settings.SETTINGS]
    assert len(names) == len(set(names))


def test_qgis_is_told_and_lets_go_again() -> None:
    for _ in range(3):
        take_back = settings.tell_qgis()
        settings.server.set("https://contoh.id")
        tree = getattr(core, "QgsSettingsTree", None)
        if tree is not None:
            node = tree.node("plugins").childNode("village_internet")
            assert node.childSetting("server").valueAsVariant() == "https://contoh.id"
        take_back()
    assert settings.server.get() == "https://contoh.id"
