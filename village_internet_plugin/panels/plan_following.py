# SPDX-License-Identifier: GPL-2.0-or-later
"""Follows the plan for a dock: whatever changes, the dock looks at it again once, a turn later."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, QTimer

from village_internet_plugin.panels.window import Window


class PlanFollowing:
    """Asks a dock to look again in the next turn of the window, from `follow` until `let_go`.

    A hidden dock costs nothing: it is asked when it appears again.
    """

    def __init__(
        self, window: Window, panel: QObject, view: Any, refresh: Callable[[], object]
    ) -> None:
        """Call `refresh` for `panel` whenever the plan of `window` may look another way in `view`.

        `view` has the signal `appeared`, and its `let_go` is called before it goes.
        """
        self._plan, self._guard = window.plan, window.messages.guard
        self._view, self._refresh = view, refresh
        self._turn = QTimer(panel)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._connected: list[tuple[Any, Callable[..., object]]] = []

    @property
    def is_due(self) -> bool:
        """Whether the dock is to look again and has not yet."""
        return bool(self._turn.isActive())

    def follow(
        self,
        let_go: Callable[[], object],
        closed: Callable[[], object] | None = None,
        checking: Callable[[float], object] | None = None,
    ) -> None:
        """Begin; `let_go` is to be the view's.

        `closed` is called instead of looking again when the plan closes, `checking` likewise with
        the share done while it is checked.
        """
        self._turn.timeout.connect(self._guard(self._refresh))
        self._view.appeared.connect(self._guard(self.look_again))
        plan, mark = self._plan, self._guard(self.mark)
        self._connected = [(signal, mark) for signal in (plan.opened, plan.changed, plan.edited)]
        self._connected += [
            (plan.closed, mark if closed is None else self._guard(closed)),
            (plan.checking, mark if checking is None else self._guard(checking)),
        ]
        for signal, slot in self._connected:
            signal.connect(slot)
        self._view.let_go = let_go

    def look_again(self) -> None:
        """Have the dock look again in the next turn."""
        self._turn.start()

    def look_now(self) -> None:
        """Have the dock look again at once, in place of the next turn."""
        self._turn.stop()
        self._refresh()

    def let_go(self) -> None:
        """Follow the plan no more."""
        self._turn.stop()
        for signal, slot in self._connected:
            signal.disconnect(slot)
        self._connected.clear()

    def mark(self, *_: object) -> None:
        """Have the dock look again in the next turn, unless it is hidden over an open plan."""
        if self._view.isVisible() or not self._plan.is_open:
            self.look_again()
