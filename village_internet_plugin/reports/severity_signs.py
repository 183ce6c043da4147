# SPDX-License-Identifier: GPL-2.0-or-later
"""The sign of each severity: a shape and a colour, so that colour alone never has to tell."""

from __future__ import annotations

from typing import NamedTuple

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, OK, WARNING


class SeveritySign(NamedTuple):
    """How a severity is drawn."""

    shape: str
    """``diamond``, ``hexagon``, ``triangle``, ``circle`` or ``tick``."""
    colour: str
    """#rrggbb, of the palette of Okabe and Ito, which people with any colour vision tell apart."""


SEVERITY_SIGNS = {
    ERROR: SeveritySign("diamond", "#d55e00"),
    NOT_CHECKED: SeveritySign("hexagon", "#cc79a7"),
    WARNING: SeveritySign("triangle", "#e69f00"),
    NOTICE: SeveritySign("circle", "#56b4e9"),
    OK: SeveritySign("tick", "#009e73"),
}
"""From the gravest to the mildest."""
