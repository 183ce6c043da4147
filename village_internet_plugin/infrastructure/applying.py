# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes a scheme over into the plan's own columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.infrastructure.scheme import Scheme


def applied(
    hotspots: Iterable[Hotspot], schemes: Iterable[Scheme], keeps_planned: bool, language: str
) -> tuple[Hotspot, ...]:
    """Return the hotspots with what their schemes say of them; those without one as they are.

    With `keeps_planned` only what is empty is filled in; a power of "none" counts as empty. What a
    scheme does not know is left alone, and costs as long as they are not whole. Where no tower is
    in sight, empty notes say so: rule VI501, which knows no terrain, would ask for it.
    """
    by_id = {scheme.hotspot.hotspot_id: scheme for scheme in schemes}
    return tuple(
        _applied(hotspot, by_id[hotspot.hotspot_id], keeps_planned, language)
        if hotspot.hotspot_id in by_id and not hotspot.is_replaced
        else hotspot
        for hotspot in hotspots
    )


def _applied(hotspot: Hotspot, scheme: Scheme, keeps_planned: bool, language: str) -> Hotspot:
    values: dict[str, object] = {
        "technology": scheme.technology,
        "power": scheme.power.power,
        "bandwidth_mbps": scheme.bandwidth_mbps,
    }
    if scheme.is_costed:
        values["capex_idr"] = scheme.capex_idr
        values["opex_idr_per_month"] = scheme.opex_idr_per_month
    changes = {
        name: value
        for name, value in values.items()
        if value is not None and not (keeps_planned and _is_given(hotspot, name))
    }
    sight = scheme.backhaul.sight
    if changes.get("technology") == "satellite" and sight and not _is_given(hotspot, "notes"):
        changes["notes"] = " ".join(words.say(language) for words in scheme.backhaul.evidence)
    return replace(hotspot, **changes) if changes else hotspot  # type: ignore[arg-type]


def _is_given(hotspot: Hotspot, name: str) -> bool:
    value = getattr(hotspot, name)
    if name == "power" and value == "none":
        return False
    return bool(value.strip()) if isinstance(value, str) else value is not None
