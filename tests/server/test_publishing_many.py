# SPDX-License-Identifier: GPL-2.0-or-later
"""A delta of many points is written while it is judged, and is stored whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.server.hotspot_rows import MANY
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.receipts import verify_read_back, verify_receipt

pytestmark = pytest.mark.server

_COUNTS = """
    SELECT (SELECT count(*) FROM village_internet.hotspots WHERE plan_id = %(plan_id)s),
        (SELECT count(*) FROM village_internet.revisions WHERE plan_id = %(plan_id)s),
        (SELECT count(*) FROM village_internet.promised_revisions WHERE plan_id = %(plan_id)s)
"""


def _points(server: RunningServer, **values: object) -> list[Hotspot]:
    """Return as many points around one office as are written beside being judged."""
    office = server.office()
    lon, lat = office.position
    return [
        hotspot_at(office, position=LonLat(lon + n % 40 * 1e-4, lat + n // 40 * 1e-4), **values)
        for n in range(MANY)
    ]


def _counts(server: RunningServer, plan_id: str) -> Any:
    with server.database() as connection:
        return connection.execute(_COUNTS, {"plan_id": plan_id}).fetchone()


def test_many_points_are_published_tried_and_repeated(running_server: RunningServer) -> None:
    points = _points(running_server)
    document = running_server.document(points)
    client = running_server.client()

    tried = running_server.publish(document, dry_run=True)
    assert tried["outcome"] == "dry_run"
    assert _counts(running_server, document.plan_id) == (0, 0, 0)
    answer = client.publish(document)

    assert isinstance(answer, Published)
    verify_receipt(answer.receipt, document)
    assert answer.receipt.content_sha256 == content_sha256(points)
    assert dict(answer.receipt.counts) == tried["report"]["counts"]
    verify_read_back(answer.receipt, document, client.changes_since(document.plan_id, 0).revisions)
    assert _counts(running_server, document.plan_id) == (MANY, 1, 1)
    assert client.publish(document) == answer
    # Another program writes the same document in other words.
    assert running_server.publish(document)["outcome"] == "published"
    assert _counts(running_server, document.plan_id) == (MANY, 1, 1)
    with running_server.database() as connection:
        (stored,) = connection.execute(
            "SELECT document FROM village_internet.revisions WHERE plan_id = %s",
            (document.plan_id,),
        ).fetchone()
    assert stored == document.to_json()

    renamed = tuple(replace(point, name="Baru") for point in points)
    change = running_server.document(
        [], plan_id=document.plan_id, base_revision=1, changed=renamed, whole=list(renamed)
    )
    assert running_server.publish(change)["receipt"]["content_sha256"] == content_sha256(renamed)


def test_what_the_rules_refuse_is_taken_back_with_its_findings(
    running_server: RunningServer,
) -> None:
    points = _points(running_server)
    points[-1] = replace(points[-1], site_kind="private")
    document = running_server.document(points)

    answer = running_server.publish(document)

    assert answer["outcome"] == "rejected"
    findings = answer["report"]["findings"]
    (wrong,) = (finding for finding in findings if finding["severity"] == "error")
    assert (wrong["rule"], wrong["subject"]) == ("VI201", points[-1].hotspot_id)
    assert len(findings) == sum(answer["report"]["counts"].values())
    assert _counts(running_server, document.plan_id) == (0, 0, 0)


def test_what_the_database_refuses_is_taken_back(running_server: RunningServer) -> None:
    points = _points(running_server)
    taken = hotspot_at(running_server.office(), hotspot_id=points[0].hotspot_id)
    assert running_server.publish(running_server.document([taken]))["outcome"] == "published"
    document = running_server.document(points)

    answer = running_server.publish(document)
    assert (answer["outcome"], answer["reason"]) == ("refused", "hotspot_id_taken")
    # The rules' word comes before the database's: what they refuse is told with its findings.
    points[-1] = replace(points[-1], site_kind="private")
    assert running_server.publish(running_server.document(points))["outcome"] == "rejected"
    assert _counts(running_server, document.plan_id) == (0, 0, 0)
