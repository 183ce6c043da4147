# SPDX-License-Identifier: GPL-2.0-or-later
"""The share dock: joins the view to the desk, to QGIS's store of sign-ins and to the map."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import QCoreApplication, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent

from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.panels.share.conflict_desk import ConflictDesk
from village_internet_plugin.panels.share.history_desk import HistoryDesk
from village_internet_plugin.panels.share.share_view import ShareView
from village_internet_plugin.panels.share.sharing_desk import SharingDesk
from village_internet_plugin.panels.share.stage_words import stage_text
from village_internet_plugin.panels.share.state_lines import state_lines
from village_internet_plugin.panels.share.subjects_on_map import SubjectsOnMap


class SharePanel(ShareView):
    """The view, kept as the desk has it."""

    findings_asked = pyqtSignal()
    """The user wants to see what the check of the plan finds."""

    def __init__(self, desk: SharingDesk, canvas: Any, parent_window: Any = None) -> None:
        """Show what `desk` does; places are shown on `canvas` (a QgsMapCanvas, None for none)."""
        self._sign_in = QgsAuthConfigSelect()
        super().__init__(self._sign_in, desk.language)
        self._desk = desk
        self._map = SubjectsOnMap(desk.plan, canvas)
        self._conflicts = ConflictDesk(desk, canvas, parent_window)
        self._history = HistoryDesk(desk.plan, desk.account, self.history, canvas)
        self._was_ready: bool | None = None
        self._told: outcomes.Outcome | None = None
        self._connections = Connections(self._slot_failed)
        # Many things change at once; the panel is drawn once for all of them.
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._show)
        self._sign_in.setConfigId(desk.account.auth_id)
        self.outcome.set_names(self._map.name_of)
        self._connect()
        self._show()

    def let_go(self) -> None:
        """Listen no more and take what was drawn off the map."""
        self._turn.stop()
        self._connections.close()
        self._desk.looking.set_watching(False)
        self._conflicts.let_go()
        self._history.let_go()
        self._map.let_go()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the state true while somebody looks."""
        super().showEvent(event)
        self._desk.looking.set_watching(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Ask nobody anything while nobody looks."""
        super().hideEvent(event)
        self._desk.looking.set_watching(False)

    def _connect(self) -> None:
        desk, connect = self._desk, self._connections.connect
        connect(desk, "changed", self._changed)
        connect(desk, "progressed", self._progressed)
        connect(desk.plan, "opened", self._changed)
        asked: tuple[tuple[str, Callable[..., object]], ...] = (
            ("publish_asked", partial(self._publish, False)),
            ("try_asked", partial(self._publish, True)),
            ("pull_asked", desk.pull),
            ("cancel_asked", desk.cancel),
            ("refresh_asked", self._refresh),
        )
        for signal, slot in asked:
            connect(self, signal, slot)
        connect(self.outcome, "answered", self._answered)
        connect(self.outcome, "finding_chosen", self._map.show_subject)
        connect(self.account, "address_typed", self._address_typed)
        connect(self.account, "certificate_chosen", self._certificate_chosen)
        connect(self.account, "test_asked", desk.test_connection)
        connect(self._sign_in, "selectedConfigIdChanged", self._sign_in_chosen)

    def _changed(self, *_: object) -> None:
        self._turn.start()

    def _show(self) -> None:
        desk, account = self._desk, self._desk.account
        is_ready = not account.problem()
        self.account.show_choice(account.address, account.ca_path, account.address_problem())
        self.account.show_result(desk.account_outcome)
        if self._sign_in.configId() != account.auth_id:
            # Chosen elsewhere: in the options of QGIS.
            self._sign_in.setConfigId(account.auth_id)
        self.show_server(self._heading(is_ready), is_ready)
        if self._was_ready is None and is_ready:
            self.account_box.set_open(False)
        self._was_ready = is_ready
        self.show_plan(desk.plan.is_open)
        if desk.plan.is_open:
            self.show_state(state_lines(desk.state(), desk.language))
        receipts = desk.looking.look.receipts
        self.receipts.show_receipts(receipts)
        self.receipts_box.setVisible(bool(receipts) and desk.plan.is_open)
        self.show_progress(stage_text(desk.doing, desk.share) if desk.doing else "", desk.share)
        self.show_abilities(desk.can_publish(), desk.can_ask())
        self._show_outcome()

    def _show_outcome(self) -> None:
        desk, outcome = self._desk, self._desk.outcome
        if outcome is not None and outcome.awaits_check and desk.plan.is_open:
            state = desk.state()
            outcome = outcomes.with_check(outcome, state.is_checked, state.blocking, desk.language)
        if outcome is not None and outcome.is_published and outcome != self._told:
            # It went with the revision; the next one has reasons of its own.
            self.reason.clear()
            self._history.look_again()
        self._told = outcome
        self.outcome.show_outcome(outcome)

    def _publish(self, is_trial: bool) -> None:
        self._desk.reason = self.reason.text_of_reason()
        self._desk.publish(is_trial)

    def _answered(self, offer: str) -> None:
        if offer == outcomes.FIND:
            self.findings_asked.emit()
            return
        self._desk.reason = self.reason.text_of_reason()
        self._desk.answer(offer)

    def _heading(self, is_ready: bool) -> str:
        if not is_ready:
            return QCoreApplication.translate("VillageInternet", "Server and account")
        text = QCoreApplication.translate("VillageInternet", "Server: {host}")
        return text.format(host=self._desk.account.host)

    def _progressed(self, share: float) -> None:
        if self._desk.doing:
            self.show_progress(stage_text(self._desk.doing, share), share)

    def _refresh(self) -> None:
        """Ask the server now; QGIS may ask for its master password, as it was asked for."""
        self._desk.ask_server()

    def _address_typed(self, text: str) -> None:
        if text.strip() != self._desk.account.address:
            self._desk.account.choose_address(text)
            self._account_changed()

    def _certificate_chosen(self, path: str) -> None:
        if path.strip() != self._desk.account.ca_path:
            self._desk.account.choose_certificate(path)
            self._account_changed()

    def _sign_in_chosen(self, auth_id: str) -> None:
        if auth_id != self._desk.account.auth_id:
            self._desk.account.choose_sign_in(auth_id)
            self._account_changed()

    def _account_changed(self) -> None:
        self._desk.account_outcome = None
        self._desk.looking.ask_server()
        self._changed()

    def _slot_failed(self, error: Exception) -> None:
        self._desk.fail(error)
