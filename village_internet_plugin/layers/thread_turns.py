# SPDX-License-Identifier: GPL-2.0-or-later
"""Has Python's threads give way to one another quickly while work goes on beside the window.

Only one thread runs Python at a time, and one that computes gives way when 5 ms are over. The
window asks for its turn at every call from Qt into Python, dozens of them to lay out and draw a
panel: together it stood still for 0.2 s (measured) although next to nothing was to be done.
"""

from __future__ import annotations

import sys

_TURN_S = 0.0005
"""How long a thread computes while another waits; shorter makes the work itself slower."""

_works = 0
_turn_before = 0.0


def begin_short_turns() -> None:
    """Let turns be short until `end_short_turns` was called as often; in the main thread."""
    global _works, _turn_before
    if _works == 0:
        _turn_before = sys.getswitchinterval()
        # Whoever has set a shorter one keeps it.
        sys.setswitchinterval(min(_TURN_S, _turn_before))
    _works += 1


def end_short_turns() -> None:
    """Let turns be as they were, once nobody needs short ones."""
    global _works
    _works -= 1
    if _works == 0:
        sys.setswitchinterval(_turn_before)
