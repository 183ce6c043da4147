# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of a plan's waivers between two states: given, withdrawn, or worded anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.field_change import kind_of_change


@dataclass(frozen=True)
class WaiverChange:
    """A waiver before and after; None on the side that had none.

    `subject_name` is what people call the hotspot or village it is about, empty where nobody told.
    """

    before: Waiver | None
    after: Waiver | None
    subject_name: str = ""

    @property
    def kind(self) -> str:
        """Return ``added``, ``changed`` or ``removed`` (withdrawn)."""
        return kind_of_change(self.before, self.after)

    @property
    def waiver(self) -> Waiver:
        """Return the waiver as it stands, or as it was when it is withdrawn."""
        waiver = self.after or self.before
        if waiver is None:
            raise ValueError("A change of a waiver needs one before or after.")
        return waiver

    def named(self, names: Mapping[str, str]) -> WaiverChange:
        """Return the change with its subject's name, where `names` (by subject) has one."""
        return replace(self, subject_name=names.get(self.waiver.subject) or self.subject_name)


def waiver_changes(before: Iterable[Waiver], after: Iterable[Waiver]) -> tuple[WaiverChange, ...]:
    """Return what leads from one list of waivers to the other: those that stand first.

    A waiver is the same one when it is of the same rule and subject; of several of those the last
    counts, as in a merge.
    """
    was, now = _by_finding(before), _by_finding(after)
    stand = [WaiverChange(was.get(key), row) for key, row in now.items() if was.get(key) != row]
    gone = [WaiverChange(row, None) for key, row in was.items() if key not in now]
    return (*stand, *gone)


def _by_finding(waivers: Iterable[Waiver]) -> dict[tuple[str, str], Waiver]:
    return {(waiver.rule, waiver.subject): waiver for waiver in waivers}
