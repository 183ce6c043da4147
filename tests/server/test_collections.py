# SPDX-License-Identifier: GPL-2.0-or-later
"""What any GIS program can read, and what it is given whole: reference and rule set."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from server.paser import REFERENCE_ROLES, hotspot_at
from server.running import RunningServer
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.rule_set_document import standard_rule_set

pytestmark = pytest.mark.server


def read(server: RunningServer, path: str, **query: object) -> Any:
    response = server.session("paser.reader").get(
        f"{server.url}{path}", params={"f": "json", **query}, timeout=30
    )
    assert response.status_code == 200, response.text
    return response.json()


def test_the_collections_are_listed_with_titled_links(running_server: RunningServer) -> None:
    listed = read(running_server, "/collections")["collections"]

    assert {one["id"] for one in listed} == {
        "hotspots",
        "villages",
        "village_outlines",
        "blank_spots",
        "funding_sources",
        "revisions",
    }
    assert all(link.get("title") for one in listed for link in one["links"])


def test_a_published_hotspot_is_a_feature_with_all_its_columns(
    running_server: RunningServer,
) -> None:
    point = hotspot_at(running_server.office(), bandwidth_mbps=20)
    receipt = running_server.publish(running_server.document([point]))["receipt"]

    feature = read(running_server, f"/collections/hotspots/items/{point.hotspot_id}")

    assert feature["id"] == feature["properties"]["hotspot_id"] == point.hotspot_id
    assert feature["geometry"] == {"type": "Point", "coordinates": list(point.position or ())}
    assert feature["properties"]["agency"] == "Kabupaten Paser"
    assert feature["properties"]["plan_id"] == receipt["plan_id"]
    assert feature["properties"]["revision"] == 1
    assert feature["properties"]["bandwidth_mbps"] == 20


def test_items_are_found_by_box_and_by_page(running_server: RunningServer) -> None:
    here = hotspot_at(running_server.office())
    running_server.publish(running_server.document([here]))
    assert here.position is not None
    lon, lat = here.position
    box = f"{lon - 0.0001},{lat - 0.0001},{lon + 0.0001},{lat + 0.0001}"

    found = read(running_server, "/collections/hotspots/items", bbox=box)
    first = read(running_server, "/collections/villages/items", limit=100)
    second = read(running_server, "/collections/villages/items", limit=100, offset=100)

    assert [one["id"] for one in found["features"]] == [here.hotspot_id]
    assert (first["numberMatched"], first["numberReturned"]) == (144, 100)
    assert second["numberReturned"] == 44
    assert any(link["rel"] == "next" for link in first["links"])
    codes = {one["id"] for page in (first, second) for one in page["features"]}
    assert codes == {office.village_code for office in running_server.offices}
    assert first["features"][0]["geometry"]["type"] == "MultiPolygon"


def test_every_village_has_a_small_outline_for_maps(running_server: RunningServer) -> None:
    outlines = read(running_server, "/collections/village_outlines/items", limit=200)["features"]
    villages = read(running_server, "/collections/villages/items", limit=200)["features"]

    def corners(features: list[Any]) -> int:
        return sum(
            len(ring)
            for one in features
            for polygon in one["geometry"]["coordinates"]
            for ring in polygon
        )

    assert {one["id"] for one in outlines} == {one["id"] for one in villages}
    assert {one["geometry"]["type"] for one in outlines} == {"MultiPolygon"}
    assert corners(outlines) * 2 < corners(villages)


def test_funding_sources_tell_what_is_used(running_server: RunningServer) -> None:
    source = running_server.funding_source(point_quota=3, budget_idr=9_000_000, service_months=12)
    point = hotspot_at(
        running_server.office(),
        funding_source_id=source,
        capex_idr=1_000_000,
        opex_idr_per_month=100_000,
    )
    running_server.publish(running_server.document([point]))

    values = read(running_server, f"/collections/funding_sources/items/{source}")["properties"]

    assert (values["point_quota"], values["used_points"]) == (3, 1)
    assert (values["budget_idr"], values["used_idr"]) == (9_000_000, 2_200_000)


def test_revisions_are_listed_without_names_of_persons(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office())])
    running_server.publish(document)

    values = read(running_server, f"/collections/revisions/items/{document.revision_id}")

    assert values["properties"]["content_sha256"] == document.content_sha256
    assert (values["properties"]["revision"], values["properties"]["added"]) == (1, 1)
    assert "published_by" not in values["properties"]
    blank_spots = read(running_server, "/collections/blank_spots/items")
    assert [one["id"] for one in blank_spots["features"]] == ["BS-01"]


def test_the_planners_own_client_reads_what_others_have_published(
    running_server: RunningServer,
) -> None:
    ours, theirs = (
        running_server.document([hotspot_at(running_server.office())]) for _ in range(2)
    )
    for document in (ours, theirs):
        running_server.publish(document)

    seen = {
        row.plan_id: row.hotspot
        for row in running_server.client().published_hotspots(excluding_plan=ours.plan_id)
    }

    assert ours.plan_id not in seen
    assert seen[theirs.plan_id] == theirs.added[0]


def test_the_reference_is_handed_out_with_nothing_else_in_it(
    running_server: RunningServer, tmp_path: Path
) -> None:
    target = tmp_path / "reference.gpkg"

    sha256 = running_server.client("paser.reader").reference(target)

    assert sha256 == running_server.description["reference_sha256"]
    with Reference.open(target) as reference:
        assert reference.loaded_roles == REFERENCE_ROLES
    with sqlite3.connect(target) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert not {"hotspots", "funding_sources", "waivers", "outbox"} & tables
        assert not {name for name in tables if name.startswith("rtree_hotspots")}
        assert connection.execute("SELECT key FROM plan").fetchall() == [("loaded_roles",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with Reference.open(running_server.folder / "reference.gpkg") as original:
        assert original.sha256() == sha256


def test_the_rule_set_is_handed_out(running_server: RunningServer) -> None:
    assert running_server.client("paser.reader").rule_set() == standard_rule_set()


def test_the_processes_describe_themselves(running_server: RunningServer) -> None:
    listed = read(running_server, "/processes")["processes"]

    assert {one["id"] for one in listed} == {
        "publish-plan",
        "changes-since",
        "reference",
        "rule-set",
        "plan-at-revision",
        "history",
    }
    assert running_server.client().title()
    paths = read(running_server, "/openapi")["paths"]
    assert "/processes/publish-plan/execution" in paths
    assert "/collections/hotspots/items" in paths


def test_changes_since_an_unknown_plan_and_a_wrong_revision(
    running_server: RunningServer,
) -> None:
    unknown = running_server.post("changes-since", {"plan_id": "nobody's", "revision": 0})
    wrong = running_server.post("changes-since", {"plan_id": "x", "revision": -1})

    assert unknown.json()["changes"] == []
    assert wrong.status_code == 400
