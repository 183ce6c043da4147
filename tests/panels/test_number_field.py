# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers are shown with the language's own decimal mark and typed with either."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtTest import QTest

from village_internet_plugin.panels.number_field import NumberField

pytestmark = pytest.mark.qgis


@pytest.mark.parametrize(("language", "shown"), [("id", "2,5 m"), ("en", "2.5 m")])
@pytest.mark.parametrize("typed", ["2.5", "2,5"])
@pytest.mark.parametrize("number_locale", ["C", "de_DE", "en_US"])
def test_either_mark_is_the_decimal_one(
    qgis_app: object, language: str, shown: str, typed: str, number_locale: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(number_locale))
    field = NumberField(language)
    field.setRange(0.1, 1000.0)
    field.setDecimals(1)
    field.setSuffix(" m")
    field.show()
    field.selectAll()
    QTest.keyClicks(field, typed)
    field.interpretText()
    assert (field.value(), field.text()) == (2.5, shown)
    field.setValue(1000.0)
    assert field.text().startswith("1000")
    QLocale.setDefault(before)
    field.close()
    field.deleteLater()
