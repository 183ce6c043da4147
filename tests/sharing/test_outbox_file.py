# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox in the plan's file: states, the base beside them, and files that let it down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sharing.plan_file import query
from sharing.planner_server import receipt_of
from sharing.rows import CLINIC, OFFICE, SCHOOL, document_of
from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.sharing import outbox_file
from village_internet_plugin.sharing.base import Base, BaseLost
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.receipts import ReceiptDoesNotMatch, read_receipt

FIRST = document_of((OFFICE, SCHOOL))
FIRST_RECEIPT = read_receipt(receipt_of(FIRST, 1, (OFFICE, SCHOOL)))


def states(path: Path) -> list[str]:
    return [state for (state,) in query(path, "SELECT state FROM outbox ORDER BY fid")]


def test_a_new_plan_has_an_empty_outbox_and_base(outbox: OutboxFile) -> None:
    assert (outbox.waiting(), outbox.last_published(), outbox.base()) == ((), None, Base())


def test_a_document_goes_from_waiting_to_published(outbox: OutboxFile, plan_path: Path) -> None:
    outbox.keep(FIRST)
    assert (states(plan_path), outbox.waiting()) == (["waiting"], (FIRST,))
    outbox.mark_sent(FIRST.revision_id)
    assert (states(plan_path), outbox.waiting()) == (["sent"], (FIRST,))
    outbox.mark_published(FIRST_RECEIPT)
    assert (states(plan_path), outbox.waiting()) == (["published"], ())
    assert outbox.last_published() == (FIRST, FIRST_RECEIPT)


def test_what_waits_is_told_with_whether_it_was_sent(outbox: OutboxFile) -> None:
    outbox.keep(FIRST)
    assert [revision.was_sent for revision in outbox.waiting_revisions()] == [False]
    outbox.mark_sent(FIRST.revision_id)
    assert [revision.was_sent for revision in outbox.waiting_revisions()] == [True]
    outbox.mark_published(FIRST_RECEIPT)
    assert outbox.waiting_revisions() == ()


def test_what_was_kept_is_there_for_the_next_who_opens_the_file(
    outbox: OutboxFile, plan_path: Path
) -> None:
    outbox.keep(FIRST)
    assert OutboxFile(plan_path).waiting() == (FIRST,)


def test_the_base_moves_with_the_receipt(outbox: OutboxFile, plan_path: Path) -> None:
    outbox.keep(FIRST)
    outbox.mark_published(FIRST_RECEIPT)
    assert outbox.base() == Base(1, (OFFICE, SCHOOL))
    now = (SCHOOL, CLINIC)
    second = document_of(now, (OFFICE, SCHOOL), base_revision=1)
    outbox.keep(second)
    outbox.mark_published(read_receipt(receipt_of(second, 2, now)))
    assert outbox.base() == Base(2, now)
    assert query(plan_path, "SELECT value FROM plan WHERE key = 'base_revision'") == [("2",)]


def test_a_refused_document_waits_no_more_and_says_why(outbox: OutboxFile, plan_path: Path) -> None:
    outbox.keep(FIRST)
    outbox.mark_refused(FIRST.revision_id, "Désa")
    assert outbox.waiting() == ()
    assert query(plan_path, "SELECT state, receipt FROM outbox") == [
        ("refused", '{"refused":"Désa"}')
    ]


def test_a_receipt_for_another_content_moves_nothing(outbox: OutboxFile, plan_path: Path) -> None:
    outbox.keep(FIRST)
    for wrong in ({"hotspots": 3}, {"content_sha256": "0" * 64}):
        with pytest.raises(ReceiptDoesNotMatch):
            outbox.mark_published(replace(FIRST_RECEIPT, **wrong))
    assert (states(plan_path), outbox.base()) == (["waiting"], Base())


