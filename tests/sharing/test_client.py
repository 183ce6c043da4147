# SPDX-License-Identifier: GPL-2.0-or-later
"""The client's calls: what it asks, what it makes of the answer, and what it refuses to believe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests

from sharing.planner_server import IMPATIENT, PlannerServer, source_feature
from sharing.rows import OFFICE, SCHOOL, document_of
from sharing.scripted_server import (
    ScriptedServer,
    answer_bytes,
    answer_json,
    cut_in_the_middle,
)
from village_internet_plugin.domain.errors import InputError, NetworkFailed, ServerRefused
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.position import Region
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.rule_set_document import standard_rule_set, write_rule_set
from village_internet_plugin.sharing import client as client_module
from village_internet_plugin.sharing.answers import Conflict, DryRun, Published
from village_internet_plugin.sharing.canonical import canonical_hotspot
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.strict_json import parse_json


@pytest.fixture
def client(scripted: ScriptedServer) -> Client:
    return Client(scripted.url, requests.Session(), patience=IMPATIENT)


def feature(hotspot: Any = OFFICE, plan_id: str = "plan-2", **more: Any) -> dict[str, Any]:
    """Return a feature of the collection as pygeoapi writes it: the id stands outside."""
    row = canonical_hotspot(hotspot)
    lon, lat, hotspot_id = row.pop("lon"), row.pop("lat"), row.pop("hotspot_id")
    point = {"type": "Point", "coordinates": [lon, lat]}
    return {
        "type": "Feature",
        "id": hotspot_id,
        "geometry": point if lon is not None else None,
        "properties": {
            **row,
            "agency": "Provinsi",
            "plan_id": plan_id,
            "revision": 2,
            "verdict": "ok",
        },
        **more,
    }


def page(*features: Any, matched: int | None = None) -> Any:
    """Return one page of the collection."""
    count = len(features) if matched is None else matched
    return answer_json(
        {"type": "FeatureCollection", "features": list(features), "numberMatched": count}
    )


def test_publishing_gives_the_same_receipt_however_often(planner: PlannerServer) -> None:
    document = document_of((OFFICE,))
    first, again = planner.client.publish(document), planner.client.publish(document)
    assert isinstance(first, Published)
    assert first == again
    assert planner.revisions == [document.revision_id]
    assert planner.hotspots == (OFFICE,)


def test_a_lost_answer_is_asked_for_again_at_once(planner: PlannerServer) -> None:
    planner.answers_to_lose = 2
    answer = planner.client.publish(document_of((OFFICE,)))
    assert isinstance(answer, Published)
    assert len(planner.revisions) == 1


def test_a_dry_run_stores_nothing(planner: PlannerServer) -> None:
    assert isinstance(planner.client.publish(document_of((OFFICE,)), dry_run=True), DryRun)
    assert planner.revisions == []


def test_a_stale_base_gives_the_changes_since(planner: PlannerServer) -> None:
    planner.client.publish(document_of((OFFICE,)))
    answer = planner.client.publish(document_of((SCHOOL,)))
    assert isinstance(answer, Conflict)
    assert (answer.base_revision, answer.head_revision) == (0, 1)
    assert answer.changes[0].delta.added == (OFFICE,)
    assert planner.client.changes_since("plan-1", 0).revisions == answer.changes
    assert planner.client.changes_since("plan-1", 1).revisions == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"plan_id": "plan-2", "head_revision": 0, "changes": []},
        {"plan_id": "plan-1", "head_revision": 0},
        {"outcome": "published", "receipt": {}},
        [],
        None,
    ],
)
def test_an_answer_to_another_question_is_not_understood(
    scripted: ScriptedServer, client: Client, answer: Any
) -> None:
    for ask in (lambda: client.changes_since("plan-1", 0), lambda: client.publish(document_of(()))):
        scripted.script = [answer_json(answer)]
        with pytest.raises(NetworkFailed, match="cannot be understood"):
            ask()


def test_what_the_server_judges_by_is_read_where_it_tells_it(planner: PlannerServer) -> None:
    changes = planner.client.changes_since("plan-1", 0)
    assert (changes.rule_set_version, changes.reference_sha256) == (None, None)
    planner.in_force = {"rule_set_version": "2027.1", "reference_sha256": "ab" * 32}
    changes = planner.client.changes_since("plan-1", 0)
    assert (changes.rule_set_version, changes.reference_sha256) == ("2027.1", "ab" * 32)
    planner.in_force = {"reference_sha256": "abc"}
    with pytest.raises(NetworkFailed, match="reference_sha256"):
        planner.client.changes_since("plan-1", 0)


def test_the_title_is_given_by_a_planners_server_only(
    scripted: ScriptedServer, client: Client
) -> None:
    scripted.script = [answer_json({"title": "Kaltim"}), answer_json({"id": "publish-plan"})]
    assert client.title() == "Kaltim"
    assert client.host == "127.0.0.1"
    scripted.script = [answer_json({"title": "Some OGC API"}), answer_json({}, status=404)]
    with pytest.raises(ServerRefused, match="is not a village Internet planner's server"):
        client.title()
    scripted.script = [answer_json(["what"]), answer_json({})]
    with pytest.raises(NetworkFailed, match="no OGC API"):
        client.title()


def test_the_published_hotspots_of_others_are_read_page_by_page(
    scripted: ScriptedServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "PAGE_SIZE", 2)
    own = feature(plan_id="plan-1")
    scripted.script = [page(feature(), own, matched=3), page(feature(SCHOOL), matched=3)]
    assert client.published_hotspots("plan-1", Region(116, -2, 117, -1)) == (
        PublishedHotspot(OFFICE, "Provinsi", "plan-2", 2),
        PublishedHotspot(SCHOOL, "Provinsi", "plan-2", 2),
    )
    assert [request.path for request in scripted.requests] == [
        "/collections/hotspots/items?f=json&limit=2&offset=0&bbox=116%2C-2%2C117%2C-1",
        "/collections/hotspots/items?f=json&limit=2&offset=2&bbox=116%2C-2%2C117%2C-1",
    ]


def test_no_published_hotspots_are_none(scripted: ScriptedServer, client: Client) -> None:
    scripted.script = [page()]
    assert client.published_hotspots("plan-1") == ()


def test_a_collection_that_moves_while_being_read_is_read_anew(
    scripted: ScriptedServer, client: Client
) -> None:
    moved = [page(feature(), matched=2), page(feature(), matched=2)]
    grown = [page(feature(), matched=2), page(feature(SCHOOL), matched=3)]
    good = [page(feature(), feature(SCHOOL))]
    scripted.script = [*moved, *grown, *good]
    assert len(client.published_hotspots("plan-1")) == 2
    scripted.script = [*moved, *grown, *moved]
    with pytest.raises(NetworkFailed, match="changed again and again"):
        client.published_hotspots("plan-1")


@pytest.mark.parametrize(
    ("broken", "path"),
    [
        ({}, "features[0]"),
        (feature(geometry={"type": "LineString", "coordinates": [[1, 2]]}), "geometry"),
        (feature(geometry={"type": "Point", "coordinates": [200, 0]}), "properties.lon"),
        (feature(geometry={"type": "Point", "coordinates": []}), "geometry"),
        (feature(id=None), "properties.hotspot_id"),
        (feature(properties={"agency": "x"}), "properties.plan_id"),
    ],
)
def test_a_feature_that_is_no_hotspot_is_told_with_its_place(
    scripted: ScriptedServer, client: Client, broken: Any, path: str
) -> None:
    scripted.script = [page(broken)]
    with pytest.raises(NetworkFailed, match="cannot be understood") as failure:
        client.published_hotspots("plan-1")
    assert path in str(failure.value)


PASER_SOURCE = FundingSource(
    "apbd", "Kabupaten Paser", 2026, "APBD", "initial", 20, 900, 12, "desa"
)
PROVINCE_SOURCE = FundingSource("kaltim", "Provinsi", 2026)


def test_funding_sources_are_those_of_the_agency_and_those_drawn_on(
    scripted: ScriptedServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "PAGE_SIZE", 2)
    both = [source_feature(PASER_SOURCE), source_feature(PROVINCE_SOURCE)]
    other = source_feature(FundingSource("bontang", "Kota Bontang", 2026))
    scripted.script = [page(*both, matched=3), page(other, matched=3)] * 2
    assert client.funding_sources("kabupaten  paser") == (PASER_SOURCE,)
    assert client.funding_sources("Kabupaten Paser", {"kaltim"}) == (PASER_SOURCE, PROVINCE_SOURCE)
    assert [request.path for request in scripted.requests][:2] == [
        "/collections/funding_sources/items?f=json&limit=2&offset=0",
        "/collections/funding_sources/items?f=json&limit=2&offset=2",
    ]


def test_funding_sources_that_move_while_being_read_are_read_anew(
    scripted: ScriptedServer, client: Client
) -> None:
    one = source_feature(PASER_SOURCE)
    scripted.script = [page(one, one), page(one)]
    assert client.funding_sources("Kabupaten Paser") == (PASER_SOURCE,)
    scripted.script = [page(one, one)] * 3
    with pytest.raises(NetworkFailed, match="funding_sources changed again and again"):
        client.funding_sources("Kabupaten Paser")


@pytest.mark.parametrize(
    ("broken", "path"),
    [
        ({}, "features[0]"),
        ({"id": None}, "features[0].properties.funding_source_id"),
        ({"properties": {"agency": "Provinsi"}}, "features[0].properties"),
        ({"point_quota": -1}, "features[0].properties.point_quota"),
        ({"point_quota": "20"}, "features[0].properties.point_quota"),
        ({"fiscal_year": None}, "features[0].properties.fiscal_year"),
        ({"agency": " "}, "features[0].properties.agency"),
    ],
)
def test_a_feature_that_is_no_funding_source_is_told_with_its_place(
    scripted: ScriptedServer, client: Client, broken: dict[str, Any], path: str
) -> None:
    feature = source_feature(PASER_SOURCE)
    if broken.keys() <= feature.keys():
        feature = {**feature, **broken} if broken else {}
    else:
        feature["properties"].update(broken)
    scripted.script = [page(feature)]
    with pytest.raises(NetworkFailed, match="cannot be understood") as failure:
        client.funding_sources("Kabupaten Paser")
    assert path in str(failure.value)


def test_the_rule_set_is_read(scripted: ScriptedServer, client: Client) -> None:
    written = parse_json(write_rule_set(standard_rule_set()), "the rule set")
    scripted.script = [answer_json(written), answer_json({"version": 3})]
    assert client.rule_set() == standard_rule_set()
    with pytest.raises(NetworkFailed, match="cannot be understood"):
        client.rule_set()


def test_the_reference_arrives_whole_and_with_the_hash_expected(
    scripted: ScriptedServer, client: Client, shared_data: Path, tmp_path: Path
) -> None:
    villages = shared_data / "paser_villages.gpkg"
    target = tmp_path / "reference.gpkg"
    with Reference.open(villages) as reference:
        sha256 = reference.sha256()
    scripted.script = [cut_in_the_middle, *[answer_bytes(villages.read_bytes())] * 3]
    assert client.reference(target, sha256) == sha256
    assert target.read_bytes() == villages.read_bytes()
    target.unlink()
    assert client.reference(target) == sha256
    with pytest.raises(NetworkFailed, match=f"has the hash {sha256[:12]}…, not 000000000000…"):
        client.reference(target, "0" * 64)
    assert [path.name for path in tmp_path.iterdir()] == ["reference.gpkg"]


def test_a_reference_cut_or_replaced_on_the_way_leaves_the_old_one(
    scripted: ScriptedServer, client: Client, tmp_path: Path
) -> None:
    target = tmp_path / "reference.gpkg"
    target.write_bytes(b"the old one")
    scripted.script = [answer_bytes(b"<html>Sign in</html>"), answer_json({}, status=403)]
    with pytest.raises(NetworkFailed, match="cannot be understood"):
        client.reference(target)
    with pytest.raises(ServerRefused):
        client.reference(target)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"the old one"]


def test_a_folder_that_is_not_there_is_told(client: Client, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="choose a folder"):
        client.reference(tmp_path / "missing" / "reference.gpkg")


@pytest.mark.parametrize("url", ["http://planner.example", "https://sari:x@planner.example"])
def test_a_bad_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(InputError):
        Client(url, requests.Session())
