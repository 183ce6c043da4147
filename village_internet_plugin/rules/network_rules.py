# SPDX-License-Identifier: GPL-2.0-or-later
"""VI501-VI502: whether the technology and the bandwidth suit the place."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from village_internet_plugin.domain.finding import NOTICE, WARNING
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.facts.columns import Objects
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.rules.parameters import NUMBERS, Parameter, RowParameters
from village_internet_plugin.rules.rule import MEGABITS, METRES, Judgement, Rule

TECHNOLOGY_WORDS = {
    "fibre": Words("fibre", "serat optik"),
    "wireless": Words("wireless", "nirkabel"),
    "satellite": Words("satellite", "satelit"),
}


def fitting_technology(facts: HotspotFacts, limits: RowParameters) -> Objects:
    """Return the technology that suits each place: fibre, else a tower in reach, else satellite."""
    fibre = facts.place.fibre_m.round(3) <= limits.number("fibre_max_m")
    tower = facts.place.tower_m.round(3) <= limits.number("tower_max_m")
    fitting = np.where(fibre, "fibre", np.where(tower, "wireless", "satellite"))
    return fitting.astype(np.object_)


def _technology_fit(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    asked = facts.active & facts.place.usable & facts.given("technology")
    if not asked.any():
        return Judgement(asked)
    fitting = fitting_technology(facts, limits)
    planned, metres = facts.texts("technology"), facts.place.fibre_m.round(3)
    return Judgement(
        asked & (planned != fitting),
        np.where(np.isfinite(metres), metres, np.nan),
        limits.number("fibre_max_m"),
        variants=np.where(np.isfinite(metres), "plain", "no_fibre"),
        values=lambda row: {
            "planned": TECHNOLOGY_WORDS.get(planned[row], planned[row]),
            "fitting": TECHNOLOGY_WORDS[fitting[row]],
        },
        changes=lambda row: {"technology": fitting[row]},
    )


def _bandwidth(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    bandwidth = facts.numbers("bandwidth_mbps")
    allowed = limits.values("allowed_mbps")
    nearest = np.array(_nearest_allowed(allowed, bandwidth.tolist()), dtype=np.float64)
    return Judgement(
        facts.active & np.isfinite(bandwidth) & (bandwidth != nearest),
        bandwidth,
        nearest,
        values=lambda row: {"allowed": ", ".join(f"{value:g}" for value in sorted(allowed[row]))},
        changes=lambda row: {"bandwidth_mbps": float(nearest[row])},
    )


def _nearest_allowed(allowed: Sequence[Sequence[float]], planned: list[float]) -> list[float]:
    """Return the allowed value nearest to each planned one, the smaller of two; NaN for none."""
    known: dict[tuple[int, float], float] = {}
    found = []
    for values, wanted in zip(allowed, planned):
        if not math.isfinite(wanted):
            found.append(math.nan)
            continue
        key = (id(values), wanted)
        if key not in known:
            known[key] = min(sorted(values), key=lambda value: abs(value - wanted))
        found.append(known[key])
    return found


TECHNOLOGY_FIT = Rule(
    code="VI501",
    name="technology-fit",
    severity=NOTICE,
    unit=METRES,
    title=Words("Fitting technology", "Teknologi sesuai"),
    what=Words(
        "Fibre where a fibre node is near, else wireless with a tower in reach, else satellite.",
        "Serat optik bila simpulnya dekat, bila tidak nirkabel dari menara, selain itu satelit.",
    ),
    why=Words(
        "The order of choice in Kaltim; satellite costs most and carries least.",
        "Urutan pilihan di Kaltim; satelit paling mahal dan paling terbatas.",
    ),
    how_to_fix=Words(
        "Plan the fitting technology, or note why another is better.",
        "Rencanakan teknologi yang sesuai, atau catat alasan memilih yang lain.",
    ),
    messages={
        "plain": Words(
            "{hotspot} is planned with {planned}; {fitting} fits better (fibre {measured_m} away).",
            "{hotspot} direncanakan dengan {planned}; {fitting} lebih sesuai (serat optik "
            "{measured_m}).",
        ),
        "no_fibre": Words(
            "{hotspot} is planned with {planned}; {fitting} fits better (no fibre near).",
            "{hotspot} direncanakan dengan {planned}; {fitting} lebih sesuai (tanpa serat optik "
            "di sekitar).",
        ),
    },
    judge=_technology_fit,
    parameters=(
        Parameter(
            "fibre_max_m",
            2000,
            Words("Metres to a fibre node", "Meter ke simpul serat optik"),
            "Engineering choice; the agency sets it",
        ),
        Parameter(
            "tower_max_m",
            10000,
            Words("Metres to a tower", "Meter ke menara"),
            "Engineering choice; the agency sets it",
        ),
    ),
    needs_roles=("network_nodes",),
)

BANDWIDTH = Rule(
    code="VI502",
    name="bandwidth",
    severity=WARNING,
    unit=MEGABITS,
    title=Words("Bandwidth of the programme", "Kecepatan sesuai program"),
    what=Words("The bandwidth is one the programme offers.", "Kecepatan termasuk pilihan program."),
    why=Words(
        "Providers are paid by these steps.", "Penyedia dibayar menurut jenjang kecepatan ini."
    ),
    how_to_fix=Words("Choose one of the offered bandwidths.", "Pilih salah satu kecepatan itu."),
    messages={
        "plain": Words(
            "{hotspot} is planned with {measured} Mbps; the programme has {allowed}.",
            "{hotspot} direncanakan {measured} Mbps; program menyediakan {allowed}.",
        )
    },
    judge=_bandwidth,
    parameters=(
        Parameter(
            "allowed_mbps",
            [20, 50, 100],
            Words("Bandwidths in Mbps", "Kecepatan dalam Mbps"),
            "Kaltim: up to 100 Mbps, 50 from 2026; the agency sets them",
            NUMBERS,
        ),
    ),
)

NETWORK_RULES = (TECHNOLOGY_FIT, BANDWIDTH)
