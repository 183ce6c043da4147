# SPDX-License-Identifier: GPL-2.0-or-later
"""Broken requests and documents: each gets a sentence, none leaves a trace."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
from flask import Flask
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from server.paser import hotspot_at
from server.running import RunningServer, log_of
from server.test_logs import line_with
from village_internet_plugin.server.request_body import unpacked

pytestmark = pytest.mark.server

JSON = {"Content-Type": "application/json"}


def send(server: RunningServer, body: bytes, **headers: str) -> requests.Response:
    return server.session("paser.planner").post(
        f"{server.url}/processes/publish-plan/execution",
        data=body,
        headers={**JSON, **{name.replace("_", "-"): value for name, value in headers.items()}},
        timeout=60,
    )


def gzipped(count: int) -> bytes:
    """Return this many letters packed, the same bytes at any time: they name a test."""
    return gzip.compress(b"x" * count, mtime=0)


def told(server: RunningServer, response: requests.Response) -> dict[str, Any]:
    """Return the line of the log that tells of this answer."""
    log = log_of(server).read_text("utf-8", "replace")
    return line_with(log, response.headers["X-Request-Id"])


def rows(server: RunningServer) -> tuple[Any, ...]:
    """Return how much is stored in all."""
    with server.database() as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM village_internet.plans),"
            " (SELECT count(*) FROM village_internet.hotspots),"
            " (SELECT count(*) FROM village_internet.revisions)"
        ).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[1, 2]", '{"inputs": {'),
        (b'{"inputs": 7}', '{"inputs": {'),
        (b'{"inputs": {"document": {"a": NaN}}}', "NaN"),
        (b'{"inputs": {"document": {"a": -Infinity}}}', "Infinity"),
        (b'{"inputs": {"document": {}, "document": {}}}', "twice"),
        (b'{"inputs": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "deep"),
        (b'{"inputs": {"document": {"a": ' + b"9" * 6_000 + b"}}}", "not JSON"),
        (b'{"inputs": {}}', '"document"'),
        (b'{"inputs": {"document": []}}', '"document"'),
        (b'{"inputs": {"document": {}, "dry_run": "yes"}}', '"dry_run"'),
    ],
)
def test_an_unreadable_request_is_a_400_in_a_sentence(
    running_server: RunningServer, body: bytes, words: str
) -> None:
    before = rows(running_server)

    response = send(running_server, body)

    assert response.status_code == 400, response.text
    if words == "twice":
        words = "same key twice"
    assert words in response.json()["description"]
    assert rows(running_server) == before
    assert told(running_server, response)["status"] == 400


Damage = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda sent: sent.pop("agency"), "agency"),
        (lambda sent: sent.update(extra=1), "extra"),
        (lambda sent: sent.update(base_revision=-1), "base_revision"),
        (lambda sent: sent.update(base_revision=2**70), "base_revision"),
        (lambda sent: sent.update(plan_id="x" * 3_000), "plan_id"),
        (lambda sent: sent.update(plan_id="a\0b"), "plan_id"),
        (lambda sent: sent["added"][0].update(lon=1e999), "Infinity"),
        (lambda sent: sent["added"][0].update(lon=1e308), "added[0].lon"),
        (lambda sent: sent["added"][0].update(lat=-1e308), "added[0].lat"),
        (lambda sent: sent["added"][0].update(lat=float("nan")), "NaN"),
        (lambda sent: sent["added"][0].update(lon="116"), "added[0].lon"),
        (lambda sent: sent["added"][0].update(notes="\ud800"), "added[0].notes"),
        (lambda sent: sent["added"][0].update(capex_idr=10**30), "added[0].capex_idr"),
        (lambda sent: sent["added"][0].update(status="done"), "added[0].status"),
        (lambda sent: sent["added"].append(sent["added"][0]), "hotspot"),
        (lambda sent: sent.update(added=5), "added"),
        (lambda sent: sent.update(funding_sources=[{}]), "funding_sources[0]"),
        (lambda sent: sent.update(waivers=["all"]), "waivers[0]"),
    ],
)
def test_a_broken_document_names_the_field_and_stores_nothing(
    running_server: RunningServer, damage: Damage, words: str
) -> None:
    sent = running_server.document([hotspot_at(running_server.offices[-1])]).to_json()
    damage(sent)
    before = rows(running_server)

    response = send(running_server, json.dumps({"inputs": {"document": sent}}).encode())

    if words in ("Infinity", "NaN"):
        assert response.status_code == 400
        assert words in response.json()["description"]
    else:
        answer = response.json()
        assert (answer["outcome"], answer["reason"]) == ("refused", "invalid_document")
        assert words in answer["message"]
        line = told(running_server, response)
        assert (line["outcome"], line["reason"]) == ("refused", "invalid_document")
    assert rows(running_server) == before


def test_a_gzipped_request_is_unpacked(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])
    body = json.dumps({"inputs": {"document": document.to_json()}}).encode()

    response = send(running_server, gzip.compress(body), Content_Encoding="gzip")

    assert response.json()["outcome"] == "published"


def test_a_request_in_chunks_is_read_too(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])
    body = json.dumps({"inputs": {"document": document.to_json()}}).encode()

    response = running_server.session("paser.planner").post(
        f"{running_server.url}/processes/publish-plan/execution",
        data=iter([body[:100], body[100:]]),
        headers=JSON,
        timeout=60,
    )

    assert response.json()["outcome"] == "published"


def test_a_gzip_bomb_is_a_413(running_server: RunningServer) -> None:
    bomb = gzip.compress(b" " * (300 * 1024 * 1024), compresslevel=1)
    before = rows(running_server)

    response = send(running_server, bomb, Content_Encoding="gzip")

    assert response.status_code == 413
    assert "268,435,456 bytes" in response.json()["description"]
    assert rows(running_server) == before
    assert told(running_server, response)["status"] == 413


def test_other_packings_and_media_types_are_a_415(running_server: RunningServer) -> None:
    packed = send(running_server, b"{}", Content_Encoding="br")
    form = send(running_server, b"inputs=1", Content_Type="application/x-www-form-urlencoded")

    assert (packed.status_code, form.status_code) == (415, 415)
    assert "gzip" in packed.json()["description"]
    assert "application/json" in form.json()["description"]


def test_a_subscriber_is_never_called(running_server: RunningServer) -> None:
    """pygeoapi would send the result to any address the caller names."""
    body = {"inputs": {}, "subscriber": {"successUri": "http://127.0.0.1:9/"}}

    response = running_server.session("paser.reader").post(
        f"{running_server.url}/processes/rule-set/execution", json=body, timeout=30
    )

    assert response.status_code == 200


def test_an_unknown_process_is_a_404(running_server: RunningServer) -> None:
    assert running_server.post("no-such-process", {}).status_code == 404


@pytest.mark.parametrize(
    ("body", "encoding", "error"),
    [
        (b"x" * 11, "", RequestEntityTooLarge),
        (gzipped(11), "gzip", RequestEntityTooLarge),
        (gzipped(6) * 2, "gzip", RequestEntityTooLarge),
        (gzipped(10)[:-9], "gzip", BadRequest),
        (b"not gzip", "gzip", BadRequest),
        (b"x", "deflate", UnsupportedMediaType),
    ],
)
def test_a_body_is_unpacked_up_to_the_limit_and_not_beyond(
    body: bytes, encoding: str, error: type[Exception]
) -> None:
    with Flask("test").test_request_context(), pytest.raises(error):
        unpacked(body, encoding, 10)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"x" * 10, ""),
        (b"x" * 10, "identity"),
        (gzipped(10), " GZIP "),
        (gzipped(5) * 2, "gzip"),
    ],
)
def test_a_body_at_the_limit_is_taken(body: bytes, encoding: str) -> None:
    assert unpacked(body, encoding, 10) == b"x" * 10
