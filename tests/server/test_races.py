# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishers who meet: whatever the order they arrive in, the rules hold and nobody sees a lock."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, Callable

import pytest
from breaking.proof import deadlocks, violations

from server.paser import hotspot_at
from server.running import KALTIM, RunningServer
from server.test_publishing import stored_revisions, used
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.revision_document import RevisionDocument

pytestmark = pytest.mark.server

Answer = dict[str, Any]
METRE_DEG = 1 / 111_000


def at_once(*publishes: Callable[[], Answer]) -> list[Answer]:
    """Run all publishes at the same moment and return their answers in the same order."""
    barrier = Barrier(len(publishes))

    def run(publish: Callable[[], Answer]) -> Answer:
        barrier.wait()
        return publish()

    with ThreadPoolExecutor(len(publishes)) as pool:
        return list(pool.map(run, publishes))


def outcomes(answers: list[Answer]) -> Counter[str]:
    return Counter(answer["outcome"] for answer in answers)


def publishing(
    server: RunningServer, document: RevisionDocument, user: str = "paser.planner"
) -> Callable[[], Answer]:
    return lambda: server.publish(document, user)


def test_sixteen_plans_never_overdraw_a_quota_of_five(running_server: RunningServer) -> None:
    source = running_server.funding_source(point_quota=5)
    documents = [
        running_server.document([hotspot_at(running_server.office(), funding_source_id=source)])
        for _ in range(16)
    ]

    answers = at_once(*(publishing(running_server, document) for document in documents))

    assert outcomes(answers) == {"published": 5, "refused": 11}
    assert {answer.get("reason") for answer in answers} == {None, "funding_source_overdrawn"}
    assert used(running_server, source) == (5, 0)


def test_plans_that_take_three_at_a_time_stop_below_the_quota(
    running_server: RunningServer,
) -> None:
    source = running_server.funding_source(point_quota=8, budget_idr=80_000_000)
    documents = [
        running_server.document(
            [
                hotspot_at(running_server.office(), funding_source_id=source, capex_idr=10_000_000)
                for _ in range(3)
            ]
        )
        for _ in range(5)
    ]

    answers = at_once(*(publishing(running_server, document) for document in documents))

    assert outcomes(answers) == {"published": 2, "refused": 3}
    assert used(running_server, source) == (6, 60_000_000)


def meeting(
    server: RunningServer, first: Callable[[], Answer], second: Callable[[], Answer]
) -> list[Answer]:
    """Hold the first publish just before its end, until the second has come as far as it can.

    Without a lock where they meet, each would be checked without seeing the other.
    """
    with ThreadPoolExecutor(2) as pool, server.database() as holding:
        holding.execute("LOCK TABLE village_internet.revisions IN SHARE MODE")
        answers = []
        for waiting, publish in enumerate((first, second), start=1):
            answers.append(pool.submit(publish))
            wait_for_waiting(server, waiting)
        holding.rollback()
        return [answer.result() for answer in answers]


def wait_for_waiting(server: RunningServer, count: int) -> None:
    """Return when `count` transactions wait for a lock."""
    give_up = time.monotonic() + 20
    with server.database() as watching:
        watching.autocommit = True
        while time.monotonic() < give_up:
            row = watching.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
            if row is not None and row[0] >= count:
                return
            time.sleep(0.02)
    pytest.fail("a publish neither waited nor came to its end")


def errors_of(answers: list[Answer]) -> set[str]:
    """Return the rules that rejected the one rejected plan."""
    (rejected,) = (one for one in answers if one["outcome"] == "rejected")
    return {
        one["rule"]
        for one in rejected["report"]["findings"]
        if one["severity"] == "error" and not one["waived"]
    }


def test_of_two_agencies_in_one_village_and_year_one_is_published(
    running_server: RunningServer,
) -> None:
    office = running_server.office()
    far_off = LonLat(office.position.lon + 0.006, office.position.lat + 0.006)
    ours = running_server.document([hotspot_at(office)])
    theirs = running_server.document(
        [hotspot_at(office, position=far_off, funding_source_id="kaltim-2026")], agency=KALTIM
    )

    answers = meeting(
        running_server,
        publishing(running_server, ours),
        publishing(running_server, theirs, "kaltim.planner"),
    )

    assert outcomes(answers) == {"published": 1, "rejected": 1}
    assert "VI404" in errors_of(answers)


