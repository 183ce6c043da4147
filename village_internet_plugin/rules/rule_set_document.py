# SPDX-License-Identifier: GPL-2.0-or-later
"""Rule sets as JSON documents: reading them strictly, writing them, and their JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import ERROR, NOTICE, WARNING
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.domain.rule_set import RuleSet, RuleSetting
from village_internet_plugin.rules.catalogue import BY_CODE, CATALOGUE
from village_internet_plugin.rules.rule import Rule

SEVERITIES = (ERROR, WARNING, NOTICE)
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


def read_rule_set(text: str, source: str) -> RuleSet:
    """Return the rule set in a JSON text; `source` is what to call it in a sentence.

    A rule that is left out keeps the catalogue's severity and limits, and so does a parameter.
    InputError names the wrong place.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"The rule set {source} is not JSON: {error}.") from error
    if not isinstance(document, dict):
        raise InputError(f"The rule set {source} must be a JSON object with version and rules.")
    _refuse_unknown(document, _KEYS, source, "")
    version = document.get("version")
    if not isinstance(version, str) or not version.strip():
        raise InputError(f"The rule set {source} has no version. Give it one, such as 2026.1.")
    title = document.get("title", "")
    if not isinstance(title, str):
        raise InputError(f"In the rule set {source}, title must be a text.")
    rules = document.get("rules", {})
    if not isinstance(rules, dict):
        raise InputError(f"In the rule set {source}, rules must be an object by rule code.")
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


def _read_setting(rule: Rule, given: Any, source: str) -> RuleSetting:
    place = f"rules.{rule.code}"
    if not isinstance(given, dict):
        raise InputError(f"In the rule set {source}, {place} must be an object.")
    _refuse_unknown(given, _RULE_KEYS, source, f"{place}.")
    enabled, severity = given.get("enabled", True), given.get("severity", rule.severity)
    if not isinstance(enabled, bool):
        raise InputError(f"In the rule set {source}, {place}.enabled must be true or false.")
    if severity not in SEVERITIES:
        raise InputError(
            f"In the rule set {source}, {place}.severity must be one of {', '.join(SEVERITIES)}."
        )
    defaults = {parameter.name: parameter.default for parameter in rule.parameters}
    own = _read_parameters(rule, given.get("parameters", {}), source, f"{place}.parameters")
    per_source = given.get("per_funding_source", {})
    if not isinstance(per_source, dict):
        raise InputError(f"In the rule set {source}, {place}.per_funding_source must be an object.")
    special = {
        key: _read_parameters(rule, values, source, f"{place}.per_funding_source.{key}")
        for key, values in per_source.items()
    }
    return RuleSetting(enabled, severity, {**defaults, **own}, special)


def _read_parameters(rule: Rule, given: Any, source: str, place: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise InputError(f"In the rule set {source}, {place} must be an object.")
    known = {parameter.name: parameter for parameter in rule.parameters}
    _refuse_unknown(given, set(known), source, f"{place}.")
    for name, value in given.items():
        fault = known[name].fault(value)
        if fault:
            raise InputError(f"In the rule set {source}, {place}.{name} {fault}.")
    return dict(given)


def _refuse_unknown(given: dict[str, Any], known: set[str], source: str, place: str) -> None:
    for key in given:
        if key not in known:
            raise InputError(
                f"In the rule set {source}, {place}{key} is unknown; "
                f"known are {', '.join(sorted(known)) or 'none'}."
            )
