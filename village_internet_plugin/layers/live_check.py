# SPDX-License-Identifier: GPL-2.0-or-later
"""The check session of a plan that is being edited, with the reference it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.layers.check_failure import NOT_CHECKED
from village_internet_plugin.layers.plan_tables import PlanTables
from village_internet_plugin.reference.plan_reading import read_settings
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession, Progress
from village_internet_plugin.rules.rule_set_document import read_rule_set, standard_rule_set

LARGE = 1_000
"""How many rows are read, or judged again, while the user waits; more are seen to beside."""
_GHOST_ROW = 2**42
"""After every row of a layer: a ghost would be placed last."""


class LiveCheck:
    """One check session over the state of a plan, and what it reads."""

    def __init__(self, path: Path, language: str) -> None:
        """Prepare for the plan at `path`; `start` checks it."""
        self._path, self._language = path, language
        self._reference: Reference | None = None
        self._session: CheckSession | None = None
        self._tables = PlanTables((), (), ())
        self._rules: RuleSet | None = None
        self._sources_differ = False
        self.judged_by: tuple[Any, ...] = ()
        """What the watch said of reference and settings when the check was started."""

    @property
    def is_started(self) -> bool:
        """Whether there is a session to ask."""
        return self._session is not None

    @property
    def tables(self) -> PlanTables:
        """The tables it judges by."""
        return self._tables

    @property
    def rule_set(self) -> RuleSet:
        """The rules and limits it judges by; ProgramFault before the first start."""
        if self._rules is None:
            raise ProgramFault(NOT_CHECKED)
        return self._rules

    @property
    def reference(self) -> Reference:
        """The reference it judges by; ProgramFault before the first start and after the close."""
        if self._reference is None:
            raise ProgramFault(NOT_CHECKED)
        return self._reference

    @property
    def session(self) -> CheckSession:
        """The session; ProgramFault before the first start and after the close."""
        if self._session is None:
            raise ProgramFault(NOT_CHECKED)
        return self._session

    def start(
        self,
        rows: Mapping[int, Hotspot],
        tables: PlanTables,
        judged_by: tuple[Any, ...],
        progress: Progress | None = None,
    ) -> None:
        """Open the reference and check everything.

        Raises PlannerError when it cannot be, Cancelled when `progress` says so.
        """
        settings = read_settings(self._path)
        plan = Plan(settings["plan_id"], settings.get("agency") or "", **tables._asdict())
        self.close()
        self._reference = Reference.open(self._path)
        self._rules = self._rule_set(settings)
        self._session = CheckSession(
            plan, self._reference, self._rules, self._language, progress, rows=rows
        )
        self._tables, self.judged_by = tables, judged_by

    def apply(self, changes: Mapping[int, Hotspot | None]) -> set[int]:
        """Put, change or (None) take away hotspots; return the rows to look at again."""
        if not changes:
            return set()
        return {*self.session.apply(changes), *changes}

    def is_dear(self, changes: Mapping[int, Hotspot | None], tables: PlanTables) -> bool:
        """Tell whether taking these over would take longer than the user should wait for."""
        if len(changes) > LARGE:
            return True
        before, rows = self._tables, self.session.rows
        if tables.published_hotspots != before.published_hotspots:
            return len(rows) > LARGE
        if tables.funding_sources == before.funding_sources:
            return False
        edited = set(before.funding_sources) ^ set(tables.funding_sources)
        ids = {source.funding_source_id for source in edited}
        return sum(hotspot.funding_source_id in ids for hotspot in rows.values()) > LARGE

    def take_over(self, tables: PlanTables) -> set[int]:
        """Judge by these tables from now on; return the rows to look at again."""
        session, before = self.session, self._tables
        if tables == before:
            return set()
        judged: set[int] = set()
        if tables.funding_sources != before.funding_sources:
            self._sources_differ = True
            judged |= session.set_funding_sources(tables.funding_sources)
        if tables.published_hotspots != before.published_hotspots:
            session.set_published_hotspots(tables.published_hotspots)
            judged |= session.rows.keys()
        if tables.waivers != before.waivers:
            judged |= session.set_waivers(tables.waivers)
        self._tables = tables
        return judged

    def differing(self) -> frozenset[str]:
        """Return the kinds of subjects beside hotspots of which something is another since asked.

        A funding source also counts when it is itself another.
        """
        kinds = self.session.differing_beside_hotspots()
        if self._sources_differ:
            kinds |= {"funding_source"}
        self._sources_differ = False
        return kinds

    def judge_ghost(self, hotspot: Hotspot) -> tuple[Finding, ...]:
        """Return the findings of a hotspot as if it were placed last."""
        return self.session.judge_ghost(_GHOST_ROW, hotspot)

    def judge_moved(self, row: int, position: LonLat) -> tuple[Finding, ...]:
        """Return the findings the hotspot of a row would have at `position`."""
        moved = replace(self.session.rows[row], position=position)
        return self.session.judge_ghost(row, moved)

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        if self._reference is not None:
            self._reference.close()
        self._reference = self._session = None

    def _rule_set(self, settings: Mapping[str, str]) -> RuleSet:
        text = settings.get("rule_set")
        return read_rule_set(text, f"in {self._path}") if text else standard_rule_set()
