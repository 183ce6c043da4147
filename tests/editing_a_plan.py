# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody who edits a plan at random in QGIS's edit buffer, and the full check to hold it to."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from oracle.geopackage import write_plan
from oracle.small_world import CODES, SOURCE_IDS, UNKNOWN_CODE, small_world
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)

from village_internet_plugin.domain import schema
from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.announced import Change
from village_internet_plugin.layers.live_plan import LivePlan
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.reference.plan_reading import read_settings
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import read_rule_set

NO_FID = 10**6
FOLLOWED = ("funding_sources", "waivers", "published_hotspots", "villages")
VALUES: dict[str, Sequence[Any]] = {
    "village_code": (*CODES, CODES[0], CODES[0], UNKNOWN_CODE, None),
    "name": ("Titik 1", "Balai Desa", None),
    "site_kind": ("village_office", "school", "private", "warung", None),
    "funding_source_id": (*SOURCE_IDS, "Z", None),
    "year": (2025, 2026, 2027, None),
    "status": (*schema.STATUSES, None),
    "technology": (*schema.TECHNOLOGIES, None),
    "bandwidth_mbps": (10.0, 50.0, 51.5, None),
    "power": (*schema.POWERS, None),
    "power_hours": (4.0, 24.0, None),
    "site_consent": (*schema.CONSENTS, None),
    "maintainer": ("Pak Amir", None),
    "capex_idr": (0, 20_000_000, 900_000_000, None),
    "opex_idr_per_month": (1_000_000, None),
    "service_months": (12, 36, None),
}


class Said(NamedTuple):
    """What may be told as changed."""

    hotspots: dict[str, list[Finding]]
    sources: list[Any]
    rest: list[Finding]


