# SPDX-License-Identifier: GPL-2.0-or-later
"""Documents damaged by chance: each is answered in a sentence, and a refused one leaves no trace.

FUZZ_EXAMPLES says how many are tried; `make fuzz` tries thousands.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any

import pytest
import requests
from breaking.nonsense import UNSTORABLE, as_json, damaged, damages, http_requests
from breaking.outcome import standing
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import booleans

from server.paser import hotspot_at
from server.running import KALTIM, RunningServer
from server.test_requests import rows
from village_internet_plugin.domain.schema import FUNDING_SOURCES, HOTSPOTS, WAIVERS
from village_internet_plugin.domain.waiver import Waiver

pytestmark = pytest.mark.server

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))
FUZZING = settings(
    max_examples=EXAMPLES,
    deadline=None,
    # `make test` is to judge the change at hand; `make fuzz` draws anew each time.
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
MAY_FAIL = (503, 507)
TELLS_TOO_MUCH = ("Traceback", "psycopg", "SELECT ", "INSERT ", 'File "', "village_internet.")
OUTCOMES = {"published", "dry_run", "conflict", "rejected", "refused"}


@pytest.fixture(scope="module")
def valid(running_server: RunningServer) -> dict[str, Any]:
    """A document of everything a document can hold, that the server would publish."""
    office = running_server.office()
    hotspot = hotspot_at(office, notes="catatan", provider="PT Telkom", bandwidth_mbps=50.0)
    waiver = Waiver("VI203", hotspot.hotspot_id, "surat menyusul", "Sari", "2026-02-01T08:00:00Z")
    document = running_server.document([hotspot], waivers=(waiver,))
    (source,) = [
        one
        for one in running_server.client().funding_sources("Kabupaten Paser")
        if one.funding_source_id == "paser-2026"
    ]
    return replace(document, funding_sources=(source,)).to_json()


@pytest.fixture(scope="module")
def line(running_server: RunningServer) -> requests.Session:
    """One signed-in connection for thousands of requests."""
    return running_server.session("paser.planner")


def send(server: RunningServer, line: requests.Session, body: bytes) -> requests.Response:
    return line.post(
        f"{server.url}/processes/publish-plan/execution",
        data=body,
        headers={"Content-Type": "application/json"},
        timeout=60,
    )


def tells_no_more_than_a_sentence(response: requests.Response) -> dict[str, Any]:
    """Return the answer's JSON after looking that it is fit to be shown to anybody."""
    assert response.status_code < 500 or response.status_code in MAY_FAIL, response.text
    for word in TELLS_TOO_MUCH:
        assert word not in response.text, response.text
    answer: dict[str, Any] = response.json()
    if response.status_code == 200:
        assert answer["outcome"] in OUTCOMES
        assert answer["outcome"] != "refused" or answer["message"]
    else:
        assert answer["description"]
    return answer


@given(broken=damages())
@FUZZING
def test_a_damaged_document_gets_a_sentence_and_leaves_no_trace(
    running_server: RunningServer, line: requests.Session, valid: dict[str, Any], broken: Any
) -> None:
    before = rows(running_server)
    document = damaged({"inputs": {"document": valid, "dry_run": False}}, broken)

    response = send(running_server, line, as_json(document))

    answer = tells_no_more_than_a_sentence(response)
    if answer.get("outcome") == "published":
        # Some damages do none: a reason, a waiver's words, another order.
        with running_server.database() as connection:
            stands = standing(connection, answer["receipt"]["plan_id"])
        assert stands.faults == []
        assert stands.receipt == answer["receipt"]
    else:
        assert rows(running_server) == before


@given(request=http_requests(), signed_in=booleans())
@FUZZING
def test_any_request_is_answered_without_a_failure(
    running_server: RunningServer, line: requests.Session, request: Any, signed_in: bool
) -> None:
    method, target, headers, body = request
    before = rows(running_server)
    prepared = line.prepare_request(requests.Request("GET", running_server.url))
    prepared.method, prepared.body = method, body
    prepared.url = running_server.url + target
    prepared.headers["Content-Length"] = str(len(body))
    for name, value in headers:
        prepared.headers[name] = value
    if not signed_in:
        prepared.headers.pop("Authorization", None)

    try:
        response = line.send(prepared, timeout=60, verify=running_server.ca, allow_redirects=False)
    except requests.ConnectionError:
        # What is no HTTP is hung up on, at times before all of it was heard.
        health = requests.get(f"{running_server.url}/health", verify=running_server.ca, timeout=30)
        assert health.status_code == 200
        return

    assert response.status_code < 500 or response.status_code in (501, *MAY_FAIL), response.text
    assert "Traceback" not in response.text
    assert rows(running_server) == before


@pytest.mark.parametrize("text", UNSTORABLE, ids=("NUL", "half a character", "2,001"))
def test_a_text_that_cannot_be_stored_is_refused_in_every_column(
    running_server: RunningServer, line: requests.Session, valid: dict[str, Any], text: str
) -> None:
    before = rows(running_server)
    tables = (("added", HOTSPOTS), ("funding_sources", FUNDING_SOURCES), ("waivers", WAIVERS))
    for field, table in tables:
        for column in (one.name for one in table.columns if one.holds == "text"):
            document = json.loads(json.dumps(valid))
            document[field][0][column] = text
            body = json.dumps({"inputs": {"document": document}}).encode()

            answer = tells_no_more_than_a_sentence(send(running_server, line, body))

            told = answer.get("message") or answer["description"]
            assert answer.get("outcome", "refused") == "refused"
            assert f"{field}[0].{column}" in told
    assert rows(running_server) == before


def test_a_document_sent_again_with_another_content_is_refused(
    running_server: RunningServer,
) -> None:
    first = running_server.document([hotspot_at(running_server.office())])
    assert running_server.publish(first)["outcome"] == "published"
    before = rows(running_server)
    (hotspot,) = first.added
    altered = running_server.document([replace(hotspot, name="Lain")], plan_id=first.plan_id)

    answer = running_server.publish(replace(altered, revision_id=first.revision_id))
    by_others = running_server.publish(first, "kaltim.planner")
    for_others = running_server.publish(replace(first, agency=KALTIM), "kaltim.planner")

    assert answer["reason"] == "revision_id_reused"
    assert by_others["reason"] == "not_your_agency"
    assert for_others["outcome"] == "refused"
    assert rows(running_server) == before


def test_no_token_and_no_persons_words_stand_in_the_log(running_server: RunningServer) -> None:
    """Last in this file: after all that nonsense."""
    everything = (running_server.folder / "server" / "web.log").read_text("utf-8", "replace")
    lines = [one for one in everything.splitlines() if one.startswith("{")]
    events = [json.loads(one) for one in lines]
    # The trial server's gunicorn has lines of its own in there, about what is no HTTP.
    log = "\n".join(lines)
    requests_told = [one for one in events if one["event"] == "request"]
    assert requests_told
    assert all(one.get("request_id") for one in requests_told)
    for account in running_server.description["accounts"]:
        assert account["token"] not in everything
    for word in ("DROP TABLE", "alert(1)", "surat menyusul", "catatan"):
        assert word not in log
