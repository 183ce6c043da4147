# SPDX-License-Identifier: GPL-2.0-or-later
"""`planrevision` and `comparerevisions` against a real server: the past as layers, and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from running_algorithms import Algorithms, Failed, rows
from sharing_desks import make_plan, sign_in

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.plugin import VillageInternetPlugin
from village_internet_plugin.reference.plan_reading import read_settings

pytestmark = [pytest.mark.qgis, pytest.mark.server]


class Published(NamedTuple):
    """A plan file whose plan has two revisions on a server, and the way to it."""

    plan: Path
    first: tuple[Hotspot, ...]
    second: tuple[Hotspot, ...]
    address: dict[str, str]
    algorithms: Algorithms

    def run(self, name: str, **given: Any) -> dict[str, Any]:
        return self.algorithms.run(name, PLAN=self.plan, **self.address, **given)


@pytest.fixture(scope="module")
def algorithms(qgis_app: object) -> Iterator[Algorithms]:
    plugin = VillageInternetPlugin(None)
    plugin.initProcessing()
    yield Algorithms()
    plugin.unload()


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, running_server: RunningServer, algorithms: Algorithms
) -> Iterator[Published]:
    server = running_server
    plan = make_plan(tmp_path_factory.mktemp("plan"), server, hotspots=1)
    plan_id = read_settings(plan)["plan_id"]
    office, school = (hotspot_at(server.office(), name=name) for name in ("Balai", "SDN"))
    renamed = replace(office, name="Balai Desa")
    clinic = hotspot_at(server.office(), name="Puskesmas")
    first, second = (office, school), (renamed, clinic)
    for document in (
        replace(server.document([office, school], plan_id=plan_id), reason="usulan"),
        server.document(
            [clinic],
            plan_id=plan_id,
            base_revision=1,
            changed=(renamed,),
            removed=(school.hotspot_id,),
            whole=[renamed, clinic],
        ),
    ):
        assert server.publish(document)["outcome"] == "published"
    with sign_in("paser.planner", server.account("paser.planner")["token"]) as auth_id:
        address = {"SERVER": server.url, "CA": server.ca, "AUTH": auth_id}
        yield Published(plan, first, second, address, algorithms)


def differences(path: Path) -> dict[str, str]:
    """Return what happened to each hotspot, by its name."""
    query = f"SELECT name, change FROM {path.stem} WHERE subject_kind = 'hotspot'"
    return dict(rows(path, query))


def test_an_earlier_revision_comes_as_a_layer(published: Published, tmp_path: Path) -> None:
    target, before = tmp_path / "first.gpkg", published.plan.read_bytes()
    outputs = published.run("planrevision", REVISION=1, OUTPUT=target)
    assert (outputs["HOTSPOTS"], outputs["REASON"]) == (2, "usulan")
    assert rows(target, "SELECT name FROM first ORDER BY fid") == [("Balai",), ("SDN",)]
    (told,) = [said for said in published.algorithms.feedback.said if "published by" in said]
    assert told.startswith("Revision 1 was published by paser.planner at 20")
    assert told.endswith(". usulan")
    assert published.plan.read_bytes() == before


def test_two_revisions_are_compared(published: Published, tmp_path: Path) -> None:
    target = tmp_path / "told.gpkg"
    outputs = published.run("comparerevisions", REVISION_A=1, REVISION_B=2, OUTPUT=target)
    assert (outputs["ADDED"], outputs["CHANGED"], outputs["REMOVED"]) == (1, 1, 1)
    assert differences(target) == {
        "Balai Desa": "changed",
        "Puskesmas": "added",
        "SDN": "removed",
    }
    what = rows(target, "SELECT what FROM told WHERE change = 'changed' AND name = 'Balai Desa'")
    assert what == [("Name: Balai → Balai Desa",)]
    assert "1 added, 1 changed, 1 removed" in published.algorithms.feedback.said


def test_nothing_and_the_plan_as_it_is_saved_can_be_compared_too(
    published: Published, tmp_path: Path
) -> None:
    outputs = published.run(
        "comparerevisions", REVISION_A=0, REVISION_B=2, OUTPUT=tmp_path / "a.gpkg"
    )
    assert (outputs["ADDED"], outputs["CHANGED"], outputs["REMOVED"]) == (2, 0, 0)
    outputs = published.run("comparerevisions", REVISION_A=2, OUTPUT=tmp_path / "b.gpkg")
    assert (outputs["ADDED"], outputs["CHANGED"], outputs["REMOVED"]) == (1, 0, 2)


def test_a_revision_that_never_was_is_told(published: Published, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="has no revision 3 of plan"):
        published.run("planrevision", REVISION=3, OUTPUT=tmp_path / "a.gpkg")
    assert not (tmp_path / "a.gpkg").exists()
