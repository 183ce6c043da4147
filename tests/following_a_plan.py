# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of three hotspots, and a live plan that follows somebody editing it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtTest import QTest

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.announced import Change
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.live_plan import LivePlan
from village_internet_plugin.layers.plan_file import open_layer, read_setting
from village_internet_plugin.layers.plan_rows import replace_funding_sources
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import read_rule_set

A, B, C = (
    Hotspot(f"id-{name}", LonLat(116.02 + step, -1.95), "64.01.06.2023", name, year=2026)
    for name, step in (("A", 0.0), ("B", 0.01), ("C", 0.02))
)
ADANG = LonLat(116.05, -1.92)
NOTHING: list[Change] = []
WHOLE = Change(frozenset(), sources=True, rest=True, everything=True)


def fill(path: Path) -> None:
    """Put the three hotspots and a funding source into a plan with the four test villages."""
    write_hotspots(path, (), (A, B, C))
    replace_funding_sources(path, [FundingSource("APBD", "Kabupaten Paser", 2026)])


class Following:
    """A live plan with its layer, and all it has told."""

    def __init__(self, path: Path, **layers: QgsVectorLayer) -> None:
        self.path, self.layer = path, open_layer(path, "hotspots")
        self.live = LivePlan(path, self.layer, layers)
        self.told: list[Change] = []
        self.live.changed.connect(self.told.append)

    def turn(self) -> list[Change]:
        """Let the event loop run once; return what was told since the last time."""
        QCoreApplication.processEvents()
        told, self.told[:] = list(self.told), []
        return told

    def edit(self, fid: int, column: str, value: object) -> None:
        if not self.layer.isEditable():
            self.layer.startEditing()
        assert self.layer.changeAttributeValue(fid, self.layer.fields().indexOf(column), value)

    def add(self, hotspot_id: str, position: LonLat = ADANG, **values: object) -> int:
        if not self.layer.isEditable():
            self.layer.startEditing()
        feature = QgsFeature(self.layer.fields())
        feature["hotspot_id"], feature["village_code"] = hotspot_id, "64.01.06.2023"
        for name, value in values.items():
            feature[name] = value
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT ({position.lon} {position.lat})"))
        assert self.layer.addFeature(feature)
        return int(feature.id())

    def rules_of(self, hotspot_id: str) -> set[str]:
        return {finding.rule for finding in self.live.findings_of(hotspot_id)}


def saved_findings(path: Path, *further: Hotspot) -> tuple[Finding, ...]:
    """Check what is in the file, with further hotspots after its own."""
    plan = read_plan(path)
    rule_set = read_rule_set(read_setting(path, "rule_set") or "", "plan")
    with Reference.open(path) as reference:
        plan = replace(plan, hotspots=(*plan.hotspots, *further))
        return check_plan(plan, reference, rule_set).findings


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(200):
        if condition():
            return
        QTest.qWait(10)
    raise AssertionError("it did not come to pass within two seconds")


@contextmanager
def following_plan(path: Path) -> Iterator[Following]:
    """Follow a plan, and let go of it in the end while QGIS still runs."""
    following = Following(path)
    yield following
    following.live.close()
    following.layer.rollBack()
    # pytest would keep them until QGIS has ended.
    del following.layer, following.live
    let_go()


def let_go() -> None:
    """Have Qt free disconnected slots, and what they hold, as a running event loop does."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_files(path: Path) -> int:
    """Count this program's handles of a plan file."""
    names = [os.readlink(entry) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    return sum(name == str(path) for name in names)
