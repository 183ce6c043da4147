# SPDX-License-Identifier: GPL-2.0-or-later
"""SQL, markup, formulas and paths in every text column of every published table.

What may be free comes back letter by letter, in JSON and escaped on each page; what may not is
refused, each text for itself, in a sentence that names the column. Nothing is ever evaluated.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
import requests
from breaking.nonsense import TEXTS

from server.paser import hotspot_at
from server.running import PASER, RunningServer
from server.test_fuzz import send, tells_no_more_than_a_sentence
from server.test_pages import PageParts
from server.test_requests import rows
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import FUNDING_SOURCES, HOTSPOTS, WAIVERS, Table
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.revision_document import RevisionDocument

pytestmark = pytest.mark.server

FREE = {
    *(("hotspots", name) for name in ("name", "provider", "maintainer", "notes")),
    *(("funding_sources", name) for name in ("programme", "village_kinds")),
    *(("waivers", name) for name in ("subject", "reason", "author")),
}
"""Columns in which anything may stand; rules speak of the others."""
IDENTIFIERS = {("hotspots", "hotspot_id"), ("funding_sources", "funding_source_id")}
"""Columns in which anything may stand up to LONGEST_IDENTIFIER characters."""
LONGEST_IDENTIFIER = 200
SAID_AS = {
    ("hotspots", "village_code"): "VI601",
    ("hotspots", "funding_source_id"): "VI401",
    ("waivers", "made_at"): "was made at",
}
"""By what else than its name a refusal names a column: a rule, or plain words."""
HIDDEN = {("hotspots", name) for name in ("maintainer", "notes")}
"""Columns that can name people: no page and no collection shows them."""


class Tried(NamedTuple):
    """A column of a table, filled with texts."""

    table: Table
    column: str

    @property
    def name(self) -> tuple[str, str]:
        """The table's and the column's name."""
        return self.table.name, self.column


EVERY_TEXT_COLUMN = [
    Tried(table, column.name)
    for table in (HOTSPOTS, FUNDING_SOURCES, WAIVERS)
    for column in table.columns
    if column.holds == "text"
]


class Filled:
    """A document in which each of the texts stands in the column, one row for each."""

    def __init__(self, server: RunningServer, tried: Tried, texts: tuple[str, ...]) -> None:
        office = server.offices[-3]
        self.tried, self.server = tried, server
        fresh = new_identifier()[:8]
        point = hotspot_at(office)
        self.rows: tuple[Any, ...]
        if tried.table is HOTSPOTS:
            places = (
                LonLat(office.position.lon + 0.00003 * n, office.position.lat)
                for n in range(len(texts))
            )
            self.rows = tuple(hotspot_at(office, position=place) for place in places)
        elif tried.table is WAIVERS:
            self.rows = tuple(
                Waiver("VI203", f"{fresh}-{n}", "surat menyusul", "Sari", "2026-02-01T08:00:00Z")
                for n in range(len(texts))
            )
        else:
            self.rows = tuple(FundingSource(f"{fresh}-{n}", PASER, 2026) for n in range(len(texts)))
        self.rows = tuple(
            replace(row, **{tried.column: text}) for row, text in zip(self.rows, texts)
        )
        hotspots: list[Hotspot] = list(self.rows) if tried.table is HOTSPOTS else [point]
        waivers = self.rows if tried.table is WAIVERS else ()
        self.document: RevisionDocument = server.document(hotspots, waivers=waivers)
        if tried.table is FUNDING_SOURCES:
            self.document = replace(self.document, funding_sources=self.rows)

    @property
    def body(self) -> bytes:
        """The request."""
        return json.dumps({"inputs": {"document": self.document.to_json()}}).encode()

    def stored(self) -> list[Any]:
        """Return the values that the server gives to the plan's own people."""
        if self.tried.table is FUNDING_SOURCES:
            known = self.server.client().funding_sources(PASER)
            found: Any = {source.funding_source_id: source for source in known}
            kept = [found[row.funding_source_id] for row in self.rows]
        else:
            changes = self.server.client().changes_since(self.document.plan_id, 0)
            is_hotspots = self.tried.table is HOTSPOTS
            kept = list(changes.apply_to(()) if is_hotspots else changes.waivers_after(()))
        return [getattr(row, self.tried.column) for row in kept]

    def take_back(self) -> None:
        """Publish the plan empty again, and drop the sources: the next column needs the office."""
        gone = tuple(hotspot.hotspot_id for hotspot in self.document.added)
        empty = self.server.document(
            [], plan_id=self.document.plan_id, base_revision=1, removed=gone, whole=[]
        )
        assert self.server.publish(empty)["outcome"] == "published"
        if self.tried.table is FUNDING_SOURCES:
            ids = [row.funding_source_id for row in self.rows]
            with self.server.database() as connection:
                # Their memory is append-only for everybody who has to keep to it.
                connection.execute("SET LOCAL session_replication_role = replica")
                for name in ("funding_source_changes", "funding_sources"):
                    connection.execute(
                        f"DELETE FROM village_internet.{name}"
                        " WHERE funding_source_id = ANY(%s)".encode(),
                        (ids,),
                    )


