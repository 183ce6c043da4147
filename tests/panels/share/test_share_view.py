# SPDX-License-Identifier: GPL-2.0-or-later
"""The share panel: nothing is cut off at any width or in longer words; all goes by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from village_internet_plugin.domain.finding import ERROR, OK, WARNING
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.panels.share.outcomes import ListedFinding, Outcome
from village_internet_plugin.panels.share.share_view import ShareView
from village_internet_plugin.panels.share.state_lines import (
    TOLD,
    ServerState,
    ShareState,
    state_lines,
)
from village_internet_plugin.sharing.outbox import WaitingRevision
from village_internet_plugin.sharing.receipts import Receipt
from village_internet_plugin.sharing.standing import Standing

pytestmark = pytest.mark.qgis

STATE = ShareState(
    standing=Standing(12, 4, 1, 2, 1, 1, 1),
    counts={"error": 2, "not_checked": 1, "warning": 5},
    is_checked=True,
    unsaved=5,
    waiting=(WaitingRevision("2026-11-23T09:00:00+00:00", was_sent=True),),
    server=ServerState(TOLD, "planner.example", 13, "sari", "2026-11-24T02:31:00Z"),
    account_problem="No account is chosen.",
)
RECEIPT = Receipt(
    *("receipt-1", "revision-1", "plan-1", "Kabupaten Paser", 13, 12, "ab" * 32, 26, 4, 3, 1),
    *("2026-11-24T13:15:00Z", "paser.planner", "2026.1", "cd" * 32, {"error": 0}),
)
REJECTED = Outcome(
    ERROR,
    "Not published. The server's check found: errors 2, not checked 0. Mend or waive them.",
    ("Revision 13, sari, 24 Nov 2026 02:31: 0 added, 1 changed, 0 removed",),
    "The server's own words on it",
    (outcomes.PULL, outcomes.DISMISS),
    (ListedFinding("VI201", "error", "hotspot", "h1", "The point is at a private house."),),
)


class Longer(QTranslator):
    """A language whose words are a third longer than the English ones."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return source + " " + "abcde fghi jklmnop "[: len(source) // 3].strip()

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture(params=["English", "longer"])
def language(request: pytest.FixtureRequest, qgis_app: object) -> Iterator[None]:
    translator = Longer()
    if request.param == "longer":
        QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def view(qgis_app: object) -> Iterator[ShareView]:
    made = _view()
    yield made
    made.close()
    made.deleteLater()


def _view() -> ShareView:
    view = ShareView(QComboBox(), "en")
    view.account.show_choice(
        "https://planner.example/a/long/path/to/it", "", "The address must begin with https://."
    )
    view.account.show_result(Outcome(OK, "Connected to “Perencanaan Internet desa”."))
    view.show_server("Server: planner.example", is_ready=False)
    view.show_plan(is_open=True)
    view.show_state(state_lines(STATE, "en"))
    view.receipts.show_receipts((RECEIPT,))
    view.show_progress("Sending …", 0.4)
    view.outcome.show_outcome(REJECTED)
    view.show_abilities(can_publish=True, can_ask=True)
    return view


