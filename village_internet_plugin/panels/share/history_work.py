# SPDX-License-Identifier: GPL-2.0-or-later
"""What looking into a plan's past does beside the window: in a thread, touching no layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.background import Report
from village_internet_plugin.layers.shared_server import open_client
from village_internet_plugin.panels.share.share_work import Account
from village_internet_plugin.processing.libraries import require_libraries

if TYPE_CHECKING:
    from village_internet_plugin.sharing.client import Client
    from village_internet_plugin.sharing.comparing import Comparison
    from village_internet_plugin.sharing.history_json import (
        HistoryEntry,
        PlanAtRevision,
        PlanHistory,
    )

_PAUSES_S = (0.5,)
"""Before each further try, in seconds."""


class Compared(NamedTuple):
    """Two states of a plan compared; `after` is None for the plan as it is saved."""

    before: int
    after: int | None
    comparison: Comparison


class _Looker:
    """Asks whether the work is to stop, as a request under way does several times a second."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def isCanceled(self) -> bool:  # noqa: N802 - named as QgsFeedback's
        """Tell whether the user has cancelled."""
        return not self._report(0.5)


def history_work(path: Path, account: Account, report: Report) -> PlanHistory:
    """Return the plan's revisions. Raises as `sharing.client`, as all works here do."""
    return _client(account, report).history(_plan_id(path))


def plan_at_work(path: Path, account: Account, revision: int, report: Report) -> PlanAtRevision:
    """Return the plan as it was at a revision."""
    return _client(account, report).plan_at_revision(_plan_id(path), revision)


def life_work(
    path: Path, account: Account, hotspot_id: str, report: Report
) -> tuple[HistoryEntry, ...]:
    """Return what became of a hotspot."""
    return _client(account, report).life(_plan_id(path), hotspot_id)


def compare_work(
    path: Path, account: Account, before: int, after: int | None, report: Report
) -> Compared:
    """Return what changed from one revision (0 for the empty plan) to another, or to the file."""
    from village_internet_plugin.processing.comparing_algorithm import compare_named
    from village_internet_plugin.reference.plan_reading import read_plan
    from village_internet_plugin.sharing.comparing import PlanState

    client, plan = _client(account, report), read_plan(path)
    was = client.state_at(plan.plan_id, before)
    now = PlanState.of_plan(plan, was) if after is None else client.state_at(plan.plan_id, after)
    return Compared(before, after, compare_named(was, now, path))


def _plan_id(path: Path) -> str:
    from village_internet_plugin.reference.plan_reading import read_settings

    return read_settings(path)["plan_id"]


def _client(account: Account, report: Report) -> Client:
    name = QCoreApplication.translate("VillageInternet", "History")
    require_libraries(name, ("requests", "numpy"))
    from village_internet_plugin.sharing.transport import Patience

    # Somebody waits for it, and can ask again: not as long as what has to arrive.
    patience = Patience(pauses_s=_PAUSES_S)
    looker = _Looker(report)
    return open_client(account.address, account.auth_id, looker, account.ca_path, None, patience)
