# SPDX-License-Identifier: GPL-2.0-or-later
"""A finding that is worded later is the same as one worded at once, whatever is done with it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest

from village_internet_plugin.domain.finding import Finding, Fix

_KNOWN: dict[str, Any] = {
    "rule": "VI103",
    "severity": "error",
    "subject_kind": "hotspot",
    "subject": "a",
    "measured": 1_200.5,
    "limit": 1_000.0,
    "unit": "m",
    "waived": False,
}
AT_ONCE = Finding(message="third of a", fix=Fix("move it", {"lon": 116.0}), **_KNOWN)


def _later(asked: list[int] | None = None) -> Finding:
    def word(place: int, finding: Finding) -> tuple[str, Fix]:
        if asked is not None:
            asked.append(place)
        return f"third of {finding.subject}", Fix("move it", {"lon": 116.0})

    return Finding.worded_later(dict(_KNOWN), word, 3)


@pytest.mark.parametrize(
    "seen",
    [
        lambda one: one,
        lambda one: one.to_json(),
        repr,
        asdict,
        copy.copy,
        copy.deepcopy,
        lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301 - our own
        lambda one: replace(one, waived=True),
        lambda one: one.stamped(waived=True),
        lambda one: one.stamped(waived=False),
        lambda one: (one.message, one.fix),
    ],
)
def test_it_is_the_same_in_every_use(seen: Callable[[Finding], object]) -> None:
    assert seen(_later()) == seen(AT_ONCE)
    assert type(seen(_later())) is type(seen(AT_ONCE))


def test_nobody_words_what_nobody_asks_for_and_it_is_worded_once() -> None:
    asked: list[int] = []
    finding = _later(asked)
    _ = (finding.counted_as, finding.blocks_publishing, finding.measured, finding.stamped(True))
    assert asked == []
    _ = (finding.message, finding.fix, finding.message)
    assert asked == [3]


def test_its_other_names_are_unknown_as_ever() -> None:
    for finding in (_later(), AT_ONCE):
        with pytest.raises(AttributeError):
            _ = finding.massage  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        _later().waived = True  # type: ignore[misc]
