# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots, plans and documents for the tests: drawn by Hypothesis, or written by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import (
    BUDGET_ROUNDS,
    HOTSPOTS,
    INTEGER,
    REAL,
    Column,
)
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.revision_document import (
    RevisionDocument,
    make_revision_document,
)

REFERENCE_SHA256 = "ab" * 32
RULES = "standard-1"

# NUL and halves of surrogate pairs are refused, and have tests of their own.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
positions = st.builds(
    LonLat, st.floats(-180, 180, allow_nan=False), st.floats(-90, 90, allow_nan=False)
)


def column_values(column: Column) -> st.SearchStrategy[Any]:
    """Return every kind of value a column may hold, None among them."""
    if column.choices:
        return st.sampled_from([None, *column.choices])
    if column.holds == INTEGER:
        return st.none() | st.integers(int(column.least or 0), 2**53 - 1)
    if column.holds == REAL:
        return st.none() | st.floats(0, 1e6) | st.integers(0, 1000)
    return st.none() | texts


hotspots_without_id = st.builds(
    Hotspot,
    hotspot_id=st.just(""),
    position=st.none() | positions,
    **{
        column.name: column_values(column)
        for column in HOTSPOTS.columns
        if column.name != "hotspot_id"
    },
)


def states(identifiers: str = "abcde") -> st.SearchStrategy[tuple[Hotspot, ...]]:
    """Return states of a plan over a few ids, so that two states share many of them."""
    return st.dictionaries(
        st.sampled_from([f"hotspot-{letter}" for letter in identifiers]), hotspots_without_id
    ).map(
        lambda rows: tuple(replace(row, hotspot_id=hotspot_id) for hotspot_id, row in rows.items())
    )


funding_sources = st.builds(
    FundingSource,
    funding_source_id=st.uuids().map(str),
    agency=st.just("Kabupaten Paser"),
    fiscal_year=st.integers(2000, 2100),
    programme=st.none() | texts,
    budget_round=st.sampled_from([None, *BUDGET_ROUNDS]),
    point_quota=st.none() | st.integers(0, 1000),
)
waivers = st.builds(
    Waiver, st.just("VI105"), st.uuids().map(str), st.just("no other place"), st.just("Sari")
)


def plan_of(hotspots: tuple[Hotspot, ...], **more: Any) -> Plan:
    """Return a plan of Paser with these hotspots."""
    return Plan(plan_id="plan-1", agency="Kabupaten Paser", hotspots=hotspots, **more)


def document_of(
    hotspots: tuple[Hotspot, ...], base: tuple[Hotspot, ...] = (), **more: Any
) -> RevisionDocument:
    """Return the document that leads from `base` to `hotspots`."""
    return make_revision_document(
        plan_of(hotspots, **more), base, rule_set_version=RULES, reference_sha256=REFERENCE_SHA256
    )


documents = st.builds(
    lambda now, before, sources, waived: document_of(
        now, before, funding_sources=tuple(sources), waivers=tuple(waived)
    ),
    states(),
    states(),
    st.lists(funding_sources, max_size=2),
    st.lists(waivers, max_size=2),
)

OFFICE = Hotspot(
    "office",
    LonLat(116.1912345, -1.9123456),
    "64.01.06.2023",
    "Balai Desa Kuaro",
    "village_office",
    "apbd-2026",
    2026,
    bandwidth_mbps=50.0,
)
SCHOOL = Hotspot("school", LonLat(116.2, -1.92), "64.01.06.2023", "SDN 001", "school", year=2026)
CLINIC = Hotspot("clinic", None, "64.01.06.2024", "Puskesmas Kuaro", "health_post", year=2026)
