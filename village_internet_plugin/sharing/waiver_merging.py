# SPDX-License-Identifier: GPL-2.0-or-later
"""Three-way merge of a plan's waivers: what either side added stays, what one took back goes.

A waiver is one statement and merged whole. There is nothing to clash about: where both sides wrote
one for the same finding, or one took back what the other rewrote, a waiver stands, and it is shown
with its author and reason beside the finding. Ours goes first.
"""

from __future__ import annotations

from collections.abc import Iterable

from village_internet_plugin.domain.waiver import Waiver


def merge_waivers(
    base: Iterable[Waiver], ours: Iterable[Waiver], theirs: Iterable[Waiver]
) -> tuple[Waiver, ...]:
    """Return the waivers of both sides, which grew out of `base`; ours in their order, then new.

    Of several waivers of one side for the same rule and subject, the last is taken.
    """
    before, mine, others = _by_finding(base), _by_finding(ours), _by_finding(theirs)
    merged = []
    for finding in (*mine, *(key for key in others if key not in mine)):
        was, here, there = before.get(finding), mine.get(finding), others.get(finding)
        waiver = there if here == was else here
        # One took it back, the other rewrote it: somebody still stands for it.
        if waiver is None and there != was:
            waiver = there
        if waiver is not None:
            merged.append(waiver)
    return tuple(merged)


def _by_finding(waivers: Iterable[Waiver]) -> dict[tuple[str, str], Waiver]:
    return {(waiver.rule, waiver.subject): waiver for waiver in waivers}