def test_of_two_points_on_one_spot_in_different_villages_one_is_published(
    running_server: RunningServer,
) -> None:
    """Only the map cell is shared: one of the points is said to be in another village."""
    here, elsewhere = running_server.office(), running_server.office()
    half_a_metre_away = LonLat(here.position.lon + 0.5 * METRE_DEG, here.position.lat)
    source = running_server.funding_source()
    misplaced = hotspot_at(elsewhere, position=half_a_metre_away, funding_source_id=source)
    waivers = tuple(
        Waiver(rule, misplaced.hotspot_id, "Desa pemekaran", "Ibu Sari")
        for rule in ("VI102", "VI103")
    )

    answers = meeting(
        running_server,
        publishing(running_server, running_server.document([hotspot_at(here)])),
        publishing(running_server, running_server.document([misplaced], waivers=waivers)),
    )

    assert outcomes(answers) == {"published": 1, "rejected": 1}
    assert errors_of(answers) == {"VI106"}


def test_agencies_who_race_for_villages_get_each_only_once(
    running_server: RunningServer,
) -> None:
    """The same without a helping hand: sixteen publishers, eight villages, all at one moment."""
    publishes = []
    for _ in range(8):
        office = running_server.office()
        for agency, source, user in (
            ("Kabupaten Paser", "paser-2026", "paser.planner"),
            (KALTIM, "kaltim-2026", "kaltim.planner"),
        ):
            point = hotspot_at(office, funding_source_id=source)
            document = running_server.document([point], agency=agency)
            publishes.append(publishing(running_server, document, user))

    answers = at_once(*publishes)

    assert outcomes(answers) == {"published": 8, "rejected": 8}
    for one, other in zip(answers[::2], answers[1::2]):
        assert {one["outcome"], other["outcome"]} == {"published", "rejected"}


def test_one_revision_sent_eight_times_at_once_is_one_revision(
    running_server: RunningServer,
) -> None:
    document = running_server.document([hotspot_at(running_server.office())])

    answers = at_once(*[publishing(running_server, document)] * 8)

    assert outcomes(answers) == {"published": 8}
    assert all(answer == answers[0] for answer in answers)
    assert stored_revisions(running_server, document.plan_id) == 1


def test_one_revision_id_on_two_plans_at_once_is_stored_once(
    running_server: RunningServer,
) -> None:
    first, second = (
        running_server.document([hotspot_at(running_server.office())]) for _ in range(2)
    )
    second = RevisionDocument(**{**vars(second), "revision_id": first.revision_id})

    answers = at_once(publishing(running_server, first), publishing(running_server, second))

    assert outcomes(answers) == {"published": 1, "refused": 1}
    assert {answer.get("reason") for answer in answers} == {None, "revision_id_reused"}


def test_of_eight_revisions_on_one_base_one_wins_and_the_others_see_it(
    running_server: RunningServer,
) -> None:
    start = running_server.document([])
    running_server.publish(start)
    documents = [
        running_server.document(
            [hotspot_at(running_server.office())], plan_id=start.plan_id, base_revision=1
        )
        for _ in range(8)
    ]

    answers = at_once(*(publishing(running_server, document) for document in documents))

    assert outcomes(answers) == {"published": 1, "conflict": 7}
    (winner,) = (one["receipt"]["revision_id"] for one in answers if "receipt" in one)
    for answer in answers:
        if answer["outcome"] == "conflict":
            assert [change["revision_id"] for change in answer["changes"]] == [winner]


def test_a_stranger_does_not_wait_for_others(running_server: RunningServer) -> None:
    """While one publish holds its village, another elsewhere goes through."""
    from village_internet_plugin.server.locks import lock_where_plans_meet, share_judgement

    here, elsewhere = (hotspot_at(running_server.office()) for _ in range(2))
    with running_server.database("writer") as holding:
        share_judgement(holding)
        lock_where_plans_meet(holding, [here], 600.0)
        answer = running_server.publish(running_server.document([elsewhere]))

    assert answer["outcome"] == "published"


def test_plain_sql_finds_no_rule_broken_after_all_races(running_server: RunningServer) -> None:
    with running_server.database() as connection:
        found = violations(connection)
        assert deadlocks(connection) == 0

    assert [rule for rule, broken in found.items() if broken] == []
    assert running_server.administer("check") == 0
