# SPDX-License-Identifier: GPL-2.0-or-later
"""Qt's own tester finds no fault with the model, whatever comes and goes."""

from __future__ import annotations

from collections import Counter

import pytest
from findings_at_random import changes, finding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester
from showing_findings import Dock

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.panels import slices
from village_internet_plugin.panels.findings.finding_groups import KINDS
from village_internet_plugin.panels.findings.groupings import GROUPINGS

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ACTIONS = st.one_of(
    st.tuples(st.just("kinds"), st.sets(st.sampled_from(KINDS))),
    st.tuples(st.just("group"), st.sampled_from(GROUPINGS)),
    st.tuples(st.just("search"), st.sampled_from(["", "x", "h1", "VI103 y"])),
    st.tuples(st.just("toggle"), st.integers(0, 20)),
    st.tuples(st.just("all"), st.booleans()),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes(), st.lists(ACTIONS, max_size=8))
def test_qts_tester_finds_no_fault_and_nothing_is_listed_that_should_not_be(steps, actions) -> None:
    dock = Dock([])
    tester = QAbstractItemModelTester(dock.model, FATAL)
    dock.source.villages = {"h1": "v1", "h2": "v1"}
    dock.source.sources = {"h3": "APBD"}
    kinds, text = set(KINDS[:-1]), ""
    for number, (subject, findings) in enumerate(steps):
        if subject[0] == "hotspot":
            dock.change(subject[1], *findings)
        else:
            dock.source.beside = list(findings)
            dock.gathering.take([], beside=True)
        if number < len(actions):
            action, value = actions[number]
            if action == "kinds":
                kinds = value
                dock.gathering.show(sorted(value))
            elif action == "group":
                dock.gathering.group_by(value)
            elif action == "search":
                text = value
                dock.gathering.search(value)
            elif action == "all":
                dock.model.expand_all(value)
            elif value < dock.model.rowCount():
                key = dock.model.group(value).key
                dock.model.expand(key, not dock.model.is_expanded(key))
            dock.gathering.finish()
        listed = Counter(map(id, dock.model.findings()))
        wanted = [one for one in all_of(dock) if one.counted_as in kinds and holds(one, text)]
        assert len(list(listed)) <= len(wanted)
        assert sorted(one.message for one in dock.model.findings()) == sorted(
            one.message for one in wanted
        )
        assert dock.model.shown_count() == len(wanted)
    assert dock.failures == []
    del tester


def all_of(dock: Dock) -> list[Finding]:
    return [*dock.source.beside, *(one for found in dock.source.of.values() for one in found)]


def holds(one: Finding, text: str) -> bool:
    looked_through = f"{one.rule}\n{one.message}\n{one.subject}".casefold()
    return all(word in looked_through for word in text.casefold().split())


def test_groups_stand_gravest_first_with_their_findings_below() -> None:
    dock = Dock(
        [
            finding("VI105", "a", "warning", "near"),
            finding("VI401", "b", "error", "nobody pays"),
            finding("VI105", "b", "error", "too near"),
            finding("VI501", "a", "notice", "fibre"),
        ]
    )
    assert [text.split("  ")[0] for text in dock.texts()] == [
        *("VI105", "too near", "near"),
        *("VI401", "nobody pays"),
        *("VI501", "fibre"),
    ]


def test_a_row_is_told_to_a_screen_reader_with_its_severity_in_words() -> None:
    dock = Dock([finding("VI103", "a", "error", "A is far.", measured=1532.0)])
    model = dock.model
    spoken = [
        model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(2)
    ]
    assert spoken[0].startswith("VI103")
    assert spoken[0].endswith("Error: 1.")
    assert spoken[1] == "Error. A is far. 1,532 m."


def test_nothing_of_a_finding_is_markup_in_its_tooltip() -> None:
    dock = Dock([finding("VI103", "a", "error", "<b>A</b> is far")])
    tooltip = dock.model.data(dock.model.index(1, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;A&lt;/b&gt;" in tooltip


@pytest.mark.parametrize("slice_s", [0.0, 10.0], ids=["while the rows are gathered", "later"])
def test_a_hotspot_that_names_another_village_moves_to_its_group(
    slice_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE_S", slice_s)
    dock = Dock([finding("VI103", "a"), finding("VI103", "b")])
    dock.source.villages = {"a": "64.01.06.2023", "b": "64.01.06.2023"}
    dock.gathering.group_by("village")
    dock.source.villages["a"] = "64.01.09.2005"
    dock.gathering.look_for_moves()
    dock.gathering.finish()
    assert dock.texts() == ["Adang Jaya (64.01.06.2023)", "x", "Riwang (64.01.09.2005)", "x"]


def test_what_has_neither_village_nor_funder_is_grouped_in_words() -> None:
    plan = finding("VI301", "plan-1", "not_checked", kind="plan")
    source = finding("VI402", "APBD", kind="funding_source")
    dock = Dock([finding("VI103", "a"), plan, source])
    dock.gathering.group_by("village")
    assert dock.texts()[::2] == ["No village named", "Funding sources", "The whole plan"]
    dock.gathering.group_by("funding_source")
    assert dock.texts()[::2] == [
        *("Program APBD (APBD)", "No funding source named", "The whole plan"),
    ]
    dock.gathering.group_by("none")
    assert len(dock.texts()) == 3
    assert dock.model.rowCount(QModelIndex()) == 3
