# SPDX-License-Identifier: GPL-2.0-or-later
"""The log: one line of JSON for each event, and nobody's name, address or token in it."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.server.logs import ProgramLine


def line_of(level: int, message: str, *arguments: object, error: bool = False) -> dict[str, Any]:
    """Return a record of gunicorn as the log holds it."""
    caught = sys.exc_info() if error else None
    record = logging.LogRecord("gunicorn.error", level, __file__, 1, message, arguments, caught)
    text = ProgramLine().format(record)
    assert "\n" not in text
    line: dict[str, Any] = json.loads(text)
    return line


def test_what_gunicorn_says_of_itself_is_told_whole() -> None:
    line = line_of(logging.INFO, "Booting worker with pid: %s", 12)
    assert line["message"] == "Booting worker with pid: 12"
    assert line["event"] == "program"


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("Invalid request from ip=10.1.2.3: Invalid HTTP request line: 'GET /?q=Siti'", ()),
        ("Error handling request %s", ("/collections/hotspots/items?name=Siti",)),
        ("Error handling request /collections/hotspots/items?name=Siti", ()),
        ("Ignored premature client disconnection. %s", ("Siti at 10.1.2.3",)),
    ],
)
def test_what_it_says_of_clients_is_told_without_them(
    message: str, arguments: tuple[object, ...]
) -> None:
    for level in (logging.WARNING, logging.ERROR):
        text = json.dumps(line_of(level, message, *arguments))
        assert "10.1.2.3" not in text
        assert "Siti" not in text
        assert message.split()[0] in text


def test_a_failure_is_told_by_its_kind_and_place_alone() -> None:
    try:
        int("Siti's row")
    except ValueError:
        line = line_of(logging.ERROR, "Exception in worker process", error=True)
    assert line["error"] == "ValueError"
    assert line["places"][-1].startswith("test_logs.py:")
    assert "Siti" not in json.dumps(line)


@pytest.mark.server
def test_the_number_of_an_answer_leads_to_its_line(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office(), maintainer="Siti")])
    wrong = "a-wrong-token-that-somebody-typed"

    answer = running_server.post("publish-plan", {"document": document.to_json()})
    session = running_server.session("paser.planner")
    session.auth = ("paser.planner", wrong)
    refused = session.get(f"{running_server.url}/collections/hotspots/items?name=Siti", timeout=20)

    assert (answer.status_code, refused.status_code) == (200, 401)
    log = (running_server.folder / "server" / "web.log").read_text("utf-8")
    found = line_with(log, answer.headers["X-Request-Id"])
    assert (found["process"], found["outcome"], found["status"]) == (
        "publish-plan",
        "published",
        200,
    )
    assert found["agency"] == "Kabupaten Paser"
    assert found["bytes_in"] > 0
    assert line_with(log, refused.headers["X-Request-Id"])["status"] == 401
    token = running_server.account("paser.planner")["token"]
    for secret in (token, wrong, "Siti", "paser.planner"):
        assert secret not in log
    # gunicorn's own lines are told as ProgramLine by the installed server, not by this one.
    ours = [line for line in log.splitlines() if line.startswith("{")]
    assert not [line for line in ours if "127.0.0.1" in line]


def line_with(log: str, number: str) -> dict[str, Any]:
    """Return the one line that has this request's number."""
    (line,) = [
        parsed
        for parsed in map(json.loads, filter(lambda text: text.startswith("{"), log.splitlines()))
        if parsed.get("request_id") == number
    ]
    found: dict[str, Any] = line
    return found


def test_the_files_of_the_log_settings_name_no_client(repository: Path) -> None:
    deploy = repository / "resources" / "server" / "deploy"
    (shape,) = [
        block
        for block in (deploy / "nginx.conf").read_text("utf-8").split(";\n")
        if "log_format" in block
    ]
    for variable in ("remote_addr", "remote_user", "http_", "args", "request_uri", "$uri"):
        assert variable not in shape.replace("sent_http_x_request_id", "")
