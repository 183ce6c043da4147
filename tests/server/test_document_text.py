# SPDX-License-Identifier: GPL-2.0-or-later
"""A publish's document is taken letter by letter where that is what it is, and else as ever."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from werkzeug.exceptions import BadRequest
from werkzeug.test import EnvironBuilder

from village_internet_plugin.server.request_body import ProcessRequest

LIMIT_BYTES = 10_000


def _request(body: str) -> ProcessRequest:
    builder = EnvironBuilder(method="POST", data=body, content_type="application/json")
    return ProcessRequest(builder.get_environ())


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize(
    "document",
    ["{}", '{"a":1.5,"b":[2.0,-0.0,1e5,"\\u00e9 é"],"dry_run":false}', " [1]\n", '"x"', "null"],
)
def test_a_document_in_the_planners_own_words_is_at_hand(document: str, dry_run: bool) -> None:
    request = _request(f'{{"inputs":{{"document":{document},"dry_run":{json.dumps(dry_run)}}}}}')
    inputs = request.take_inputs(LIMIT_BYTES)
    assert inputs == {"document": json.loads(document), "dry_run": dry_run}
    assert request.document_text == document
    assert request.data == b"{}"


@pytest.mark.parametrize(
    "body",
    [
        '{"inputs": {"document":{},"dry_run":false}}',
        '{"inputs":{"document":{},"dry_run":false},"response":"raw"}',
        '{"inputs":{"dry_run":false,"document":{}}}',
        '{"inputs":{"document":{},"x":1},"outputs":{"y":{},"dry_run":false}}',
        '{"inputs":{"document":{"n":0.1000000000000000055511151231257827},"dry_run":false}}',
        '{"inputs":{"document":{"n":1e-99999},"dry_run":false}}',
    ],
)
def test_what_is_written_otherwise_is_read_as_ever(body: str) -> None:
    request = _request(body)
    assert request.take_inputs(LIMIT_BYTES) == json.loads(body)["inputs"]
    assert request.document_text is None


@pytest.mark.parametrize(
    "document",
    ["", "{", '{"a":NaN}', '{"a":1,"a":1}', "{} {}", '{},"document":{}', "[" * 100_000],
)
def test_what_is_no_json_is_refused_in_a_sentence(document: str) -> None:
    request = _request(f'{{"inputs":{{"document":{document},"dry_run":false}}}}')
    with Flask("test").test_request_context(), pytest.raises(BadRequest) as refusal:
        request.take_inputs(1_000_000)
    assert str(refusal.value.description).startswith("The request is")
