# SPDX-License-Identifier: GPL-2.0-or-later
"""Identifiers: village codes in the systems agencies use, and ids of hotspots and revisions."""

from __future__ import annotations

import re
import uuid
from typing import NewType

VillageCode = NewType("VillageCode", str)
"""Kemendagri's dotted code as text, for example ``64.01.06.2023``."""

_DOTTED = re.compile(r"(\d{2})\.(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)
_UNDOTTED = re.compile(r"\d{10}", re.ASCII)
_NUMBER_AS_TEXT = re.compile(r"(\d{10})\.0+", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+", re.ASCII)


def is_village_code(text: str) -> bool:
    """Tell whether `text` is a dotted Kemendagri code (its form, not its existence)."""
    return _DOTTED.fullmatch(text) is not None


def dotted_village_code(text: str) -> VillageCode | None:
    """Return `text` as a dotted code, or None when it cannot be one.

    Takes ``64.01.06.2023``, ``6401062023`` and a spreadsheet's ``6401062023.0``. An undotted code
    may as well be one of BPS: whoever calls this decides by looking the result up in the villages.
    """
    text = text.strip()
    if _DOTTED.fullmatch(text):
        return VillageCode(text)
    number = _NUMBER_AS_TEXT.fullmatch(text)
    if number:
        text = number.group(1)
    if _UNDOTTED.fullmatch(text):
        return VillageCode(f"{text[:2]}.{text[2:4]}.{text[4:6]}.{text[6:]}")
    return None


def lost_its_digits(text: str) -> bool:
    """Tell whether a spreadsheet turned the code into a rounded number such as ``6.4E+09``."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def kind_from_code(village_code: str) -> str | None:
    """Return "kelurahan" or "desa" as the code's last block tells, or None (for example desa adat).

    The last block begins with 1 for a kelurahan and 2 for a desa (Kepmendagri 300.2.2-2430/2025).
    """
    if not is_village_code(village_code):
        return None
    return {"1": "kelurahan", "2": "desa"}.get(village_code[9])


def new_identifier() -> str:
    """Return a new random identifier (UUID 4, lower case, with hyphens, no braces)."""
    return str(uuid.uuid4())


def is_identifier(text: str) -> bool:
    """Tell whether `text` is a UUID in its plain lower-case form."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def same_agency(one: str, other: str) -> bool:
    """Tell whether two spellings name one agency: case and white space do not count."""
    return agency_key(one) == agency_key(other)


def agency_key(agency: str) -> str:
    """Return the form of an agency's name by which two spellings are compared."""
    return name_key(agency)


def name_key(name: str) -> str:
    """Return the form of a name by which two spellings are compared; empty for a blank one."""
    return " ".join(name.casefold().split())