@pytest.mark.parametrize("width", [300, 340, 700])
def test_nothing_is_cut_off(width: int, language: None) -> None:
    view = _view()
    view.resize(width, 700)
    view.show()
    for _ in range(5):
        QCoreApplication.processEvents()
    content = view.widget()
    assert content.width() <= view.viewport().width()
    shown = [w for w in content.findChildren(QWidget) if w.isVisible()]
    for label in shown:
        if type(label).__name__ == "WrappedText" and isinstance(label, QLabel):
            needed = label.heightForWidth(label.width())
            assert label.height() >= needed, label.text()
        if isinstance(label, QPushButton):
            assert label.width() >= min(label.sizeHint().width(), content.width() // 2)
            right = label.mapTo(content, label.rect().topRight()).x()
            assert right <= content.width(), label.text()
    view.close()


def test_every_control_has_a_name_and_is_reached_by_tab(view: ShareView) -> None:
    view.resize(340, 900)
    view.show()
    QTest.qWaitForWindowExposed(view)
    view.activateWindow()
    reachable = [
        widget
        for widget in view.widget().findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]
    for widget in reachable:
        name = widget.accessibleName() or getattr(widget, "text", str)()
        assert name, widget
        assert "&" not in name
    visited = set()
    view.account.address.setFocus()
    for _ in range(3 * len(reachable)):
        visited.add(view.focusWidget())
        view.focusNextChild()
    assert {view.publish, view.pull, view.try_out, view.progress.cancel} <= visited
    assert set(view.outcome.buttons.values()) <= visited


def test_buttons_say_what_is_wanted_by_keyboard(view: ShareView) -> None:
    asked: list[str] = []
    view.publish_asked.connect(lambda: asked.append("publish"))
    view.pull_asked.connect(lambda: asked.append("pull"))
    view.try_asked.connect(lambda: asked.append("try"))
    view.cancel_asked.connect(lambda: asked.append("cancel"))
    view.outcome.answered.connect(asked.append)
    view.show()
    for button in (view.publish, view.pull, view.try_out, view.progress.cancel):
        QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(view.outcome.buttons[outcomes.PULL], Qt.Key.Key_Space)
    assert asked == ["publish", "pull", "try", "cancel", "pull"]


def test_what_cannot_be_done_is_not_offered(view: ShareView) -> None:
    view.show_abilities(can_publish=False, can_ask=False)
    assert not any(b.isEnabled() for b in (view.publish, view.pull, view.try_out, view.refresh))
    view.show_plan(is_open=False)
    view.show()
    assert view.no_plan.isVisible()
    assert not view.publish.isVisible()


def test_a_question_gets_the_keyboard_and_other_news_does_not_take_it(view: ShareView) -> None:
    view.show()
    view.activateWindow()
    view.account.address.setFocus()
    view.outcome.show_outcome(Outcome(WARNING, "Told.", offers=(outcomes.DISMISS,)))
    assert view.account.address.hasFocus() or view.focusWidget() is view.account.address
    asking = Outcome(
        WARNING, "Save?", offers=(outcomes.SAVE_AND_GO_ON, outcomes.DISMISS), is_question=True
    )
    view.outcome.show_outcome(asking)
    assert view.focusWidget() is view.outcome.buttons[outcomes.SAVE_AND_GO_ON]


def test_text_of_a_server_stays_letters(view: ShareView) -> None:
    view.outcome.show_outcome(Outcome(ERROR, "<b>bold</b>", ("<img src=x>",), "<i>details</i>"))
    view.show()
    for label in view.outcome.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_finding_is_shown_on_the_map_when_chosen(view: ShareView) -> None:
    chosen: list[tuple[str, str]] = []
    view.outcome.finding_chosen.connect(lambda kind, subject: chosen.append((kind, subject)))
    findings = view.outcome.findings
    assert findings is not None
    assert "Error VI201" in findings.item(0).text()
    view.show()
    findings.setCurrentRow(0)
    findings.itemActivated.emit(findings.item(0))
    assert chosen == [("hotspot", "h1")]


def test_the_whole_receipt_is_copied(view: ShareView) -> None:
    from qgis.PyQt.QtGui import QGuiApplication

    view.receipts.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "ab" * 32 in text
    assert "Revision: 13" in text
    assert "paser.planner" in text


def test_what_is_being_typed_is_left_alone(view: ShareView) -> None:
    view.show()
    view.activateWindow()
    view.account.address.setFocus()
    view.account.address.setText("https://half")
    view.account.show_choice("https://other.example", "", "")
    expected = "https://half" if view.account.address.hasFocus() else "https://other.example"
    assert view.account.address.text() == expected


def _act(view: ShareView, can_publish_after: bool = True) -> None:
    """Go through what the panel shows of an action, from its begin to its end."""
    for share in (0.0, 0.5):
        view.show_progress("Sending …", share)
        view.show_abilities(can_publish=False, can_ask=False)
    yield_to_qt()
    view.show_progress("", 1.0)
    view.show_abilities(can_publish=can_publish_after, can_ask=True)
    yield_to_qt()


def yield_to_qt() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()


@pytest.fixture
def resting(view: ShareView) -> ShareView:
    """The view, open, while nothing is under way."""
    view.show_progress("", 0.0)
    view.show_abilities(can_publish=True, can_ask=True)
    view.show()
    view.activateWindow()
    yield_to_qt()
    return view


@pytest.mark.parametrize("name", ["publish", "pull", "try_out", "refresh", "test"])
def test_the_button_that_was_pressed_has_the_keyboard_again(resting: ShareView, name: str) -> None:
    button = resting.account.test if name == "test" else getattr(resting, name)
    button.setFocus()
    _act(resting)
    assert resting.focusWidget() is button


def test_while_an_action_is_under_way_it_can_be_stopped_by_keyboard(resting: ShareView) -> None:
    resting.publish.setFocus()
    resting.show_progress("Sending …", 0.1)
    resting.show_abilities(can_publish=False, can_ask=False)
    assert resting.focusWidget() is resting.progress.cancel


def test_the_keyboard_stays_where_the_user_took_it_meanwhile(resting: ShareView) -> None:
    resting.publish.setFocus()
    resting.show_progress("Sending …", 0.1)
    resting.show_abilities(can_publish=False, can_ask=False)
    resting.account.address.setFocus()
    resting.show_progress("", 1.0)
    resting.show_abilities(can_publish=True, can_ask=True)
    assert resting.focusWidget() is resting.account.address


def test_the_keyboard_stays_among_the_actions_where_its_button_is_of_no_use(
    resting: ShareView,
) -> None:
    resting.publish.setFocus()
    _act(resting, can_publish_after=False)
    assert resting.focusWidget() is resting.pull


def test_an_answer_that_goes_away_leaves_the_keyboard_among_the_actions(
    resting: ShareView,
) -> None:
    resting.outcome.buttons[outcomes.PULL].setFocus()
    resting.show_progress("Bringing …", 0.1)
    resting.show_abilities(can_publish=False, can_ask=False)
    resting.outcome.show_outcome(None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    resting.show_progress("", 1.0)
    resting.show_abilities(can_publish=True, can_ask=True)
    assert resting.focusWidget() is resting.publish
