# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishing against the real server: what is stored, what is answered, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from server.paser import hotspot_at
from server.running import KALTIM, PASER, RunningServer
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.rules.catalogue import BY_CODE
from village_internet_plugin.sharing.answers import Conflict, Published, Rejected
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.receipts import verify_read_back, verify_receipt

pytestmark = pytest.mark.server


def stored_rows(server: RunningServer, plan_id: str) -> list[tuple[str, int, int]]:
    """Return (hotspot_id, placed, revision) of a plan, in its order."""
    with server.database() as connection:
        return connection.execute(
            "SELECT hotspot_id, placed, revision FROM village_internet.hotspots"
            " WHERE plan_id = %s ORDER BY placed",
            (plan_id,),
        ).fetchall()


def stored_revisions(server: RunningServer, plan_id: str) -> int:
    with server.database() as connection:
        row = connection.execute(
            "SELECT count(*) FROM village_internet.revisions WHERE plan_id = %s", (plan_id,)
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_plan_is_published_and_its_receipt_is_of_the_rows_read_back(
    running_server: RunningServer,
) -> None:
    points = [hotspot_at(running_server.office()) for _ in range(3)]
    document = running_server.document(points)
    client = running_server.client()

    answer = client.publish(document)

    assert isinstance(answer, Published)
    verify_receipt(answer.receipt, document)
    assert answer.receipt.revision == 1
    assert answer.receipt.hotspots == 3
    assert answer.receipt.content_sha256 == content_sha256(points)
    assert answer.receipt.published_by == "paser.planner"
    history = client.changes_since(document.plan_id, 0)
    verify_read_back(answer.receipt, document, history.revisions)
    assert stored_rows(running_server, document.plan_id) == [
        (point.hotspot_id, number, 1) for number, point in enumerate(points, start=1)
    ]


def test_a_delta_adds_changes_and_removes_in_place(running_server: RunningServer) -> None:
    first, second, third = (hotspot_at(running_server.office()) for _ in range(3))
    document = running_server.document([first, second])
    assert running_server.publish(document)["outcome"] == "published"
    renamed = replace(second, name="Balai desa", bandwidth_mbps=50.5, capex_idr=4_500_000)

    answer = running_server.publish(
        running_server.document(
            [third],
            plan_id=document.plan_id,
            base_revision=1,
            changed=(renamed,),
            removed=(first.hotspot_id,),
            whole=[renamed, third],
        )
    )

    receipt = answer["receipt"]
    assert (receipt["revision"], receipt["base_revision"], receipt["hotspots"]) == (2, 1, 2)
    assert (receipt["added"], receipt["changed"], receipt["removed"]) == (1, 1, 1)
    assert stored_rows(running_server, document.plan_id) == [
        (second.hotspot_id, 2, 2),
        (third.hotspot_id, 3, 2),
    ]


def test_a_repeat_gets_the_first_receipt_and_stores_nothing(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])
    first = running_server.publish(document)

    again = running_server.publish(document)

    assert again == first
    assert stored_revisions(running_server, document.plan_id) == 1


def test_a_repeat_is_answered_even_after_others_have_published(
    running_server: RunningServer,
) -> None:
    point, later = (hotspot_at(running_server.office()) for _ in range(2))
    document = running_server.document([point])
    first = running_server.publish(document)
    running_server.publish(
        running_server.document(
            [later], plan_id=document.plan_id, base_revision=1, whole=[point, later]
        )
    )

    assert running_server.publish(document) == first


def test_a_revision_id_cannot_be_used_for_another_content(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])
    running_server.publish(document)
    other = [hotspot_at(running_server.office())]

    answer = running_server.publish(
        replace(document, added=tuple(other), content_sha256=content_sha256(other))
    )

    assert (answer["outcome"], answer["reason"]) == ("refused", "revision_id_reused")


def test_a_dry_run_tells_what_would_be_and_stores_nothing(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])

    answer = running_server.publish(document, dry_run=True)

    assert (answer["outcome"], answer["would"]) == ("dry_run", "published")
    assert answer["report"]["counts"]["error"] == 0
    assert stored_rows(running_server, document.plan_id) == []
    assert running_server.client().changes_since(document.plan_id, 0).head_revision == 0
    assert running_server.publish(document)["receipt"]["revision"] == 1


