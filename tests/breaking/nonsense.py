# SPDX-License-Identifier: GPL-2.0-or-later
"""Nonsense for a server: values no field expects, texts that mean something elsewhere."""

from __future__ import annotations

import copy
import json
import re
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

TEXTS = (
    "'; DROP TABLE hotspots; --",
    "' OR 1=1 --",
    "$1 %s %(name)s {0} {{7*7}} ${jndi:ldap://127.0.0.1/a}",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "=1+1",
    "@SUM(1+1)|cmd",
    "\u202egnp.exe",
    "\u200b\u2066x\u2069",
    "a\tb\nc\rd",
    "\\x00 \\u0000 \\",
    "é\u0301 \U0001f4a9 村 ﷽",
    "../../../../etc/passwd",
    "x" * 1_999,
)
"""Texts that do harm where somebody pastes them into SQL, HTML, a shell, a path or a sheet."""
_DEEP = "lists in lists: {}"
"""Stands for so many; Python could not write that deep a value itself."""
_DEPTHS = re.compile(r"lists in lists: (\d+)")
UNSTORABLE = ("a\0b", "\ud800", "x" * 2_001)
"""Texts that no field takes: NUL, half a character, one longer than 2,000."""
_NUMBERS = (
    *(0, -1, 1, 2**31, 2**53, 2**63, 2**64, 10**40, -(2**63)),
    *(0.1, -0.0, 1e-320, 1e308, -1e308, 1.5),
    *(float("nan"), float("inf"), float("-inf")),
)


def anything() -> st.SearchStrategy[Any]:
    """Return a strategy of JSON values, most of them strange."""
    plain = st.one_of(
        st.none(),
        st.booleans(),
        st.sampled_from(_NUMBERS),
        st.sampled_from((*TEXTS, *UNSTORABLE)),
        st.text(max_size=20),
        st.integers(),
        st.floats(),
    )
    grown = st.recursive(
        plain,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=6,
    )
    return st.one_of(plain, grown, st.sampled_from((3, 40, 900, 100_000)).map(_DEEP.format))


def as_json(document: Any) -> bytes:
    """Return a document as the bytes of a request, with lists in lists where it asks for them."""
    text = json.dumps(document)
    for depth in _DEPTHS.findall(text):
        text = text.replace(f'"{_DEEP.format(depth)}"', "[" * int(depth) + "]" * int(depth))
    return text.encode()


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in a document, the document itself apart."""
    inside = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    found = []
    for key, value in inside:
        found += [(*path, key), *places(value, (*path, key))]
    return found


def damaged(document: dict[str, Any], damages: list[tuple[int, str, Any]]) -> dict[str, Any]:
    """Return the document with damages done to it: which place, what kind, which value."""
    broken = copy.deepcopy(document)
    for number, kind, value in damages:
        known = places(broken)
        if not known:
            break
        *path, key = known[number % len(known)]
        holder: Any = broken
        for step in path:
            holder = holder[step]
        if kind == "remove":
            del holder[key]
        elif kind == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif kind == "add" and isinstance(holder, dict):
            holder["unheard of"] = value
        else:
            holder[key] = value
    return broken


def damages() -> st.SearchStrategy[list[tuple[int, str, Any]]]:
    """Return a strategy of what to do to a document."""
    kinds = st.sampled_from(("change", "change", "change", "remove", "double", "add"))
    one = st.tuples(st.integers(0, 200), kinds, anything())
    return st.lists(one, min_size=1, max_size=3)


PATHS = (
    *("/", "/conformance", "/openapi", "/collections", "/processes", "/jobs", "/health"),
    *("/collections/hotspots", "/collections/hotspots/items", "/collections/revisions/items"),
    *("/collections/funding_sources/items", "/collections/villages/queryables"),
    *("/collections/hotspots/items/nobody", "/static/page.css", "/stac", "/admin"),
    *("/processes/publish-plan/execution", "/processes/changes-since/execution"),
    *("/processes/rule-set/execution", "/processes/history/execution", "/jobs/1/results"),
)
_METHODS = ("GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get")
_PARAMETERS = (
    *("f", "bbox", "datetime", "limit", "offset", "properties", "sortby", "filter", "q", "crs"),
    *("bbox-crs", "resulttype", "skipGeometry", "lang", "name", "year", "plan_id", "hotspot_id"),
)
_HEADERS = (
    *("Accept", "Accept-Language", "Accept-Encoding", "Content-Type", "Content-Encoding", "Prefer"),
    *("X-Forwarded-User", "X-Forwarded-For", "Cookie", "Range", "If-Match", "Expect", "Upgrade"),
)
_WORDS = ("json", "html", "csv", "application/json", "gzip", "deflate", "id", "en", "*/*", "1")


def http_requests() -> st.SearchStrategy[tuple[str, str, list[tuple[str, str]], bytes]]:
    """Return a strategy of requests: method, target, headers, body."""
    word = st.one_of(st.sampled_from((*_WORDS, *TEXTS)), st.text(max_size=12))
    query = st.lists(st.tuples(st.sampled_from(_PARAMETERS), word), max_size=3)
    path = st.one_of(st.sampled_from(PATHS), st.tuples(st.sampled_from(PATHS), word).map("/".join))
    target = st.tuples(path, query).map(_target)
    headers = st.lists(st.tuples(st.sampled_from(_HEADERS), word.map(_header)), max_size=3)
    body = st.one_of(
        st.binary(max_size=40),
        anything().map(as_json),
        anything().map(lambda value: as_json({"inputs": value})),
        anything().map(lambda value: as_json({"inputs": {"document": value}})),
    )
    return st.tuples(st.sampled_from(_METHODS), target, headers, body)


def _target(parts: tuple[str, list[tuple[str, str]]]) -> str:
    path, query = parts
    safe = quote(path, safe="/", errors="replace")
    pairs = [f"{name}={quote(value, errors='replace')}" for name, value in query]
    return safe + ("?" + "&".join(pairs) if pairs else "")


def _header(value: str) -> str:
    """Return what can stand in a header line at all: no end of line."""
    kept = "".join(sign for sign in value if sign.isprintable())
    return kept.encode("latin-1", "replace").decode("latin-1")[:4_000]