@pytest.fixture(scope="module")
def line(running_server: RunningServer) -> Iterator[requests.Session]:
    """A steward: the one who may write in all three tables."""
    with running_server.session("paser.steward") as session:
        yield session


@pytest.mark.parametrize("tried", EVERY_TEXT_COLUMN, ids=lambda tried: ".".join(tried.name))
def test_a_harmful_text_in_any_column_is_kept_as_it_is_or_refused_by_its_column(
    running_server: RunningServer, line: requests.Session, tried: Tried
) -> None:
    kept = tuple(text for text in TEXTS if may_stand(tried, text))
    if kept:
        filled = Filled(running_server, tried, kept)
        answer = tells_no_more_than_a_sentence(send(running_server, line, filled.body))
        assert answer["outcome"] == "published", answer
        try:
            assert sorted(filled.stored()) == sorted(kept)
            shows_them_escaped(running_server, filled, set(kept))
        finally:
            filled.take_back()
    before = rows(running_server)
    names = {tried.column, SAID_AS.get(tried.name, tried.column)}
    for text in (text for text in TEXTS if text not in kept):
        alone = Filled(running_server, tried, (text,))
        answer = tells_no_more_than_a_sentence(send(running_server, line, alone.body))
        assert answer["outcome"] in ("refused", "rejected"), text
        assert any(name in json.dumps(answer) for name in names), answer
    assert rows(running_server) == before


def may_stand(tried: Tried, text: str) -> bool:
    """Tell whether a text may be stored in a column."""
    is_short = len(text) <= LONGEST_IDENTIFIER
    return tried.name in FREE or (tried.name in IDENTIFIERS and is_short)


def shows_them_escaped(server: RunningServer, filled: Filled, texts: set[str]) -> None:
    """Look at every page and collection on which the texts stand, or must not stand."""
    session = server.session("paser.reader")
    collection, column = filled.tried.name
    if collection == "waivers":
        collection = "revisions"
    where = f"{server.url}/collections/{collection}/items"
    answer = session.get(where, params={"f": "json", "limit": 10_000}, timeout=60)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "json" in answer.headers["Content-Type"]
    features = answer.json()["features"]
    shown = [one["properties"].get(column, one.get("id")) for one in features]
    is_public = filled.tried.table is not WAIVERS and filled.tried.name not in HIDDEN
    assert texts & set(shown) == (texts if is_public else set())
    pages = [f"{where}?f=html&limit=10000"]
    pages += [
        f"{where}/{quote(str(one['id']), safe='')}?f=html"
        for one, value in zip(features, shown)
        if value in texts
    ]
    whole = ""
    for address in pages:
        page = session.get(address, timeout=60)
        assert PageParts(page.text).forbidden == [], address
        assert not [text for text in texts if "<" in text and text in page.text], address
        whole += html.unescape(page.text)
    for text in texts:
        assert (text in whole) == is_public, text
