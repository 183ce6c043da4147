# SPDX-License-Identifier: GPL-2.0-or-later
"""The options page shows what is remembered and remembers what is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit

from village_internet_plugin.panels import settings
from village_internet_plugin.panels.options.options_page import OptionsFactory, OptionsPage
from village_internet_plugin.panels.options.part import add_options


class Told:
    """Keeps what is told."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.warn = self.sentences.append


@pytest.fixture(autouse=True)
def _nothing_remembered(qgis_app: object) -> Iterator[None]:
    QgsSettings().remove(settings.PREFIX)
    yield
    QgsSettings().remove(settings.PREFIX)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def page(told: Told) -> Iterator[OptionsPage]:
    settings.last_agency.set("Diskominfo Paser")
    settings.server.set("https://desa.example.id")
    settings.open_form_after_placing.set(False)
    page = OptionsPage(told, "en")  # type: ignore[arg-type]
    yield page
    page.deleteLater()


def test_it_shows_what_is_remembered(page: OptionsPage) -> None:
    assert page.view.agency.text() == "Diskominfo Paser"
    assert page.view.server.text() == "https://desa.example.id"
    assert page.view.arrow_step.value() == 1.0
    assert not page.view.open_form.isChecked()


def test_the_step_of_the_arrows_is_shown_as_the_planner_writes_numbers(told: Told) -> None:
    settings.arrow_step_m.set(2.5)
    page = OptionsPage(told, "id")  # type: ignore[arg-type]
    assert page.view.arrow_step.text() == "2,5 m"
    page.deleteLater()


def test_what_is_confirmed_is_remembered(page: OptionsPage) -> None:
    page.view.agency.setText("  Bappeda ")
    page.view.author.setText("Siti")
    page.view.server.setText("https://lain.example.id")
    page.view.arrow_step.setValue(2.5)
    page.view.open_form.setChecked(True)
    assert settings.last_agency.get() == "Diskominfo Paser"
    page.apply()
    assert settings.last_agency.get() == "Bappeda"
    assert settings.waiver_author.get() == "Siti"
    assert settings.server.get() == "https://lain.example.id"
    assert settings.arrow_step_m.get() == 2.5
    assert settings.open_form_after_placing.get() is True


def test_an_address_that_cannot_be_used_is_told_and_the_old_one_kept(
    page: OptionsPage, told: Told
) -> None:
    page.view.server.setText("ftp://desa.example.id")
    page.view.server.editingFinished.emit()
    assert page.view.fault.text().startswith("◆ ")
    assert not page.isValid()
    page.view.agency.setText("Bappeda")
    page.apply()
    assert settings.server.get() == "https://desa.example.id"
    assert settings.last_agency.get() == "Bappeda"
    assert "was not changed" in told.sentences[0]


def test_no_server_at_all_can_be_said(page: OptionsPage, told: Told) -> None:
    page.view.server.clear()
    page.apply()
    assert settings.server.get() == ""
    assert told.sentences == []


def test_every_field_has_a_name(page: OptionsPage) -> None:
    for kind in (QLineEdit, QComboBox, QCheckBox, QAbstractSpinBox):
        for field in page.view.findChildren(kind):
            if isinstance(field.parent(), (QAbstractSpinBox, QComboBox)):
                continue
            assert field.accessibleName() or getattr(field, "text", str)(), field


def test_the_page_is_registered_and_taken_back(told: Told) -> None:
    registered: list[OptionsFactory] = []
    iface = SimpleNamespace(
        registerOptionsWidgetFactory=registered.append,
        unregisterOptionsWidgetFactory=registered.remove,
    )
    window = SimpleNamespace(iface=iface, messages=told, plan=SimpleNamespace(language="id"))
    for _ in range(3):
        take_back = add_options(window)  # type: ignore[arg-type]
        assert len(registered) == 1
        page = registered[0].createWidget(None)
        assert isinstance(page, OptionsPage)
        page.deleteLater()
        assert not registered[0].icon().isNull()
        take_back()
        assert registered == []
