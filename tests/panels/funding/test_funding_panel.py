# SPDX-License-Identifier: GPL-2.0-or-later
"""The funding dock counts as the plan does, and each of its edits is one undo step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMessageBox
from showing_funding import Funding, funding_of, make_funded_plan

from village_internet_plugin.domain.languages import rupiah_text
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot
from village_internet_plugin.panels.funding import funding_panel
from village_internet_plugin.reports.funding_state import Amounts


@pytest.fixture
def funding(tmp_path: Path) -> Iterator[Funding]:
    with funding_of(make_funded_plan(tmp_path)) as funding:
        yield funding


def enter(funding: Funding, column: str, text: str) -> None:
    """Type into a field and leave it."""
    line = funding.view.terms.field(column)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    funding.settle()


def fault(funding: Funding, column: str) -> str:
    return str(funding.view.terms.field(column).accessibleDescription())


def test_points_and_rupiah_are_those_of_the_plan(funding: Funding) -> None:
    state = funding.state("APBD-2026")
    # 60 million and 30 months (the source's term) of 1.1 million: 93 million each.
    assert (state.used, state.planned) == (Amounts(2, 186_000_000), Amounts(3, 279_000_000))
    assert (state.points_short, state.idr_short) == (2, 65_000_000)
    over = {f.rule for f in funding.plan.findings() if f.subject == "APBD-2026"}
    assert over == {"VI402", "VI403"}
    assert not funding.state("GRATISPOL-2026").is_overrun


def test_an_overrun_is_told_with_what_it_would_need_and_names(funding: Funding) -> None:
    row = funding.view.chosen()
    assert row is not None
    assert row.need == (
        "2 points and Rp65,000,000 more would be needed, or take away what was placed last: "
        "Pasar Riwang and Balai Desa."
    )
    index = funding.view.list.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Overrun. Internet Desa Paser")
    assert rupiah_text(65_000_000, "en") + " over" in spoken


def test_those_to_take_away_are_selected_on_the_map(funding: Funding) -> None:
    funding.view.show_take_away.click()
    layer = funding.plan.layer("hotspots")
    assert {f["name"] for f in layer.selectedFeatures()} == {"Pasar Riwang", "Balai Desa"}


def test_unfunded_hotspots_are_told_and_shown(funding: Funding) -> None:
    assert funding.view.show_unfunded_button.isVisible()
    funding.view.show_unfunded_button.click()
    layer = funding.plan.layer("hotspots")
    assert {f["name"] for f in layer.selectedFeatures()} == {"Dermaga", "Masjid Raya"}


def test_the_numbers_follow_an_unsaved_edit_of_a_hotspot(funding: Funding) -> None:
    layer = funding.plan.layer("hotspots")
    with edit_step(layer, "edit"):
        change_hotspot(layer, funding.plan.fid_of("apbd-4"), {"status": "replaced"})
        change_hotspot(layer, funding.plan.fid_of("alone-1"), {"funding_source_id": "DD-2026"})
    funding.settle()
    assert funding.state("APBD-2026").points_short == 1
    assert funding.state("DD-2026").planned.points == 1
    layer.undoStack().undo()
    funding.settle()
    assert funding.state("APBD-2026").points_short == 2


def test_a_quota_typed_in_place_is_one_undo_step(funding: Funding) -> None:
    enter(funding, "point_quota", "5")
    assert funding.state("APBD-2026").source.point_quota == 5
    assert funding.sources.undoStack().count() == 1
    assert "VI402" not in {f.rule for f in funding.plan.findings() if f.subject == "APBD-2026"}
    assert funding.view.undo.isEnabled()
    funding.view.undo.click()
    funding.settle()
    assert funding.state("APBD-2026").source.point_quota == 3
    assert funding.view.terms.field("point_quota").text() == "3"
    funding.view.redo.click()
    funding.settle()
    assert funding.state("APBD-2026").source.point_quota == 5


@pytest.mark.parametrize("text", ["Rp500.000.000", "500,000,000", "500 juta", "0,5 miliar"])
def test_money_is_understood_as_people_write_it(funding: Funding, text: str) -> None:
    enter(funding, "budget_idr", text)
    assert funding.state("APBD-2026").source.budget_idr == 500_000_000
    assert funding.view.terms.field("budget_idr").text() == "500,000,000"


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("point_quota", "many", "“many” is not a number."),
        ("point_quota", "-1", "Write 0 or more."),
        ("budget_idr", "1.5", "“1.5” is not a whole number."),
        ("fiscal_year", "26", "Write a year from 2000 to 2100."),
        ("agency", "", "This cannot be empty."),
    ],
)
def test_what_cannot_be_taken_stays_with_its_reason_and_changes_nothing(
    funding: Funding, column: str, text: str, reason: str
) -> None:
    line = funding.view.terms.field(column)
    line.setText(text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    funding.settle()
    assert reason in fault(funding, column)
    assert line.text() == text
    assert funding.sources.undoStack().count() == 0
    # Another refresh, of somebody else's edit, leaves entry and reason where they are.
    with edit_step(funding.plan.layer("hotspots"), "edit"):
        change_hotspot(funding.plan.layer("hotspots"), 4, {"name": "Lain"})
    funding.settle()
    assert (line.text(), reason in fault(funding, column)) == (text, True)


def test_an_empty_quota_means_that_none_was_set(funding: Funding) -> None:
    line = funding.view.terms.field("point_quota")
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    funding.settle()
    assert funding.state("APBD-2026").source.point_quota is None
    assert funding.state("APBD-2026").points_left is None


def test_the_same_again_is_no_edit(funding: Funding) -> None:
    enter(funding, "point_quota", "3")
    assert funding.sources.undoStack().count() == 0


def test_a_budget_round_is_chosen(funding: Funding) -> None:
    choice = funding.view.terms.field("budget_round")
    assert isinstance(choice, QComboBox)
    choice.setFocus()
    choice.setCurrentIndex(choice.findData("revised"))
    choice.activated.emit(choice.currentIndex())
    funding.settle()
    assert funding.state("APBD-2026").source.budget_round == "revised"


def test_a_source_is_added_in_one_step_and_chosen(
    funding: Funding, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    class Filled(funding_panel.NewSourceDialog):
        def exec(self) -> int:
            self.line("funding_source_id").setText("DD-2026")
            self._finish()
            seen.append(self.fault("funding_source_id"))
            self.line("funding_source_id").setText("CSR-2027")
            self.line("fiscal_year").setText("2027")
            self._finish()
            return self.result()

    monkeypatch.setattr(funding_panel, "NewSourceDialog", Filled)
    funding.view.add.click()
    funding.settle()
    assert seen == ["◆ There is a funding source of this name already."]
    chosen = funding.view.chosen()
    assert chosen is not None
    assert chosen.state.source.funding_source_id == "CSR-2027"
    assert chosen.state.source.agency == "Kabupaten Paser"
    assert funding.sources.undoStack().count() == 1
    # Saved it has another fid; it is the chosen one all the same.
    funding.view.save.click()
    funding.settle()
    saved = funding.view.chosen()
    assert saved is not None
    assert saved.state.source.funding_source_id == "CSR-2027"
    assert chosen.fid is not None
    assert chosen.fid < 0
    assert saved.fid is not None
    assert saved.fid > 0


def test_removing_a_source_that_pays_asks_first(
    funding: Funding, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> None:
        asked.append(box.text())
        if len(asked) > 1:
            accept = QMessageBox.ButtonRole.AcceptRole
            (button,) = (b for b in box.buttons() if box.buttonRole(b) == accept)
            button.click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    funding.view.remove.click()
    funding.settle()
    assert "5 hotspots are paid by Internet Desa Paser" in asked[0]
    assert funding.sources.undoStack().count() == 0
    funding.view.remove.click()
    funding.settle()
    assert funding.view.model.rowCount() == 2
    funding.choose("DD-2026")
    funding.view.remove.click()
    funding.settle()
    assert len(asked) == 2
    assert funding.view.model.rowCount() == 1
    assert funding.sources.undoStack().count() == 2


def test_saving_writes_the_file_and_says_so(funding: Funding) -> None:
    assert not funding.view.save.isEnabled()
    enter(funding, "point_quota", "7")
    assert funding.view.save.isEnabled()
    funding.view.save.click()
    funding.settle()
    assert not funding.sources.isEditable()
    assert funding.messages.sentences == ["The funding sources are saved."]
    assert funding.state("APBD-2026").source.point_quota == 7


def test_without_a_plan_it_says_what_to_do(funding: Funding) -> None:
    funding.plan.close()
    funding.settle()
    assert "No plan is open" in funding.view._nothing.text()
    funding.plan.open(funding_path(funding))
    funding.plan.flush()
    while not funding.plan.is_checked:
        funding.settle()
    funding.settle()
    assert funding.state("APBD-2026").points_short == 2


def funding_path(funding: Funding) -> Path:
    layer = next(iter(funding.project.mapLayersByName("Hotspots")))
    return Path(layer.source().split("|")[0])


def test_without_its_table_it_can_only_be_looked_at(funding: Funding) -> None:
    funding.project.removeMapLayer(funding.sources.id())
    funding.settle()
    assert funding.state("APBD-2026").points_short == 2
    assert not funding.view.add.isEnabled()
    assert funding.view.terms.field("point_quota").isReadOnly()
    assert "not in the project" in funding.view._notice.text()


def test_a_table_without_its_columns_is_told_in_the_panel_and_not_at_each_edit(
    funding: Funding,
) -> None:
    layer = funding.sources
    assert layer.startEditing()
    layer.deleteAttribute(layer.fields().indexOf("agency"))
    funding.settle()
    assert "has no column agency" in funding.view._nothing.text()
    layer.rollBack()
    funding.settle()
    assert funding.state("APBD-2026").points_short == 2


def test_every_control_has_a_name_and_the_keyboard_reaches_it(funding: Funding) -> None:
    buttons = funding.view.findChildren(QAbstractButton)
    named = [b for b in buttons if b.objectName() != "qt_toolbar_ext_button"]
    assert all(button.accessibleName() or button.text() for button in named)
    fields = funding.view.terms.findChildren((QLineEdit, QComboBox))
    assert all(field.accessibleName() for field in fields)
    for button in (funding.view.add, funding.view.remove, funding.view.show_take_away):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_hidden_it_counts_nothing_and_catches_up_when_it_appears(funding: Funding) -> None:
    funding.view.hide()
    layer = funding.plan.layer("hotspots")
    with edit_step(layer, "edit"):
        change_hotspot(layer, funding.plan.fid_of("apbd-4"), {"status": "replaced"})
    funding.settle()
    assert funding.state("APBD-2026").points_short == 2
    funding.view.show()
    funding.settle()
    assert funding.state("APBD-2026").points_short == 1
