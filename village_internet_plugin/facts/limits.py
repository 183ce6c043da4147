# SPDX-License-Identifier: GPL-2.0-or-later
"""How far the measuring must look: the lengths a rule set will compare with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from village_internet_plugin.facts.columns import Floats

BLANK_SPOT_FAR_M = 10_000.0
"""Blank spots farther off than this are reported as not near at all."""
FAR_M = 100_000.0
"""The same for network nodes."""


class LimitPerSource(Protocol):
    """A limit (metres, or degrees for a margin) that may differ between funding sources."""

    def __call__(self, funding_source_ids: Sequence[str | None]) -> Floats:
        """Return the limit for each of the sources (None: a hotspot without one)."""


@dataclass(frozen=True)
class MeasuringLimits:
    """Lengths in metres, and the margin of the region in degrees.

    Attributes:
        margin_deg: degrees by which the box of all villages is widened.
        tolerance_m: how far outside its village a hotspot may lie.
        spacing_m: how near another hotspot is too near.
        serve_m: how far from a hotspot people are served.
        largest_spacing_m: the largest `spacing_m` of all: who may notice a hotspot's move.

    """

    margin_deg: LimitPerSource
    tolerance_m: LimitPerSource
    spacing_m: LimitPerSource
    serve_m: LimitPerSource
    largest_spacing_m: float
