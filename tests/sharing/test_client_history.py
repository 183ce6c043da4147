# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's past as the client brings it: read strictly, verified, told where it is missing."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from sharing.planner_server import IMPATIENT
from sharing.rows import CLINIC, OFFICE
from sharing.scripted_server import ScriptedServer, answer_json
from village_internet_plugin.domain.errors import InputError, NetworkFailed, ServerRefused
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.change_json import (
    source_change_to_json,
    waiver_change_to_json,
)
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.comparing import UNPUBLISHED
from village_internet_plugin.sharing.field_change import FieldChange
from village_internet_plugin.sharing.funding_source_json import funding_source_to_json
from village_internet_plugin.sharing.history_json import HistoryEntry, RevisionLine
from village_internet_plugin.sharing.hotspot_json import hotspot_to_json
from village_internet_plugin.sharing.source_changes import SourceChange
from village_internet_plugin.sharing.waiver_changes import WaiverChange

WHEN, WHO = "2026-02-01T03:04:05+00:00", "sari"
LINE = {
    "revision": 1,
    "revision_id": "r-1",
    "published_at": WHEN,
    "published_by": WHO,
    "reason": "usulan",
    "hotspots": 2,
    "added": 2,
    "changed": 0,
    "removed": 0,
}
PLAN = {
    "plan_id": "plan-1",
    "agency": "Kabupaten Paser",
    "revision": 1,
    "revision_id": "r-1",
    "published_at": WHEN,
    "published_by": WHO,
    "reason": None,
    "content_sha256": content_sha256((OFFICE, CLINIC)),
    "hotspots": [hotspot_to_json(OFFICE), hotspot_to_json(CLINIC)],
}
CHAPTER = {
    "revision": 7,
    "published_at": WHEN,
    "published_by": WHO,
    "reason": "",
    "change": "changed",
    "status": "approved",
    "fields": {"status": ["proposed", "approved"], "capex_idr": [None, 25_000_000]},
}


WAIVER = {
    "rule": "VI203",
    "subject": "office",
    "reason": "Surat menyusul",
    "author": "Sari",
    "made_at": WHEN,
}
WAIVED = {
    "change": "added",
    "rule": "VI203",
    "subject": "office",
    "subject_name": "Balai Desa Kuaro",
    "before": None,
    "after": WAIVER,
}
SOURCE = {
    "funding_source_id": "apbd-2026",
    "change": "changed",
    "fields": {"point_quota": [26, 30]},
    "changed_by": "budi",
    "changed_at": WHEN,
}


@pytest.fixture
def client(scripted: ScriptedServer) -> Client:
    return Client(scripted.url, requests.Session(), patience=IMPATIENT)


def plan_answer(**other: Any) -> dict[str, Any]:
    """Return the answer to plan-at-revision, with other fields in its plan."""
    return {"plan_id": "plan-1", "head_revision": 1, "plan": {**PLAN, **other}}


def test_the_revisions_of_a_plan_are_listed(scripted: ScriptedServer, client: Client) -> None:
    more = {**LINE, "revision": 2, "revision_id": "r-2", "reason": None, "told_later": 7}
    answer = {"plan_id": "plan-1", "agency": "Kabupaten Paser", "revisions": [LINE, more]}
    scripted.script = [answer_json(answer)]
    history = client.history("plan-1")
    assert scripted.requests[-1].path == "/processes/history/execution"
    assert scripted.requests[-1].json() == {"inputs": {"plan_id": "plan-1"}}
    assert history.head_revision == 2
    first, second = history.revisions
    assert first == RevisionLine(1, "r-1", WHEN, WHO, "usulan", 2, 2, 0, 0)
    assert second.reason == ""


def test_a_revision_tells_its_waivers_and_funding_sources(
    scripted: ScriptedServer, client: Client
) -> None:
    line = {**LINE, "waivers": [WAIVED], "funding_sources": [SOURCE]}
    answer = {"plan_id": "plan-1", "agency": "Kabupaten Paser", "revisions": [line]}
    scripted.script = [answer_json(answer)]
    (told,) = client.history("plan-1").revisions
    given = Waiver("VI203", "office", "Surat menyusul", "Sari", WHEN)
    assert told.waivers == (WaiverChange(None, given, "Balai Desa Kuaro"),)
    fields = (FieldChange("point_quota", 26, 30),)
    assert told.funding_sources == (SourceChange("apbd-2026", "changed", fields, "budi", WHEN),)
    scripted.script = [answer_json({"changes": [{**CHAPTER, "waivers": [WAIVED]}]})]
    (chapter,) = client.life("plan-1", "office")
    assert chapter.waivers == told.waivers
    # What the client reads is what the server writes.
    assert [waiver_change_to_json(change) for change in told.waivers] == [WAIVED]
    assert [source_change_to_json(change) for change in told.funding_sources] == [SOURCE]


@pytest.mark.parametrize(
    ("other", "path"),
    [
        ({"waivers": [{**WAIVED, "after": None}]}, r"waivers\[0\]\.after"),
        ({"waivers": [{**WAIVED, "after": {"rule": "VI203"}}]}, r"waivers\[0\]\.after"),
        ({"waivers": None}, "waivers"),
        ({"funding_sources": [{**SOURCE, "change": "moved"}]}, r"funding_sources\[0\]\.change"),
        ({"funding_sources": [{**SOURCE, "fields": {"point_quota": 7}}]}, r"fields\.point_quota"),
    ],
)
def test_a_revision_that_tells_them_wrongly_is_not_taken(
    scripted: ScriptedServer, client: Client, other: dict[str, object], path: str
) -> None:
    answer = {"plan_id": "plan-1", "agency": None, "revisions": [{**LINE, **other}]}
    scripted.script = [answer_json(answer)]
    with pytest.raises(NetworkFailed, match=rf"revisions\[0\]\..*{path}|revisions\[0\]\.{path}"):
        client.history("plan-1")


