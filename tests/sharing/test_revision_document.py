# SPDX-License-Identifier: GPL-2.0-or-later
"""Revision documents: read strictly, written as read, and true to the plan they were made from."""

from __future__ import annotations

import contextlib
import copy
import json
import math
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.rows import (
    CLINIC,
    OFFICE,
    REFERENCE_SHA256,
    RULES,
    SCHOOL,
    document_of,
    documents,
    plan_of,
    states,
)
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import is_identifier
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing import revision_document
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.delta import DeltaDoesNotFit
from village_internet_plugin.sharing.fields import WrongField
from village_internet_plugin.sharing.revision_document import (
    RevisionDocument,
    RowCannotBeSent,
    apply_revision,
    make_revision_document,
    read_revision_document,
)
from village_internet_plugin.sharing.strict_json import parse_json

SOURCE = FundingSource("apbd-2026", "Kabupaten Paser", 2026, point_quota=20)
WAIVER = Waiver("VI105", "school", "two buildings", "Sari", "2026-01-31T08:00:00+08:00")
FULL = document_of(
    (OFFICE, replace(SCHOOL, name="SDN 002")),
    (SCHOOL, CLINIC),
    funding_sources=(SOURCE,),
    waivers=(WAIVER,),
    base_revision=3,
).to_json()


def written(document: RevisionDocument) -> Any:
    """Return the document as it is after travelling as text."""
    return parse_json(json.dumps(document.to_json()), "the document")


@given(documents)
def test_a_document_reads_back_as_it_was_written(document: RevisionDocument) -> None:
    assert read_revision_document(written(document)) == document


@given(states(), states())
def test_base_and_document_give_the_plan(
    base: tuple[Hotspot, ...], now: tuple[Hotspot, ...]
) -> None:
    document = read_revision_document(written(document_of(now, base)))
    applied = apply_revision(base, document)
    assert content_sha256(applied) == content_sha256(now) == document.content_sha256
    assert len(applied) == len(now)


@given(states())
def test_a_plan_that_did_not_change_gives_an_empty_delta(hotspots: tuple[Hotspot, ...]) -> None:
    assert document_of(hotspots, hotspots).delta.is_empty


def test_a_document_says_what_was_added_changed_and_removed() -> None:
    document = read_revision_document(FULL)
    assert [row.hotspot_id for row in document.added] == ["office"]
    assert [row.name for row in document.changed] == ["SDN 002"]
    assert document.removed == ("clinic",)
    assert (document.base_revision, document.agency) == (3, "Kabupaten Paser")
    assert (document.funding_sources, document.waivers) == ((SOURCE,), (WAIVER,))
    assert is_identifier(document.revision_id)


def test_each_document_has_its_own_key_unless_one_is_given() -> None:
    assert document_of((OFFICE,)).revision_id != document_of((OFFICE,)).revision_id
    kept = make_revision_document(
        plan_of(()), (), rule_set_version=RULES, reference_sha256=REFERENCE_SHA256, revision_id="k"
    )
    assert kept.revision_id == "k"


def test_only_the_funding_sources_of_the_plans_own_agency_are_sent() -> None:
    own = replace(SOURCE, agency="kabupaten  PASER")
    province = replace(SOURCE, funding_source_id="apbd-prov", agency="Provinsi")
    assert document_of((), funding_sources=(own, province)).funding_sources == (own,)


def test_applying_keeps_the_order_changes_in_place_and_adds_at_the_end() -> None:
    now = (replace(SCHOOL, name="SDN 002"), OFFICE)
    applied = apply_revision((CLINIC, SCHOOL), document_of(now, (CLINIC, SCHOOL)))
    assert [(row.hotspot_id, row.name) for row in applied] == [
        ("school", "SDN 002"),
        ("office", "Balai Desa Kuaro"),
    ]


