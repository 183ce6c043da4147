# SPDX-License-Identifier: GPL-2.0-or-later
"""How many megabits per second the people around a hotspot need, as the programme offers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.infrastructure.sureness import ASSUMED, UNKNOWN


@dataclass(frozen=True)
class BandwidthSettings:
    """How people use a hotspot; assumed, the agency's to set.

    Attributes:
        share_at_once: of the people within reach, who use it in the busiest hour.
        kbit_per_s: that each of them needs: messages and pages, some of them a video.

    """

    share_at_once: float = 0.1
    kbit_per_s: float = 1_000.0


@dataclass(frozen=True)
class Bandwidth:
    """What is needed and what is offered for it, in Mbps; None where nobody knows the people.

    `is_enough` tells whether the programme's largest step is.
    """

    users: float | None
    needed_mbps: float | None
    offered_mbps: float | None
    is_enough: bool
    evidence: Words
    sureness: str


def bandwidth_for(
    people: float, allowed_mbps: Sequence[float], settings: BandwidthSettings
) -> Bandwidth:
    """Return the smallest of the programme's steps that is enough, else its largest.

    `people` within reach; none known leaves the need unknown rather than nothing.
    """
    if not people > 0.0:
        return Bandwidth(None, None, None, False, _NOBODY, UNKNOWN)
    users = people * settings.share_at_once
    # What is over by rounding alone needs no larger step.
    needed = round(users * settings.kbit_per_s / 1_000.0, 6)
    enough = [step for step in sorted(allowed_mbps) if step >= needed]
    offered = enough[0] if enough else max(allowed_mbps)
    words = (_ENOUGH if enough else _TOO_LITTLE).filled(
        people=number_words(people),
        users=number_words(users, 1),
        kbit=number_words(settings.kbit_per_s),
        needed=number_words(needed, 1),
        offered=number_words(offered),
    )
    return Bandwidth(users, needed, float(offered), bool(enough), words, ASSUMED)


_NOBODY = Words(
    "Nobody is known to live within reach: the bandwidth needed is not known.",
    "Tidak diketahui ada warga dalam jangkauan: kebutuhan kecepatan tidak diketahui.",
)
_ENOUGH = Words(
    "{people} people within reach, {users} at once with {kbit} kbit/s each: {needed} Mbps; "
    "the programme's step is {offered} Mbps.",
    "{people} warga dalam jangkauan, {users} sekaligus masing-masing {kbit} kbit/s: {needed} "
    "Mbps; jenjang program {offered} Mbps.",
)
_TOO_LITTLE = Words(
    "{people} people within reach, {users} at once with {kbit} kbit/s each: {needed} Mbps; "
    "the programme's largest step of {offered} Mbps is less.",
    "{people} warga dalam jangkauan, {users} sekaligus masing-masing {kbit} kbit/s: {needed} "
    "Mbps; jenjang terbesar program, {offered} Mbps, kurang dari itu.",
)
