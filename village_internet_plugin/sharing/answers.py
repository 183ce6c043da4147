# SPDX-License-Identifier: GPL-2.0-or-later
"""What the server can answer to a revision document: five outcomes, each its own type.

    PublishAnswer
    ├── Published   stored; here is the receipt
    ├── DryRun      would be stored; nothing was
    ├── Conflict    a colleague published first; here is what changed
    ├── Rejected    the server's own check found errors that nobody waived
    └── Refused     the document cannot be taken (other reference, not your agency, ...)

All five arrive with HTTP 200: they are results. What fails on the way is an error of `failures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Callable, Union

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.changes import PublishedRevision, read_revisions
from village_internet_plugin.sharing.check_report_json import read_check_report
from village_internet_plugin.sharing.fields import (
    choice_reader,
    needed,
    read_count,
    read_identifier,
    read_known_fields,
    read_text,
)
from village_internet_plugin.sharing.receipts import Receipt, read_receipt


@dataclass(frozen=True)
class Published:
    """The revision is stored; `receipt` is the same for every retry."""

    receipt: Receipt


@dataclass(frozen=True)
class DryRun:
    """The revision was checked and would have been stored; `report` is that check."""

    would: str
    report: CheckReport


@dataclass(frozen=True)
class Conflict:
    """The plan's head is not the base: `changes` are the revisions since the base."""

    base_revision: int
    head_revision: int
    changes: tuple[PublishedRevision, ...]


@dataclass(frozen=True)
class Rejected:
    """The server's check found what blocks publishing; nothing was stored."""

    report: CheckReport


@dataclass(frozen=True)
class Refused:
    """The document was not taken: `reason` is a code, `message` the server's sentence."""

    reason: str
    message: str


PublishAnswer = Union[Published, DryRun, Conflict, Rejected, Refused]


def read_publish_answer(data: object) -> PublishAnswer:
    """Return the answer of the process `publish-plan`.

    Raises WrongField (an InputError) with the path of the field that cannot be.
    """
    outcome = data.get("outcome") if isinstance(data, dict) else None
    reader = _OUTCOMES.get(outcome) if isinstance(outcome, str) else None
    if reader is None:
        choices = field_words.ONE_OF.filled(choices=", ".join(_OUTCOMES))
        raise needed(choices, outcome).within("outcome")
    return reader(data)


def _read_published(data: object) -> Published:
    values: dict[str, Any] = read_known_fields(data, {"receipt": read_receipt})
    return Published(**values)


def _read_dry_run(data: object) -> DryRun:
    values: dict[str, Any] = read_known_fields(
        data, {"would": choice_reader(["published"]), "report": read_check_report}
    )
    return DryRun(**values)


def _read_conflict(data: object) -> Conflict:
    values: dict[str, Any] = read_known_fields(
        data,
        {"base_revision": read_count, "head_revision": read_count, "changes": read_revisions},
    )
    return Conflict(**values)


def _read_rejected(data: object) -> Rejected:
    values: dict[str, Any] = read_known_fields(data, {"report": read_check_report})
    return Rejected(**values)


def _read_refused(data: object) -> Refused:
    values: dict[str, Any] = read_known_fields(
        data, {"reason": read_identifier, "message": read_text}
    )
    return Refused(**values)


_OUTCOMES: Mapping[str, Callable[[object], PublishAnswer]] = {
    "published": _read_published,
    "dry_run": _read_dry_run,
    "conflict": _read_conflict,
    "rejected": _read_rejected,
    "refused": _read_refused,
}
