# SPDX-License-Identifier: GPL-2.0-or-later
"""What a server refuses is told in words and by row and field, with the way on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from server.paser import hotspot_at
from server.running import RunningServer
from sharing_desks import (
    OpenDesk,
    outbox_states,
    sign_in,
)

from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_rows import replace_funding_sources
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = [pytest.mark.qgis, pytest.mark.server]


def test_a_refused_sign_in_says_what_to_do_and_changes_nothing(open_desk: OpenDesk) -> None:
    with sign_in("paser.planner", "not the token") as wrong:
        settings.auth_config.set(wrong)
        open_desk.desk.publish()
        open_desk.wait()
        assert "did not accept the sign-in (401)" in open_desk.sentence()
        open_desk.desk.test_connection()
        open_desk.wait()
        tested = open_desk.desk.account_outcome
        assert tested is not None
        assert "Choose another account" in tested.sentence
    assert open_desk.desk.outcome is not None


def test_a_quota_taken_meanwhile_is_told_as_that(
    open_desk: OpenDesk,
    running_server: RunningServer,
) -> None:
    source = running_server.funding_source(point_quota=3)
    open_desk.desk.pull()
    open_desk.wait()
    path = open_desk.plan.path
    before = read_plan(path)
    after = [replace(row, funding_source_id=source) for row in before.hotspots]
    write_hotspots(path, before.hotspots, after)
    open_desk.plan.reload()
    open_desk.plan.flush()
    open_desk.settle()
    assert open_desk.desk.state().blocking == 0
    other = hotspot_at(running_server.office(), funding_source_id=source)
    assert running_server.publish(running_server.document([other]))["outcome"] == "published"
    open_desk.desk.publish()
    open_desk.wait()
    outcome = open_desk.desk.outcome
    assert outcome is not None
    assert "others have taken what was left of a funding source" in outcome.sentence
    assert outcome.offers[0] == outcomes.PULL
    assert [state for _key, state in outbox_states(path)] == ["refused"]


def test_other_rules_are_told_and_taken_over_when_chosen(
    open_desk: OpenDesk,
    running_server: RunningServer,
) -> None:
    with closing(sqlite3.connect(open_desk.plan.path)) as connection, connection:
        connection.execute(
            "UPDATE plan SET value = json_set(value, '$.version', '1999.1') WHERE key = 'rule_set'"
        )
    open_desk.desk.publish()
    open_desk.wait()
    assert "the server judges by another rule set" in open_desk.sentence()
    open_desk.desk.answer(outcomes.PULL)
    open_desk.wait()
    outcome = open_desk.desk.outcome
    assert outcome is not None
    assert outcome.offers[0] == outcomes.ADOPT
    assert "The server judges by rule set" in "\n".join(outcome.lines)
    open_desk.desk.answer(outcomes.ADOPT)
    open_desk.wait()
    assert open_desk.sentence().startswith("Taken over.")
    open_desk.publish()


def test_errors_that_stand_are_counted_before_anything_is_sent(open_desk: OpenDesk) -> None:
    open_desk.edit(0, site_kind="private")
    open_desk.plan.layer("hotspots").commitChanges()
    open_desk.plan.flush()
    open_desk.settle()
    assert "To mend or waive before publishing: errors: 1." in open_desk.said()
    assert not open_desk.desk.can_publish()
    assert open_desk.desk.can_ask()
    open_desk.desk.publish()
    assert "Nothing was sent" in open_desk.sentence()
    open_desk.desk.publish(is_trial=True)
    open_desk.wait()
    outcome = open_desk.desk.outcome
    assert outcome is not None
    assert "The server's check found: errors 1" in outcome.sentence
    assert [finding.rule for finding in outcome.findings] == ["VI201"]


def test_a_half_filled_waiver_is_named_by_row_and_field(open_desk: OpenDesk) -> None:
    with closing(sqlite3.connect(open_desk.plan.path)) as connection, connection:
        subject = read_plan(open_desk.plan.path).hotspots[1].hotspot_id
        connection.execute(
            "INSERT INTO waivers (rule, subject, reason, author) VALUES ('VI203', ?, '', 'Sari')",
            (subject,),
        )
    open_desk.plan.reload()
    open_desk.desk.publish()
    open_desk.wait()
    assert "row 1 (VI203, Kantor desa 2): “Reason” is empty" in open_desk.sentence()


def test_a_funding_source_that_is_not_as_on_the_server_is_named_in_words(
    open_desk: OpenDesk, running_server: RunningServer
) -> None:
    source = running_server.funding_source(point_quota=20)
    open_desk.desk.pull()
    open_desk.wait()
    path = open_desk.plan.path
    sources = read_plan(path).funding_sources
    replace_funding_sources(
        path,
        [
            replace(row, point_quota=30) if row.funding_source_id == source else row
            for row in sources
        ],
    )
    open_desk.plan.reload()
    open_desk.desk.pull()
    open_desk.wait()
    outcome = open_desk.desk.outcome
    assert outcome is not None
    assert f"Funding source {source} is not as on the server, which has Quota of points = 20" in (
        "\n".join(outcome.lines)
    )
