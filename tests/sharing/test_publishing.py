# SPDX-License-Identifier: GPL-2.0-or-later
"""The story of a publish, stopped after each step and taken up again: one revision, one receipt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from sharing.plan_file import query
from sharing.planner_server import IMPATIENT, PlannerServer
from sharing.rows import CLINIC, OFFICE, REFERENCE_SHA256, RULES, SCHOOL, plan_of
from sharing.scripted_server import ScriptedServer, answer_json
from village_internet_plugin.domain.errors import NetworkFailed, ServerRefused
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing import publishing
from village_internet_plugin.sharing.answers import (
    Conflict,
    DryRun,
    PublishAnswer,
    Published,
    Refused,
)
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import SOURCE_UNSEEN, dry_run, publish, resume
from village_internet_plugin.sharing.receipts import ReceiptDoesNotMatch

PLAN = plan_of((OFFICE, SCHOOL))


class Crash(Exception):
    """The computer went off at this point."""


@contextmanager
def crash_at(target: Any, name: str, after: bool) -> Iterator[None]:
    """Let the program die before, or right after, a function has done its work."""
    original = getattr(target, name)

    def dying(*arguments: Any, **named: Any) -> Any:
        if after:
            original(*arguments, **named)
        raise Crash(name)

    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(target, name, dying)
        with pytest.raises(Crash):
            yield


def publish_plan(plan: Any, outbox: OutboxFile, server: Client) -> PublishAnswer:
    return publish(plan, outbox, server, rule_set_version=RULES, reference_sha256=REFERENCE_SHA256)


def states(path: Path) -> list[str]:
    return [state for (state,) in query(path, "SELECT state FROM outbox ORDER BY fid")]


def test_a_plan_is_published_and_its_base_moves(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path
) -> None:
    answer = publish_plan(PLAN, outbox, planner.client)
    assert isinstance(answer, Published)
    assert (answer.receipt.revision, answer.receipt.hotspots) == (1, 2)
    assert planner.hotspots == PLAN.hotspots
    assert outbox.base() == Base(1, PLAN.hotspots)
    assert states(plan_path) == ["published"]


def test_the_next_publish_sends_only_what_changed(
    planner: PlannerServer, outbox: OutboxFile
) -> None:
    publish_plan(PLAN, outbox, planner.client)
    publish_plan(plan_of((replace(OFFICE, name="Kantor"), CLINIC)), outbox, planner.client)
    last = planner.history[-1]
    assert [row["hotspot_id"] for row in last["added"]] == ["clinic"]
    assert [row["name"] for row in last["changed"]] == ["Kantor"]
    assert last["removed"] == ["school"]


def test_why_it_was_published_goes_with_it_and_is_not_asked_for(
    planner: PlannerServer, outbox: OutboxFile
) -> None:
    publish(
        PLAN,
        outbox,
        planner.client,
        rule_set_version=RULES,
        reference_sha256=REFERENCE_SHA256,
        reason=" Hasil survei ",
    )
    published = outbox.last_published()
    assert published is not None
    assert published.document.reason == "Hasil survei"
    publish_plan(plan_of((OFFICE,)), outbox, planner.client)
    published = outbox.last_published()
    assert published is not None
    assert published.document.reason == ""


def test_a_full_disk_of_the_server_keeps_the_documents_place(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path, scripted: ScriptedServer
) -> None:
    full = Client(scripted.url, requests.Session())
    scripted.script = [answer_json({"changes": []}, status=507)]
    with pytest.raises(ServerRefused, match="is full"):
        publish_plan(PLAN, outbox, full)
    assert states(plan_path) == ["sent"]
    resume(outbox, planner.client)
    assert (states(plan_path), len(planner.revisions)) == (["published"], 1)


def test_a_plan_that_did_not_change_gets_the_receipt_it_has(
    planner: PlannerServer, outbox: OutboxFile
) -> None:
    first = publish_plan(PLAN, outbox, planner.client)
    assert publish_plan(PLAN, outbox, planner.client) == first
    assert len(planner.revisions) == 1
    waived = replace(PLAN, waivers=(Waiver("VI105", "office", "no other place", "Sari"),))
    publish_plan(waived, outbox, planner.client)
    assert len(planner.revisions) == 2


STEPS = [
    (OutboxFile, "keep", False),
    (OutboxFile, "keep", True),
    (OutboxFile, "mark_sent", False),
    (OutboxFile, "mark_sent", True),
    (Client, "publish", True),
    (publishing, "verify_receipt", True),
    (Client, "changes_since", True),
    (publishing, "verify_read_back", True),
    (OutboxFile, "mark_published", False),
    (OutboxFile, "mark_published", True),
]


@pytest.mark.parametrize(
    ("target", "name", "after"),
    STEPS,
    ids=[f"{'after' if after else 'before'} {name}" for _, name, after in STEPS],
)
def test_a_publish_cut_off_anywhere_is_brought_to_its_end_once(
    planner: PlannerServer,
    outbox: OutboxFile,
    plan_path: Path,
    target: Any,
    name: str,
    after: bool,
) -> None:
    with crash_at(target, name, after):
        publish_plan(PLAN, outbox, planner.client)
    keys = [key for (key,) in query(plan_path, "SELECT revision_id FROM outbox")]
    reopened = OutboxFile(plan_path)
    answers = resume(reopened, planner.client)
    answer = publish_plan(PLAN, reopened, planner.client)
    assert isinstance(answer, Published)
    assert all(answer == resumed for resumed in answers)
    assert planner.revisions == [answer.receipt.revision_id]
    assert keys in ([], planner.revisions)
    assert (states(plan_path), reopened.base()) == (["published"], Base(1, PLAN.hotspots))


def test_edits_made_after_the_crash_follow_in_a_revision_of_their_own(
    planner: PlannerServer, outbox: OutboxFile
) -> None:
    with crash_at(Client, "publish", after=True):
        publish_plan(PLAN, outbox, planner.client)
    answer = publish_plan(plan_of((*PLAN.hotspots, CLINIC)), outbox, planner.client)
    assert isinstance(answer, Published)
    assert [len(revision["added"]) for revision in planner.history] == [2, 1]
    assert outbox.base().revision == 2


def test_answers_lost_on_the_way_are_asked_for_again(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path
) -> None:
    planner.answers_to_lose = 3
    with pytest.raises(NetworkFailed, match="cut in the middle"):
        publish_plan(PLAN, outbox, planner.client)
    assert (states(plan_path), len(planner.revisions)) == (["sent"], 1)
    (answer,) = resume(outbox, planner.client)
    assert isinstance(answer, Published)
    assert (states(plan_path), len(planner.revisions)) == (["published"], 1)
    assert resume(outbox, planner.client) == ()


@pytest.mark.parametrize(
    "forged",
    [{"content_sha256": "0" * 64}, {"hotspots": 9}, {"revision": 9}, {"plan_id": "other"}],
)
def test_a_forged_receipt_is_never_taken_for_a_publication(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path, forged: dict[str, Any]
) -> None:
    planner.forged = forged
    with pytest.raises(ReceiptDoesNotMatch):
        publish_plan(PLAN, outbox, planner.client)
    assert (states(plan_path), outbox.base()) == (["sent"], Base())
    planner.forged = {}
    assert isinstance(publish_plan(PLAN, outbox, planner.client), Published)
    assert len(planner.revisions) == 1


def test_a_history_without_the_revision_is_never_taken_for_a_publication(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path
) -> None:
    def stored_otherwise(document: Any) -> dict[str, Any]:
        receipt = store(document)
        planner.history[-1]["added"][0]["name"] = "Something else"
        return receipt

    store = planner._store
    planner._store = stored_otherwise  # type: ignore[method-assign]
    with pytest.raises(ReceiptDoesNotMatch, match="not those that were sent"):
        publish_plan(PLAN, outbox, planner.client)
    assert states(plan_path) == ["sent"]


def test_a_conflict_leaves_the_plan_alone_and_is_not_sent_again(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path, tmp_path: Path
) -> None:
    publish_plan(PLAN, outbox, planner.client)
    colleague = tmp_path / "colleague.gpkg"
    colleague.write_bytes(plan_path.read_bytes())
    moved: tuple[Hotspot, ...] = (OFFICE, replace(SCHOOL, name="SDN 002"))
    publish_plan(plan_of(moved), OutboxFile(colleague), planner.client)
    answer = publish_plan(plan_of((OFFICE,)), outbox, planner.client)
    assert isinstance(answer, Conflict)
    assert answer.changes[0].delta.changed[0].name == "SDN 002"
    assert (states(plan_path), outbox.base().revision) == (["published", "refused"], 1)
    assert resume(outbox, planner.client) == ()


def test_a_dry_run_keeps_nothing_here_or_there(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path
) -> None:
    answer = dry_run(
        PLAN, outbox, planner.client, rule_set_version=RULES, reference_sha256=REFERENCE_SHA256
    )
    assert isinstance(answer, DryRun)
    assert (states(plan_path), planner.revisions) == ([], [])


@pytest.mark.parametrize(
    ("status", "state"), [(401, "sent"), (403, "sent"), (404, "sent"), (413, "refused")]
)
def test_a_document_keeps_its_place_unless_it_can_never_be_taken(
    scripted: ScriptedServer, outbox: OutboxFile, plan_path: Path, status: int, state: str
) -> None:
    scripted.script = [answer_json({}, status=status)]
    with pytest.raises(ServerRefused):
        publish_plan(PLAN, outbox, Client(scripted.url, requests.Session()))
    assert states(plan_path) == [state]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"outcome": "refused", "reason": "x", "message": "Not your agency."}, "Not your agency."),
        (
            {
                "outcome": "rejected",
                "report": {
                    "plan_id": "p",
                    "rule_set_version": "1",
                    "reference_sha256": "x",
                    "findings": [],
                },
            },
            "0 errors",
        ),
    ],
)
def test_a_document_the_server_will_not_take_is_kept_with_the_reason(
    scripted: ScriptedServer, outbox: OutboxFile, plan_path: Path, answer: Any, sentence: str
) -> None:
    scripted.script = [answer_json(answer)]
    publish_plan(PLAN, outbox, Client(scripted.url, requests.Session()))
    ((state, receipt),) = query(plan_path, "SELECT state, receipt FROM outbox")
    assert state == "refused"
    assert sentence in receipt


SOURCE = FundingSource("apbd-2026", "Kabupaten Paser", 2026, point_quota=20)


def test_only_what_was_changed_of_the_funding_sources_is_sent(
    planner: PlannerServer, outbox: OutboxFile
) -> None:
    other = replace(SOURCE, funding_source_id="apbdes-2026")
    publish_plan(replace(PLAN, funding_sources=(SOURCE, other)), outbox, planner.client)
    assert set(planner.funding_sources) == {"apbd-2026", "apbdes-2026"}
    planner.funding_sources["apbd-2026"] = replace(SOURCE, point_quota=25)
    changed = replace(other, point_quota=5)
    publish_plan(replace(PLAN, funding_sources=(SOURCE, changed)), outbox, planner.client)
    assert planner.funding_sources["apbd-2026"].point_quota == 25
    assert planner.funding_sources["apbdes-2026"].point_quota == 5
    assert len(planner.revisions) == 2


def test_a_funding_source_changed_while_it_waited_is_not_sent_unseen(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path
) -> None:
    offline = Client("http://127.0.0.1:9", requests.Session(), patience=IMPATIENT)
    with pytest.raises(NetworkFailed):
        publish_plan(replace(PLAN, funding_sources=(SOURCE,)), outbox, offline)
    assert states(plan_path) == ["waiting"]
    planner.funding_sources["apbd-2026"] = replace(SOURCE, point_quota=25)
    assert resume(outbox, planner.client) == (Refused(SOURCE_UNSEEN, "apbd-2026"),)
    assert (states(plan_path), planner.revisions) == (["refused"], [])


def test_a_document_that_may_have_arrived_is_asked_for_whatever_its_sources_say(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path
) -> None:
    planner.answers_to_lose = 3
    with pytest.raises(NetworkFailed):
        publish_plan(replace(PLAN, funding_sources=(SOURCE,)), outbox, planner.client)
    planner.funding_sources["apbd-2026"] = replace(SOURCE, point_quota=25)
    (answer,) = resume(outbox, planner.client)
    assert isinstance(answer, Published)
    assert planner.funding_sources["apbd-2026"].point_quota == 25


@pytest.mark.parametrize("is_trial", [True, False])
def test_a_funding_source_changed_here_and_there_is_not_sent_unseen(
    planner: PlannerServer, outbox: OutboxFile, plan_path: Path, is_trial: bool
) -> None:
    planner.funding_sources["apbd-2026"] = replace(SOURCE, point_quota=25)
    plan = replace(PLAN, funding_sources=(SOURCE,))
    send = dry_run if is_trial else publish
    terms = {"rule_set_version": RULES, "reference_sha256": REFERENCE_SHA256}
    answer = send(plan, outbox, planner.client, **terms)
    assert answer == Refused(SOURCE_UNSEEN, "apbd-2026")
    assert (states(plan_path), planner.revisions) == ([] if is_trial else ["refused"], [])
    outbox.set_base(Base(0, (), (), (replace(SOURCE, point_quota=25),)))
    publish_plan(plan, outbox, planner.client)
    assert planner.funding_sources["apbd-2026"].point_quota == 20
