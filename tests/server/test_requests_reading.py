# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading queries that nobody can answer are refused with a sentence, never failed at."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from server.running import RunningServer
from village_internet_plugin.server.query_guard import bad_query

pytestmark = pytest.mark.server

REFUSED = (
    ("hotspots", "bbox=nan,1,2,3"),
    ("hotspots", "bbox=1,2,3,inf"),
    ("hotspots", "bbox=1,2,3"),
    ("hotspots", "bbox="),
    ("hotspots", "datetime=x"),
    ("hotspots", "datetime=2026-01-01"),
    ("revisions", "datetime=x"),
    ("revisions", "datetime=2026-01-01/2026-02-01/2026-03-01"),
    ("revisions", "datetime=2026-13-01T00:00:00Z/.."),
    ("revisions", "published_at=someday"),
    ("hotspots", "year=abc"),
    ("hotspots", "year=2026.5"),
    ("hotspots", "year=99999999999999999999"),
    ("hotspots", "bandwidth_mbps=nan"),
    ("hotspots", "year=2026&year=abc"),
    ("funding_sources", "used_idr=x"),
    ("hotspots", "name=%00"),
    ("hotspots", "%00=1"),
    ("hotspots", "sortby="),
    ("hotspots", "sortby=-"),
    ("hotspots", "sortby=nothing"),
    ("hotspots", "filter=year='abc'"),
    ("hotspots", "filter=year%20LIKE%20'a%25'"),
    ("hotspots", "filter=((("),
    ("villages", "filter=pg_sleep(3)%3D1"),
    ("villages", "filter=BUFFER(geom,1)%3D1"),
    ("hotspots", "filter=name%3D'%00'"),
    ("hotspots", "offset=-1"),
    ("hotspots", "offset=99999999999999999999"),
    ("hotspots", "limit=-1"),
    ("hotspots", "limit=x"),
    ("hotspots", "crs=zz"),
    ("hotspots", "bbox=1,2,3,4&bbox-crs=zz"),
    ("hotspots", "properties=nothing"),
    ("hotspots", "f=csv"),
    ("hotspots", "f=nothing"),
)
ANSWERED = (
    ("hotspots", "bbox=115,-3,117,-1&limit=1"),
    ("hotspots", "bbox=-1e308,-1e308,1e308,1e308&limit=1"),
    ("hotspots", "year=2026&limit=1"),
    ("hotspots", "name='%3B%20DROP%20TABLE%20hotspots&limit=1"),
    ("hotspots", "filter=year%3E2000&limit=1"),
    ("hotspots", "filter=(year%3E2000)%20AND%20name%3C%3E'pg_sleep(3)'&limit=1"),
    ("hotspots", "filter=year%20IN%20(2025,2026)&limit=1"),
    ("villages", "filter=BBOX(geom,115,-3,117,-1)&limit=1"),
    ("villages", "filter=INTERSECTS(geom,%20POINT(116%20-1.5))&limit=1"),
    ("hotspots", "sortby=-year&limit=1"),
    ("hotspots", "unknown=1&limit=1"),
    ("revisions", "datetime=2026-01-01T00:00:00Z/..&limit=1"),
    ("revisions", "datetime=../2099-01-01&limit=1"),
    ("hotspots", "f=jsonld&limit=1"),
)


@pytest.mark.parametrize(("collection", "query"), REFUSED)
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    running_server: RunningServer, collection: str, query: str
) -> None:
    answer = running_server.session("paser.reader").get(
        f"{running_server.url}/collections/{collection}/items?{query}", timeout=30
    )

    assert answer.status_code == 400, answer.text
    assert len(answer.json()["description"]) > 8
    assert "SELECT" not in answer.text
    assert "psycopg" not in answer.text


@pytest.mark.parametrize(("collection", "query"), ANSWERED)
def test_what_can_be_answered_is(
    running_server: RunningServer, collection: str, query: str
) -> None:
    answer = running_server.session("paser.reader").get(
        f"{running_server.url}/collections/{collection}/items?{query}", timeout=30
    )

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/collections/hotspots/items/%00",
        "/collections/hotspots/items/nothing",
        "/collections/%00/items",
        "/collections/nothing",
        "/collections/hotspots/queryables?properties=nothing",
        "/collections/hotspots/queryables?profile=actual-domain",
        "/collections/hotspots/coverage",
        "/collections/hotspots/map",
        "/collections/hotspots/tiles",
        "/collections/hotspots/position?coords=POINT(1%201)",
        "/processes/nothing",
        "/jobs/nothing",
        "/jobs/nothing/results",
        "/stac",
        "/stac/..%2f..%2fetc%2fpasswd",
        "/static/..%2f..%2fpygeoapi.yml",
        "/TileMatrixSets/nothing",
        "/collections/hotspots?lang=%ff",
    ],
)
def test_no_address_makes_the_server_fail(running_server: RunningServer, path: str) -> None:
    answer = running_server.session("paser.reader").get(f"{running_server.url}{path}", timeout=30)

    assert answer.status_code < 500, answer.text


def test_a_reading_request_has_no_body(running_server: RunningServer) -> None:
    answer = running_server.session("paser.reader").request(
        "GET",
        f"{running_server.url}/collections/hotspots/items",
        data=b'{"op": "=", "args": [{"property": "name"}, "\\u0000"]}',
        timeout=30,
    )

    assert answer.status_code == 400
    assert "no body" in answer.json()["description"]


def test_a_nul_in_the_path_is_seen_without_the_database() -> None:
    refused = bad_query(MultiDict(), "/collections/hotspots/items/\0")
    assert refused is not None
    assert "NUL" in refused.en
    assert bad_query(MultiDict({"year": "2026"}), "/collections/hotspots/items") is None
