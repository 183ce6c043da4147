# SPDX-License-Identifier: GPL-2.0-or-later
"""A desktop as a process of its own, to be killed: publishes one plan file, and tells each step.

`python -m sharing.publishing_process PLAN URL [STEP]` writes a line per step as it begins, and
``done`` at the end. At STEP it stands still until it is killed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import requests

from sharing.rows import OFFICE, REFERENCE_SHA256, RULES, SCHOOL, plan_of
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import Step, publish

PLAN = plan_of((OFFICE, SCHOOL))


def main(path: Path, url: str, stop_at: str = "") -> None:
    """Publish, however far it comes."""

    def told(step: Step) -> None:
        print(step.value, flush=True)
        if step.value == stop_at:
            time.sleep(60)

    publish(
        PLAN,
        OutboxFile(path),
        Client(url, requests.Session()),
        rule_set_version=RULES,
        reference_sha256=REFERENCE_SHA256,
        told=told,
    )
    print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
