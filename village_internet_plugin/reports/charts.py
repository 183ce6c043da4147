# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts as SVG from the planner's own numbers, to be read in black and white as well.

Units are tenths of a millimetre: whole numbers, since Qt rounds the size of letters. Only shapes
and text are used that every reader of SVG draws; nothing refers to another file.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

DARK, LIGHT, INK, FAINT = "#1f4e5f", "#e8eef0", "#222222", "#bbbbbb"
"""Dark and light tell apart when copied in grey; light has an outline."""
_WIDTH, _TEXT, _ROW, _LABEL = 1700, 32, 58, 520
_LABEL_LETTERS = 30
_CELL = 150


class Bar(NamedTuple):
    """A bar of two parts: what is done, drawn dark, and the rest, drawn light."""

    label: str
    done: int
    rest: int
    text: str
    """The numbers as people write them, beside the bar."""


class Drawing(NamedTuple):
    """An SVG document with its size in millimetres."""

    svg: str
    width_mm: float
    height_mm: float


def bars(rows: Sequence[Bar], done: str, rest: str) -> Drawing:
    """Draw a bar for each row, one below the other; `done` and `rest` name the parts."""
    most = max((row.done + row.rest for row in rows), default=0)
    room = _WIDTH - _LABEL - 330
    parts = _legend(done, rest if any(row.rest for row in rows) else "")
    for place, row in enumerate(rows):
        top = 80 + place * _ROW
        first = _scaled(row.done, most, room)
        second = _scaled(row.rest, most, room)
        parts += [
            _words(_LABEL - 20, top + 34, _shortened(row.label), "end"),
            _box(_LABEL, top, first, 44, DARK),
            _box(_LABEL + first, top, second, 44, LIGHT),
            _words(_LABEL + first + second + 14, top + 34, row.text),
        ]
    return _drawing(parts, 80 + len(rows) * _ROW + 10)


def columns(rows: Sequence[tuple[str, int, str]]) -> Drawing:
    """Draw a column for each (label, amount, amount as text), side by side on one ground line."""
    most = max((amount for _, amount, _ in rows), default=0)
    step = min(260, _WIDTH // max(1, len(rows)))
    parts = [f'<line x1="0" y1="560" x2="{_WIDTH}" y2="560" stroke="{INK}" stroke-width="3"/>']
    for place, (label, amount, text) in enumerate(rows):
        middle, height = place * step + step // 2, _scaled(amount, most, 460)
        parts += [
            _box(middle - step // 3, 560 - height, step * 2 // 3, height, DARK),
            _words(middle, 545 - height, text, "middle"),
            _words(middle, 604, label, "middle"),
        ]
    return _drawing(parts, 630)


def matrix(heads: Sequence[str], rows: Sequence[tuple[str, Sequence[tuple[int, str]]]]) -> Drawing:
    """Draw a square for each (amount, amount as text) of a row under its head.

    The squares' areas are as the amounts; nothing is drawn for none.
    """
    most = max((amount for _, cells in rows for amount, _ in cells), default=0)
    step = min(300, (_WIDTH - _LABEL) // max(1, len(heads)))
    parts = [
        _words(_LABEL + place * step + step // 2, 40, head, "middle")
        for place, head in enumerate(heads)
    ]
    for line, (label, cells) in enumerate(rows):
        middle = 70 + line * _CELL + _CELL // 2
        parts.append(_words(_LABEL - 20, middle + 12, _shortened(label), "end"))
        parts.append(
            f'<line x1="0" y1="{middle - _CELL // 2}" x2="{_LABEL + step * len(heads)}" '
            f'y2="{middle - _CELL // 2}" stroke="{FAINT}" stroke-width="2"/>'
        )
        for place, (amount, text) in enumerate(cells):
            across = _LABEL + place * step + step // 2
            side = _scaled(round(math.sqrt(max(0, amount))), round(math.sqrt(most)), 90)
            parts.append(_box(across - side // 2, middle - side // 2 - 20, side, side, DARK))
            parts.append(_words(across, middle + 62, text, "middle") if amount else "")
    return _drawing([part for part in parts if part], 80 + len(rows) * _CELL)


def _legend(done: str, rest: str) -> list[str]:
    parts = [_box(_LABEL, 10, 40, 40, DARK), _words(_LABEL + 54, 42, done)]
    if rest:
        parts += [_box(_LABEL + 560, 10, 40, 40, LIGHT), _words(_LABEL + 614, 42, rest)]
    return parts


def _scaled(amount: int, most: int, room: int) -> int:
    """Return a length; what is more than nothing never vanishes."""
    return 0 if amount <= 0 or most <= 0 else max(4, round(amount * room / most))


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL_LETTERS else label[: _LABEL_LETTERS - 1] + "…"


def _box(left: int, top: int, width: int, height: int, colour: str) -> str:
    if width <= 0 or height <= 0:
        return ""
    return (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{colour}" '
        f'stroke="{INK}" stroke-width="2"/>'
    )


def _words(left: int, base: int, text: str, anchor: str = "start") -> str:
    return (
        f'<text x="{left}" y="{base}" font-family="sans-serif" font-size="{_TEXT}" '
        f'fill="{INK}" text-anchor="{anchor}">{escape(printable(text))}</text>'
    )


def printable(text: str) -> str:
    """Return `text` without the characters XML cannot hold, written as a question mark."""
    return "".join(
        letter
        if letter in "\t\n"
        or ((letter >= " " and letter not in "\ufffe\uffff") and not "\ud800" <= letter <= "\udfff")
        else "?"
        for letter in text
    )


def _drawing(parts: Sequence[str], height: int) -> Drawing:
    body = "\n".join(part for part in parts if part)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH / 10:g}mm" '
        f'height="{height / 10:g}mm" viewBox="0 0 {_WIDTH} {height}">\n{body}\n</svg>\n'
    )
    return Drawing(svg, _WIDTH / 10, height / 10)