@pytest.mark.parametrize(
    ("base", "now", "hotspots", "culprit"),
    [
        ((SCHOOL,), (), (), "school"),
        ((SCHOOL,), (replace(SCHOOL, name="x"),), (OFFICE,), "school"),
        ((), (OFFICE,), (OFFICE,), "office"),
    ],
    ids=["removes what is not there", "changes what is not there", "adds what is there"],
)
def test_a_document_for_another_base_does_not_fit(
    base: tuple[Hotspot, ...], now: tuple[Hotspot, ...], hotspots: tuple[Hotspot, ...], culprit: str
) -> None:
    with pytest.raises(DeltaDoesNotFit, match=culprit) as failure:
        apply_revision(hotspots, document_of(now, base))
    assert failure.value.hotspot_id == culprit


def test_a_repeated_id_in_the_plan_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r'"office" \("Balai Desa Kuaro" and "Kantor baru"\)'):
        document_of((OFFICE, replace(OFFICE, name="Kantor baru")))


def test_a_row_that_cannot_be_sent_is_refused_by_name_and_field() -> None:
    with pytest.raises(InputError, match=r'"SDN 001" \(school\) .* technology: one of fibre'):
        document_of((OFFICE, replace(SCHOOL, technology="pigeon")))


REFUSED: list[tuple[str, Any, str, str]] = [
    ("base_revision", True, "base_revision", "a number is needed, not true"),
    ("base_revision", -1, "base_revision", "from 0"),
    ("base_revision", 1.5, "base_revision", "a whole number"),
    ("base_revision", "3", "base_revision", "a number"),
    ("base_revision", 10**400, "base_revision", "a number too large"),
    ("agency", "  ", "agency", "an identifier is needed"),
    ("plan_id", None, "plan_id", "an identifier is needed, not null"),
    ("revision_id", "x" * 201, "revision_id", "at most 200 characters are allowed, not 201"),
    ("content_sha256", "AB" * 32, "content_sha256", "64 lower-case"),
    ("reference_sha256", "", "reference_sha256", "64 lower-case"),
    ("added", {}, "added", "a list is needed, not an object"),
    ("added.0", [], "added[0]", "an object is needed, not a list"),
    ("added.0.lon", 180.1, "added[0].lon", "degrees from -180 to 180"),
    ("added.0.lat", -90.1, "added[0].lat", "degrees from -90 to 90"),
    ("added.0.lat", math.nan, "added[0].lat", "a finite number"),
    ("added.0.lon", math.inf, "added[0].lon", "a finite number"),
    ("added.0.lat", None, "added[0].lat", "together with lon"),
    ("added.0.lon", None, "added[0].lon", "together with lat"),
    ("added.0.lon", "116", "added[0].lon", "a number is needed"),
    ("added.0.lon", False, "added[0].lon", "a number is needed, not false"),
    ("added.0.year", True, "added[0].year", "a number"),
    ("added.0.year", 1999, "added[0].year", "a number from 2000"),
    ("added.0.capex_idr", 2**53, "added[0].capex_idr", "a number too large"),
    ("added.0.bandwidth_mbps", -1, "added[0].bandwidth_mbps", "from 0"),
    ("added.0.hotspot_id", "", "added[0].hotspot_id", "an identifier"),
    ("added.0.hotspot_id", "school", "changed[0].hotspot_id", "already in added[0]"),
    ("added.0.name", "x" * 2001, "added[0].name", "at most 2,000 characters"),
    ("added.0.name", "a\0b", "added[0].name", "cannot be kept"),
    ("added.0.name", "\ud800", "added[0].name", "cannot be kept"),
    ("added.0.name", 7, "added[0].name", "a text or null"),
    ("added.0.site_kind", "pub", "added[0].site_kind", "village_office, health_post"),
    ("changed.0.status", "done", "changed[0].status", "one of proposed"),
    ("removed.0", 7, "removed[0]", "a text"),
    ("removed.0", "office", "removed[0]", "already in added[0]"),
    ("removed", ["clinic", "clinic"], "removed[1]", "already in removed[0]"),
    ("funding_sources.0.fiscal_year", None, "funding_sources[0].fiscal_year", "a number"),
    ("funding_sources.0.budget_round", "third", "funding_sources[0].budget_round", "initial"),
    (
        "funding_sources",
        [FULL["funding_sources"][0]] * 2,
        "funding_sources[1].funding_source_id",
        "already in funding_sources[0]",
    ),
    ("waivers.0.reason", " ", "waivers[0].reason", "a text is needed"),
    ("waivers.0.author", None, "waivers[0].author", "a text is needed"),
]


