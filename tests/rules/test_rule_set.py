# SPDX-License-Identifier: GPL-2.0-or-later
"""A rule set is read strictly: what is wrong is named by its place, the rest has defaults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.domain.schema import HOTSPOTS, STATUSES
from village_internet_plugin.rules.catalogue import BY_CODE, CATALOGUE
from village_internet_plugin.rules.parameters import (
    FIELDS_BY_STATUS,
    NUMBER,
    NUMBERS,
    STATUS,
    Parameter,
)
from village_internet_plugin.rules.rule_set_document import (
    default_rule_set,
    read_rule_set,
    rule_set_schema,
    standard_rule_set,
    write_rule_set,
)

WHERE = "In the rule set paser.json, "
STATUS_CHOICES = "proposed, surveyed, approved, installed, operating, suspended"


def _rules(code: str, setting: object) -> str:
    return json.dumps({"version": "1", "rules": {code: setting}})


def _parameter(code: str, name: str, value: str) -> str:
    """Return a rule set in which a parameter is a piece of JSON text."""
    return f'{{"version": "1", "rules": {{"{code}": {{"parameters": {{"{name}": {value}}}}}}}}}'


# What is written, and the whole sentence it is refused with (or how the sentence begins).
REFUSED = (
    ("", "The rule set paser.json is not JSON: Expecting value in line 1, character 1."),
    ("{version: 1}", "The rule set paser.json is not JSON: Expecting property name"),
    ("[" * 100_000, "The rule set paser.json is not JSON: it is nested too deeply"),
    ("[]", "The rule set paser.json must be a JSON object with version and rules."),
    ("{}", "The rule set paser.json has no version. Give it one, such as 2026.1."),
    ('{"version": " "}', "The rule set paser.json has no version. Give it one, such as 2026.1."),
    ('{"version": 2026.1}', "The rule set paser.json has no version. Give it one, such as 2026.1."),
    (
        '{"version": "1", "rule": {}}',
        f"{WHERE}rule is unknown; known are rules, title, version.",
    ),
    ('{"version": "1", "title": 5}', f"{WHERE}title must be a text."),
    ('{"version": "1", "rules": []}', f"{WHERE}rules must be an object by rule code."),
    (_rules("VI107", {}), f"{WHERE}rules.VI107 is unknown; known are VI101, VI102,"),
    (_rules("vi101", {}), f"{WHERE}rules.vi101 is unknown; known are VI101, VI102,"),
    (_rules("VI105", None), f"{WHERE}rules.VI105 must be an object."),
    (
        _rules("VI105", {"parameter": {}}),
        f"{WHERE}rules.VI105.parameter is unknown; "
        "known are enabled, parameters, per_funding_source, severity.",
    ),
    (_rules("VI105", {"enabled": 1}), f"{WHERE}rules.VI105.enabled must be true or false."),
    (
        _rules("VI105", {"severity": "fatal"}),
        f"{WHERE}rules.VI105.severity must be one of error, warning, notice.",
    ),
    (
        _rules("VI105", {"severity": "not_checked"}),
        f"{WHERE}rules.VI105.severity must be one of error, warning, notice.",
    ),
    (_rules("VI105", {"severity": ["error"]}), f"{WHERE}rules.VI105.severity must be one of"),
    (_rules("VI105", {"parameters": [200]}), f"{WHERE}rules.VI105.parameters must be an object."),
    (
        _parameter("VI105", "min_km", "1"),
        f"{WHERE}rules.VI105.parameters.min_km is unknown; known are min_m.",
    ),
    (
        _parameter("VI104", "max_m", "1"),
        f"{WHERE}rules.VI104.parameters.max_m is unknown; known are none.",
    ),
    *(
        (
            _parameter("VI105", "min_m", value),
            f"{WHERE}rules.VI105.parameters.min_m must be a number of at least 0.",
        )
        for value in ('"200"', "null", "true", "false", "-1", "-0.001", "NaN", "Infinity")
    ),
    *(
        (
            _parameter("VI105", "min_m", value),
            f"{WHERE}rules.VI105.parameters.min_m must be a number of at least 0.",
        )
        for value in ("-Infinity", "1e999", "1" + "0" * 400, "[200]", "{}")
    ),
    *(
        (
            _parameter("VI502", "allowed_mbps", value),
            f"{WHERE}rules.VI502.parameters.allowed_mbps must be a list of numbers of at least 0.",
        )
        for value in ("50", "[]", '["50"]', "[true]", "[50, -1]", "[NaN]", "[null]")
    ),
    *(
        (
            _parameter("VI203", "from_status", value),
            f"{WHERE}rules.VI203.parameters.from_status must be one of {STATUS_CHOICES}.",
        )
        # A replaced hotspot is history: there is nothing to ask of it.
        for value in ('"replaced"', '"Surveyed"', "1", "null", "[]")
    ),
    *(
        (
            _parameter("VI205", "fields", value),
            f"{WHERE}rules.VI205.parameters.fields must list known fields for each status.",
        )
        for value in ("[]", '{"planned": []}', '{"proposed": "name"}', '{"proposed": ["nama"]}')
    ),
    (
        _rules("VI105", {"per_funding_source": []}),
        f"{WHERE}rules.VI105.per_funding_source must be an object.",
    ),
    (
        _rules("VI105", {"per_funding_source": {"APBD": 200}}),
        f"{WHERE}rules.VI105.per_funding_source.APBD must be an object.",
    ),
    (
        _rules("VI105", {"per_funding_source": {"APBD": {"severity": "error"}}}),
        f"{WHERE}rules.VI105.per_funding_source.APBD.severity is unknown; known are min_m.",
    ),
    (
        _rules("VI105", {"per_funding_source": {"APBD": {"min_m": -5}}}),
        f"{WHERE}rules.VI105.per_funding_source.APBD.min_m must be a number of at least 0.",
    ),
)


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=lambda value: value[:70])
def test_what_is_wrong_is_named_by_its_place(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as refused:
        read_rule_set(text, "paser.json")
    said = str(refused.value)
    assert said.startswith(sentence)
    assert said.endswith(".")


def test_what_is_left_out_has_the_catalogues_severity_and_limits() -> None:
    read = read_rule_set('{"version": "2"}', "short.json")
    assert read.rules == default_rule_set("2", "").rules
    assert list(read.rules) == [rule.code for rule in CATALOGUE]


def test_what_is_said_is_taken_over_and_the_rest_of_the_rule_stays() -> None:
    text = _rules(
        "VI103",
        {
            "enabled": False,
            "severity": "notice",
            "parameters": {"max_m": 500},
            "per_funding_source": {"APBD": {"max_m": 750.5}},
        },
    )
    setting = read_rule_set(text, "own.json").rules["VI103"]
    assert (setting.enabled, setting.severity) == (False, "notice")
    assert setting.parameters == {"max_m": 500, "max_in_blank_spot_m": 10000}
    assert setting.parameter("max_m") == 500
    assert setting.parameter("max_m", "APBD") == 750.5
    assert setting.parameter("max_m", "DAK") == 500
    assert setting.parameter("max_in_blank_spot_m", "APBD") == 10000


def test_a_rule_set_survives_being_written_and_read() -> None:
    text = _rules("VI105", {"severity": "error", "per_funding_source": {"APBD": {"min_m": 5}}})
    read = read_rule_set(text, "own.json")
    assert read_rule_set(write_rule_set(read), "written.json") == read


def test_the_standard_rule_set_has_not_drifted_from_the_catalogue() -> None:
    path = resource_path("rule_sets", "standard.json")
    standard = standard_rule_set()
    made = default_rule_set(standard.version, standard.title)
    assert standard == made
    assert path.read_text("utf-8") == write_rule_set(made)


def test_the_schema_has_not_drifted_from_the_catalogue() -> None:
    written = resource_path("rule_sets", "rule-set.schema.json").read_text("utf-8")
    assert json.loads(written) == rule_set_schema()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(rule_set_schema())


def test_every_limit_says_what_it_is_and_where_its_default_comes_from() -> None:
    for rule in CATALOGUE:
        for parameter in rule.parameters:
            assert parameter.words.en.strip()
            assert parameter.words.id.strip()
            assert parameter.source.strip()
            assert parameter.fault(parameter.default) is None


SCHEMA = jsonschema.Draft202012Validator(rule_set_schema())
# Whole numbers and halves: what JSON can say exactly, below any limit and above.
numbers = st.integers(-2, 20_000) | st.integers(-4, 4).map(lambda half: half / 2)
anything = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


def _mostly(right: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw what is right nine times of ten, else anything at all."""
    return st.integers(0, 9).flatmap(lambda dice: anything if dice == 9 else right)


