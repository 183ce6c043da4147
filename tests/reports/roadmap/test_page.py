# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap's page: well formed, complete, offline, and nothing in it is the plan's markup."""

from __future__ import annotations

from functools import partial
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from reports.roadmap.roadmap_world import HOSTILE, PERSONAL, opened, tables_of

from village_internet_plugin.domain.languages import rupiah_text
from village_internet_plugin.reports.roadmap.document import roadmap_of
from village_internet_plugin.reports.roadmap.page import roadmap_page
from village_internet_plugin.reports.roadmap.page_map import page_map, read_page_maps

_EMPTY = {"meta", "rect", "line", "path", "circle"}


class _Reading(HTMLParser):
    """Follows tags, and keeps what is linked to and what can be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "xlink:href", "action"), (tag, name)
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.anchors.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(folder: Path, count: int, language: str, *, is_full: bool = True) -> str:
    with opened(folder, count, is_checked=is_full, is_full=is_full) as (inputs, reference):
        maps = read_page_maps(inputs, reference)
        return roadmap_page(roadmap_of(inputs), language, partial(page_map, maps))


def read(page: str) -> _Reading:
    reading = _Reading()
    reading.feed(page)
    reading.close()
    assert not reading.open
    return reading


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("count", "is_full"), [(0, False), (0, True), (5, True), (40, True)])
def test_every_tag_is_closed_and_every_link_leads_into_the_page(
    tmp_path: Path, count: int, is_full: bool, language: str
) -> None:
    page = page_of(tmp_path, count, language, is_full=is_full)
    reading = read(page)
    assert "script" not in reading.seen
    assert len(reading.anchors) == len(set(reading.anchors))
    assert {link.removeprefix("#") for link in reading.links} <= set(reading.anchors)
    assert len(reading.links) >= 12
    assert "url(" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page


def test_what_the_plan_says_is_shown_and_never_markup(tmp_path: Path) -> None:
    page = page_of(tmp_path, 40, "id")
    assert HOSTILE not in page
    assert HOSTILE in unescape(page)
    assert not [personal for personal in PERSONAL if personal in unescape(page)]


def test_the_map_has_every_village_and_every_point(tmp_path: Path) -> None:
    with opened(tmp_path, 40) as (inputs, reference):
        maps = read_page_maps(inputs, reference)
        proposed, existing = (page_map(maps, kind, "en") for kind in ("proposed", "existing"))
    assert proposed.count("<path") == len(inputs.states) + 2
    assert proposed.count('<circle class="point"') == len(inputs.points) + 1  # one in the legend
    assert "<circle" not in existing
    assert proposed.count('<rect class="standing"') == 1 + 1
    # Shapes lie inside the drawing: villages are 2 km wide, 40 in a row.
    assert 'viewBox="0 0 1000 ' in proposed


def test_the_sums_are_those_of_the_tables(tmp_path: Path) -> None:
    with opened(tmp_path, 40) as (inputs, reference):
        roadmap = roadmap_of(inputs)
        maps = read_page_maps(inputs, reference)
        page = roadmap_page(roadmap, "id", partial(page_map, maps))
    total = tables_of(roadmap)["year_by_source"].totals[5]
    assert isinstance(total, int)
    assert f'<td class="number">{rupiah_text(total, "id")}</td></tr></tfoot>' in page
    assert inputs.trace.reference_sha256 in page
    assert f"kumpulan aturan {inputs.rule_set.version}" in page