def replaced(document: Any, path: str, value: Any) -> Any:
    """Return a copy of the document with one value replaced ("added.0.lon")."""
    changed = copy.deepcopy(document)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = changed
    for step in way:
        place = place[step]
    place[last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "told", "reason"),
    REFUSED,
    ids=[f"{path}={value!r:.12}" for path, value, *_ in REFUSED],
)
def test_a_wrong_value_is_refused_with_its_path(
    path: str, value: Any, told: str, reason: str
) -> None:
    with pytest.raises(WrongField) as failure:
        read_revision_document(replaced(FULL, path, value))
    assert failure.value.path == told
    assert reason in failure.value.reason.en
    assert str(failure.value).startswith(f"{told}: ")


@pytest.mark.parametrize(
    ("path", "place"),
    [("", ""), ("added.0", "added[0]."), ("funding_sources.0", "funding_sources[0].")],
)
def test_unknown_and_missing_fields_are_refused_with_their_path(path: str, place: str) -> None:
    for name, content in (("colour", "blue"), ("\n" * 500, 1)):
        unknown = copy.deepcopy(FULL)
        at(unknown, path)[name] = content
        with pytest.raises(WrongField, match="there is no") as failure:
            read_revision_document(unknown)
        assert len(str(failure.value)) < 150
    missing = copy.deepcopy(FULL)
    first = next(iter(at(missing, path)))
    del at(missing, path)[first]
    with pytest.raises(WrongField, match=r"the field is missing") as failure:
        read_revision_document(missing)
    assert failure.value.path == f"{place}{first}"


def at(document: Any, path: str) -> Any:
    """Return the object at a path ("added.0"; empty for the document)."""
    for step in filter(None, path.split(".")):
        document = document[int(step) if step.isdigit() else step]
    return document


@pytest.mark.parametrize("data", [None, [], "x", 7, True, math.nan])
def test_what_is_no_object_is_no_document(data: object) -> None:
    with pytest.raises(WrongField, match="an object is needed"):
        read_revision_document(data)


def test_a_hotspot_without_a_position_is_allowed() -> None:
    assert (
        read_revision_document(replaced(replaced(FULL, "added.0.lon", None), "added.0.lat", None))
        .added[0]
        .position
        is None
    )


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [("lon", 180, 180.0), ("lat", -90, -90.0), ("year", 2026.0, 2026), ("name", "x" * 2000, None)],
)
def test_values_on_the_limit_are_taken(path: str, value: Any, expected: Any) -> None:
    hotspot = read_revision_document(replaced(FULL, f"added.0.{path}", value)).added[0]
    position = hotspot.position or LonLat(0, 0)
    taken = getattr(position, path) if path in ("lon", "lat") else getattr(hotspot, path)
    assert taken == (value if expected is None else expected)


