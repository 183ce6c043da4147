# SPDX-License-Identifier: GPL-2.0-or-later
"""Desks at which people share one plan: each a plan file, opened in QGIS or not, and an account."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject
from qgis.PyQt.QtCore import QCoreApplication
from server.paser import hotspot_at
from server.running import PASER, RunningServer

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.layers.plan_publishing import publish_plan_file
from village_internet_plugin.layers.plan_rows import replace_funding_sources
from village_internet_plugin.layers.reference_rows import replace_reference
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.share.sharing_desk import SharingDesk
from village_internet_plugin.panels.share.state_lines import state_lines
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.sharing.answers import PublishAnswer

MASTER_PASSWORD = "for tests alone"
NOBODY_LISTENS = "https://127.0.0.1:9"
"""An address of this computer at which there is no server."""


@contextmanager
def sign_in(user: str, token: str) -> Iterator[str]:
    """Keep a sign-in in QGIS's store while the block runs; gives its id."""
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword(MASTER_PASSWORD, True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword(MASTER_PASSWORD, True)
    config = QgsAuthMethodConfig("Basic")
    config.setName(f"account of {user}")
    config.setConfig("username", user)
    config.setConfig("password", token)
    manager.storeAuthenticationConfig(config)
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


def make_plan(folder: Path, server: RunningServer, hotspots: int = 3) -> Path:
    """Return a plan that the server judges without an error, with hotspots at offices."""
    path = folder / "rencana.gpkg"
    create_plan_file(path, PASER, "Titik hotspot 2026", standard_rule_set())
    replace_reference(path, server.folder / "reference.gpkg")
    rows = tuple(
        hotspot_at(server.office(), name=f"Kantor desa {number + 1}") for number in range(hotspots)
    )
    write_hotspots(path, (), rows)
    replace_funding_sources(path, [FundingSource("paser-2026", PASER, 2026)])
    return path


class Colleague:
    """Somebody else with a copy of the plan, who works without a window."""

    def __init__(self, copied: Path, path: Path, server: RunningServer) -> None:
        self.path, self.server = Path(shutil.copyfile(copied, path)), server

    def change(self, number: int, **values: Any) -> None:
        """Give the hotspot at this place in the table other values."""
        before = read_plan(self.path).hotspots
        after = [
            replace(row, **values) if index == number else row for index, row in enumerate(before)
        ]
        write_hotspots(self.path, before, after)

    def publish(self) -> PublishAnswer:
        """Publish what was changed."""
        return publish_plan_file(self.path, self.server.client(), False)


class OpenDesk:
    """A plan open in QGIS, with all that sharing needs."""

    def __init__(self, path: Path) -> None:
        self.plan = CurrentPlan(QgsProject.instance(), "en")
        self.desk = SharingDesk(self.plan)
        self.plan.open(path)
        self.plan.flush()
        self.settle()

    def settle(self) -> None:
        """Wait until the plan is checked and looked at and nothing is under way."""
        wait_until(lambda: self.plan.is_checked and not self.plan.is_checking)
        wait_until(lambda: not self.desk.doing and not self.desk.looking.is_busy)

    def wait(self) -> None:
        """Wait until the action that was begun has ended, and all that follows from it."""
        wait_until(lambda: not self.desk.doing)
        self.settle()

    def edit(self, number: int, **values: Any) -> None:
        """Change the hotspot at this place in the table; it is not saved."""
        layer = self.plan.layer("hotspots")
        fids = sorted(feature.id() for feature in layer.getFeatures())
        with edit_step(layer, "test"):
            change_hotspot(layer, fids[number], values)
        self.plan.flush()
        self.settle()

    def publish(self) -> None:
        """Publish, and have it succeed."""
        self.desk.publish()
        self.wait()
        assert "Published as revision" in self.sentence(), self.desk.outcome

    def said(self) -> str:
        """Return the state before acting as it is shown."""
        return "\n".join(line.text for line in state_lines(self.desk.state(), "en"))

    def sentence(self) -> str:
        """Return what came of the last action."""
        return self.desk.outcome.sentence if self.desk.outcome is not None else ""

    def close(self) -> None:
        self.desk.let_go()
        self.plan.close(remove_layers=True)
        QgsProject.instance().clear()


def use_account(address: str, auth_id: str, certificate: str) -> None:
    """Have server, sign-in and certificate remembered as a user has chosen them."""
    settings.server.set(address)
    settings.auth_config.set(auth_id)
    settings.server_certificate.set(certificate)


def forget_account() -> None:
    for setting in (settings.server, settings.auth_config, settings.server_certificate):
        setting.forget()


def wait_until(is_so: Callable[[], bool], seconds: float = 30.0) -> None:
    """Let events run until something is so; fails when it does not come."""
    give_up = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < give_up, "waited in vain"
        QCoreApplication.processEvents()
        time.sleep(0.005)


def outbox_states(path: Path) -> list[tuple[str, str]]:
    """Return the key and state of each row of a plan's outbox."""
    with closing(sqlite3.connect(path)) as connection:
        rows: Iterable[tuple[str, str]] = connection.execute(
            "SELECT revision_id, state FROM outbox ORDER BY fid"
        )
        return list(rows)
