# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever is edited, done again and taken back: what is listed is what the plan finds."""

from __future__ import annotations

import pytest
from findings_in_the_window import change, layer, listed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.panels.findings.findings_panel import FindingsPanel
from village_internet_plugin.panels.findings.groupings import GROUPINGS
from village_internet_plugin.panels.window import Window

pytestmark = pytest.mark.qgis


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["id-A", "id-B", "id-C"]),
        st.sampled_from(
            [
                {"site_kind": "private"},
                {"service_months": 3},
                {"service_months": 24},
                {"lon": 116.03, "lat": -1.95},
                {"lon": 116.15, "lat": -1.95},
                {"village_code": "64.01.09.2005"},
                {"village_code": None},
                {"status": "operating"},
                {"status": "replaced"},
                {"funding_source_id": "APBD"},
                "undo",
                "redo",
            ]
        ),
    ),
    max_size=8,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS, grouping=st.sampled_from(GROUPINGS))
def test_after_any_edit_the_list_is_what_the_plan_finds(
    panel: FindingsPanel, window: Window, edits, grouping: str
) -> None:
    panel.view.grouping.setCurrentIndex(GROUPINGS.index(grouping))
    for hotspot_id, edit in edits:
        if isinstance(edit, dict):
            change(window, hotspot_id, **edit)
        else:
            getattr(layer(window).undoStack(), edit)()
            window.plan.flush()
        QCoreApplication.processEvents()
        wanted = [one for one in window.plan.findings() if not one.waived]
        found = listed(panel)
        assert sorted(map(repr, found)) == sorted(map(repr, wanted))
        for row in range(panel.view.model.rowCount()):
            finding = panel.view.model.finding(row)
            if finding is not None and finding.subject_kind == "hotspot" and grouping == "village":
                hotspot = window.plan.hotspot(finding.subject)
                assert hotspot is not None
                assert panel.view.model.group(row).key[1] == (hotspot.village_code or "")
    layer(window).rollBack()
    window.plan.flush()
    assert [kind for kind, _ in window.told.sentences if kind == "fail"] == []