def test_a_stale_base_is_a_conflict_with_the_deltas_since(running_server: RunningServer) -> None:
    mine, theirs = (hotspot_at(running_server.office()) for _ in range(2))
    document = running_server.document([mine])
    running_server.publish(document)
    second = running_server.document(
        [theirs], plan_id=document.plan_id, base_revision=1, whole=[mine, theirs]
    )
    running_server.publish(second)

    answer = running_server.client().publish(
        running_server.document(
            [], plan_id=document.plan_id, base_revision=1, removed=(mine.hotspot_id,), whole=[]
        )
    )

    assert isinstance(answer, Conflict)
    assert (answer.base_revision, answer.head_revision) == (1, 2)
    (change,) = answer.changes
    assert change.revision_id == second.revision_id
    assert [row.hotspot_id for row in change.delta.added] == [theirs.hotspot_id]
    assert change.published_by == "paser.planner"


def test_a_base_the_server_never_had_is_refused(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())], base_revision=7)

    answer = running_server.publish(document)

    assert (answer["outcome"], answer["reason"]) == ("refused", "unknown_base")


def test_an_unwaived_error_rejects_the_plan_with_its_findings(
    running_server: RunningServer,
) -> None:
    at_home = hotspot_at(running_server.office(), site_kind="private")
    document = running_server.document([at_home])

    answer = running_server.publish(document)

    assert answer["outcome"] == "rejected"
    errors = [one for one in answer["report"]["findings"] if one["severity"] == "error"]
    assert [(one["rule"], one["subject"]) for one in errors] == [("VI201", at_home.hotspot_id)]
    assert stored_rows(running_server, document.plan_id) == []


def test_findings_are_told_in_the_language_the_desktop_asks_for(
    running_server: RunningServer,
) -> None:
    at_home = hotspot_at(running_server.office(), site_kind="private")
    document = running_server.document([at_home])

    fixes = {}
    for language in ("en", "id", "fr"):
        session = running_server.session("paser.planner")
        ca_path = Path(running_server.ca)
        client = Client(running_server.url, session, ca_path=ca_path, language=language)
        answer = client.publish(document)
        assert isinstance(answer, Rejected)
        (found,) = (one for one in answer.report.findings if one.rule == "VI201")
        fixes[language] = found.fix.words

    words = BY_CODE["VI201"].how_to_fix
    assert fixes == {"en": words.en, "id": words.id, "fr": words.en}


def test_a_waived_error_is_published_and_counted(running_server: RunningServer) -> None:
    at_home = hotspot_at(running_server.office(), site_kind="private")
    waiver = Waiver("VI201", at_home.hotspot_id, "Rumah kepala desa jadi posko", "Ibu Sari")

    answer = running_server.publish(running_server.document([at_home], waivers=(waiver,)))

    assert answer["outcome"] == "published"
    assert answer["receipt"]["counts"]["error"] == 0
    assert answer["receipt"]["counts"]["waived"] == 1


def test_a_point_without_a_position_that_is_waived_is_stored_without_one(
    running_server: RunningServer,
) -> None:
    nowhere = hotspot_at(running_server.office(), position=None)
    waiver = Waiver("VI101", nowhere.hotspot_id, "Disurvei bulan depan", "Ibu Sari")

    answer = running_server.publish(running_server.document([nowhere], waivers=(waiver,)))

    assert answer["outcome"] == "published"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"content_sha256": "0" * 64}, "content_mismatch"),
        ({"reference_sha256": "0" * 64}, "reference_mismatch"),
        ({"rule_set_version": "1999.1"}, "rule_set_mismatch"),
        ({"removed": ("no-such-hotspot",)}, "unknown_hotspot"),
        ({"agency": "Instansi Khayalan"}, "not_your_agency"),
        ({"agency": KALTIM}, "not_your_agency"),
    ],
)
def test_a_document_that_does_not_fit_is_refused_in_a_sentence(
    running_server: RunningServer, change: dict[str, object], reason: str
) -> None:
    document = running_server.document([hotspot_at(running_server.offices[-1])])

    answer = running_server.publish(replace(document, **change))  # type: ignore[arg-type]

    assert (answer["outcome"], answer["reason"]) == ("refused", reason)
    assert answer["message"].endswith((".", "?"))
    assert stored_rows(running_server, document.plan_id) == []


def test_an_agency_cannot_publish_anothers_plan(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])
    running_server.publish(document)
    taken_over = running_server.document(
        [hotspot_at(running_server.offices[-1], funding_source_id="kaltim-2026")],
        agency=KALTIM,
        plan_id=document.plan_id,
        base_revision=1,
    )

    answer = running_server.publish(taken_over, user="kaltim.planner")

    assert (answer["outcome"], answer["reason"]) == ("refused", "not_your_agency")
    assert stored_revisions(running_server, document.plan_id) == 1


def test_an_agency_is_known_whatever_its_case_and_spaces(running_server: RunningServer) -> None:
    document = running_server.document(
        [hotspot_at(running_server.office())], agency="kabupaten   PASER"
    )

    assert running_server.publish(document)["receipt"]["agency"] == PASER


