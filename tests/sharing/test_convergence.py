# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever people of two agencies do in whatever order, interrupted or not, all end with the same.

Two plans, two colleagues each, and one server. They edit, pull, decide clashes, publish and crash
as Hypothesis likes. Once all have pulled and published, every desk of a plan holds what the server
holds, and each edit stands there, was shown in a clash, or was overwritten by somebody who had it
before his eyes. `CONVERGENCE_EXAMPLES=2000` tries longer.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from sharing.memory_server import MemoryServer
from sharing.plan_file import make_plan_file
from sharing.rows import REFERENCE_SHA256, RULES
from village_internet_plugin.domain.errors import NetworkFailed
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.answers import Conflict, Published, Refused
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.merging import FieldClash, RemovalClash
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import SOURCE_UNSEEN, Step, publish, resume
from village_internet_plugin.sharing.pulling import pull
from village_internet_plugin.sharing.settling import AnyClash, clashes_of, settled
from village_internet_plugin.sharing.three_way import OURS, THEIRS
from village_internet_plugin.sharing.waiver_merging import WaiverClash

AGENCIES = ("Kabupaten Paser", "Provinsi Kalimantan Timur")
Place = tuple[str, str, str]
"""A statement's place: the plan (or ``sources``), the row, and the field ("row" for its being)."""


class Crash(Exception):
    """The computer went off."""


class Edits:
    """Every edit that was ever made, each with a value of its own, and who had seen which."""

    def __init__(self) -> None:
        self.made: dict[object, Place] = {}
        self.overwritten: set[object] = set()
        """Values in whose place somebody who had them before his eyes put another."""
        self.shown: set[object] = set()
        """Values that stood in a clash somebody had to decide."""

    def note(self, place: Place, before: object, value: object) -> None:
        self.made[value] = place
        self.overwritten.add(before)

    def show(self, clash: AnyClash) -> None:
        sides = [getattr(clash, name, None) for name in ("ours", "theirs", "kept", "base")]
        for side in sides:
            if isinstance(side, Hotspot):
                self.shown |= {side.name, side.notes, side.position}
            elif isinstance(side, FundingSource):
                self.shown.add(side.point_quota)
            else:
                self.shown.add(side.reason if isinstance(side, Waiver) else side)
        if isinstance(clash, RemovalClash):
            self.shown.add(("gone", clash.hotspot_id))
        if isinstance(clash, WaiverClash):
            self.shown.add(("taken back", clash.subject))


class Desk:
    """One planner's copy of a plan."""

    def __init__(self, path: Path, plan_id: str, agency: str, server: MemoryServer) -> None:
        self.outbox, self.server = OutboxFile(make_plan_file(path)), server
        self.plan = Plan(plan_id, agency)

    def put(self, *, before: Hotspot | None = None, after: Hotspot | None = None) -> None:
        rows = {row.hotspot_id: row for row in self.plan.hotspots}
        if after is not None:
            rows[after.hotspot_id] = after
        elif before is not None:
            del rows[before.hotspot_id]
        self.plan = replace(self.plan, hotspots=tuple(rows.values()))

    def publish(self, crash_at: Step | None = None) -> None:
        def told(step: Step) -> None:
            if step == crash_at:
                raise Crash

        terms = {"rule_set_version": RULES, "reference_sha256": REFERENCE_SHA256}
        answer = publish(self.plan, self.outbox, self.server, told=told, **terms)
        if isinstance(answer, Refused):
            assert answer.reason == SOURCE_UNSEEN
        else:
            assert isinstance(answer, (Published, Conflict))

    def pull(self, side: str, edits: Edits) -> None:
        resume(self.outbox, self.server)
        pulled = pull(self.plan, self.outbox, self.server)
        clashes = clashes_of(pulled)
        for clash in clashes:
            edits.show(clash)
        pulled = settled(pulled, dict.fromkeys(clashes, side))
        self.plan = replace(
            self.plan,
            hotspots=pulled.merge.hotspots,
            waivers=pulled.waivers,
            funding_sources=pulled.funding.sources,
            base_revision=pulled.base.revision,
        )
        self.outbox.set_base(pulled.base)


desks = st.integers(0, 3)
picks = st.integers(0, 5)