def test_a_base_that_a_pull_has_moved_on_stays(outbox: OutboxFile) -> None:
    outbox.keep(FIRST)
    outbox.set_base(Base(3, (CLINIC,)))
    outbox.mark_published(FIRST_RECEIPT)
    assert outbox.base() == Base(3, (CLINIC,))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE plan SET value = substr(value, 1, 40) WHERE key = 'base_hotspots'",
        "UPDATE plan SET value = NULL WHERE key = 'base_hotspots'",
        "DELETE FROM plan WHERE key = 'base_hotspots'",
        "UPDATE plan SET value = '7' WHERE key = 'base_revision'",
    ],
)
def test_a_damaged_base_is_lost_and_not_believed(
    outbox: OutboxFile, plan_path: Path, damage: str
) -> None:
    outbox.set_base(Base(1, (OFFICE,)))
    query(plan_path, damage)
    with pytest.raises(BaseLost, match=r"[Pp]ull"):
        outbox.base()


def test_what_was_published_stays_published_without_a_base(
    outbox: OutboxFile, plan_path: Path
) -> None:
    second = document_of((OFFICE,), (OFFICE, SCHOOL), base_revision=1)
    outbox.keep(second)
    query(plan_path, "UPDATE plan SET value = '1' WHERE key = 'base_revision'")
    outbox.mark_published(read_receipt(receipt_of(second, 2, (OFFICE,))))
    assert states(plan_path) == ["published"]
    assert query(plan_path, "SELECT value FROM plan WHERE key = 'base_revision'") == [("2",)]
    with pytest.raises(BaseLost):
        outbox.base()


def test_a_base_of_another_revision_is_built_anew_after_publishing(
    outbox: OutboxFile, plan_path: Path
) -> None:
    second = document_of((OFFICE,), (OFFICE, SCHOOL), base_revision=5)
    outbox.keep(second)
    outbox.set_base(Base(3, (CLINIC,)))
    outbox.mark_published(read_receipt(receipt_of(second, 6, (OFFICE,))))
    assert states(plan_path) == ["published"]
    with pytest.raises(BaseLost, match="based on revision 6 but holds revision 3"):
        outbox.base()


def test_a_revision_that_is_not_kept_is_our_fault(outbox: OutboxFile) -> None:
    for act in (
        lambda: outbox.mark_sent("nobody"),
        lambda: outbox.mark_refused("nobody", "x"),
        lambda: outbox.mark_published(FIRST_RECEIPT),
    ):
        with pytest.raises(ProgramFault, match="not in the plan's outbox"):
            act()


def test_a_key_is_kept_once(outbox: OutboxFile) -> None:
    outbox.keep(FIRST)
    with pytest.raises(InputError, match="UNIQUE"):
        outbox.keep(FIRST)
    assert outbox.waiting() == (FIRST,)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no plan at"):
        OutboxFile(tmp_path / "missing.gpkg")
    (tmp_path / "text.gpkg").write_text("no database, but long enough to be taken for a file")
    with pytest.raises(InputError, match="cannot be used"):
        OutboxFile(tmp_path / "text.gpkg").waiting()
    assert not (tmp_path / "missing.gpkg").exists()


def test_a_file_that_another_program_holds_is_told(
    outbox: OutboxFile, plan_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_file, "_WAIT_FOR_LOCK_S", 0.05)
    with closing(sqlite3.connect(plan_path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InputError, match=r"locked.*close other programs"):
            outbox.keep(FIRST)
    assert outbox.waiting() == ()


def test_a_damaged_document_is_told_with_its_file(outbox: OutboxFile, plan_path: Path) -> None:
    outbox.keep(FIRST)
    query(plan_path, "UPDATE outbox SET document = 'x'")
    with pytest.raises(InputError, match=r"Revision .* of .*rencana desa.*Delete its row"):
        outbox.waiting()


def test_fifty_thousand_hotspots_take_little_room(outbox: OutboxFile, plan_path: Path) -> None:
    hotspots = tuple(replace(OFFICE, hotspot_id=f"hotspot-{n}") for n in range(5_000))
    outbox.set_base(Base(1, hotspots))
    assert plan_path.stat().st_size < 5_000 * 100
