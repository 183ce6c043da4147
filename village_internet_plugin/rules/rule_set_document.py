# SPDX-License-Identifier: GPL-2.0-or-later
"""Rule sets as JSON documents: reading them strictly, writing them, and their JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import ERROR, NOTICE, WARNING
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.domain.rule_set import RuleSet, RuleSetting
from village_internet_plugin.rules.catalogue import BY_CODE, CATALOGUE
from village_internet_plugin.rules.rule import Rule

SEVERITIES = (ERROR, WARNING, NOTICE)
_NOT_JSON = Words(
    "The rule set {source} is not JSON: {reason}.",
    "Kumpulan aturan {source} bukan JSON: {reason}.",
)
_NO_OBJECT = Words(
    "The rule set {source} must be a JSON object with version and rules.",
    "Kumpulan aturan {source} harus berupa objek JSON dengan version dan rules.",
)
_NO_VERSION = Words(
    "The rule set {source} has no version. Give it one, such as 2026.1.",
    "Kumpulan aturan {source} tidak memiliki version. Isikan, misalnya 2026.1.",
)
_WRONG = Words(
    "In the rule set {source}, {place} {fault}.",
    "Dalam kumpulan aturan {source}, {place} {fault}.",
)
_MUST_BE_TEXT = Words("must be a text", "harus berupa teks")
_MUST_BE_BY_CODE = Words("must be an object by rule code", "harus berupa objek per kode aturan")
_MUST_BE_OBJECT = Words("must be an object", "harus berupa objek")
_MUST_BE_BOOLEAN = Words("must be true or false", "harus true atau false")
_MUST_BE_ONE_OF = Words("must be one of {choices}", "harus salah satu dari {choices}")
_UNKNOWN = Words("is unknown; known are {known}", "tidak dikenal; yang dikenal: {known}")
_NONE = Words("none", "tidak ada")
_KEYS = {"version", "title", "rules"}
_RULE_KEYS = {"enabled", "severity", "parameters", "per_funding_source"}


def default_rule_set(version: str, title: str) -> RuleSet:
    """Return the rule set in which every rule has the catalogue's severity and limits."""
    rules = {
        rule.code: RuleSetting(True, rule.severity, {p.name: p.default for p in rule.parameters})
        for rule in CATALOGUE
    }
    return RuleSet(version, rules, title)


def standard_rule_set() -> RuleSet:
    """Return the rule set that comes with the planner."""
    path = resource_path("rule_sets", "standard.json")
    return read_rule_set(path.read_text("utf-8"), path.name)


def read_rule_set(text: str, source: str | Words) -> RuleSet:
    """Return the rule set in a JSON text; `source` is what to call it in a sentence.

    A rule that is left out keeps the catalogue's severity and limits, and so does a parameter.
    InputError names the wrong place.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(_NOT_JSON.filled(source=source, reason=reason_words(error))) from error
    if not isinstance(document, dict):
        raise InputError(_NO_OBJECT.filled(source=source))
    _refuse_unknown(document, _KEYS, source, "")
    version = document.get("version")
    if not isinstance(version, str) or not version.strip():
        raise InputError(_NO_VERSION.filled(source=source))
    title = document.get("title", "")
    if not isinstance(title, str):
        raise _wrong(source, "title", _MUST_BE_TEXT)
    rules = document.get("rules", {})
    if not isinstance(rules, dict):
        raise _wrong(source, "rules", _MUST_BE_BY_CODE)
    _refuse_unknown(rules, set(BY_CODE), source, "rules.")
    settings = {
        rule.code: _read_setting(rule, rules.get(rule.code, {}), source) for rule in CATALOGUE
    }
    return RuleSet(version, settings, title)


def write_rule_set(rule_set: RuleSet) -> str:
    """Return the rule set as JSON text, complete and in the order of the codes."""
    rules = {
        code: {
            "enabled": setting.enabled,
            "severity": setting.severity,
            "parameters": dict(setting.parameters),
            "per_funding_source": {k: dict(v) for k, v in setting.per_funding_source.items()},
        }
        for code, setting in sorted(rule_set.rules.items())
    }
    document = {"version": rule_set.version, "title": rule_set.title, "rules": rules}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def rule_set_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of rule sets, made from the catalogue."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rule set of the Village Internet Planner",
        "type": "object",
        "required": ["version"],
        "additionalProperties": False,
        "properties": {
            "version": {"type": "string", "pattern": r"\S"},
            "title": {"type": "string"},
            "rules": {
                "type": "object",
                "additionalProperties": False,
                "properties": {rule.code: _setting_schema(rule) for rule in CATALOGUE},
            },
        },
    }


def _setting_schema(rule: Rule) -> dict[str, Any]:
    parameters = {
        "type": "object",
        "additionalProperties": False,
        "properties": {p.name: p.json_schema() for p in rule.parameters},
    }
    return {
        "title": f"{rule.code} {rule.name}",
        "description": rule.what.en,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "enabled": {"type": "boolean"},
            "severity": {"enum": list(SEVERITIES)},
            "parameters": parameters,
            "per_funding_source": {"type": "object", "additionalProperties": parameters},
        },
    }


def _read_setting(rule: Rule, given: Any, source: str | Words) -> RuleSetting:
    place = f"rules.{rule.code}"
    if not isinstance(given, dict):
        raise _wrong(source, place, _MUST_BE_OBJECT)
    _refuse_unknown(given, _RULE_KEYS, source, f"{place}.")
    enabled, severity = given.get("enabled", True), given.get("severity", rule.severity)
    if not isinstance(enabled, bool):
        raise _wrong(source, f"{place}.enabled", _MUST_BE_BOOLEAN)
    if severity not in SEVERITIES:
        choices = _MUST_BE_ONE_OF.filled(choices=", ".join(SEVERITIES))
        raise _wrong(source, f"{place}.severity", choices)
    defaults = {parameter.name: parameter.default for parameter in rule.parameters}
    own = _read_parameters(rule, given.get("parameters", {}), source, f"{place}.parameters")
    per_source = given.get("per_funding_source", {})
    if not isinstance(per_source, dict):
        raise _wrong(source, f"{place}.per_funding_source", _MUST_BE_OBJECT)
    special = {
        key: _read_parameters(rule, values, source, f"{place}.per_funding_source.{key}")
        for key, values in per_source.items()
    }
    return RuleSetting(enabled, severity, {**defaults, **own}, special)


def _read_parameters(rule: Rule, given: Any, source: str | Words, place: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _wrong(source, place, _MUST_BE_OBJECT)
    known = {parameter.name: parameter for parameter in rule.parameters}
    _refuse_unknown(given, set(known), source, f"{place}.")
    for name, value in given.items():
        fault = known[name].fault(value)
        if fault:
            raise _wrong(source, f"{place}.{name}", fault)
    return dict(given)


def _refuse_unknown(
    given: dict[str, Any], known: set[str], source: str | Words, place: str
) -> None:
    for key in given:
        if key not in known:
            named = ", ".join(sorted(known)) or _NONE
            raise _wrong(source, f"{place}{key}", _UNKNOWN.filled(known=named))


def _wrong(source: str | Words, place: str, fault: Words) -> InputError:
    return InputError(_WRONG.filled(source=source, place=place, fault=fault))