class Editing:
    """A user, other plugins and the event loop, all at one plan."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.chance = path, random.Random(seed)  # noqa: S311
        self.made = 0
        self.layer = open_layer(path, "hotspots")
        self.tables = {name: open_layer(path, name) for name in FOLLOWED}
        self.layer.dataProvider().addFeatures([self.feature() for _ in range(12)])
        self.start_editing()

    def start_editing(self) -> None:
        self.layer.startEditing()
        for name in ("funding_sources", "waivers", "published_hotspots"):
            self.tables[name].startEditing()

    def end(self) -> None:
        """Give up what was not saved, and let go of the layers: pytest would keep them."""
        for layer in (self.layer, *self.tables.values()):
            layer.rollBack()
        del layer, self.layer
        self.tables.clear()

    def position(self) -> QgsGeometry:
        if self.chance.random() < 0.1:
            return QgsGeometry.fromWkt(self.chance.choice(["POINT EMPTY", "POINT (0 0)"]))
        near = self.chance.choice([0.0005, 0.004, 0.15])
        lon = 116.01 + self.chance.uniform(0, near)
        return QgsGeometry.fromPointXY(QgsPointXY(lon, -1.49 + self.chance.uniform(0, near / 2)))

    def feature(self, identifier: str | None = None) -> QgsFeature:
        feature = QgsFeature(self.layer.fields())
        feature.setGeometry(self.position())
        self.made += 1
        feature["hotspot_id"] = identifier or f"id-{self.made:04}"
        for name, values in VALUES.items():
            feature[name] = self.chance.choice(values)
        return feature

    def fid(self) -> int:
        return self.chance.choice(sorted(f.id() for f in self.layer.getFeatures()) or [NO_FID])

    def saved_fid(self) -> int:
        return self.chance.choice([f.id() for f in self.layer.getFeatures() if f.id() > 0] or [1])

    def add(self) -> None:
        self.layer.addFeature(self.feature())

    def create(self) -> None:
        self.layer.addFeature(QgsVectorLayerUtils.createFeature(self.layer, self.position()))

    def paste(self) -> None:
        self.layer.beginEditCommand("paste")
        self.layer.addFeatures([self.feature() for _ in range(3)])
        self.layer.endEditCommand()

    def repeat_an_id(self) -> None:
        taken = self.layer.getFeature(self.fid())
        known = taken["hotspot_id"] if taken.isValid() else None
        self.layer.addFeature(self.feature(known or "id-0001"))

    def move(self) -> None:
        self.layer.changeGeometry(self.fid(), self.position())

    def change(self) -> None:
        name = self.chance.choice(sorted(VALUES))
        place = self.layer.fields().indexOf(name)
        self.layer.changeAttributeValue(self.fid(), place, self.chance.choice(VALUES[name]))

    def calculate_a_field(self) -> None:
        name = self.chance.choice(sorted(VALUES))
        place, value = self.layer.fields().indexOf(name), self.chance.choice(VALUES[name])
        self.layer.beginEditCommand("field calculator")
        for feature in self.layer.getFeatures():
            self.layer.changeAttributeValue(feature.id(), place, value)
        self.layer.endEditCommand()

    def replace_attributes(self) -> None:
        fid, other = self.fid(), self.feature()
        places = {self.layer.fields().indexOf(name): other[name] for name in VALUES}
        self.layer.beginEditCommand("form")
        self.layer.changeAttributeValues(fid, places)
        self.layer.changeGeometry(fid, self.position())
        self.layer.endEditCommand()

    def delete(self) -> None:
        self.layer.deleteFeature(self.fid())

    def undo(self) -> None:
        self.layer.undoStack().undo()

    def redo(self) -> None:
        self.layer.undoStack().redo()

    def go_anywhere_in_history(self) -> None:
        stack = self.layer.undoStack()
        stack.setIndex(self.chance.randint(0, stack.count()))

    def commit(self) -> None:
        self.layer.commitChanges(False)

    def roll_back(self) -> None:
        self.layer.rollBack(False)

    def give_up_a_command(self) -> None:
        self.layer.beginEditCommand("given up")
        self.layer.addFeature(self.feature())
        self.layer.changeGeometry(self.fid(), self.position())
        self.layer.destroyEditCommand()

    def write_through_the_provider(self) -> None:
        provider, fid = self.layer.dataProvider(), self.saved_fid()
        what = self.chance.randrange(3)
        if what == 0:
            provider.addFeatures([self.feature()])
        elif what == 1:
            provider.changeGeometryValues({fid: self.position()})
        else:
            provider.deleteFeatures([fid])

    def edit_funding_sources(self) -> None:
        layer = self.tables["funding_sources"]
        fids = [feature.id() for feature in layer.getFeatures()]
        if len(fids) > 4:
            layer.deleteFeature(self.chance.choice(fids))
            return
        feature = QgsFeature(layer.fields())
        feature["funding_source_id"] = self.chance.choice(SOURCE_IDS)
        feature["agency"], feature["fiscal_year"] = "Diskominfo Paser", 2026
        feature["point_quota"] = self.chance.choice([None, 1, 3])
        feature["budget_idr"] = self.chance.choice([None, 30_000_000])
        layer.addFeature(feature)

    def edit_waivers(self) -> None:
        layer, findings = self.tables["waivers"], self.full_check()
        feature = QgsFeature(layer.fields())
        if findings:
            waived = self.chance.choice(findings)
            feature["rule"], feature["subject"] = waived.rule, waived.subject
        layer.addFeature(feature)

    def undo_in_a_table(self) -> None:
        self.tables[self.chance.choice(FOLLOWED[:3])].undoStack().undo()

    def publish_elsewhere(self) -> None:
        layer = self.tables["published_hotspots"]
        feature = QgsFeature(layer.fields())
        for name, values in VALUES.items():
            feature[name] = self.chance.choice(values)
        feature["plan_id"], feature["agency"] = "another", "Dinas PMD"
        feature.setGeometry(self.position())
        layer.addFeature(feature)

    def correct_a_village(self) -> None:
        layer = self.tables["villages"]
        fid = self.chance.choice([feature.id() for feature in layer.getFeatures()])
        layer.startEditing()
        place = layer.fields().indexOf("population")
        layer.changeAttributeValue(fid, place, self.chance.choice([0, 1200, 9000]))
        layer.commitChanges()

    def ways(self) -> tuple[Callable[[], None], ...]:
        """Return what may be done, the more common the more often."""
        mostly = (self.add, self.move, self.move, self.change, self.change, self.undo, self.redo)
        return (
            *(*mostly, *mostly, self.delete, self.delete, self.create, self.paste, self.delete),
            *(self.repeat_an_id, self.calculate_a_field, self.replace_attributes, self.commit),
            *(self.go_anywhere_in_history, self.roll_back, self.give_up_a_command, self.commit),
            *(self.write_through_the_provider, self.edit_funding_sources, self.edit_waivers),
            *(self.undo_in_a_table, self.publish_elsewhere, self.correct_a_village),
        )

    def one_edit(self) -> str:
        way = self.chance.choice(self.ways())
        way()
        return way.__name__

    def rows(self, table: str) -> list[QgsFeature]:
        """Return what a table holds now, in the order it was placed."""
        return in_order(self.layer if table == "hotspots" else self.tables[table])

    def full_check(self) -> tuple[Finding, ...]:
        """Check what the layers hold, read here without the plugin's reader."""
        settings = read_settings(self.path)
        names = {table.name: table.names() for table in schema.TABLES}
        plan = Plan(
            settings["plan_id"],
            settings["agency"],
            hotspots=tuple(_hotspot(f, names["hotspots"]) for f in self.rows("hotspots")),
            funding_sources=tuple(
                FundingSource(**_values(f, names["funding_sources"]))
                for f in self.rows("funding_sources")
            ),
            waivers=tuple(Waiver(**_values(f, names["waivers"])) for f in self.rows("waivers")),
            published_hotspots=tuple(
                PublishedHotspot(
                    _hotspot(f, names["hotspots"]), f["agency"], f["plan_id"], f["revision"] or 0
                )
                for f in self.rows("published_hotspots")
            ),
        )
        with Reference.open(self.path) as reference:
            rule_set = read_rule_set(settings["rule_set"], "the plan's")
            return check_plan(plan, reference, rule_set).findings

    def said(self, findings: Sequence[Finding]) -> Said:
        """Sort findings by what they are told with."""
        hotspots: dict[str, list[Finding]] = {
            feature["hotspot_id"] or "": [] for feature in self.rows("hotspots")
        }
        sources: list[Any] = [
            _values(feature, schema.FUNDING_SOURCES.names())
            for feature in self.rows("funding_sources")
        ]
        rest = []
        for finding in findings:
            if finding.subject_kind == "hotspot":
                hotspots[finding.subject].append(finding)
            elif finding.subject_kind == "funding_source":
                sources.append(finding)
            else:
                rest.append(finding)
        return Said(hotspots, sources, rest)


