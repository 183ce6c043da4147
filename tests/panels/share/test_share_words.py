# SPDX-License-Identifier: GPL-2.0-or-later
"""What the share panel says of each state and each failure: one sentence, with what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from village_internet_plugin.domain.errors import InputError, NetworkFailed, ServerRefused
from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, OK, WARNING
from village_internet_plugin.layers.refusal_words import refusal_sentence, wants_pull
from village_internet_plugin.layers.shared_server import checked_address
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.panels.share.failure_words import told_failure
from village_internet_plugin.panels.share.outcomes import told_answer
from village_internet_plugin.panels.share.state_lines import (
    ASKING,
    FAILED,
    OFFLINE,
    TOLD,
    ServerState,
    ShareState,
    StateLine,
    state_lines,
)
from village_internet_plugin.panels.share.times import time_text
from village_internet_plugin.server import answers as server_answers
from village_internet_plugin.sharing.answers import Conflict, Rejected
from village_internet_plugin.sharing.failures import (
    Busy,
    ClockDisagrees,
    Interrupted,
    NotReached,
    NotTrusted,
)
from village_internet_plugin.sharing.outbox import WaitingRevision
from village_internet_plugin.sharing.receipts import ReceiptDoesNotMatch
from village_internet_plugin.sharing.standing import Standing

pytestmark = pytest.mark.qgis

CLEAN = ShareState(standing=Standing(12), is_checked=True)
HEAD = ServerState(TOLD, "planner.example", 12)
MADE = time_text("2026-11-23T09:00:00+00:00", "en")


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (CLEAN, StateLine(OK, "Nothing to publish: the plan is as in revision 12.")),
        (
            replace(CLEAN, standing=Standing(12, 4, 1, 2, 1)),
            StateLine(NOTICE, "Since revision 12: 4 added, 1 moved, 2 changed, 1 removed."),
        ),
        (
            replace(CLEAN, standing=Standing(0, added=1234)),
            StateLine(NOTICE, "Never published: 1,234 added."),
        ),
        (
            replace(CLEAN, standing=None, standing_problem="Two hotspots have one id."),
            StateLine(ERROR, "Two hotspots have one id."),
        ),
        (
            replace(CLEAN, server=HEAD),
            StateLine(OK, "Based on revision 12, the newest on the server."),
        ),
        (
            replace(CLEAN, server=replace(HEAD, head_revision=13)),
            StateLine(WARNING, "Based on revision 12; the server has 13. Pull before you publish."),
        ),
        (
            replace(CLEAN, server=ServerState(OFFLINE, "planner.example")),
            StateLine(
                WARNING,
                "No connection to planner.example: what you do is kept and can be published later.",
            ),
        ),
        (
            replace(CLEAN, server=ServerState(ASKING, "planner.example")),
            StateLine(NOTICE, "Asking planner.example …"),
        ),
        (
            replace(CLEAN, server=ServerState(FAILED, problem="It did not accept the sign-in.")),
            StateLine(WARNING, "It did not accept the sign-in."),
        ),
        (CLEAN, StateLine(OK, "No errors and no warnings.")),
        (
            replace(CLEAN, counts={ERROR: 2, NOT_CHECKED: 1}),
            StateLine(ERROR, "To mend or waive before publishing: errors: 2, not checked: 1."),
        ),
        (
            replace(CLEAN, is_checked=False),
            StateLine(NOTICE, "The plan is being checked …"),
        ),
        (
            replace(CLEAN, check_problem="The rule set cannot be read."),
            StateLine(NOT_CHECKED, "The rule set cannot be read."),
        ),
        (
            replace(CLEAN, unsaved=5),
            StateLine(WARNING, "Unsaved edits: 5. You are asked to save them first."),
        ),
        (
            replace(CLEAN, server=replace(HEAD, rule_sets=("2025.1", "2026.1"))),
            StateLine(
                WARNING,
                "The server judges by rule set 2026.1, this plan by 2025.1. Pull, and take the "
                "server's over.",
            ),
        ),
        (
            replace(CLEAN, server=replace(HEAD, head_revision=3)),
            StateLine(
                WARNING,
                "Based on revision 12, but the server knows only 3: is it the server this plan "
                "was published to? Ask its administrator.",
            ),
        ),
        (
            replace(CLEAN, waiting=(WaitingRevision("2026-11-23T09:00:00+00:00", True),)),
            StateLine(
                WARNING,
                f"The revision of {MADE} was sent, but no answer came. Pull or publish to finish "
                "it; it is never stored twice.",
            ),
        ),
        (
            replace(CLEAN, waiting=(WaitingRevision("2026-11-23T09:00:00+00:00", False),)),
            StateLine(
                WARNING,
                f"The revision of {MADE} waits in the plan and was not sent yet. Pull or publish "
                "to send it; it is never stored twice.",
            ),
        ),
    ],
)
def test_the_state_is_told_before_anybody_acts(state: ShareState, line: StateLine) -> None:
    assert line in state_lines(state, "en")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ServerRefused("…", 401), "did not accept the sign-in"),
        (ServerRefused("…", 403), "Ask the administrator for the role"),
        (ServerRefused("…", 404), "no village Internet planner's server"),
        (ServerRefused("…", 413), "no request of this size"),
        (ServerRefused("…", 429), "Try again in a few minutes"),
        (ServerRefused("…", 418), "refused the request (418)"),
        (NotReached("…"), "can be published later"),
        (Busy("…"), "busy at the moment"),
        (NotTrusted("…"), "choose the certificate file"),
        (ClockDisagrees("…"), "Set the clock if it is wrong"),
        (ServerRefused("…", 507), "is full (507)"),
        (Interrupted("…"), "never stored twice"),
        (NetworkFailed("…"), "could not be understood"),
        (ReceiptDoesNotMatch("…"), "Tell the server's administrator the details"),
        (InputError("The plan is locked."), "The plan is locked."),
        (ValueError("x"), "an error of its own (ValueError)"),
    ],
)
def test_each_kind_of_failure_is_one_sentence(error: Exception, sentence: str) -> None:
    told = told_failure(error, "planner.example", "en")
    assert sentence in told.sentence
    assert "…" not in told.sentence
    assert told.is_offline == isinstance(error, NotReached)


REASONS = [
    value
    for name, value in vars(server_answers).items()
    if name.isupper() and isinstance(value, str)
]


def test_a_reason_for_refusing_is_told_without_the_code() -> None:
    assert len(REASONS) > 10
    for reason in [*REASONS, "a_reason_of_tomorrow"]:
        sentence = refusal_sentence(reason)
        assert sentence.startswith("Not published: ")
        assert reason not in sentence
    assert wants_pull("reference_mismatch")
    assert not wants_pull("not_your_agency")


def test_a_server_set_back_is_no_colleague() -> None:
    outcome = told_answer(Conflict(12, 3, ()), 12, 0, "en")
    assert "only up to revision 3" in outcome.sentence
    assert outcomes.PULL not in outcome.offers


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "does not know its server yet"),
        ("planner.example", "enter it as https://"),
        ("ftp://planner.example", "must begin with https://"),
        ("https://sari:hunter2@planner.example", "holds a user or a password"),
        ("https://planner.example/?x=1", "only what stands before it"),
        ("http://planner.example", "enter https://planner.example instead"),
        ("http://127.0.0.1:5000/api", "Enter https://127.0.0.1:5000/api instead"),
        ("http://localhost", "Enter https://localhost instead"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_with_what_to_enter(
    typed: str, sentence: str
) -> None:
    with pytest.raises(InputError) as told:
        checked_address(typed)
    assert sentence in str(told.value)
    assert "hunter2" not in str(told.value)


def test_times_are_those_of_this_computer_in_either_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert time_text("yesterday", "en") == "yesterday"
    english, indonesian = (
        time_text("2026-08-24T05:15:00+00:00", language) for language in ("en", "id")
    )
    assert english.startswith("24 Aug 2026 ")
    assert indonesian.startswith("24 Agu 2026 ")


def test_a_rejection_lists_only_what_stands() -> None:
    from village_internet_plugin.domain.finding import CheckReport, Finding, Fix

    standing = Finding("VI402", "error", "funding_source", "apbd", "27 of 26 points", Fix("f"))
    waived = replace(standing, rule="VI103", waived=True)
    report = CheckReport(
        "p", "2026.1", "x", (standing, waived, replace(standing, severity="warning"))
    )
    outcome = told_answer(Rejected(report), 12, 0, "en")
    assert [finding.rule for finding in outcome.findings] == ["VI402"]
    assert "was taken on the server meanwhile" in outcome.sentence
    assert "errors 1" in told_answer(Rejected(report), 12, 1, "en").sentence
