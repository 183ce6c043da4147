# SPDX-License-Identifier: GPL-2.0-or-later
"""VI501 and VI502 by example: technology and bandwidth."""

from __future__ import annotations

from rule_cases.case import Found, fails, limit, passes
from rule_cases.district import NORTH, OFFICE, away, hotspot, node

TOWER = node("tower", away(OFFICE, NORTH, 6000.0))


def _fit(fibre_m: float | None, technology: str, *numbers: tuple[str, str]) -> Found:
    changes = {"technology": technology}
    return Found(measured=fibre_m, limit=2000.0, unit="m", changes=changes, says=numbers)


def _fibre(metres: float) -> dict[str, object]:
    return node("fibre", away(OFFICE, NORTH, metres))


WIRELESS, SATELLITE = [hotspot(technology="wireless")], [hotspot(technology="satellite")]

TECHNOLOGY_FIT = (
    passes("VI501", "fibre with a node 1 km away"),
    passes(
        "VI501",
        "wireless, no fibre near, a tower in reach",
        hotspots=WIRELESS,
        network_nodes=[TOWER],
    ),
    passes("VI501", "satellite, nothing around", hotspots=SATELLITE, network_nodes=[]),
    passes("VI501", "none planned yet", hotspots=[hotspot(technology=" ")]),
    fails(
        "VI501",
        "satellite though fibre is near",
        _fit(1000.0, "fibre", ("satellite; fibre", "satelit; serat optik"), ("1,000 m", "1.000 m")),
        hotspots=SATELLITE,
    ),
    fails(
        "VI501", "fibre though there is only a tower", _fit(None, "wireless"), network_nodes=[TOWER]
    ),
    fails("VI501", "fibre though there is nothing", _fit(None, "satellite"), network_nodes=[]),
    limit("VI501", "fibre exactly 2,000 m away", network_nodes=[_fibre(2000.0)]),
    limit(
        "VI501",
        "a millimetre farther, and no tower",
        _fit(2000.001, "satellite", ("2,000.001 m", "2.000,001 m")),
        network_nodes=[_fibre(2000.001)],
    ),
    limit(
        "VI501",
        "a tower exactly 10,000 m away",
        hotspots=WIRELESS,
        network_nodes=[node("tower", away(OFFICE, NORTH, 10_000.0))],
    ),
    limit(
        "VI501",
        "a millimetre farther",
        _fit(None, "satellite"),
        hotspots=WIRELESS,
        network_nodes=[node("tower", away(OFFICE, NORTH, 10_000.001))],
    ),
)


def _mbps(measured: float, nearest: float, *numbers: tuple[str, str]) -> Found:
    changes = {"bandwidth_mbps": nearest}
    return Found(measured=measured, limit=nearest, unit="Mbps", changes=changes, says=numbers)


BANDWIDTH = (
    passes("VI502", "50 Mbps"),
    passes("VI502", "none given", hotspots=[hotspot(bandwidth_mbps=None)]),
    fails(
        "VI502",
        "30 Mbps",
        _mbps(30, 20, ("30 Mbps", "30 Mbps"), ("20, 50, 100", "20, 50, 100")),
        hotspots=[hotspot(bandwidth_mbps=30.0)],
    ),
    fails(
        "VI502",
        "1,000 Mbps",
        _mbps(1000, 100, ("1,000", "1.000")),
        hotspots=[hotspot(bandwidth_mbps=1000)],
    ),
    limit("VI502", "the largest allowed", hotspots=[hotspot(bandwidth_mbps=100)]),
    limit(
        "VI502",
        "half-way between two: the smaller is offered",
        _mbps(35, 20),
        hotspots=[hotspot(bandwidth_mbps=35.0)],
    ),
    limit(
        "VI502",
        "a tenth beside an allowed one",
        _mbps(50.1, 50, ("50.1", "50,1")),
        hotspots=[hotspot(bandwidth_mbps=50.1)],
    ),
)

NETWORK_CASES = (*TECHNOLOGY_FIT, *BANDWIDTH)