def test_an_administrator_publishes_for_any_agency(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])

    answer = running_server.publish(document, user="administrator")

    assert answer["receipt"]["published_by"] == "administrator"
    unknown = running_server.document([], agency="Instansi Khayalan")
    assert running_server.publish(unknown, user="administrator")["reason"] == "unknown_agency"


def test_the_id_of_another_plans_hotspot_is_refused(running_server: RunningServer) -> None:
    taken = hotspot_at(running_server.office())
    running_server.publish(running_server.document([taken]))
    elsewhere = hotspot_at(running_server.office(), hotspot_id=taken.hotspot_id)
    document = running_server.document([elsewhere])

    answer = running_server.publish(document)

    assert (answer["outcome"], answer["reason"]) == ("refused", "hotspot_id_taken")
    assert taken.hotspot_id in answer["message"]
    assert stored_rows(running_server, document.plan_id) == []


def test_what_another_agency_has_published_counts(running_server: RunningServer) -> None:
    office = running_server.office()
    running_server.publish(running_server.document([hotspot_at(office)]))
    nearby = LonLat(office.position.lon + 0.001, office.position.lat)
    same_village = hotspot_at(office, position=nearby, funding_source_id="kaltim-2026")

    answer = running_server.publish(
        running_server.document([same_village], agency=KALTIM), user="kaltim.planner"
    )

    assert answer["outcome"] == "rejected"
    rules = {one["rule"] for one in answer["report"]["findings"]}
    assert {"VI404", "VI105"} <= rules


def test_only_a_steward_may_bring_or_change_a_funding_source(
    running_server: RunningServer,
) -> None:
    source = FundingSource(f"baru-{new_identifier()[:8]}", PASER, 2026, point_quota=2)
    point = hotspot_at(running_server.office(), funding_source_id=source.funding_source_id)
    document = replace(running_server.document([point]), funding_sources=(source,))

    by_planner = running_server.publish(document)
    by_steward = running_server.publish(document, user="paser.steward")

    assert by_planner["reason"] == "funding_source_not_yours"
    assert by_steward["outcome"] == "published"
    assert used(running_server, source.funding_source_id) == (1, 0)
    unchanged = replace(
        running_server.document([hotspot_at(running_server.office())]), funding_sources=(source,)
    )
    assert running_server.publish(unchanged)["outcome"] == "published"


def test_a_steward_cannot_change_another_agencys_source(running_server: RunningServer) -> None:
    theirs = FundingSource("kaltim-2026", PASER, 2026, point_quota=999)
    document = replace(
        running_server.document([hotspot_at(running_server.offices[-1])]),
        funding_sources=(theirs,),
    )

    answer = running_server.publish(document, user="paser.steward")

    assert answer["reason"] == "funding_source_not_yours"


def test_a_lower_quota_and_the_points_that_no_longer_fit_go_together(
    running_server: RunningServer,
) -> None:
    source = FundingSource(running_server.funding_source(point_quota=2), PASER, 2026, point_quota=2)
    kept, dropped = (
        hotspot_at(running_server.office(), funding_source_id=source.funding_source_id)
        for _ in range(2)
    )
    document = running_server.document([kept, dropped])
    running_server.publish(document)
    less = replace(
        running_server.document(
            [],
            plan_id=document.plan_id,
            base_revision=1,
            removed=(dropped.hotspot_id,),
            whole=[kept],
        ),
        funding_sources=(replace(source, point_quota=1),),
    )

    assert running_server.publish(less, user="paser.steward")["outcome"] == "published"
    assert used(running_server, source.funding_source_id) == (1, 0)


def test_two_plans_cannot_overdraw_one_source(running_server: RunningServer) -> None:
    source = running_server.funding_source(point_quota=2, budget_idr=10_000_000)
    points = [
        hotspot_at(running_server.office(), funding_source_id=source, capex_idr=4_000_000)
        for _ in range(3)
    ]
    running_server.publish(running_server.document(points[:1]))

    by_points = running_server.publish(running_server.document(points[1:]))
    dearer = replace(points[1], capex_idr=7_000_000)
    by_budget = running_server.publish(running_server.document([dearer]))

    assert by_points["reason"] == by_budget["reason"] == "funding_source_overdrawn"
    assert "other plans have published 1" in by_points["message"]
    assert used(running_server, source) == (1, 4_000_000)


def used(server: RunningServer, source: str) -> tuple[int, int]:
    """Return (points, rupiah) that the database counts as used of a source."""
    with server.database() as connection:
        row = connection.execute(
            "SELECT used_points, used_idr FROM village_internet.funding_sources"
            " WHERE funding_source_id = %s",
            (source,),
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])
