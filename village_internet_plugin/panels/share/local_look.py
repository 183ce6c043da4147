# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks at a plan's file for what sharing shows without a network: changes, outbox, receipts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError, PlannerError
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.layers.background import Report
from village_internet_plugin.layers.user_language import in_user_language

if TYPE_CHECKING:
    from village_internet_plugin.sharing.base import Base
    from village_internet_plugin.sharing.outbox import WaitingRevision
    from village_internet_plugin.sharing.receipts import Receipt
    from village_internet_plugin.sharing.standing import Standing


@dataclass(frozen=True)
class LocalLook:
    """What the plan's file says; `standing` is None where `problem` says why."""

    standing: Standing | None = None
    problem: str = ""
    base: Base | None = None
    waiting: tuple[WaitingRevision, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    fingerprint: str = ""
    """Tells this base from another one."""


def look_at_file(path: Path, plan: Plan | None, before: LocalLook, _report: Report) -> LocalLook:
    """Return what the file at `path` says of `plan`, or of the plan it holds; runs in a thread.

    A base that is as in the look `before` is not read again. Raises InputError when the file cannot
    be read.
    """
    from village_internet_plugin.reference.plan_reading import read_plan
    from village_internet_plugin.sharing.base import BaseLost
    from village_internet_plugin.sharing.outbox_file import OutboxFile

    outbox = OutboxFile(path)
    waiting, receipts = outbox.waiting_revisions(), outbox.receipts()
    fingerprint = outbox.base_fingerprint()
    try:
        known = before.base if fingerprint == before.fingerprint else None
        base = known or outbox.base()
    except BaseLost:
        lost = QCoreApplication.translate(
            "VillageInternet",
            "What was published last is not known here; the next pull or publish finds it out.",
        )
        return LocalLook(None, lost, None, waiting, receipts)
    look = LocalLook(None, "", base, waiting, receipts, fingerprint)
    return compared(look, plan or read_plan(path))


def compared(look: LocalLook, plan: Plan) -> LocalLook:
    """Return `look` for another state of the plan; quick for small plans."""
    from village_internet_plugin.sharing.standing import standing_of

    if look.base is None:
        return look
    try:
        standing = standing_of(plan, look.base)
    except InputError as error:
        return replace(look, standing=None, problem=in_user_language(error))
    return replace(look, standing=standing, problem="")


def failed_look(error: Exception) -> LocalLook:
    """Return what is known when the file could not be read."""
    if isinstance(error, PlannerError):
        return LocalLook(problem=in_user_language(error))
    text = QCoreApplication.translate(
        "VillageInternet", "The plan's file could not be looked at ({kind})."
    )
    return LocalLook(problem=text.format(kind=type(error).__name__))
