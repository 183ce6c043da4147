# SPDX-License-Identifier: GPL-2.0-or-later
"""`publishplan` and `pullplan` before the server is reached: each refusal is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from running_algorithms import Algorithms, Failed, Heard, rows

pytestmark = pytest.mark.qgis


@pytest.mark.parametrize("name", ["publishplan", "pullplan"])
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "does not know its server yet"),
        ({"SERVER": "planner.example"}, "enter it as https"),
        ({"SERVER": "https://user:secret@planner.example"}, "holds a user or a password"),
        ({"SERVER": "http://planner.example"}, "enter https://planner.example instead"),
        ({"SERVER": "http://127.0.0.1:9/x"}, r"Enter https://127\.0\.0\.1:9/x instead"),
        ({"SERVER": "https://127.0.0.1:9", "CA": "/nowhere/ca.pem"}, r"/nowhere/ca\.pem"),
    ],
)
def test_what_is_missing_is_said(
    name: str, given: dict[str, str], sentence: str, algorithms: Algorithms, plan: Path
) -> None:
    before = plan.read_bytes()
    with pytest.raises(Failed, match=sentence) as told:
        algorithms.run(name, PLAN=plan, **given)
    assert "secret" not in str(told.value)
    assert plan.read_bytes() == before


def test_a_cancelled_publish_says_that_it_may_have_arrived(
    algorithms: Algorithms, plan: Path
) -> None:
    feedback = Heard()
    feedback.cancel()
    with pytest.raises(Failed, match="waits in the plan's outbox"):
        algorithms.run("publishplan", feedback, PLAN=plan, SERVER="https://127.0.0.1:9")


def test_a_receipt_that_cannot_be_written_stops_before_anything_is_sent(
    algorithms: Algorithms, plan: Path
) -> None:
    with pytest.raises(Failed, match="cannot be written"):
        algorithms.run(
            "publishplan",
            PLAN=plan,
            SERVER="https://127.0.0.1:9",
            RECEIPT="/no-such-folder/receipt.json",
        )
    assert rows(plan, "SELECT count(*) FROM outbox") == [(0,)]
