# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's past, asked of a real server: any revision, the list of them, and a hotspot's life."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.paser import Office, hotspot_at
from server.planning import Planner
from server.running import KALTIM, PASER, RunningServer
from village_internet_plugin.domain.errors import InputError, ProgramFault, ServerRefused
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server.history import plan_at
from village_internet_plugin.server.revision_rows import known_revision
from village_internet_plugin.sharing.field_change import FieldChange
from village_internet_plugin.sharing.history_json import PlanAtRevision

pytestmark = pytest.mark.server

LIFE = (
    ("proposed", "usulan Musrenbang"),
    ("surveyed", "survei 12 Feb: <b>tiang</b> & genset"),
    ("approved", ""),
    ("installed", "BAST no. 4/2026"),
    ("operating", ""),
    ("suspended", "petir; menunggu suku cadang"),
    ("operating", "diperbaiki"),
)


def filled(office: Hotspot, status: str) -> Hotspot:
    """Return a hotspot with what its status asks for."""
    return replace(
        office,
        status=status,
        technology="fibre",
        provider="PT Serat",
        bandwidth_mbps=20.0,
        power="grid",
        power_hours=24.0,
        site_consent="letter",
        maintainer="Kader desa",
        capex_idr=25_000_000,
        opex_idr_per_month=1_500_000,
        service_months=12,
    )


def test_a_life_from_proposed_to_operating_tells_who_when_and_why(
    planner: Planner, offices: list[Office]
) -> None:
    office = hotspot_at(offices[0])
    planner.publish(added=(filled(office, "proposed"),), reason=LIFE[0][1])
    for status, reason in LIFE[1:]:
        planner.publish(changed=(filled(office, status),), reason=reason)
    neighbour = hotspot_at(offices[1])
    planner.publish(added=(neighbour,), reason="titik lain")
    planner.publish(removed=(office.hotspot_id,), reason="pindah")
    life = planner.server.client().life(planner.plan_id, office.hotspot_id)
    told = [(entry.revision, entry.change, entry.status, entry.reason) for entry in life]
    assert told == [
        (1, "added", *LIFE[0]),
        *((number, "changed", *step) for number, step in enumerate(LIFE[1:], 2)),
        (9, "removed", None, "pindah"),
    ]
    assert life[1].fields == (FieldChange("status", "proposed", "surveyed"),)
    assert FieldChange("capex_idr", None, 25_000_000) in life[0].fields
    assert {entry.published_by for entry in life} == {"paser.planner"}
    assert life[0].published_at < life[-1].published_at


def test_the_list_of_revisions_tells_all_and_the_changes_tell_the_reason_too(
    planner: Planner,
    offices: list[Office],
) -> None:
    first, second = map(hotspot_at, offices[:2])
    planner.publish(added=(first, second), reason="awal")
    planner.publish(changed=(replace(first, name="Balai"),), removed=(second.hotspot_id,))
    client = planner.server.client()
    history = client.history(planner.plan_id)
    assert (history.agency, history.head_revision) == (PASER, 2)
    lines = [
        (line.revision, line.reason, line.hotspots, line.added, line.changed, line.removed)
        for line in history.revisions
    ]
    assert lines == [(1, "awal", 2, 2, 0, 0), (2, "", 1, 0, 1, 1)]
    changes = client.changes_since(planner.plan_id, 0).revisions
    assert [revision.reason for revision in changes] == ["awal", ""]
    nobodys = client.history("nobody's plan")
    assert (nobodys.agency, nobodys.head_revision) == (None, 0)
    assert client.life(planner.plan_id, "nobody") == ()


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[list[int], list[int], list[int]]]:
    """Return deltas over five points: those added, changed and removed at each revision."""
    present: set[int] = set()
    made = []
    for _ in range(draw(st.integers(1, 5))):
        added, changed, removed = [], [], []
        for number in range(5):
            does = draw(st.sampled_from(["nothing", "come", "change", "go"]))
            if number not in present and does == "come":
                added.append(number)
            elif number in present and does == "change":
                changed.append(number)
            elif number in present and does == "go":
                removed.append(number)
        present = (present | set(added)) - set(removed)
        made.append((added, changed, removed))
    return made


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps())
def test_every_revision_of_any_history_is_given_as_it_was_published(
    running_server: RunningServer,
    offices: list[Office],
    deltas: list[tuple[list[int], list[int], list[int]]],
) -> None:
    planner = Planner(running_server)
    ids = [new_identifier() for _ in offices]
    states = []
    for round_number, (added, changed, removed) in enumerate(deltas):
        rows = [
            replace(hotspot_at(office), hotspot_id=ids[number], notes=f"{round_number} Désa 村")
            for number, office in enumerate(offices)
        ]
        planner.publish(
            tuple(rows[number] for number in added),
            tuple(rows[number] for number in changed),
            tuple(ids[number] for number in removed),
        )
        states.append(planner.hotspots)
    planner.publish(removed=tuple(row.hotspot_id for row in planner.hotspots))
    with running_server.database() as connection:
        for revision, hotspots in enumerate([*states, ()], 1):
            was = plan_at(connection, planner.plan_id, revision)
            assert isinstance(was, PlanAtRevision)
            assert was.content_sha256 == planner.documents[revision - 1].content_sha256
            assert was.hotspots == hotspots
            assert was.waivers == ()
            assert was.revision_id == planner.documents[revision - 1].revision_id
        assert plan_at(connection, planner.plan_id, len(states) + 2) is None


