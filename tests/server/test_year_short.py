# SPDX-License-Identifier: GPL-2.0-or-later
"""Some weeks of a province's year; `make year` plays 3,000 revisions and restores them."""

from __future__ import annotations

from pathlib import Path

import pytest
from breaking.outcome import standing
from breaking.year import PlanningAgency, Year

from server.running import KALTIM, PASER, RunningServer
from village_internet_plugin.server.checking import complaints

pytestmark = pytest.mark.server

REVISIONS = 30


def test_every_receipt_of_the_year_is_found_again_by_playing_the_history(
    running_server: RunningServer, tmp_path: Path
) -> None:
    agencies = [
        PlanningAgency(
            agency,
            running_server.account(user)["token"],
            running_server.funding_source(agency, service_months=12),
            [running_server.office(), running_server.office()],
        )
        for agency, user in ((PASER, "paser.planner"), (KALTIM, "kaltim.planner"))
    ]
    year = Year(
        running_server.description["database"]["writer"],
        tmp_path,
        agencies,
        running_server.description["rule_set_version"],
        running_server.description["reference_sha256"],
    )

    receipts = [year.publish_one() for _ in range(REVISIONS)]

    year.close()
    assert sum(agency.revision for agency in agencies) == REVISIONS
    times = [receipt["published_at"] for receipt in receipts]
    assert times == sorted(times)
    with running_server.database() as connection:
        for agency in agencies:
            stands = standing(connection, agency.plan_id)
            assert (stands.revision, stands.faults) == (agency.revision, [])
        assert complaints(connection, deep=True) == []
