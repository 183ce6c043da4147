# SPDX-License-Identifier: GPL-2.0-or-later
"""Stops reading queries that pygeoapi or the database could only answer with a fault.

pygeoapi hands most of a query to the database as it stands. What the database then cannot read
would be a 500, as if the server had failed; it is a 400 with a sentence that says what is wrong.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, jsonify, request
from sqlalchemy.exc import DataError, OperationalError, ProgrammingError, StatementError
from werkzeug.datastructures import MultiDict

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import (
    BLANK_SPOTS,
    FUNDING_SOURCES,
    HOTSPOTS,
    INTEGER,
    REAL,
    VILLAGES,
    Table,
)
from village_internet_plugin.server.logs import log_fault
from village_internet_plugin.server.refusals import said

_LARGEST = 2**63 - 1
"""PostgreSQL's bigint ends here."""
_ITEMS = re.compile(r"/collections/(\w+)/items")
_TIME_COLUMN = {"revisions": "published_at"}
"""The collections that can be asked by time."""


def _numbers(table: Table, **more: str) -> dict[str, str]:
    named = {column.name: column.holds for column in table.columns}
    return {name: holds for name, holds in {**named, **more}.items() if holds in (INTEGER, REAL)}


_NUMBERS: dict[str, dict[str, str]] = {
    "hotspots": _numbers(HOTSPOTS, revision=INTEGER),
    "villages": _numbers(VILLAGES),
    "blank_spots": _numbers(BLANK_SPOTS),
    "funding_sources": _numbers(FUNDING_SOURCES, used_points=INTEGER, used_idr=REAL),
    "revisions": dict.fromkeys(
        ("revision", "base_revision", "hotspots", "added", "changed", "removed"), INTEGER
    ),
}
"""The columns with numbers of each collection."""
_WHOLE_NUMBER = Words("a whole number", "bilangan bulat")
_NUMBER = Words("a number", "bilangan")
_HOLDS_NUMBERS = Words(
    "{name} holds numbers; ask for {kind}, such as {name}=10.",
    "{name} berisi bilangan; mintalah {kind}, misalnya {name}=10.",
)


def bad_query(args: MultiDict[str, str], path: str) -> Words | None:
    """Return the sentence that refuses a reading query, or None where it may go on."""
    if "\0" in path or any("\0" in text for pair in args.items(multi=True) for text in pair):
        return Words(
            "The address holds a NUL character, which no value here has; leave it out.",
            "Alamat itu memuat karakter NUL, yang tidak ada pada nilai mana pun; hilangkan.",
        )
    if args.get("f") == "csv":
        # A cell that begins with "=" is a formula to a spreadsheet, and anybody may publish one.
        return Words(
            "This server does not write CSV; ask for GeoJSON with f=json.",
            "Server ini tidak menulis CSV; mintalah GeoJSON dengan f=json.",
        )
    found = _ITEMS.search(path)
    collection = found.group(1) if found else ""
    for check in _CHECKS:
        refusal = check(args, collection)
        if refusal is not None:
            return refusal
    return None


def _bad_box(args: MultiDict[str, str], _: str) -> Words | None:
    for text in args.getlist("bbox"):
        numbers = [_number(part) for part in text.split(",")]
        if len(numbers) not in (4, 6) or None in numbers:
            return Words(
                "bbox is four finite numbers, in degrees: bbox=west,south,east,north, such as "
                "bbox=115.5,-2.5,116.5,-1.5.",
                "bbox adalah empat bilangan derajat: bbox=barat,selatan,timur,utara, misalnya "
                "bbox=115.5,-2.5,116.5,-1.5.",
            )
    return None


def _bad_time(args: MultiDict[str, str], collection: str) -> Words | None:
    text = args.get("datetime")
    if text is None or not collection:
        return None
    if collection not in _TIME_COLUMN:
        return Words(
            "The collection {collection} cannot be asked by time; leave datetime out.",
            "Koleksi {collection} tidak dapat dicari menurut waktu; hilangkan datetime.",
        ).filled(collection=collection)
    ends = text.split("/")
    if len(ends) > 2 or not all(_is_time(end) or (end == ".." and ends != [".."]) for end in ends):
        return Words(
            "datetime is a time, or two with a slash between them and .. for an open end, such as "
            "2026-01-01T00:00:00Z/.. .",
            "datetime adalah satu waktu, atau dua dengan garis miring di antaranya dan .. untuk "
            "ujung terbuka, misalnya 2026-01-01T00:00:00Z/.. .",
        )
    return None


