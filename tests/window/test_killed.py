# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS, as a user has it before them, is killed while it publishes and while it pulls."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from breaking.cutting_proxy import DOWN, UP, Cut, CuttingProxy
from osgeo import ogr

from tools.demo_server import DemoServer
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.revision_document import make_revision_document
from window import steps
from window.conftest import OpenQgis
from window.profile import Profile
from window.qgis_window import NotSeen, QgisWindow

pytestmark = [
    pytest.mark.qgis,
    pytest.mark.server,
    pytest.mark.skipif("KILLED_WINDOW" not in os.environ, reason="takes a minute: make kills"),
]
AGENCY, HOTSPOTS = "Kabupaten Paser", 26
FINISHED = "What was on its way from last time is finished."
HALF_SENT, STORED = Cut(UP, 3_000), Cut(DOWN, 4_500)
"""Within the document, and within the answer to it."""


@pytest.fixture
def line(trial_server: DemoServer) -> Iterator[CuttingProxy]:
    """A line to the server, at one byte of which something can be done."""
    proxy = CuttingProxy(int(trial_server.url.rsplit(":", 1)[1]))
    yield proxy
    proxy.close()


def client_of(server: DemoServer) -> Client:
    session = requests.Session()
    session.trust_env = False
    session.auth = server.planner(AGENCY)
    return Client(server.url, session, ca_path=server.authority)


@contextmanager
def until_killed(window: QgisWindow) -> Iterator[QgisWindow]:
    """Give QGIS's window; at the end of the block QGIS has to have been killed."""
    try:
        with window:
            yield window
    except NotSeen as end:
        if "QGIS ended with -9" not in str(end):
            raise
    else:
        pytest.fail("QGIS was not killed")


def kill_at(window: QgisWindow, line: CuttingProxy, cut: Cut, button: str) -> None:
    """Press a button and have QGIS killed at a byte of what follows."""
    window.wait_for(lambda seen: seen.thing(button), f"“{button}”", steps.CHECK_SECONDS)

    def kill_and_hang_up() -> None:
        os.killpg(window.process.pid, signal.SIGKILL)
        line.hang_up()

    line.arm(cut, kill_and_hang_up)
    window.click(button)
    window.wait_for(lambda _seen: False, "the kill", steps.CHECK_SECONDS)


def is_sound(path: Path) -> bool:
    """Tell whether SQLite and GDAL find a whole GeoPackage with all hotspots."""
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    opened = ogr.Open(str(path), 0)
    return sound and opened.GetLayerByName("hotspots").GetFeatureCount() == HOTSPOTS


def outbox_states(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [state for (state,) in connection.execute("SELECT state FROM outbox ORDER BY fid")]


@pytest.mark.parametrize("cut", [HALF_SENT, STORED], ids=["half sent", "stored, not answered"])
def test_started_again_it_finishes_the_publish_and_the_pull(
    open_qgis: OpenQgis, trial_server: DemoServer, line: CuttingProxy, tmp_path: Path, cut: Cut
) -> None:
    profile = Profile(tmp_path / "profile")
    user, token = trial_server.planner(AGENCY)
    profile.store_account("Paser", user, token, trial_server.authority)
    with until_killed(open_qgis(profile=profile)) as window:
        steps.open_sample(window, tmp_path / "plans")
        window.click("VillageInternet.share.show")
        window.write_into("Server", f"https://127.0.0.1:{line.port}")
        window.write_into("Certificate file, if you were given one", str(trial_server.authority))
        window.choose("cmbConfigSelect", "Paser (Basic)")
        window.click("Test connection")
        window.wait_for(lambda seen: "the account was accepted" in seen.text(), "an account")
        kill_at(window, line, cut, "Publish")
    (path,) = (tmp_path / "plans").glob("*.gpkg")
    client = client_of(trial_server)
    assert is_sound(path)
    assert outbox_states(path) == ["sent"]
    plan_id = read_plan(path).plan_id
    stored = client.changes_since(plan_id, 0).revisions
    assert len(stored) == (cut == STORED)

    with until_killed(open_qgis(profile=profile)) as window:
        window.ask("open_plan", path=str(path))
        steps.wait_until_checked(window)
        window.click("VillageInternet.share.show")
        window.wait_for(
            lambda seen: FINISHED in seen.text(), "the publish finished", steps.CHECK_SECONDS
        )
        assert outbox_states(path) == ["published"]
        receipt = the_one_receipt(path, client)
        a_colleague_publishes(path, client)
        kill_at(window, line, Cut(DOWN, 2_500), "Pull")
    assert is_sound(path)
    assert read_plan(path).base_revision == 1
    assert OutboxFile(path).receipts() == (receipt,)

    with open_qgis(profile=profile) as window:
        window.ask("open_plan", path=str(path))
        steps.wait_until_checked(window)
        window.click("VillageInternet.share.show")
        window.click("Pull")
        window.wait_for(
            lambda seen: "Pulled: the plan now stands on revision 2." in seen.text(),
            "the pull",
            steps.CHECK_SECONDS,
        )
    assert is_sound(path)
    plan = read_plan(path)
    (first, second) = client.changes_since(plan_id, 0).revisions
    assert (first.revision, second.revision, plan.base_revision) == (1, 2, 2)
    head = client.changes_since(plan_id, 0).apply_to(())
    assert content_sha256(plan.hotspots) == content_sha256(head)


def the_one_receipt(path: Path, client: Client) -> object:
    """Return the receipt in the file, after asking the server for the same document's again."""
    last = OutboxFile(path).last_published()
    assert last is not None
    assert client.publish(last.document) == Published(last.receipt)
    assert len(client.changes_since(last.document.plan_id, 0).revisions) == 1
    return last.receipt


def a_colleague_publishes(path: Path, client: Client) -> None:
    """Have a colleague rename the first hotspot."""
    plan, last = read_plan(path), OutboxFile(path).last_published()
    assert last is not None
    first, *others = plan.hotspots
    document = make_revision_document(
        replace(plan, hotspots=(replace(first, name="Dari rekan"), *others), funding_sources=()),
        plan.hotspots,
        rule_set_version=last.document.rule_set_version,
        reference_sha256=last.document.reference_sha256,
    )
    assert isinstance(client.publish(document), Published)
