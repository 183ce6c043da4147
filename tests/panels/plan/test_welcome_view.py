# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways to a plan, by keyboard alone."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtWidgets import QPushButton

from village_internet_plugin.panels.plan.welcome_view import WelcomeView

pytestmark = pytest.mark.qgis


def test_the_keyboard_stops_the_work_and_is_where_it_was_once_it_has_ended(
    qgis_app: object,
) -> None:
    view = WelcomeView()
    view.show()
    view.activateWindow()
    sample = view.findChild(QPushButton, "plan.welcome.sample")
    sample.setFocus()
    view.show_work(0.0, "Making the sample")
    view.show_work(0.5, "Making the sample")
    assert view.focusWidget() is view.findChild(QPushButton, "plan.welcome.cancel")
    view.show_work(None)
    assert view.focusWidget() is sample
    view.close()
    view.deleteLater()
