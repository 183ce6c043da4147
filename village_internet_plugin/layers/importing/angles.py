# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the angles in the cells of a table; what is none becomes the row's problem."""

from __future__ import annotations

from village_internet_plugin.domain import angles
from village_internet_plugin.domain.angles import Angle, NotAnAngle
from village_internet_plugin.layers.importing.problems import Unreadable


def read_angle(raw: object) -> Angle:
    """Return the angle a cell holds; see `domain.angles.read_angle`. Raises Unreadable."""
    try:
        return angles.read_angle(raw)
    except NotAnAngle as problem:
        raise _unreadable(problem) from problem


def read_pair(text: str) -> tuple[Angle, Angle]:
    """Return the two angles in one cell; see `domain.angles.read_pair`. Raises Unreadable."""
    try:
        return angles.read_pair(text)
    except NotAnAngle as problem:
        raise _unreadable(problem) from problem


def _unreadable(problem: NotAnAngle) -> Unreadable:
    return Unreadable(problem.reason, problem.correction, value=problem.value)
