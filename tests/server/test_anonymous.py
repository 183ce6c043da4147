# SPDX-License-Identifier: GPL-2.0-or-later
"""What is read without signing in: nothing, until an administrator opens a collection."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import requests

from server.paser import hotspot_at
from server.running import RunningServer
from server.test_sign_in import get
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server.database import Database, act_as_owner, connect
from village_internet_plugin.server.reading import COLLECTIONS, OpenCollections, open_collection

pytestmark = pytest.mark.server


def set_open(server: RunningServer, name: str, is_open: bool) -> None:
    with connect(server.description["database"]["admin"]) as connection:
        act_as_owner(connection)
        open_collection(connection, name, is_open)


@pytest.fixture
def opened(running_server: RunningServer) -> Iterator[OpenCollections]:
    """What one worker knows of a server whose hotspots are open."""
    database = Database(running_server.description["database"]["writer"])
    set_open(running_server, "hotspots", True)
    yield OpenCollections(database)
    set_open(running_server, "hotspots", False)
    database.close()


def status(server: RunningServer, path: str) -> int:
    return get(server, path).status_code


CLOSED = (
    "/collections/villages",
    "/collections/villages/items",
    "/collections/revisions/items",
    "/collections/revisions/schema",
    "/collections/no_such/items",
    "/collections/hotspots%2F..%2Frevisions/items",
    "/collections/HOTSPOTS/items",
    "/processes",
    "/processes/changes-since",
    "/jobs",
    "/stac",
    "/health/details",
    "/sign-in",
    "/no/such/page",
)
OPEN = (
    "/",
    "/conformance",
    "/openapi",
    "/collections",
    "/collections/hotspots",
    "/collections/hotspots/items",
    "/collections/hotspots/schema",
    "/collections/hotspots/queryables",
)


def test_of_an_open_collection_a_stranger_reads_all_and_of_others_nothing(
    running_server: RunningServer,
) -> None:
    point = hotspot_at(running_server.office(), maintainer="Ibu Sari", notes="Telepon Budi")
    running_server.publish(running_server.document([point]))
    assert {status(running_server, path) for path in (*OPEN, *CLOSED)} == {401}
    set_open(running_server, "hotspots", True)
    # What workers have learned from these strangers holds for a moment.
    time.sleep(OpenCollections.KEPT_S)
    try:
        assert {path: status(running_server, path) for path in OPEN} == dict.fromkeys(OPEN, 200)
        assert {path: status(running_server, path) for path in CLOSED} == dict.fromkeys(CLOSED, 401)
        tells_of_open_collections_alone(running_server)
        item = get(running_server, f"/collections/hotspots/items/{point.hotspot_id}?f=json")
        assert item.json()["id"] == point.hotspot_id
        assert "Ibu Sari" not in item.text
        assert "Telepon" not in item.text
        assert "X-Village-Internet-Version" not in item.headers
        # Whoever shows a sign-in is held to it.
        wrong = get(running_server, "/collections", auth=("paser.reader", new_identifier()))
        assert wrong.status_code == 401
        posted = requests.post(
            f"{running_server.url}/processes/changes-since/execution",
            json={"inputs": {"plan_id": "x", "revision": 0}},
            verify=running_server.ca,
            timeout=30,
        )
        assert posted.status_code == 401
    finally:
        set_open(running_server, "hotspots", False)
    time.sleep(OpenCollections.KEPT_S)
    assert {status(running_server, path) for path in OPEN * 2} == {401}


def tells_of_open_collections_alone(server: RunningServer) -> None:
    """Neither a title nor a column of what is closed stands in what a stranger may ask for."""
    listed = get(server, "/collections?f=json").json()["collections"]
    assert [one["id"] for one in listed] == ["hotspots"]
    paths = get(server, "/openapi?f=json").json()["paths"]
    assert {path.split("/")[2] for path in paths if path.count("/") > 1} == {"hotspots"}
    assert not [path for path in paths if path.startswith(("/processes", "/jobs"))]
    for path in ("/", "/collections", "/openapi", "/conformance"):
        for form in ("json", "html", "jsonld"):
            for language in ("en", "id"):
                text = get(server, f"{path}?f={form}&lang={language}").text
                for word in ("Funding sources", "Sumber dana", "funding_sources", "revisions",
                             "blank_spots", "village_outlines", "base_revision"):  # fmt: skip
                    assert word not in text, (path, form, language)
    # Whoever signs in is told of everything, by the same workers.
    session = server.session("paser.reader")
    for _ in range(4):
        known = session.get(f"{server.url}/collections?f=json", timeout=30).json()["collections"]
        assert {one["id"] for one in known} == set(COLLECTIONS)


def test_what_is_open_is_asked_for_again_after_a_moment(
    running_server: RunningServer, opened: OpenCollections
) -> None:
    now = [0.0]
    opened._clock = lambda: now[0]
    assert opened.is_open("hotspots")
    assert opened.any_open()
    assert not opened.is_open("villages")

    set_open(running_server, "hotspots", False)

    now[0] = OpenCollections.KEPT_S - 0.1
    assert opened.is_open("hotspots")
    now[0] = OpenCollections.KEPT_S
    assert not opened.is_open("hotspots")
    assert not opened.any_open()


def test_what_is_no_collection_cannot_be_opened(running_server: RunningServer) -> None:
    with pytest.raises(InputError, match="no collection"):
        set_open(running_server, "accounts", True)


def test_every_collection_can_be_opened(running_server: RunningServer) -> None:
    listed = running_server.session("paser.reader").get(
        f"{running_server.url}/collections", params={"f": "json"}, timeout=30
    )

    assert {one["id"] for one in listed.json()["collections"]} == set(COLLECTIONS)