class People(RuleBasedStateMachine):
    """What they do."""

    @initialize()
    def begin(self) -> None:
        # Each example writes some hundred times: into memory, where there is such a folder.
        memory = Path("/dev/shm")  # noqa: S108
        where = memory if memory.is_dir() else None
        self.folder = Path(tempfile.mkdtemp(prefix="convergence-", dir=where))
        self.server, self.edits, self.count = MemoryServer(), Edits(), 0
        for number, agency in enumerate(AGENCIES):
            source = FundingSource(f"source-{number}", agency, 2026, point_quota=1_000_000)
            self.server.sources[source.funding_source_id] = source
        self.desks = [
            Desk(self.folder / f"{n}.gpkg", f"plan-{n % 2}", AGENCIES[n % 2], self.server)
            for n in range(4)
        ]
        first = Hotspot("first", LonLat(116.0, -1.9), "64.01.06.2023", "Balai")
        for desk in self.desks:
            if desk.plan.plan_id not in self.server.plans:
                desk.put(after=replace(first, hotspot_id=f"first-{desk.plan.plan_id}"))
                desk.publish()
            desk.pull(OURS, self.edits)

    def teardown(self) -> None:
        if not hasattr(self, "desks"):
            return
        try:
            self.all_end_with_the_same()
        finally:
            shutil.rmtree(self.folder)

    @rule(number=desks, pick=picks, field=st.sampled_from(["name", "notes", "position"]))
    def change(self, number: int, pick: int, field: str) -> None:
        desk, row = self.row(number, pick)
        if row is not None:
            value = LonLat(116 + self.next() * 1e-4, -1.9) if field == "position" else self.word()
            place = (desk.plan.plan_id, row.hotspot_id, field)
            self.edits.note(place, getattr(row, field), value)
            desk.put(after=replace(row, **{field: value}))

    @rule(number=desks)
    def add(self, number: int) -> None:
        desk = self.desks[number]
        row = Hotspot(f"h{self.next()}", LonLat(116 + self.next() * 1e-4, -1.9), name=self.word())
        self.edits.note((desk.plan.plan_id, row.hotspot_id, "name"), None, row.name)
        self.edits.note((desk.plan.plan_id, row.hotspot_id, "position"), None, row.position)
        desk.put(after=row)

    @rule(number=desks, pick=picks)
    def remove(self, number: int, pick: int) -> None:
        desk, row = self.row(number, pick)
        if row is not None:
            gone = ("gone", row.hotspot_id)
            self.edits.note((desk.plan.plan_id, row.hotspot_id, "row"), None, gone)
            self.edits.overwritten |= {row.name, row.notes, row.position}
            desk.put(before=row)

    @rule(number=desks, pick=picks, source=st.sampled_from([None, "source-0", "source-1"]))
    def fund(self, number: int, pick: int, source: str | None) -> None:
        desk, row = self.row(number, pick)
        if row is not None:
            desk.put(after=replace(row, funding_source_id=source))

    @rule(number=desks, pick=picks, takes_back=st.booleans())
    def waive(self, number: int, pick: int, takes_back: bool) -> None:
        desk, row = self.row(number, pick)
        if row is None:
            return
        waivers = {waiver.subject: waiver for waiver in desk.plan.waivers}
        before = waivers.pop(row.hotspot_id, None)
        was = before.reason if before is not None else None
        place = (desk.plan.plan_id, row.hotspot_id, "waiver")
        if not takes_back:
            waivers[row.hotspot_id] = Waiver("VI105", row.hotspot_id, self.word(), "Sari")
            self.edits.note(place, was, waivers[row.hotspot_id].reason)
            self.edits.overwritten.add(("taken back", row.hotspot_id))
        elif before is not None:
            self.edits.note(place, was, ("taken back", row.hotspot_id))
            self.edits.overwritten.discard(("taken back", row.hotspot_id))
        desk.plan = replace(desk.plan, waivers=tuple(waivers.values()))

    @rule(number=desks)
    def set_quota(self, number: int) -> None:
        desk = self.desks[number]
        own = f"source-{number % 2}"
        sources = {row.funding_source_id: row for row in desk.plan.funding_sources}
        value = self.next()
        self.edits.note(("sources", own, "point_quota"), sources[own].point_quota, value)
        sources[own] = replace(sources[own], point_quota=value)
        desk.plan = replace(desk.plan, funding_sources=tuple(sources.values()))

    @rule(number=st.integers(0, 1))
    def administrator_sets_quota(self, number: int) -> None:
        own = f"source-{number}"
        source, value = self.server.sources[own], self.next()
        self.edits.note(("sources", own, "point_quota"), source.point_quota, value)
        self.server.sources[own] = replace(source, point_quota=value)

    @rule(number=desks, side=st.sampled_from([OURS, THEIRS]))
    def pulls(self, number: int, side: str) -> None:
        self.desks[number].pull(side, self.edits)

    @rule(number=desks)
    def looks_and_takes_nothing_over(self, number: int) -> None:
        desk = self.desks[number]
        if not desk.outbox.waiting():
            pull(desk.plan, desk.outbox, desk.server)

    @rule(number=desks)
    def publishes(self, number: int) -> None:
        self.try_to_publish(self.desks[number])

    @rule(number=desks, step=st.sampled_from(list(Step)))
    def publishes_and_crashes(self, number: int, step: Step) -> None:
        self.try_to_publish(self.desks[number], step)

    @rule(number=desks)
    def publishes_and_the_answer_is_lost(self, number: int) -> None:
        self.server.loses_answers = True
        self.try_to_publish(self.desks[number])
        self.server.loses_answers = False

    @rule(number=desks)
    def opens_again(self, number: int) -> None:
        desk = self.desks[number]
        resume(desk.outbox, desk.server)
        assert desk.outbox.waiting() == ()

    def try_to_publish(self, desk: Desk, crash_at: Step | None = None) -> None:
        try:
            desk.publish(crash_at)
        except (Crash, NetworkFailed):
            assert len(desk.outbox.waiting()) <= 1

    def row(self, number: int, pick: int) -> tuple[Desk, Hotspot | None]:
        desk = self.desks[number]
        rows = desk.plan.hotspots
        return desk, rows[pick % len(rows)] if rows else None

    def next(self) -> int:
        self.count += 1
        return self.count

    def word(self) -> str:
        return f"word {self.next()}"

    def all_end_with_the_same(self) -> None:
        for _ in range(3):
            for desk in self.desks:
                desk.pull(OURS, self.edits)
                self.try_to_publish(desk)
        for desk in self.desks:
            desk.pull(OURS, self.edits)
            kept = self.server.plans[desk.plan.plan_id]
            assert content_sha256(desk.plan.hotspots) == content_sha256(kept.hotspots)
            assert desk.outbox.waiting() == ()
            there = self.server.changes_since(desk.plan.plan_id, 0).waivers_after(())
            assert set(desk.plan.waivers) == set(there)
            drawn_on = {row.funding_source_id for row in desk.plan.hotspots}
            for source in desk.plan.funding_sources:
                # Another agency's source on which nothing draws any more is not asked for.
                if source.agency != desk.plan.agency and source.funding_source_id not in drawn_on:
                    continue
                assert source == self.server.sources[source.funding_source_id]
        assert self.server.receipts.keys() == {
            str(row["revision_id"]) for kept in self.server.plans.values() for row in kept.history
        }
        self.nothing_vanished_unseen()

    def nothing_vanished_unseen(self) -> None:
        standing = set(self.standing())
        for value, place in self.edits.made.items():
            is_told = value in standing | self.edits.shown | self.edits.overwritten
            assert is_told, f"{value} at {place} vanished and nobody was shown"

    def standing(self) -> Iterator[object]:
        """Return every value that stands on the server."""
        present = set()
        for plan_id, kept in self.server.plans.items():
            for row in kept.hotspots:
                present.add(row.hotspot_id)
                yield from (row.name, row.notes, row.position)
            waivers = self.server.changes_since(plan_id, 0).waivers_after(())
            yield from (waiver.reason for waiver in waivers)
            waived = {waiver.subject for waiver in waivers}
            subjects = {row.hotspot_id for desk in self.desks for row in desk.plan.hotspots}
            yield from (("taken back", each) for each in subjects - waived)
        for value in self.edits.made:
            if isinstance(value, tuple) and value[0] == "gone" and value[1] not in present:
                yield value
            if isinstance(value, tuple) and value[0] == "taken back" and value[1] not in present:
                yield value
        yield from (source.point_quota for source in self.server.sources.values())


TestPeople = People.TestCase
TestPeople.settings = settings(
    max_examples=int(os.environ.get("CONVERGENCE_EXAMPLES", "40")),
    stateful_step_count=40,
    deadline=None,
)


def test_a_field_clash_shows_both_values() -> None:
    edits = Edits()
    edits.show(FieldClash("office", "name", "was", "mine", "theirs"))
    assert {"mine", "theirs"} <= edits.shown
