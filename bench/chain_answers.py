# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds what QGIS's own algorithms answer of a plan against what the rules measure of it."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from village_internet_plugin.facts.columns import Floats
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.facts.limits import BLANK_SPOT_FAR_M, FAR_M
from village_internet_plugin.facts.plan_facts import PlanFacts
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.measuring_limits import measuring_limits
from village_internet_plugin.rules.rule_set_document import standard_rule_set

_BATCH = 1_000
_SAME_M, _SAME_SHARE = 0.001, 1e-6
"""Lengths to the millimetre, or to a millionth of them where they are long."""
_SAME_OUTSIDE_SHARE = 1e-4
"""The chain takes a boundary's nearest point in degrees: not quite the nearest on the ground."""
_FARTHEST_M = {
    "neighbour": 200.0,
    "blank spot near by": BLANK_SPOT_FAR_M,
    "fibre": FAR_M,
    "tower": FAR_M,
}
"""How far the rules look; the chain, which measures on a map, looks a little farther."""

Lengths = dict[str, float]


class Compared(NamedTuple):
    """How many answers of one kind both sides gave, and how many of them differ."""

    answers: int
    differing: tuple[str, ...]
    """The hotspots on which they do, in the order of their ids."""


def compare(plan: Path, answers: Path) -> dict[str, Compared]:
    """Return by the chain's steps how the answers it wrote to a folder differ from ours."""
    with Reference.open(plan) as reference:
        villages, lengths = _ours(plan, reference)
    compared = {"village": _compared_villages(villages, _rows(answers / "village.csv"))}
    for step, ours in lengths.items():
        theirs = _nearest(_rows(answers / f"{step}.csv"), _FARTHEST_M.get(step, math.inf))
        if step == "outside":
            # Asked only of those that another village holds too, or none.
            ours = {one: metres for one, metres in ours.items() if one in theirs or metres > 0.0}
        share = _SAME_OUTSIDE_SHARE if step == "outside" else _SAME_SHARE
        compared[step] = _compared_lengths(ours, theirs, share)
    return compared


def _ours(plan_path: Path, reference: Reference) -> tuple[dict[str, set[str]], dict[str, Lengths]]:
    """Return the villages that hold each hotspot, and lengths by the chain's steps."""
    plan, rule_set = read_plan(plan_path), standard_rule_set()
    facts = PlanFacts(reference, measuring_limits(rule_set), plan.agency, [], plan.funding_sources)
    rows = dict(enumerate(plan.hotspots))
    batches = [list(rows)[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
    for batch in batches:
        facts.add({row: rows[row] for row in batch})
    held: dict[str, set[str]] = {}
    lengths: dict[str, Lengths] = {}
    for batch in batches:
        measured = facts.facts_of(batch)
        ids = [hotspot.hotspot_id for hotspot in measured.hotspots]
        found = reference.villages.holding(measured.place.lon, measured.place.lat)
        held.update(zip(ids, map(set, found)))
        for step, column in _columns(measured).items():
            known = zip(ids, column.tolist())
            lengths.setdefault(step, {}).update((i, m) for i, m in known if math.isfinite(m))
    return held, lengths


def _columns(facts: HotspotFacts) -> dict[str, Floats]:
    return {
        "outside": facts.place.outside_m,
        "office": facts.place.office_m,
        "neighbour": facts.near.nearest_m,
        "blank spot near by": facts.place.blank_spot_m,
        "fibre": facts.place.fibre_m,
        "tower": facts.place.tower_m,
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _nearest(rows: list[dict[str, str]], farthest_m: float) -> Lengths:
    """Return each hotspot's least length: of several as near, a join tells all."""
    nearest: Lengths = {}
    for row in rows:
        if row["length_m"] not in ("", "NULL"):
            known = nearest.get(row["hotspot_id"], math.inf)
            nearest[row["hotspot_id"]] = min(known, float(row["length_m"]))
    return {one: metres for one, metres in nearest.items() if round(metres, 3) <= farthest_m}


def _compared_villages(ours: Mapping[str, set[str]], rows: list[dict[str, str]]) -> Compared:
    theirs: dict[str, set[str]] = {hotspot_id: set() for hotspot_id in ours}
    for row in rows:
        if row["holds_village_code"] not in ("", "NULL"):
            theirs[row["hotspot_id"]].add(row["holds_village_code"])
    differing = sorted(one for one, codes in ours.items() if codes != theirs[one])
    return Compared(len(ours), tuple(differing))


def _compared_lengths(ours: Lengths, theirs: Lengths, share: float) -> Compared:
    """Return which lengths differ; one that only one side looked so far for counts as another."""
    every = sorted({*ours, *theirs})
    differing = [one for one in every if not _is_same(ours.get(one), theirs.get(one), share)]
    return Compared(len(every), tuple(differing))


def _is_same(one: float | None, other: float | None, share: float) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= _SAME_M + share * one