def _values(parameter: Parameter) -> st.SearchStrategy[Any]:
    names = st.sampled_from([*HOTSPOTS.names(), *HOTSPOTS.names(), "nama"])
    return {
        NUMBER: numbers,
        NUMBERS: st.lists(numbers, max_size=3),
        STATUS: st.sampled_from(STATUSES),
        FIELDS_BY_STATUS: st.dictionaries(
            st.sampled_from([*STATUSES, "planned"]), st.lists(names, max_size=3), max_size=3
        ),
    }[parameter.kind]


def _settings(code: str) -> st.SearchStrategy[Any]:
    limits = {one.name: _mostly(_values(one)) for one in BY_CODE[code].parameters}
    parameters = st.fixed_dictionaries({}, optional=limits)
    known = st.fixed_dictionaries(
        {},
        optional={
            "enabled": _mostly(st.booleans()),
            "severity": _mostly(st.sampled_from(["error", "warning", "notice"])),
            "parameters": _mostly(parameters),
            "per_funding_source": _mostly(
                st.dictionaries(st.sampled_from(["APBD", "", "DAK 2026"]), _mostly(parameters))
            ),
        },
    )
    return _mostly(known)


documents = st.fixed_dictionaries(
    {"version": _mostly(st.sampled_from(["2026.1", "1", " ", "\x1c"]))},
    optional={
        "title": _mostly(st.text(max_size=3)),
        "rules": _mostly(
            st.lists(st.sampled_from(sorted(BY_CODE)), max_size=3, unique=True).flatmap(
                lambda codes: st.fixed_dictionaries({code: _settings(code) for code in codes})
            )
        ),
        "note": st.just("unknown"),
    },
)


@settings(max_examples=400, deadline=None)
@given(document=_mostly(documents))
def test_the_schema_and_the_reader_agree(document: object) -> None:
    try:
        read_rule_set(json.dumps(document), "drawn.json")
        accepted = True
    except InputError:
        accepted = False
    assert accepted == SCHEMA.is_valid(document)


@pytest.mark.parametrize(("text", "_sentence"), REFUSED, ids=lambda value: value[:70])
def test_the_schema_refuses_what_the_reader_refuses(text: str, _sentence: str) -> None:
    def refuse(constant: str) -> float:
        raise ValueError(f"{constant} is not JSON")

    try:
        document = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return
    if "e999" not in text and "0" * 400 not in text:  # numbers no float can hold
        assert not SCHEMA.is_valid(document)


def test_a_rule_set_in_a_file_is_read_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "aturan.json"
    path.write_text('{"version": "1", "title": "Aturan “Paser”"}', encoding="utf-8")
    assert read_rule_set(path.read_text("utf-8"), path.name).title == "Aturan “Paser”"