def test_a_plan_at_a_revision_has_its_waivers_and_sources_where_the_server_tells(
    scripted: ScriptedServer, client: Client
) -> None:
    source = funding_source_to_json(FundingSource("apbd-2026", "Kabupaten Paser", 2026))
    scripted.script = [answer_json(plan_answer(waivers=[WAIVER], funding_sources=[source]))]
    state = client.state_at("plan-1", 1)
    assert state.waivers == (Waiver("VI203", "office", "Surat menyusul", "Sari", WHEN),)
    assert state.funding_sources == (FundingSource("apbd-2026", "Kabupaten Paser", 2026),)
    assert state.agency == "Kabupaten Paser"
    scripted.script = [answer_json(plan_answer())]
    older = client.state_at("plan-1", 1)
    assert (older.waivers, older.funding_sources) == (None, None)
    assert client.state_at("plan-1", 0) == UNPUBLISHED


def test_a_life_is_told_with_each_field_before_and_after(
    scripted: ScriptedServer, client: Client
) -> None:
    scripted.script = [answer_json({"plan_id": "plan-1", "changes": [CHAPTER]})]
    (chapter,) = client.life("plan-1", "office")
    assert scripted.requests[-1].json()["inputs"] == {"plan_id": "plan-1", "hotspot_id": "office"}
    fields = {
        FieldChange("status", "proposed", "approved"),
        FieldChange("capex_idr", None, 25_000_000),
    }
    assert set(chapter.fields) == fields
    assert chapter == HistoryEntry(7, WHEN, WHO, "", "changed", "approved", chapter.fields)


def test_a_plan_at_a_revision_comes_whole(scripted: ScriptedServer, client: Client) -> None:
    scripted.script = [answer_json(plan_answer())]
    was = client.plan_at_revision("plan-1", 1)
    assert (was.hotspots, was.reason) == ((OFFICE, CLINIC), "")
    inputs = {"plan_id": "plan-1", "revision": 1}
    assert scripted.requests[-1].json() == {"inputs": inputs}


@pytest.mark.parametrize(
    "answer",
    [
        plan_answer(hotspots=PLAN["hotspots"][:1]),
        plan_answer(content_sha256="0" * 64),
        plan_answer(revision=2),
        plan_answer(plan_id="plan-2"),
        plan_answer(hotspots=None),
        {"plan_id": "plan-1"},
        [],
    ],
    ids=["a hotspot less", "hash", "revision", "plan", "no hotspots", "no plan", "no object"],
)
def test_a_plan_that_is_not_the_one_published_is_not_taken(
    scripted: ScriptedServer, client: Client, answer: object
) -> None:
    scripted.script = [answer_json(answer)]
    with pytest.raises(NetworkFailed, match="cannot be understood"):
        client.plan_at_revision("plan-1", 1)


@pytest.mark.parametrize(
    "answer",
    [
        {"plan_id": "plan-1", "agency": None, "revisions": [{**LINE, "revision": 2}]},
        {"plan_id": "plan-1", "agency": None, "revisions": [LINE, LINE]},
        {"plan_id": "plan-1", "agency": None},
    ],
    ids=["begins late", "repeats", "no revisions"],
)
def test_a_list_with_holes_is_not_taken(
    scripted: ScriptedServer, client: Client, answer: object
) -> None:
    scripted.script = [answer_json(answer)]
    with pytest.raises(NetworkFailed, match="cannot be understood"):
        client.history("plan-1")


@pytest.mark.parametrize(
    "other",
    [
        {"change": "vanished"},
        {"fields": {"status": ["proposed"]}},
        {"fields": {"status": [{}, None]}},
        {"fields": []},
    ],
)
def test_a_life_told_wrongly_is_not_taken(
    scripted: ScriptedServer, client: Client, other: dict[str, object]
) -> None:
    scripted.script = [answer_json({"changes": [{**CHAPTER, **other}]})]
    with pytest.raises(NetworkFailed, match=r"changes\[0\]"):
        client.life("plan-1", "office")


def test_a_revision_that_is_not_there_is_the_users_to_mend(
    scripted: ScriptedServer, client: Client
) -> None:
    scripted.script = [answer_json({"plan_id": "plan-1", "head_revision": 1, "plan": None})]
    with pytest.raises(InputError, match="no revision 9 of plan plan-1") as told:
        client.plan_at_revision("plan-1", 9)
    assert "tidak memiliki revisi 9" in told.value.told("id")


def test_a_server_of_before_history_is_told_as_old(
    scripted: ScriptedServer, client: Client
) -> None:
    unknown = answer_json({"code": "NotFound", "description": "no such process"}, status=404)
    for ask in (
        lambda: client.history("plan-1"),
        lambda: client.life("plan-1", "office"),
        lambda: client.plan_at_revision("plan-1", 1),
    ):
        scripted.script = [unknown]
        with pytest.raises(ServerRefused, match="runs an older version") as told:
            ask()
        assert told.value.status == 404
    scripted.script = [answer_json({"code": "Forbidden", "description": "not yours"}, status=403)]
    with pytest.raises(ServerRefused, match="not yours"):
        client.history("plan-1")
