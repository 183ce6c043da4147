# SPDX-License-Identifier: GPL-2.0-or-later
"""The funding sources that could pay for suggested hotspots, with what each has left."""

from __future__ import annotations

from collections.abc import Iterable

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.panels.suggest.wishes_view import SourceChoice
from village_internet_plugin.reports.funding_state import FundingTally, SourceState
from village_internet_plugin.reports.funding_words import points_of, rupiah_of, source_title


def source_choices(
    sources: Iterable[FundingSource], tally: FundingTally, agency: str, language: str
) -> list[SourceChoice]:
    """Return the sources, those of the plan's own agency first."""
    ordered = sorted(sources, key=lambda one: not same_agency(one.agency or "", agency))
    found = []
    for source in ordered:
        state = tally.state_of(source.funding_source_id)
        left = (points_of(state, language).rest_text, rupiah_of(state, language).rest_text)
        told = " · ".join(text for text in (source.funding_source_id, *left) if text)
        title = source_title(source)
        found.append(SourceChoice(source.funding_source_id, title, told, _can_pay(state)))
    return found


def _can_pay(state: SourceState) -> bool:
    """Tell whether anything is left; what is not limited is left."""
    points, idr = state.points_left, state.idr_left
    return (points is None or points > 0) and (idr is None or idr > 0)
