# SPDX-License-Identifier: GPL-2.0-or-later
"""How this server's processes describe themselves to pygeoapi, and how they read their inputs."""

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import BadRequest

JSON = "application/json"
ANSWER = {"type": "object", "contentMediaType": JSON}
"""The schema of an answer in JSON."""
_LARGEST = 2**63
_KINDS = {dict: "an object", str: "a text", int: "a whole number"}


def described(
    identifier: str, title: str, description: str, inputs: dict[str, Any], output: dict[str, Any]
) -> dict[str, Any]:
    """Return a process description; all of them run while the caller waits."""
    return {
        "version": "1.0.0",
        "id": identifier,
        "title": {"en": title},
        "description": {"en": description},
        "jobControlOptions": ["sync-execute"],
        "keywords": ["village internet"],
        "links": [],
        "inputs": inputs,
        "outputs": {"answer": {"title": "Answer", "schema": output}},
        "example": {"inputs": {}},
    }


def input_of(title: str, schema: dict[str, Any], least: int = 1) -> dict[str, Any]:
    """Return the description of one input; with `least` 0 it may be left out."""
    return {"title": title, "schema": schema, "minOccurs": least, "maxOccurs": 1}


def required(data: dict[str, Any], name: str, kind: type) -> Any:
    """Return an input of the given kind; BadRequest when it is missing or another."""
    value = data.get(name)
    if not isinstance(value, kind):
        raise BadRequest(f'Input "{name}" should be {_KINDS[kind]}.')
    return value


def required_text(data: dict[str, Any], name: str) -> str:
    """Return a text the database can be asked for; BadRequest when it is none."""
    text: str = required(data, name, str)
    if "\0" in text or not text.isprintable():
        raise BadRequest(f'Input "{name}" holds characters that no identifier has.')
    return text


def required_revision(data: dict[str, Any], name: str, least: int) -> int:
    """Return the number of a revision, from `least` on; BadRequest when it is none."""
    number: int = required(data, name, int)
    if isinstance(number, bool) or not least <= number < _LARGEST:
        raise BadRequest(f'Input "{name}" should be a whole number from {least}.')
    return number
