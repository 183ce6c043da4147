# SPDX-License-Identifier: GPL-2.0-or-later
"""The locator bar finds villages and hotspots of the open plan, through QGIS's own locator."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from following_a_plan import A, wait_until
from opened_plan import make_plan, opened_plan
from qgis.core import QgsGeometry, QgsLocator, QgsLocatorContext, QgsLocatorResult
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot
from village_internet_plugin.panels.locator.part import add_locator
from village_internet_plugin.panels.locator.plan_filter import NAME, PREFIX
from village_internet_plugin.panels.locator.village_search import VillageSearch, village_box


class Told:
    """Stands for the messages: what goes wrong fails the test."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.inform = self.sentences.append

    def guard(self, slot: Any) -> Any:
        return slot


class Bar:
    """QGIS's locator with the part in it."""

    def __init__(self, plan: Any) -> None:
        self.plan, self.locator, self.canvas, self.told = plan, QgsLocator(), QgsMapCanvas(), Told()
        self.canvas.resize(400, 300)
        iface = SimpleNamespace(
            registerLocatorFilter=self.locator.registerFilter,
            deregisterLocatorFilter=self.locator.deregisterFilter,
            mapCanvas=lambda: self.canvas,
        )
        self.take_out = add_locator(
            SimpleNamespace(iface=iface, plan=plan, messages=self.told)  # type: ignore[arg-type]
        )

    def ask(self, text: str) -> list[QgsLocatorResult]:
        """Ask as the user does; the search runs in a thread of QGIS's."""
        results: list[QgsLocatorResult] = []

        def keep(result: QgsLocatorResult) -> None:
            # What a signal hands over is gone after it.
            results.append(QgsLocatorResult(result))

        self.locator.foundResult.connect(keep)
        self.locator.fetchResults(text, QgsLocatorContext())
        wait_until(lambda: not self.locator.isRunning())
        QCoreApplication.processEvents()
        self.locator.foundResult.disconnect(keep)
        return results

    def titles(self, text: str) -> list[str]:
        return [result.displayString for result in self.ask(text)]


@pytest.fixture
def bar(tmp_path: Path) -> Iterator[Bar]:
    with opened_plan(make_plan(tmp_path)) as (plan, _):
        bar = Bar(plan)
        yield bar
        bar.take_out()
        bar.canvas.deleteLater()


def test_it_is_asked_alone_by_its_prefix(bar: Bar) -> None:
    assert PREFIX in bar.locator.prefixedFilters()


@pytest.mark.parametrize("text", ["Adang", "adang jaya", "AdangJaya", "dang", "64.01.06", "640106"])
def test_a_village_is_found_by_name_or_code_however_it_is_written(bar: Bar, text: str) -> None:
    results = [r for r in bar.ask(f"{PREFIX} {text}") if r.group == "Villages"]
    assert [r.displayString for r in results] == ["Adang Jaya"]
    assert results[0].description == "Long Ikis, 64.01.06.2023"


def test_a_hotspot_is_found_by_name_also_an_unsaved_one(bar: Bar) -> None:
    layer = bar.plan.layer("hotspots")
    with edit_step(layer, "rename"):
        change_hotspot(layer, bar.plan.fid_of(A.hotspot_id), {"name": "Puskesmas Baru"})
    QCoreApplication.processEvents()
    assert bar.titles(f"{PREFIX} puskesmas") == ["Puskesmas Baru"]


def test_without_the_prefix_three_letters_are_needed(bar: Bar) -> None:
    assert bar.titles("Ri") == []
    assert bar.titles("Riw") == ["Riwang"]


def test_nothing_is_found_without_a_plan(bar: Bar) -> None:
    bar.plan.close()
    assert bar.titles(f"{PREFIX} Adang") == []


def test_choosing_a_village_shows_all_of_it(bar: Bar) -> None:
    (result,) = [r for r in bar.ask(f"{PREFIX} Riwang") if r.group == "Villages"]
    result.filter.triggerResult(result)
    extent = bar.canvas.extent()
    assert extent.xMinimum() < 116.1
    assert extent.xMaximum() > 116.2
    assert extent.width() < 0.5


