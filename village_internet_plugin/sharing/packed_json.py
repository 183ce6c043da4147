# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON packed into a short text, for keeping whole documents in a column of the plan's file.

50,000 hotspots are 28 MB as JSON and 4 MB packed (gzip, then base 64, which any tool can undo).
"""

from __future__ import annotations

import base64
import gzip
import zlib
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.sharing.canonical import canonical_json
from village_internet_plugin.sharing.strict_json import parse_json

MAX_UNPACKED = 1_000_000_000
"""Bytes a packed text may hold, inclusive; more would be a trap, not a plan."""
_GZIP_LEVEL = 6
_GZIP_WINDOW = 16 + zlib.MAX_WBITS

_DAMAGED = Words("{what} is damaged: {reason}.", "{what} rusak.")
_NO_END = Words("{what} is damaged: it has no end.", "{what} rusak: akhirnya tidak ada.")


def pack(content: object) -> str:
    """Return `content` (anything JSON can hold) as packed text, the same for the same content."""
    text = canonical_json(content).encode("utf-8")
    return base64.b64encode(gzip.compress(text, _GZIP_LEVEL, mtime=0)).decode("ascii")


def unpack(text: str, what: Words | str) -> Any:
    """Return what `pack` packed.

    Raises InputError when the text is damaged; `what` names it in the sentence.
    """
    try:
        unpacking = zlib.decompressobj(_GZIP_WINDOW)
        content = unpacking.decompress(base64.b64decode(text, validate=True), MAX_UNPACKED)
    except (ValueError, zlib.error) as error:
        raise InputError(_DAMAGED.filled(what=what, reason=error)) from error
    if not unpacking.eof:
        raise InputError(_NO_END.filled(what=what))
    return parse_json(content, what)
