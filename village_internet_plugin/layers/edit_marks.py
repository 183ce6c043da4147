# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a plan may differ from what was judged last, noted while QGIS's signals come in."""

from __future__ import annotations

from dataclasses import dataclass, field

ROW_SIGNALS = ("featureAdded", "featureDeleted", "geometryChanged", "attributeValueChanged")
"""Signals of a layer that tell of one feature, its fid first."""
WHOLE_SIGNALS = (
    *("attributeAdded", "attributeDeleted", "dataChanged", "dataSourceChanged", "crsChanged"),
    *("subsetStringChanged", "afterRollBack", "beforeCommitChanges", "afterCommitChanges"),
    # A commit that fails half way never comes to afterCommitChanges, but has told of its steps.
    *("committedAttributesDeleted", "committedAttributesAdded", "committedFeaturesAdded"),
    *("committedFeaturesRemoved", "committedAttributeValuesChanges", "committedGeometriesChanges"),
)
"""Signals after which a layer may hold anything."""


@dataclass
class EditMarks:
    """False when nothing is marked."""

    fids: set[int] = field(default_factory=set)
    """Features of the layer `hotspots`."""
    hotspots: bool = False
    """All of them."""
    tables: bool = False
    """Funding sources, waivers and what other plans published."""
    everything: bool = False
    """The reference and the settings too: the check starts anew."""

    def __bool__(self) -> bool:
        return bool(self.fids) or self.hotspots or self.tables or self.everything

    def add(self, others: EditMarks) -> None:
        """Mark what others mark, too."""
        self.fids |= others.fids
        self.hotspots |= others.hotspots
        self.tables |= others.tables
        self.everything |= others.everything
