# SPDX-License-Identifier: GPL-2.0-or-later
"""What a pull brings never writes over what the user saved, or is about to save."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from following_a_plan import fill

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers import pull_taking_over
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_rows import replace_funding_sources, replace_waivers
from village_internet_plugin.layers.pull_taking_over import take_over
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.funding_source_merging import merge_funding_sources
from village_internet_plugin.sharing.merging import FieldClash, merge
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.pulling import Pulled
from village_internet_plugin.sharing.waiver_merging import WaiverClash

pytestmark = pytest.mark.qgis

COLLEAGUES = FundingSource("APBN", "Kementerian", 2026)


def brought(plan: Plan) -> Pulled:
    """Return a pull in which a colleague noted something on the first hotspot, and a source."""
    theirs = (replace(plan.hotspots[0], notes="colleague"), *plan.hotspots[1:])
    sources = plan.funding_sources
    return Pulled(
        (),
        (),
        merge(plan.hotspots, plan.hotspots, theirs),
        plan.waivers,
        merge_funding_sources(sources, sources, (*sources, COLLEAGUES)),
        Base(),
    )


def test_what_was_saved_while_the_pull_was_under_way_stands(plan: Path) -> None:
    fill(plan)
    before = read_plan(plan)
    mine = (replace(before.hotspots[0], provider="mine"), *before.hotspots[1:])
    write_hotspots(plan, before.hotspots, mine)
    with pytest.raises(InputError, match="Pull again"):
        take_over(plan, before, brought(before))
    assert read_plan(plan).hotspots == mine
    assert read_plan(plan).funding_sources == before.funding_sources


def test_what_nobody_touched_is_taken_over(plan: Path) -> None:
    fill(plan)
    before = read_plan(plan)
    take_over(plan, before, brought(before))
    after = read_plan(plan)
    assert after.hotspots[0].notes == "colleague"
    assert after.funding_sources == (*before.funding_sources, COLLEAGUES)


def test_the_base_moves_with_what_is_taken_over(plan: Path) -> None:
    fill(plan)
    before = read_plan(plan)
    base = Base(4, before.hotspots, before.waivers, before.funding_sources)
    take_over(plan, before, replace(brought(before), base=base))
    written = OutboxFile(plan).base()
    assert (written.revision, content_sha256(written.hotspots)) == (
        4,
        content_sha256(before.hotspots),
    )
    assert read_plan(plan).base_revision == 4


@pytest.mark.parametrize(
    "step", ["write_hotspots", "replace_funding_sources", "replace_published_hotspots", "to_text"]
)
def test_stopped_anywhere_nothing_is_taken_over(
    plan: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(plan)
    before, base = read_plan(plan), OutboxFile(plan).base()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Base if step == "to_text" else pull_taking_over, step, stop)
    with pytest.raises(KeyboardInterrupt):
        take_over(plan, before, replace(brought(before), base=Base(4, before.hotspots)))
    monkeypatch.undo()
    assert read_plan(plan) == before
    assert OutboxFile(plan).base() == base


def test_what_is_not_decided_is_never_taken_over(plan: Path) -> None:
    fill(plan)
    before = read_plan(plan)
    first = before.hotspots[0]
    clash = FieldClash(first.hotspot_id, "notes", None, "mine", "theirs")
    pulled = brought(before)
    with pytest.raises(ProgramFault, match="not decided"):
        take_over(plan, before, replace(pulled, merge=replace(pulled.merge, clashes=(clash,))))
    waived = WaiverClash("VI103", first.hotspot_id, None, None, None)
    with pytest.raises(ProgramFault, match="not decided"):
        take_over(plan, before, replace(pulled, waiver_clashes=(waived,)))
    assert read_plan(plan) == before


def test_edits_not_saved_yet_find_their_rows_after_a_pull(plan: Path) -> None:
    fill(plan)
    replace_waivers(plan, [Waiver("VI103", "id-A", "bridge", "Head")])
    sources, waivers = open_layer(plan, "funding_sources"), open_layer(plan, "waivers")
    for layer, column in ((sources, "programme"), (waivers, "reason")):
        assert layer.startEditing()
        (row,) = layer.getFeatures()
        assert layer.changeAttributeValue(row.id(), layer.fields().indexOf(column), "typed")
    replace_funding_sources(plan, [FundingSource("APBD", "Kabupaten", 2027), COLLEAGUES])
    replace_waivers(
        plan, [Waiver("VI103", "id-A", "other", "Head"), Waiver("VI103", "id-B", "bridge", "Head")]
    )
    assert sources.commitChanges()
    assert waivers.commitChanges()
    written = read_plan(plan)
    assert [row.programme for row in written.funding_sources] == ["typed", None]
    assert written.funding_sources[0].fiscal_year == 2027
    assert [row.reason for row in written.waivers] == ["typed", "bridge"]