def test_choosing_a_hotspot_brings_it_to_the_middle(bar: Bar) -> None:
    (result,) = bar.ask(f"{PREFIX} id-A")
    result.filter.triggerResult(result)
    centre = bar.canvas.extent().center()
    assert (round(centre.x(), 4), round(centre.y(), 4)) == (116.02, -1.95)


def test_a_hotspot_without_a_place_or_gone_meanwhile_says_so(bar: Bar) -> None:
    (result,) = bar.ask(f"{PREFIX} id-A")
    layer = bar.plan.layer("hotspots")
    with edit_step(layer, "nowhere"):
        layer.changeGeometry(bar.plan.fid_of(A.hotspot_id), QgsGeometry())
    QCoreApplication.processEvents()
    result.filter.triggerResult(result)
    with edit_step(layer, "delete"):
        layer.deleteFeature(bar.plan.fid_of(A.hotspot_id))
    QCoreApplication.processEvents()
    result.filter.triggerResult(result)
    assert bar.told.sentences == [
        "This hotspot has no position on the map yet.",
        "This hotspot is no longer in the plan.",
    ]


def test_taken_out_it_leaves_nothing_behind(tmp_path: Path) -> None:
    with opened_plan(make_plan(tmp_path)) as (plan, _):
        bar = Bar(plan)
        for _ in range(3):
            bar.ask(f"{PREFIX} Adang")
            bar.take_out()
            assert NAME not in [one.name() for one in bar.locator.filters()]
            bar = Bar(plan)
        bar.take_out()
        bar.canvas.deleteLater()


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """A file with 83,402 villages, and a big shape in each row before its name."""
    path = tmp_path / "country.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE gpkg_contents (table_name TEXT, last_change TEXT)")
        connection.execute("INSERT INTO gpkg_contents VALUES ('villages', 'then')")
        connection.execute(
            "CREATE TABLE villages (fid INTEGER PRIMARY KEY, geom BLOB, village_code TEXT, "
            "name TEXT, kind TEXT, district TEXT, regency TEXT)"
        )
        rows = (
            (b"x" * 700, f"{i // 10_000:02}.{i // 100 % 100:02}.01.{2000 + i % 100}", f"Desa {i}")
            for i in range(83_402)
        )
        connection.executemany(
            "INSERT INTO villages (geom, village_code, name) VALUES (?, ?, ?)", rows
        )
        connection.commit()
    return path


def test_a_country_is_searched_in_any_thread_and_read_once(country: Path) -> None:
    search, found = VillageSearch(), []

    def look() -> None:
        found.append([one.name for one in search.find(country, "Desa 83401", lambda: False)])

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["Desa 83401"]] * 3
    by_code = search.find(country, "08.34.01.2001", lambda: False)
    assert [one.name for one in by_code] == ["Desa 83401"]
    assert len(search.find(country, "Desa", lambda: False)) == 30


def test_villages_written_meanwhile_are_found(country: Path) -> None:
    search = VillageSearch()
    assert search.find(country, "Muara Baru", lambda: False) == []
    with closing(sqlite3.connect(country)) as connection:
        connection.execute("UPDATE villages SET name = 'Muara Baru' WHERE fid = 5")
        connection.execute("UPDATE gpkg_contents SET last_change = 'now'")
        connection.commit()
    assert [one.fid for one in search.find(country, "Muara Baru", lambda: False)] == [5]


def test_a_cancelled_search_ends_early_and_the_next_one_finds(country: Path) -> None:
    search = VillageSearch()
    assert search.find(country, "Desa 7", lambda: True) == []
    assert search.find(country, "Desa 7", lambda: False)[0].name == "Desa 7"


def test_the_box_of_a_village_comes_from_the_r_tree(tmp_path: Path) -> None:
    path = make_plan(tmp_path)
    box = village_box(path, 1)
    assert box is not None
    assert [round(edge, 3) for edge in box] == [116.0, -2.0, 116.1, -1.9]
    assert village_box(path, 99) is None
