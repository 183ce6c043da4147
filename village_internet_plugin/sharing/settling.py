# SPDX-License-Identifier: GPL-2.0-or-later
"""What a pull brought, with every clash decided by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Union

from village_internet_plugin.sharing.funding_source_merging import FundingClash, settle_sources
from village_internet_plugin.sharing.merging import Clash, settle_all
from village_internet_plugin.sharing.pulling import Pulled
from village_internet_plugin.sharing.waiver_merging import WaiverClash, settle_waivers

AnyClash = Union[Clash, FundingClash, WaiverClash]
Sides = Mapping[AnyClash, str]
"""For each clash the side it is decided for: ``ours`` or ``theirs``."""


def clashes_of(pulled: Pulled) -> tuple[AnyClash, ...]:
    """Return all clashes: those of hotspots first, those of waivers last."""
    return (*pulled.merge.clashes, *pulled.funding.clashes, *pulled.waiver_clashes)


def undecided(pulled: Pulled, sides: Sides) -> tuple[AnyClash, ...]:
    """Return the clashes nobody has decided yet."""
    return tuple(clash for clash in clashes_of(pulled) if clash not in sides)


def settled(pulled: Pulled, sides: Sides) -> Pulled:
    """Return `pulled` with its clashes decided and none left; an undecided one is ours, as it was.

    Decisions about clashes that `pulled` does not have count for nothing.
    """
    hotspot_sides = {clash: sides[clash] for clash in pulled.merge.clashes if clash in sides}
    source_sides = {clash: sides[clash] for clash in pulled.funding.clashes if clash in sides}
    waiver_sides = {clash: sides[clash] for clash in pulled.waiver_clashes if clash in sides}
    return replace(
        pulled,
        merge=replace(
            pulled.merge, hotspots=settle_all(pulled.merge.hotspots, hotspot_sides), clashes=()
        ),
        funding=replace(
            pulled.funding,
            sources=settle_sources(pulled.funding.sources, source_sides),
            clashes=(),
        ),
        waivers=settle_waivers(pulled.waivers, waiver_sides),
        waiver_clashes=(),
    )
