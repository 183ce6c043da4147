# SPDX-License-Identifier: GPL-2.0-or-later
"""Which waivers a server stores, and which it refuses in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from server.paser import hotspot_at
from server.running import RunningServer
from server.test_publishing import used
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.server.waiver_checks import waiver_refusal

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=timezone.utc)
GOOD = Waiver(
    "VI201", "h1", "Rumah kepala desa jadi posko", "Ibu Sari", "2026-11-25T15:59:00+08:00"
)


@pytest.mark.parametrize(
    "made_at",
    [None, "2020-02-29T00:00:00Z", (NOW + timedelta(hours=23)).isoformat()],
)
def test_a_signed_and_reasoned_waiver_may_be_stored(made_at: str | None) -> None:
    assert waiver_refusal([GOOD, replace(GOOD, made_at=made_at)], NOW) is None


def test_the_waivers_of_what_the_plan_no_longer_has_may_be_stored() -> None:
    gone = [("VI201", "removed-hotspot"), ("VI104", "64.01.99.9999"), ("VI401", "ended-source")]

    assert (
        waiver_refusal([replace(GOOD, rule=rule, subject=subject) for rule, subject in gone], NOW)
        is None
    )


@pytest.mark.parametrize(
    ("waiver", "words"),
    [
        (Waiver("VI999", "h1", "why", "who"), "does not know"),
        (Waiver("", "h1", "why", "who"), "does not know"),
        (Waiver("VI402", "paser-2026", "why", "who"), "quota"),
        (Waiver("VI403", "paser-2026", "why", "who"), "quota"),
        (Waiver("VI201", " ", "why", "who"), "nothing that it is for"),
        (Waiver("VI201", "h1", " \n", "who"), "who waived it and why"),
        (Waiver("VI201", "h1", "why", "\u00a0"), "who waived it and why"),
        (Waiver("VI201", "h1", "why", "who", "yesterday"), "yesterday"),
        (Waiver("VI201", "h1", "why", "who", "2026-11-25"), "time zone"),
        (Waiver("VI201", "h1", "why", "who", "2026-11-25T08:00:00"), "time zone"),
        (Waiver("VI201", "h1", "why", "who", "2026-11-27T08:00:00Z"), "future"),
    ],
)
def test_what_no_waiver_can_be_is_refused_in_a_sentence(waiver: Waiver, words: str) -> None:
    sentence = waiver_refusal([GOOD, waiver], NOW)

    assert sentence is not None
    assert words in sentence.en
    assert sentence.en.endswith(".")
    assert sentence.id.startswith("Pengecualian")
    assert sentence.id.endswith(".")
    assert "{" not in "".join(sentence)


@pytest.mark.server
@pytest.mark.parametrize(
    "waiver",
    [
        Waiver("VI999", "h1", "why", "who"),
        Waiver("VI201", "h1", "why", "who", "2126-01-01T00:00:00Z"),
    ],
)
def test_the_server_refuses_such_a_plan_whole(
    running_server: RunningServer, waiver: Waiver
) -> None:
    document = running_server.document([hotspot_at(running_server.offices[-1])], waivers=(waiver,))

    answer = running_server.publish(document)

    assert (answer["outcome"], answer["reason"]) == ("refused", "waiver_not_allowed")
    assert running_server.client().changes_since(document.plan_id, 0).head_revision == 0


@pytest.mark.server
def test_a_quota_cannot_be_waived_even_where_there_is_room(running_server: RunningServer) -> None:
    source = running_server.funding_source(point_quota=9)
    point = hotspot_at(running_server.office(), funding_source_id=source)
    waiver = Waiver("VI402", source, "Menunggu perubahan anggaran", "Ibu Sari")

    answer = running_server.publish(running_server.document([point], waivers=(waiver,)))

    assert answer["reason"] == "waiver_not_allowed"
    assert used(running_server, source) == (0, 0)


@pytest.mark.server
def test_a_plan_with_the_waiver_of_a_removed_hotspot_is_published(
    running_server: RunningServer,
) -> None:
    point = hotspot_at(running_server.office())
    waiver = replace(GOOD, subject=point.hotspot_id)
    first = running_server.document([point], waivers=(waiver,))
    assert running_server.publish(first)["outcome"] == "published"

    removal = running_server.document(
        [],
        plan_id=first.plan_id,
        base_revision=1,
        removed=(point.hotspot_id,),
        whole=[],
        waivers=(waiver,),
    )

    assert running_server.publish(removal)["outcome"] == "published"
