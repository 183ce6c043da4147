# SPDX-License-Identifier: GPL-2.0-or-later
"""The oracle's rules on technology, bandwidth and earlier refusals (VI501, VI502, VI602)."""

from __future__ import annotations

import math

import numpy as np

from oracle.case import Row, Verdict
from oracle.ground import Ground, distance, is_finite, key
from oracle.lengths import least_metres

FAR_M = 100_000.0


def technology_fit(ground: Ground) -> list[Verdict]:
    """VI501: not what fits: fibre near a fibre node, else wireless near a tower, else satellite."""
    nodes = ground.case.network_nodes
    fibre, towers = _places(nodes, "fibre"), _places(nodes, "tower")
    verdicts = []
    for row in ground.placed():
        if row["technology"] is None:
            continue
        fibre_max_m = ground.limit("VI501", "fibre_max_m", row)
        tower_max_m = ground.limit("VI501", "tower_max_m", row)
        fibre_m = least_metres(row["lon"], row["lat"], fibre)
        tower_m = least_metres(row["lon"], row["lat"], towers)
        if fibre_m <= fibre_max_m:
            fit = "fibre"
        else:
            fit = "wireless" if tower_m <= tower_max_m else "satellite"
        if row["technology"] != fit:
            measured = fibre_m if fibre_m <= FAR_M else None
            verdicts.append(ground.of("VI501", row, measured, fibre_max_m, "m"))
    return verdicts


def _places(nodes: list[Row], kind: str) -> np.ndarray:
    return np.array([[node["lon"], node["lat"]] for node in nodes if node["kind"] == kind]).reshape(
        -1, 2
    )


def bandwidth(ground: Ground) -> list[Verdict]:
    """VI502: a bandwidth outside the allowed set; the limit is the nearest allowed, the smaller."""
    verdicts = []
    for row in ground.active:
        allowed, given = ground.limit("VI502", "allowed_mbps", row), row["bandwidth_mbps"]
        if given is not None and given not in allowed:
            nearest = min(allowed, key=lambda one: (abs(one - given), one))
            verdicts.append(ground.of("VI502", row, given, float(nearest), "Mbps"))
    return verdicts


def resubmitted(ground: Ground) -> list[Verdict]:
    """VI602: refused in an earlier year in the same village, of the same name or within near_m."""
    verdicts = []
    for row in ground.active:
        near_m = ground.limit("VI602", "near_m", row)
        placed = id(row) in ground.usable
        distances = []
        for refused in ground.existing:
            since = (refused["since"] or "")[:4]
            if (
                refused["status"] != "refused"
                or refused["village_code"] is None
                or refused["village_code"] != row["village_code"]
                or not since.isdigit()
                or row["year"] is None
                or int(since) >= row["year"]
            ):
                continue
            away_m = distance(row, refused) if placed and is_finite(refused) else math.inf
            same_name = row["name"] is not None and key(row["name"]) == key(refused["name"])
            if same_name or away_m <= near_m:
                distances.append(away_m)
        if distances:
            measured = min(distances) if min(distances) < math.inf else None
            verdicts.append(ground.of("VI602", row, measured, near_m, "m"))
    return verdicts
