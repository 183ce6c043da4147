# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading the report of a check that the server made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from village_internet_plugin.domain.finding import (
    SEVERITIES,
    SUBJECT_KINDS,
    CheckReport,
    Finding,
    Fix,
)
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.fields import (
    Reader,
    choice_reader,
    needed,
    read_identifier,
    read_known_fields,
    read_list,
    read_optional_number,
    read_optional_text,
    read_text,
)

MAX_FINDINGS = 2_000_000


def read_check_report(data: object) -> CheckReport:
    """Return the report in parsed JSON; its counts are not read, they follow from the findings.

    Raises WrongField (an InputError) with the path of the wrong field.
    """
    values: dict[str, Any] = read_known_fields(
        data,
        {
            "plan_id": read_identifier,
            "rule_set_version": read_identifier,
            "reference_sha256": read_text,
            "findings": lambda findings: read_list(findings, read_finding, MAX_FINDINGS),
        },
    )
    return CheckReport(**values)


def read_finding(data: object) -> Finding:
    """Return one finding of a report; WrongField when it is none."""
    values: dict[str, Any] = read_known_fields(data, _FINDING)
    return Finding(**values)


def _read_fix(data: object) -> Fix:
    values: dict[str, Any] = read_known_fields(
        data, {"words": read_text, "changes": _read_fix_changes}
    )
    return Fix(**values)


def _read_fix_changes(data: object) -> dict[str, object] | None:
    if data is None:
        return None
    if not isinstance(data, dict):
        raise needed(field_words.OBJECT_OR_NULL, data)
    for name, value in data.items():
        if not isinstance(name, str) or isinstance(value, (dict, list)):
            raise needed(field_words.PLAIN_VALUE, value)
    return dict(data)


def _read_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise needed(field_words.BOOLEAN, value)
    return value


_FINDING: Mapping[str, Reader[object]] = {
    "rule": read_identifier,
    "severity": choice_reader(SEVERITIES),
    "subject_kind": choice_reader(SUBJECT_KINDS),
    "subject": read_identifier,
    "measured": read_optional_number,
    "limit": read_optional_number,
    "unit": read_optional_text,
    "message": read_text,
    "fix": _read_fix,
    "waived": _read_flag,
}
