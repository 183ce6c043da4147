# SPDX-License-Identifier: GPL-2.0-or-later
"""A receipt is believed only when it is for this document, and the history holds the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sharing.planner_server import receipt_of
from sharing.rows import CLINIC, OFFICE, SCHOOL, document_of
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.answers import (
    Conflict,
    DryRun,
    Published,
    Refused,
    Rejected,
    read_publish_answer,
)
from village_internet_plugin.sharing.changes import PublishedRevision, read_changes
from village_internet_plugin.sharing.delta import Delta
from village_internet_plugin.sharing.fields import WrongField
from village_internet_plugin.sharing.receipts import (
    ReceiptDoesNotMatch,
    read_receipt,
    verify_read_back,
    verify_receipt,
)

NOW = (OFFICE, replace(SCHOOL, name="SDN 002"))
DOCUMENT = document_of(NOW, (SCHOOL, CLINIC), base_revision=3)
RECEIPT = receipt_of(DOCUMENT, 4, NOW)
STORED = PublishedRevision(4, DOCUMENT.revision_id, "2026-02-01T03:04:05Z", "sari", DOCUMENT.delta)
FINDING = {
    "rule": "VI402",
    "severity": "error",
    "subject_kind": "funding_source",
    "subject": "apbd-2026",
    "measured": 21,
    "limit": 20,
    "unit": "points",
    "message": "21 points where 20 are paid for",
    "fix": {"words": "Take one point out.", "changes": None},
    "waived": False,
}
REPORT = {
    "plan_id": "plan-1",
    "rule_set_version": "standard-1",
    "reference_sha256": "ab" * 32,
    "counts": {},
    "findings": [FINDING],
}
REVISION = {
    "revision": 4,
    "revision_id": "r-4",
    "published_at": "2026-02-01T03:04:05Z",
    "published_by": "sari",
    "added": [],
    "changed": [],
    "removed": ["clinic"],
}


def test_an_honest_receipt_is_believed() -> None:
    receipt = read_receipt(RECEIPT)
    verify_receipt(receipt, DOCUMENT)
    verify_read_back(receipt, DOCUMENT, [replace(STORED, revision_id="other"), STORED])
    assert receipt.to_json() == RECEIPT
    assert (receipt.revision, receipt.counts["warning"]) == (4, 1)


def test_a_newer_server_may_say_more() -> None:
    assert read_receipt({**RECEIPT, "signature": "x"}) == read_receipt(RECEIPT)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("revision", "4"),
        ("revision", True),
        ("hotspots", -1),
        ("content_sha256", "x"),
        ("published_at", "yesterday"),
        ("published_at", "2026-02-01T03:04:05+08:00"),
        ("published_by", None),
        ("counts", []),
        ("counts", {"error": 0}),
    ],
)
def test_a_receipt_is_read_strictly(field: str, value: Any) -> None:
    with pytest.raises(WrongField) as failure:
        read_receipt({**RECEIPT, field: value})
    assert failure.value.path.startswith(field)


@pytest.mark.parametrize("field", sorted(RECEIPT))
def test_a_receipt_lacks_nothing(field: str) -> None:
    with pytest.raises(WrongField, match=f"{field}: the field is missing"):
        read_receipt({name: value for name, value in RECEIPT.items() if name != field})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("revision_id", "another"),
        ("plan_id", "plan-2"),
        ("agency", "Kabupaten Berau"),
        ("base_revision", 2),
        ("revision", 3),
        ("content_sha256", "0" * 64),
        ("rule_set_version", "standard-2"),
        ("reference_sha256", "0" * 64),
        ("added", 0),
        ("changed", 2),
        ("removed", 0),
    ],
)
def test_a_receipt_for_something_else_is_not_believed(field: str, value: Any) -> None:
    with pytest.raises(ReceiptDoesNotMatch, match="waits in the outbox"):
        verify_receipt(read_receipt({**RECEIPT, field: value}), DOCUMENT)


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        ([], "history does not hold it"),
        ([replace(STORED, revision_id="other")], "history does not hold it"),
        ([replace(STORED, revision=5)], "revision is 5 where 4"),
        ([replace(STORED, delta=Delta())], "not those that were sent"),
        (
            [replace(STORED, delta=replace(STORED.delta, changed=(SCHOOL,)))],
            "not those that were sent",
        ),
        (
            [replace(STORED, waivers=(Waiver("VI105", "office", "one market", "Sari"),))],
            "stored waivers are not those that were sent",
        ),
    ],
)
def test_a_history_that_says_otherwise_is_told(
    stored: list[PublishedRevision], reason: str
) -> None:
    with pytest.raises(ReceiptDoesNotMatch, match=reason):
        verify_read_back(read_receipt(RECEIPT), DOCUMENT, stored)


def test_the_history_may_give_the_rows_in_another_order() -> None:
    document = document_of((OFFICE, SCHOOL))
    receipt = read_receipt(receipt_of(document, 1, (OFFICE, SCHOOL)))
    turned = Delta(added=(SCHOOL, replace(OFFICE, notes="")))
    verify_read_back(
        receipt,
        document,
        [replace(STORED, revision=1, revision_id=document.revision_id, delta=turned)],
    )


def test_each_outcome_has_its_own_type() -> None:
    published = read_publish_answer({"outcome": "published", "receipt": RECEIPT})
    assert published == Published(read_receipt(RECEIPT))
    trial = read_publish_answer({"outcome": "dry_run", "would": "published", "report": REPORT})
    assert isinstance(trial, DryRun)
    assert trial.report.counts()["error"] == 1
    rejected = read_publish_answer({"outcome": "rejected", "report": REPORT})
    assert isinstance(rejected, Rejected)
    assert rejected.report.findings[0].to_json() == FINDING
    conflict = read_publish_answer(
        {"outcome": "conflict", "base_revision": 3, "head_revision": 4, "changes": [REVISION]}
    )
    assert isinstance(conflict, Conflict)
    assert conflict.changes[0].delta.removed == ("clinic",)
    assert read_publish_answer(
        {"outcome": "refused", "reason": "not_your_agency", "message": "No."}
    ) == Refused("not_your_agency", "No.")


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        (None, "outcome"),
        ([], "outcome"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"outcome": ["published"]}, "outcome"),
        ({"outcome": "published"}, "receipt"),
        ({"outcome": "published", "receipt": None}, "receipt"),
        ({"outcome": "dry_run", "would": "explode", "report": REPORT}, "would"),
        (
            {"outcome": "rejected", "report": {**REPORT, "findings": [{}]}},
            "report.findings[0].rule",
        ),
        (
            {"outcome": "rejected", "report": {**REPORT, "findings": [{**FINDING, "waived": 1}]}},
            "report.findings[0].waived",
        ),
        (
            {"outcome": "rejected", "report": {**REPORT, "findings": [{**FINDING, "fix": {}}]}},
            "report.findings[0].fix.words",
        ),
        (
            {
                "outcome": "rejected",
                "report": {
                    **REPORT,
                    "findings": [{**FINDING, "fix": {"words": "x", "changes": {"lon": []}}}],
                },
            },
            "report.findings[0].fix.changes",
        ),
        ({"outcome": "refused", "reason": "x", "message": 3}, "message"),
    ],
)
def test_an_answer_that_is_none_is_told_with_its_path(answer: Any, path: str) -> None:
    with pytest.raises(WrongField) as failure:
        read_publish_answer(answer)
    assert failure.value.path == path


def test_a_fix_may_name_the_new_values() -> None:
    fix = {"words": "Swap them.", "changes": {"lon": 116.2, "lat": -1.9}}
    answer = read_publish_answer(
        {"outcome": "rejected", "report": {**REPORT, "findings": [{**FINDING, "fix": fix}]}}
    )
    assert isinstance(answer, Rejected)
    assert answer.report.findings[0].fix.changes == {"lon": 116.2, "lat": -1.9}


@pytest.mark.parametrize(
    ("changes", "head", "path"),
    [
        ([REVISION, REVISION], 4, "changes[1]"),
        ([REVISION, {**REVISION, "revision": 6}], 6, "changes[1]"),
        ([REVISION], 5, "head_revision"),
        ([{**REVISION, "added": [{}]}], 4, "changes[0].added[0].hotspot_id"),
    ],
    ids=["twice", "a gap", "another head", "a row that is none"],
)
def test_a_history_out_of_order_is_refused(changes: list[Any], head: int, path: str) -> None:
    with pytest.raises(WrongField) as failure:
        read_changes({"plan_id": "plan-1", "head_revision": head, "changes": changes})
    assert failure.value.path == path