def in_order(layer: QgsVectorLayer) -> list[QgsFeature]:
    saved = sorted((f for f in layer.getFeatures() if f.id() >= 0), key=QgsFeature.id)
    unsaved = sorted((f for f in layer.getFeatures() if f.id() < 0), key=QgsFeature.id)
    return saved + unsaved[::-1]


def _values(feature: QgsFeature, names: Sequence[str]) -> dict[str, Any]:
    return {name: None if feature[name] == NULL else feature[name] for name in names}


def _hotspot(feature: QgsFeature, names: Sequence[str]) -> Hotspot:
    values, geometry = _values(feature, names), feature.geometry()
    values["hotspot_id"] = values["hotspot_id"] or ""
    here = None if geometry.isEmpty() else LonLat(*geometry.asPoint())
    return Hotspot(position=here, **values)


class Told:
    """Holds a live plan to what is found, and to telling neither less nor more than changed.

    What is mended before it is asked may have been told as wrong in between: `in_between`.
    """

    def __init__(self, editing: Editing, live: LivePlan, in_between: bool = False) -> None:
        self.editing, self.live, self.in_between = editing, live, in_between
        self.told: list[Change] = []
        live.changed.connect(self.told.append)
        findings = editing.full_check()
        assert live.findings() == findings
        self.before = editing.said(findings)

    def require_right(self, where: str) -> None:
        live, told = self.live, self.told
        live.flush()
        findings = self.editing.full_check()
        assert live.problem() is None, where
        assert live.findings() == findings, where
        names = schema.HOTSPOTS.names()
        judged = [hotspot for _, hotspot in sorted(live.state.session.rows.items())]
        assert judged == [_hotspot(feature, names) for feature in self.editing.rows("hotspots")]
        before, after = self.before, self.editing.said(findings)
        ids = {*before.hotspots, *after.hotspots}
        ids = {one for one in ids if before.hotspots.get(one) != after.hotspots.get(one)}
        if not any(one.everything for one in told):
            said = {one for change in told for one in change.hotspot_ids}
            assert not ids - said, f"{where}: {ids - said} not told"
            assert self.in_between or not said - ids, f"{where}: {said - ids} told"
            for part in ("sources", "rest"):
                differs = getattr(before, part) != getattr(after, part)
                assert any(getattr(one, part) for one in told) in (differs, self.in_between), where
        assert all(any(change) for change in told), where
        self.before = after
        told.clear()


def make_plan_of_small_world(path: Path, seed: int) -> None:
    """Write a plan in which, as in a real one, a repeated id makes a commit fail half way."""
    write_plan(path, small_world(seed))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE UNIQUE INDEX one_id ON hotspots (hotspot_id)")
