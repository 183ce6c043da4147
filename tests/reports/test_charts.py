# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts: lengths as the numbers, text as text, nothing outside the drawing."""

from __future__ import annotations

import xml.etree.ElementTree as Tree

from village_internet_plugin.reports.charts import (
    DARK,
    LIGHT,
    Bar,
    Drawing,
    bars,
    columns,
    matrix,
    printable,
)

HOSTILE = "<script>alert('x')</script>&\x00\ud800"


def parts(drawing: Drawing, kind: str, colour: str | None = None) -> list[dict[str, str]]:
    """Return the attributes of the drawing's parts of a kind, once it is read as XML."""
    root = Tree.fromstring(drawing.svg)  # noqa: S314 - made here
    found = [part.attrib for part in root if part.tag.endswith("}" + kind)]
    return [one for one in found if colour is None or one["fill"] == colour]


def texts(drawing: Drawing) -> list[str]:
    root = Tree.fromstring(drawing.svg)  # noqa: S314 - made here
    return [part.text or "" for part in root if part.tag.endswith("}text")]


def test_bars_are_as_long_as_their_numbers() -> None:
    drawing = bars([Bar("A", 10, 30, "10 / 40"), Bar("B", 20, 0, "20 / 20")], "done", "rest")
    # The first of each colour is the legend's.
    dark = [int(one["width"]) for one in parts(drawing, "rect", DARK)[1:]]
    light = [int(one["width"]) for one in parts(drawing, "rect", LIGHT)[1:]]
    assert abs(dark[1] - 2 * dark[0]) <= 1
    assert abs(light[0] - 3 * dark[0]) <= 2
    assert len(light) == 1
    assert texts(drawing)[:3] == ["done", "rest", "A"]


def test_what_is_more_than_nothing_is_seen_and_nothing_is_not() -> None:
    drawing = columns([("2026", 1, "1"), ("2027", 1_000_000_000, "1 bn"), ("2028", 0, "0")])
    heights = [int(one["height"]) for one in parts(drawing, "rect")]
    assert heights == [4, 460]


def test_a_matrix_has_areas_as_its_amounts() -> None:
    drawing = matrix(
        ["2026", "2027"], [("APBD", [(400, "400"), (100, "100")]), ("Desa", [(0, "0")])]
    )
    sides = [int(one["width"]) for one in parts(drawing, "rect")]
    assert sides == [90, 45]
    assert texts(drawing) == ["2026", "2027", "APBD", "400", "100", "Desa"]


def test_labels_are_text_whatever_they_hold() -> None:
    for drawing in (
        bars([Bar(HOSTILE, 1, 1, HOSTILE)], HOSTILE, HOSTILE),
        columns([(HOSTILE, 1, HOSTILE)]),
        matrix([HOSTILE], [(HOSTILE, [(1, HOSTILE)])]),
    ):
        assert "<script" not in drawing.svg
        assert any("<script>" in text for text in texts(drawing))
    assert printable(HOSTILE).endswith("&??")


def test_no_rows_at_all_draw_as_well() -> None:
    for drawing in (bars([], "done", "rest"), columns([]), matrix([], [])):
        assert parts(drawing, "rect", LIGHT) == []
        assert drawing.height_mm > 0


def test_everything_lies_inside_the_drawing() -> None:
    rows = [
        Bar("A district with a very long name, longer than its room", n, 9 - n, "9")
        for n in range(10)
    ]
    for drawing in (
        bars(rows, "villages with service", "villages without"),
        columns([(str(year), year, "Rp1.25 bn") for year in range(2025, 2037)]),
        matrix(list("abcd"), [("APBD", [(1, "Rp999 m")] * 4)] * 12),
    ):
        for one in parts(drawing, "rect"):
            assert 0 <= int(one["x"]) <= int(one["x"]) + int(one["width"]) <= 1700
            assert 0 <= int(one["y"]) <= drawing.height_mm * 10
        for one in parts(drawing, "text"):
            assert 0 <= int(one["y"]) <= drawing.height_mm * 10
