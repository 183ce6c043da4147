# SPDX-License-Identifier: GPL-2.0-or-later
"""The objective's unit in words: people, or people weighted for blank spots."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.limit_words import people_words
from village_internet_plugin.siting.problem import Problem

_WEIGHTED = Words(
    "{number} weighted people (those in blank spots count {times} times)",
    "{number} jiwa berbobot (warga di blank spot dihitung {times} kali)",
)


def weighted_words(problem: Problem, value: int, people: int | None = None) -> Words:
    """Return a value of the objective with its unit; `people` are those it stands for, if known."""
    if problem.blank_spot_weight == 1 or value == people:
        return people_words(value)
    return _WEIGHTED.filled(number=number_words(value), times=problem.blank_spot_weight)