def _bad_order(args: MultiDict[str, str], _: str) -> Words | None:
    text = args.get("sortby")
    if text is not None and not all(part.strip("+- ") for part in text.split(",")):
        return Words(
            "sortby is the names of columns with commas between them; leave it out, or name one.",
            "sortby berisi nama kolom yang dipisahkan koma; hilangkan, atau sebutkan satu kolom.",
        )
    return None


def _bad_number(args: MultiDict[str, str], collection: str) -> Words | None:
    for name, holds in _NUMBERS.get(collection, {}).items():
        for text in args.getlist(name):
            number = _number(text)
            whole = re.fullmatch(r"[+-]?\d+", text) is not None and abs(int(text)) <= _LARGEST
            if number is None or (holds == INTEGER and not whole):
                kind = _WHOLE_NUMBER if holds == INTEGER else _NUMBER
                return _HOLDS_NUMBERS.filled(name=name, kind=kind)
    return None


def _bad_filter(args: MultiDict[str, str], collection: str) -> Words | None:
    for text in args.getlist("filter"):
        # What stands in quotes is a value, whatever it looks like.
        for name in re.findall(r"([A-Za-z_]\w*)\s*\(", re.sub(r"'[^']*'|\"[^\"]*\"", "", text)):
            if name.upper() not in _FILTER_WORDS:
                return Words(
                    "A filter here has no function {name}; compare columns with values.",
                    "Filter di sini tidak mengenal fungsi {name}; bandingkan kolom dengan nilai.",
                ).filled(name=name)
    return None


_FILTER_WORDS = frozenset(
    [
        "AND",
        "OR",
        "NOT",
        "IN",
        "LIKE",
        "ILIKE",
        "BETWEEN",
        "IS",
        "NULL",
        "INTERSECTS",
        "WITHIN",
        "CONTAINS",
        "DISJOINT",
        "TOUCHES",
        "CROSSES",
        "OVERLAPS",
        "EQUALS",
        "BBOX",
        "DWITHIN",
        "BEYOND",
        "POINT",
        "LINESTRING",
        "POLYGON",
        "MULTIPOINT",
        "MULTILINESTRING",
        "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
        "ENVELOPE",
        "S_INTERSECTS",
        "S_WITHIN",
        "S_CONTAINS",
        "S_DISJOINT",
        "S_TOUCHES",
        "S_CROSSES",
        "S_OVERLAPS",
        "S_EQUALS",
        "DATE",
        "TIMESTAMP",
    ]
)
"""What may stand before a bracket in a filter; pygeoapi fails at any other function."""
_CHECKS: tuple[Callable[[MultiDict[str, str], str], Words | None], ...] = (
    _bad_box,
    _bad_time,
    _bad_order,
    _bad_number,
    _bad_filter,
)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", text))
    except ValueError:
        return False
    return True


def add_error_handlers(application: Flask) -> None:
    """Have what the database cannot read answered with 400, and 503 told while it is away."""
    application.before_request(_refuse_body)
    for error in (DataError, ProgrammingError, StatementError):
        application.register_error_handler(error, _not_understood)
    application.register_error_handler(OperationalError, _away)


def _refuse_body() -> tuple[Response, int] | None:
    """Refuse a GET with a body: pygeoapi would read it as a filter, past `bad_query`."""
    if request.method in ("GET", "HEAD") and (request.content_length or 0) > 0:
        return _refusal(
            Words(
                "A reading request has no body; put the filter into the address.",
                "Permintaan baca tidak memiliki isi; tuliskan filter pada alamatnya.",
            )
        )
    return None


def _not_understood(_: Exception) -> tuple[Response, int]:
    return _refusal(
        Words(
            "The query asks a column for what it cannot hold; compare it with the collection's "
            "queryables.",
            "Permintaan mencari nilai yang tidak mungkin ada pada kolomnya; bandingkan dengan "
            "queryables koleksi itu.",
        )
    )


def _refusal(sentence: Words) -> tuple[Response, int]:
    return jsonify(code="InvalidParameterValue", description=said(sentence)), 400


def _away(error: Exception) -> tuple[Response, int, dict[str, str]]:
    """Answer 503 for the database of the collections, and for a query that took too long there."""
    log_fault("database_away", error)
    sentence = Words(
        "The server's database does not answer, or not in time. Ask again in a while, or for less "
        "at once: a smaller bbox or limit.",
        "Basis data server tidak menjawab, atau tidak tepat waktu. Coba lagi nanti, atau mintalah "
        "lebih sedikit sekaligus: bbox atau limit yang lebih kecil.",
    )
    return jsonify(code="ServiceUnavailable", description=said(sentence)), 503, {"Retry-After": "5"}
