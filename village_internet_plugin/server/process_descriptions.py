# SPDX-License-Identifier: GPL-2.0-or-later
"""How this server's processes describe themselves to pygeoapi, and how they read their inputs."""

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import BadRequest

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.server.refusals import said

JSON = "application/json"
ANSWER = {"type": "object", "contentMediaType": JSON}
"""The schema of an answer in JSON."""
_LARGEST = 2**63
_KINDS = {
    dict: Words('Input "{name}" should be an object.', 'Masukan "{name}" harus berupa objek.'),
    str: Words('Input "{name}" should be a text.', 'Masukan "{name}" harus berupa teks.'),
    int: Words(
        'Input "{name}" should be a whole number.', 'Masukan "{name}" harus berupa bilangan bulat.'
    ),
}
NOT_TRUE_OR_FALSE = Words(
    'Input "{name}" should be true or false.', 'Masukan "{name}" harus true atau false.'
)
_NO_IDENTIFIER = Words(
    'Input "{name}" holds characters that no identifier has.',
    'Masukan "{name}" memuat karakter yang tidak ada pada pengenal.',
)
_NO_REVISION = Words(
    'Input "{name}" should be a whole number from {least}.',
    'Masukan "{name}" harus berupa bilangan bulat mulai dari {least}.',
)


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
        raise BadRequest(said(_KINDS[kind], name=name))
    return value


def required_text(data: dict[str, Any], name: str) -> str:
    """Return a text the database can be asked for; BadRequest when it is none."""
    text: str = required(data, name, str)
    if "\0" in text or not text.isprintable():
        raise BadRequest(said(_NO_IDENTIFIER, name=name))
    return text


def required_revision(data: dict[str, Any], name: str, least: int) -> int:
    """Return the number of a revision, from `least` on; BadRequest when it is none."""
    number: int = required(data, name, int)
    if isinstance(number, bool) or not least <= number < _LARGEST:
        raise BadRequest(said(_NO_REVISION, name=name, least=least))
    return number
