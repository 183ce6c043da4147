# SPDX-License-Identifier: GPL-2.0-or-later
"""Tooltips in which what a file or a server wrote stays letters.

Qt takes a tooltip for markup when it looks like it, and markup may name pictures, which Qt then
fetches from this computer's disk or from the share of another.
"""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Return what to give Qt as a tooltip so that `text` is shown letter by letter."""
    if "<" not in text:
        return text
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>")
