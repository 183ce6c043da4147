# SPDX-License-Identifier: GPL-2.0-or-later
"""What a file or a server wrote is letters in a tooltip too, wherever it is shown."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QTextDocument

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.panels.funding.sources_model import SourceRow, SourcesModel
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.plan.labels import ElidedLabel
from village_internet_plugin.reports.funding_state import FundingTally

pytestmark = pytest.mark.qgis

HOSTILE = 'Desa <img src="file://elsewhere/share/x.png"> & <b>co</b>'


def shown(tip: str) -> str:
    """Return the letters Qt shows for a tooltip."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", [HOSTILE, f"two\n{HOSTILE}", "a & b", "3 < 4", "<", "", "C:\\x&y"])
def test_a_tip_shows_its_text_letter_by_letter(text: str) -> None:
    assert shown(plain_tip(text)) == text
    assert "<img" not in plain_tip(text)


def test_a_label_that_is_cut_short_tells_all_of_it_as_letters(qgis_app: object) -> None:
    label = ElidedLabel()
    label.set_text(HOSTILE)
    assert shown(label.toolTip()) == HOSTILE


def test_a_funding_source_is_told_as_letters(qgis_app: object) -> None:
    tally = FundingTally()
    source = FundingSource(HOSTILE, "Kabupaten", 2026)
    list(tally.take_over([source], {}))
    state = tally.state_of(HOSTILE)
    model = SourcesModel("en")
    model.show([SourceRow(1, state)])
    tip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert HOSTILE in shown(tip)
