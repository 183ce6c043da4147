# SPDX-License-Identifier: GPL-2.0-or-later
"""A live plan follows its layers and its file, and says what changed, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from following_a_plan import (
    NOTHING,
    WHOLE,
    Following,
    fill,
    following_plan,
    let_go,
    saved_findings,
    wait_until,
)
from qgis.core import (
    QgsCoordinateReferenceSystem,
)

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers import live_plan as live_plan_module
from village_internet_plugin.layers.announced import Change
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.plan_file import open_layer, read_setting, write_setting
from village_internet_plugin.layers.plan_rows import replace_funding_sources, replace_waivers

pytestmark = pytest.mark.qgis


@pytest.fixture(autouse=True)
def _disconnected_slots_are_let_go_of() -> Iterator[None]:
    """Have Qt free them, and what they hold, while QGIS still runs."""
    yield
    let_go()


@pytest.fixture
def path(village_plan: Path) -> Path:
    fill(village_plan)
    return village_plan


@pytest.fixture
def following(path: Path) -> Iterator[Following]:
    with following_plan(path) as following:
        yield following


def test_it_starts_with_a_full_check(following: Following) -> None:
    live = following.live
    assert live.findings() == saved_findings(following.path)
    assert live.problem() is None
    assert live.counts()["error"] == sum(one.severity == "error" for one in live.findings())
    assert live.verdict_of("id-A") == "error"  # no funding source is named
    assert live.verdict_of("id-Z") is None
    assert live.findings_of("id-Z") == ()
    assert following.turn() == NOTHING


def test_an_edit_counts_in_the_next_turn_of_the_event_loop(following: Following) -> None:
    following.edit(1, "site_kind", "private")
    assert "VI201" not in following.rules_of("id-A")
    assert following.turn() == [Change(frozenset({"id-A"}), sources=False, rest=False)]
    assert "VI201" in following.rules_of("id-A")


def test_many_edits_in_one_turn_are_told_once(following: Following) -> None:
    following.layer.startEditing()
    for number in range(20):
        following.add(f"new-{number}", LonLat(116.03 + number / 1000, -1.93))
    (change,) = following.turn()
    assert {f"new-{number}" for number in range(20)} <= change.hotspot_ids


def test_asked_for_it_catches_up_at_once_and_is_silent_afterwards(following: Following) -> None:
    following.edit(1, "site_kind", "private")
    following.live.flush()
    assert "VI201" in following.rules_of("id-A")
    assert len(following.told) == 1
    assert len(following.turn()) == 1  # the one told already


def test_what_changes_no_finding_is_not_told(following: Following) -> None:
    following.edit(1, "notes", "dekat pasar")
    assert following.turn() == NOTHING
    following.layer.triggerRepaint()
    following.layer.undoStack().undo()
    assert following.turn() == NOTHING
    following.layer.deleteFeature(2)
    following.layer.undoStack().undo()
    assert following.turn() == NOTHING


def test_saving_renumbers_rows_and_changes_nothing(following: Following) -> None:
    following.add("new-1")
    following.add("new-2", LonLat(116.06, -1.92))
    assert len(following.turn()) == 1
    assert following.layer.commitChanges(False)
    assert following.turn() == NOTHING
    assert following.live.findings() == saved_findings(following.path)
    following.edit(4, "site_kind", "private")
    (change,) = following.turn()
    assert change.hotspot_ids == {"new-1"}


def test_a_commit_that_fails_half_way_is_followed(following: Following) -> None:
    following.edit(1, "site_kind", "private")
    following.add("id-B")
    following.turn()
    assert not following.layer.commitChanges(False)
    assert following.turn() == NOTHING
    following.layer.rollBack()
    (change,) = following.turn()
    assert "id-B" in change.hotspot_ids
    assert following.live.findings() == saved_findings(following.path)


def test_a_lost_column_is_told_and_its_return_too(following: Following) -> None:
    following.layer.startEditing()
    following.layer.deleteAttribute(following.layer.fields().indexOf("hotspot_id"))
    before = following.live.findings()
    assert following.turn() == [Change(frozenset(), sources=False, rest=True)]
    assert "no column hotspot_id" in (following.live.problem() or "")
    assert following.live.findings() == before
    with pytest.raises(InputError, match="no column hotspot_id"):
        following.live.flush()
    following.layer.rollBack()
    assert following.turn() == [WHOLE]
    assert following.live.problem() is None


def test_a_change_of_the_reference_system_later_is_told(following: Following) -> None:
    following.layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32750"))
    assert [change.rest for change in following.turn()] == [True]
    assert "EPSG:32750" in (following.live.problem() or "")
    following.layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    assert [change.rest for change in following.turn()] == [True]
    assert following.live.problem() is None


def test_what_is_written_through_the_provider_is_seen_by_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_plan_module, "FILE_WATCH_MS", 10)
    following = Following(path)
    provider = following.layer.dataProvider()
    place = following.layer.fields().indexOf("site_kind")
    assert provider.changeAttributeValues({2: {place: "private"}})
    wait_until(lambda: "VI201" in following.rules_of("id-B"))
    following.live.close()


def test_what_is_written_past_qgis_counts_at_the_next_flush(following: Following) -> None:
    source = FundingSource("APBD", "Kabupaten Paser", 2026, point_quota=0)
    replace_funding_sources(following.path, [source])
    following.live.flush()
    assert following.turn() == [Change(frozenset(), sources=True, rest=False)]
    finding = following.live.findings_of("id-A")[0]
    replace_waivers(following.path, [Waiver(finding.rule, "id-A", "sudah tahu", "Amir")])
    following.layer.triggerRepaint()
    assert following.turn() == [Change(frozenset({"id-A"}), sources=False, rest=False)]
    assert following.live.findings() == saved_findings(following.path)


def test_an_import_of_reference_data_counts_at_once(
    following: Following, write_text: Callable[..., Path]
) -> None:
    assert "VI104" in {finding.rule for finding in following.live.findings()}
    row = "64.01.06.2023,Kantor Desa,116.02,-1.951"
    offices = write_text("kantor.csv", "village_code,name,lon,lat", row)
    report = import_source(following.path, "village_offices", offices, language="en")
    assert report.accepted == 1, report
    following.live.flush()
    assert following.live.findings() == saved_findings(following.path)
    assert "VI104" not in following.rules_of("id-A")
    assert "VI103" in following.rules_of("id-C")
    assert following.told


def test_another_rule_set_counts_at_once(following: Following) -> None:
    text = read_setting(following.path, "rule_set") or ""
    assert "VI205" in following.rules_of("id-A")
    strict = text.replace('"VI205": {"enabled": true', '"VI205": {"enabled": false')
    if strict == text:
        strict = '{"version": "other", "rules": {"VI205": {"enabled": false}}}'
    write_setting(following.path, "rule_set", strict)
    following.live.flush()
    assert "VI205" not in following.rules_of("id-A")
    assert following.live.findings() == saved_findings(following.path)


def test_unsaved_funding_sources_count_and_villages_when_saved(path: Path) -> None:
    sources, villages = open_layer(path, "funding_sources"), open_layer(path, "villages")
    following = Following(path, funding_sources=sources, villages=villages)
    following.edit(1, "funding_source_id", "APBD")
    following.turn()
    sources.startEditing()
    sources.changeAttributeValue(1, sources.fields().indexOf("point_quota"), 0)
    (change,) = following.turn()
    assert change.sources
    assert "id-A" in change.hotspot_ids
    assert "VI402" in following.rules_of("id-A")
    sources.rollBack()
    following.turn()
    assert "VI402" not in following.rules_of("id-A")
    villages.startEditing()
    villages.changeAttributeValue(1, villages.fields().indexOf("village_code"), "64.01.06.2999")
    assert following.turn() == NOTHING
    assert villages.commitChanges()
    (change,) = following.turn()
    assert change == WHOLE
    assert "VI601" in following.rules_of("id-A")
    following.live.close()
    following.layer.rollBack()
