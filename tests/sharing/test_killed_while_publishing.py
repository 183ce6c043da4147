# SPDX-License-Identifier: GPL-2.0-or-later
"""A desktop that is killed for real while it publishes: started again, it ends with one receipt."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sharing.plan_file import query
from sharing.planner_server import PlannerServer
from sharing.publishing_process import PLAN
from sharing.rows import REFERENCE_SHA256, RULES
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import Step, publish, resume

AFTER_SENDING_MS = (1, 4, 8, 15)
"""Moments after the document was on its way: within the answer, the reading back, the marking."""


def kill_a_publish(path: Path, url: str, step: str, wait_ms: int | None) -> None:
    """Start a publish and kill it as `step` begins, or so many milliseconds after that."""
    tests = str(Path(__file__).parents[1])
    command = [sys.executable, "-m", "sharing.publishing_process", str(path), url]
    if wait_ms is None:
        command.append(step)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(tests).parent), tests])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == step:
                break
        else:
            pytest.fail("the process ended before it came to the step")
        time.sleep((wait_ms or 0) / 1000)
        process.kill()


@pytest.mark.parametrize(
    ("step", "wait_ms"),
    [
        *((step.value, None) for step in Step),
        *((Step.SENDING.value, wait_ms) for wait_ms in AFTER_SENDING_MS),
    ],
)
def test_killed_anywhere_it_is_published_once_with_one_receipt(
    planner: PlannerServer, plan_path: Path, step: str, wait_ms: int | None
) -> None:
    kill_a_publish(plan_path, planner.url, step, wait_ms)
    outbox = OutboxFile(plan_path)
    resume(outbox, planner.client)
    answer = publish(
        PLAN, outbox, planner.client, rule_set_version=RULES, reference_sha256=REFERENCE_SHA256
    )
    assert isinstance(answer, Published)
    assert len(planner.revisions) == 1
    assert answer.receipt.to_json() == planner.receipts[planner.revisions[0]]
    assert query(plan_path, "SELECT state FROM outbox") == [("published",)]
    assert outbox.base().hotspots == PLAN.hotspots
    assert resume(outbox, planner.client) == ()
    assert query(plan_path, "PRAGMA integrity_check") == [("ok",)]