def test_too_many_hotspots_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision_document, "MAX_HOTSPOTS", 3)
    assert read_revision_document(FULL)
    with pytest.raises(WrongField, match=r"at most 3 hotspots .* not 4; publish them in several"):
        read_revision_document(replaced(FULL, "removed", ["clinic", "clinic-2"]))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([2**64, 10**400, "\ud800", "\0", "office"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=5) | st.sampled_from(["lon", "added"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(json_values | st.dictionaries(st.sampled_from(sorted(FULL)), json_values))
def test_any_json_is_read_or_refused_and_nothing_else_happens(data: Any) -> None:
    with contextlib.suppress(InputError):
        read_revision_document(data)


@given(st.randoms(use_true_random=False), json_values, st.booleans())
def test_any_change_to_a_document_is_read_or_refused(
    chance: random.Random, value: Any, as_key: bool
) -> None:
    """Put anything anywhere into a good document: under a known key, a new key, or an index."""
    document: Any = copy.deepcopy(FULL)
    place = document
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = chance.choice(keys)
        inner = place[key]
        if not isinstance(inner, (dict, list)) or not inner or chance.random() < 0.2:
            break
        place = inner
    if as_key and isinstance(place, dict):
        place[str(value)[:9] if not isinstance(value, int) else "n"] = place.pop(key)
    else:
        place[key] = value
    with contextlib.suppress(InputError):
        read = read_revision_document(document)
        assert read_revision_document(read.to_json()) == read


@pytest.mark.parametrize(
    ("rows", "sentence", "place"),
    [
        (
            {"waivers": (WAIVER, replace(WAIVER, subject=OFFICE.hotspot_id, reason=" "))},
            r"Waiver 2 \(VI105, Balai Desa Kuaro\) cannot be published as it is: reason is empty",
            ("waivers", 2, "reason", True),
        ),
        (
            {"waivers": (replace(WAIVER, reason="x" * 3000),)},
            "Waiver 1 .* reason: at most 2,000 characters",
            ("waivers", 1, "reason", False),
        ),
        (
            {"funding_sources": (replace(SOURCE, fiscal_year=None),)},
            f"Funding source 1 .{SOURCE.funding_source_id}. .* fiscal_year is empty",
            ("funding_sources", 1, "fiscal_year", True),
        ),
    ],
)
def test_a_half_filled_row_beside_the_hotspots_is_named_in_words(
    rows: dict[str, Any], sentence: str, place: tuple[str, int, str, bool]
) -> None:
    with pytest.raises(RowCannotBeSent, match=sentence) as told:
        document_of((OFFICE,), **rows)
    error = told.value
    assert (error.table, error.row, error.column, error.is_empty) == place


def test_a_reason_travels_with_the_document_and_is_left_out_where_there_is_none() -> None:
    given_reason = make_revision_document(
        plan_of((OFFICE,)),
        (),
        rule_set_version=RULES,
        reference_sha256=REFERENCE_SHA256,
        reason="  Rapat 3 Feb: <b>kantor</b> & sekolah \n",
    )
    assert given_reason.reason == "Rapat 3 Feb: <b>kantor</b> & sekolah"
    assert written(given_reason)["reason"] == given_reason.reason
    assert read_revision_document(written(given_reason)) == given_reason
    for nothing in ("", "  \n"):
        bare = make_revision_document(
            plan_of((OFFICE,)),
            (),
            rule_set_version=RULES,
            reference_sha256=REFERENCE_SHA256,
            reason=nothing,
        )
        # Older servers refuse a field they do not know, and compare a repeat with what they stored.
        assert "reason" not in written(bare)


@pytest.mark.parametrize("reason", [None, "", " "])
def test_an_empty_reason_is_read_as_none(reason: object) -> None:
    assert read_revision_document({**FULL, "reason": reason}).reason == ""


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("x" * 2001, "at most 2,000 characters are allowed, not 2,001"),
        (7, "a text or null is needed, not 7"),
        ("a\0b", "cannot be kept"),
        ("\ud800", "cannot be kept"),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused_by_its_field(reason: object, words: str) -> None:
    with pytest.raises(WrongField, match=f"^reason: .*{words}"):
        read_revision_document({**FULL, "reason": reason})
    if isinstance(reason, str):
        with pytest.raises(InputError, match=f"reason of this revision .*{words}") as told:
            revision_document.sendable_reason(reason)
        assert told.value.told("id").startswith("Alasan revisi ini")


def test_the_longest_reason_is_sent_whole() -> None:
    assert revision_document.sendable_reason("x" * 2000) == "x" * 2000