def test_a_revision_comes_whole_to_the_desktop_and_one_that_is_not_there_is_told(
    planner: Planner,
    offices: list[Office],
) -> None:
    office = hotspot_at(offices[0], notes="kunci di Pak RT", bandwidth_mbps=7.5)
    planner.publish(added=(office,), reason="awal")
    planner.publish(removed=(office.hotspot_id,))
    client = planner.server.client()
    was = client.plan_at_revision(planner.plan_id, 1)
    assert (was.hotspots, was.reason, was.published_by) == ((office,), "awal", "paser.planner")
    assert client.plan_at_revision(planner.plan_id, 2).hotspots == ()
    for plan_id, revision in ((planner.plan_id, 3), ("nobody's plan", 1)):
        with pytest.raises(InputError, match=f"no revision {revision} of plan") as told:
            client.plan_at_revision(plan_id, revision)
        assert told.value.told("id").startswith("Server 127.0.0.1")


def test_another_agencys_past_is_not_told(planner: Planner, offices: list[Office]) -> None:
    office = hotspot_at(offices[0], notes="kunci di Pak RT")
    planner.publish(added=(office,))
    for inputs, process in (
        ({"plan_id": planner.plan_id}, "history"),
        ({"plan_id": planner.plan_id, "hotspot_id": office.hotspot_id}, "history"),
        ({"plan_id": planner.plan_id, "revision": 1}, "plan-at-revision"),
    ):
        answer = planner.server.post(process, inputs, "kaltim.planner")
        assert answer.status_code == 403
        assert PASER in answer.json()["description"]
        assert KALTIM in answer.json()["description"]
        assert "kunci" not in answer.text
        for insider in ("paser.reader", "administrator"):
            assert planner.server.post(process, inputs, insider).status_code == 200
    with pytest.raises(ServerRefused, match="collection hotspots"):
        planner.server.client("kaltim.planner").history(planner.plan_id)


@pytest.mark.parametrize(
    ("process", "inputs"),
    [
        ("history", {}),
        ("history", {"plan_id": 7}),
        ("history", {"plan_id": "a\0b"}),
        ("history", {"plan_id": "x", "hotspot_id": ["x"]}),
        ("plan-at-revision", {"plan_id": "x"}),
        ("plan-at-revision", {"plan_id": "x", "revision": 0}),
        ("plan-at-revision", {"plan_id": "x", "revision": True}),
        ("plan-at-revision", {"plan_id": "x", "revision": 2**63}),
    ],
)
def test_a_wrong_question_is_told_by_its_input(
    running_server: RunningServer, process: str, inputs: dict[str, object]
) -> None:
    answer = running_server.post(process, inputs)
    assert answer.status_code == 400
    assert 'Input "' in answer.json()["description"]


def test_a_repeat_of_a_document_without_a_reason_still_gets_its_first_receipt(
    planner: Planner,
    offices: list[Office],
) -> None:
    planner.publish(added=(hotspot_at(offices[0]),))
    (document,) = planner.documents
    assert "reason" not in document.to_json()
    again = planner.server.publish(document)
    assert again["outcome"] == "published"
    with planner.server.database() as connection:
        stored = known_revision(connection, document.revision_id, document.to_json())
    assert stored is not None
    assert stored.same_document
    other = planner.server.publish(replace(document, reason="ternyata ada alasannya"))
    assert (other["outcome"], other["reason"]) == ("refused", "revision_id_reused")


def test_a_reason_is_read_by_everybody_who_reads_the_server_letter_by_letter(
    planner: Planner,
    offices: list[Office],
) -> None:
    reason = "</script><script>alert(1)</script> =HYPERLINK('x') \u202e 村"
    planner.publish(added=(hotspot_at(offices[0]),), reason=reason)
    answer = planner.server.session("kaltim.planner").get(
        f"{planner.server.url}/collections/revisions/items",
        params={"f": "json", "plan_id": planner.plan_id},
        timeout=30,
    )
    (feature,) = answer.json()["features"]
    assert feature["properties"]["reason"] == reason
    assert "published_by" not in feature["properties"]


def test_a_reason_too_long_is_refused_and_nothing_is_stored(
    planner: Planner, offices: list[Office]
) -> None:
    document = planner.server.document([hotspot_at(offices[0])])
    answer = planner.server.publish(replace(document, reason="x" * 2001))
    assert answer["reason"] == "invalid_document"
    assert "reason: at most 2,000 characters are allowed, not 2,001" in answer["message"]
    assert planner.server.client().history(document.plan_id).revisions == ()


def test_a_history_that_does_not_replay_is_our_fault_and_is_told_as_such(
    planner: Planner, offices: list[Office]
) -> None:
    planner.publish(added=(hotspot_at(offices[0]),))
    with planner.server.database() as connection:
        connection.execute("ALTER TABLE village_internet.revisions DISABLE TRIGGER append_only")
        connection.execute(
            "UPDATE village_internet.revisions SET document = jsonb_set(document,"
            " '{added,0,name}', '\"altered\"') WHERE plan_id = %s",
            (planner.plan_id,),
        )
        with pytest.raises(ProgramFault, match="does not give the plan of revision 1"):
            plan_at(connection, planner.plan_id, 1)
        connection.rollback()
