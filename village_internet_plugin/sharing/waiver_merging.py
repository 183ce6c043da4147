# SPDX-License-Identifier: GPL-2.0-or-later
"""Three-way merge of a plan's waivers: what either side added stays, what one took back goes.

A waiver is one statement and merged whole. Where both sides wrote differently of one finding, or
one took back what the other rewrote, a waiver stands, ours before theirs, and the clash is reported
as with hotspots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.three_way import OURS


@dataclass(frozen=True)
class WaiverClash:
    """Both sides changed the waiver of one finding differently; None where a side has none.

    The plan holds `ours`, or `theirs` where ours was taken back.
    """

    rule: str
    subject: str
    base: Waiver | None
    ours: Waiver | None
    theirs: Waiver | None


@dataclass(frozen=True)
class WaiverMerge:
    """The merged waivers, ours in their order and then those new from them, and the clashes."""

    waivers: tuple[Waiver, ...] = ()
    clashes: tuple[WaiverClash, ...] = ()


def merge_waivers(
    base: Iterable[Waiver], ours: Iterable[Waiver], theirs: Iterable[Waiver]
) -> WaiverMerge:
    """Return the waivers of both sides, which grew out of `base`, as one.

    Of several waivers of one side for the same rule and subject, the last is taken.
    """
    before, mine, others = _by_finding(base), _by_finding(ours), _by_finding(theirs)
    merged, clashes = [], []
    for finding in (*mine, *(key for key in others if key not in mine)):
        was, here, there = before.get(finding), mine.get(finding), others.get(finding)
        if here not in (was, there) and there != was:
            clashes.append(WaiverClash(*finding, was, here, there))
        waiver = there if here in (was, None) else here
        # Taken back here and left alone there: it goes.
        if waiver is not None and (here is not None or there != was):
            merged.append(waiver)
    return WaiverMerge(tuple(merged), tuple(clashes))


def settle_waivers(
    waivers: Iterable[Waiver], sides: Mapping[WaiverClash, str]
) -> tuple[Waiver, ...]:
    """Return the waivers with each clash decided for its side (``ours`` or ``theirs``)."""
    chosen = {
        (clash.rule, clash.subject): clash.ours if side == OURS else clash.theirs
        for clash, side in sides.items()
    }
    settled = (chosen.get((row.rule, row.subject), row) for row in waivers)
    return tuple(row for row in settled if row is not None)


def _by_finding(waivers: Iterable[Waiver]) -> dict[tuple[str, str], Waiver]:
    return {(waiver.rule, waiver.subject): waiver for waiver in waivers}
