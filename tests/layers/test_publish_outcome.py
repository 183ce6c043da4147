# SPDX-License-Identifier: GPL-2.0-or-later
"""Each answer of the server becomes one sentence and one record."""

from __future__ import annotations

import pytest

from village_internet_plugin.domain.finding import CheckReport, Finding, Fix
from village_internet_plugin.layers.publish_outcome import tell
from village_internet_plugin.sharing.answers import (
    Conflict,
    DryRun,
    PublishAnswer,
    Refused,
    Rejected,
)

REPORT = CheckReport(
    "plan-1", "2026.1", "abc", (Finding("VI101", "error", "hotspot", "h1", "m", Fix("f")),)
)


@pytest.mark.parametrize(
    ("answer", "outcome", "revision", "sentence"),
    [
        (DryRun("published", REPORT), "dry_run", None, "would succeed"),
        (Conflict(1, 4, ()), "conflict", 4, "server is at revision 4"),
        (Rejected(REPORT), "rejected", None, "found 1 errors"),
        (Refused("not_your_agency", "It is Kaltim's."), "refused", None, "another agency"),
    ],
)
def test_an_answer_is_told(
    answer: PublishAnswer, outcome: str, revision: int | None, sentence: str
) -> None:
    told = tell(answer)
    assert (told.outcome, told.revision) == (outcome, revision)
    assert told.record["outcome"] == outcome
    assert sentence in told.sentence
    assert told.is_good == (outcome == "dry_run")
    assert ("It is Kaltim's." in told.details) == (outcome == "refused")
