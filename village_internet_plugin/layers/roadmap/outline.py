# SPDX-License-Identifier: GPL-2.0-or-later
"""Bookmarks in a PDF: Qt writes none, so they are appended as the format's own later additions.

ISO 32000-1, 7.5.6 (incremental updates) and 12.3.3 (document outline). The pages as Qt wrote
them stay byte by byte what they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_KID = re.compile(rb"(\d+) 0 R")


class OutlineEntry(NamedTuple):
    """A title, its depth from 0, and the page it begins on, counted from 0."""

    title: str
    level: int
    page: int


class _Tail(NamedTuple):
    """What the end of a PDF says: where its table of objects is, how many, and the root's own."""

    table_at: int
    size: int
    root: int
    info: bytes


def with_outline(pdf: bytes, entries: Sequence[OutlineEntry]) -> bytes:
    """Return the document with bookmarks; as it was where it is not built as Qt builds them."""
    tail = _tail(pdf)
    catalog = _object(pdf, tail.root) if tail is not None else None
    pages = _page_objects(pdf, catalog) if catalog is not None else []
    fitting = [entry for entry in entries if entry.page < len(pages)]
    if tail is None or catalog is None or not fitting:
        return pdf
    first = tail.size
    objects = {tail.root: b"<<" + _open_catalog(catalog, first) + b">>"}
    objects.update(_outline_objects(fitting, pages, first))
    return pdf + _addition(len(pdf), objects, tail)


def _tail(pdf: bytes) -> _Tail | None:
    found = _TRAILER.search(pdf, max(0, len(pdf) - 2_000))
    if found is None:
        return None
    inside = found.group(1)
    size = re.search(rb"/Size (\d+)", inside)
    root = re.search(rb"/Root (\d+) 0 R", inside)
    info = re.search(rb"/Info \d+ 0 R", inside)
    if size is None or root is None:
        return None
    return _Tail(
        int(found.group(2)), int(size.group(1)), int(root.group(1)), info.group(0) if info else b""
    )


def _object(pdf: bytes, number: int) -> bytes | None:
    """Return what stands between << and >> of an object."""
    head = f"\n{number} 0 obj\n".encode()
    start = pdf.rfind(head)
    end = pdf.find(b"endobj", start)
    if start < 0 or end < 0:
        return None
    body = pdf[start + len(head) : end].strip()
    return body[2:-2] if body.startswith(b"<<") and body.endswith(b">>") else None


def _page_objects(pdf: bytes, catalog: bytes) -> list[int]:
    found = re.search(rb"/Pages (\d+) 0 R", catalog)
    tree = _object(pdf, int(found.group(1))) if found is not None else None
    kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.DOTALL) if tree is not None else None
    return [int(kid) for kid in _KID.findall(kids.group(1))] if kids is not None else []


def _open_catalog(catalog: bytes, outlines: int) -> bytes:
    return catalog.rstrip() + f"\n/Outlines {outlines} 0 R\n/PageMode /UseOutlines\n".encode()


def _outline_objects(
    entries: Sequence[OutlineEntry], pages: Sequence[int], first: int
) -> dict[int, bytes]:
    """Return the outline's objects by number: the root is `first`, the entries follow it."""
    parents = _parents(entries)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    objects = {first: _family(children.get(-1, []), first, is_open=True) + b"/Type /Outlines"}
    for index, entry in enumerate(entries):
        siblings = children[parents[index]]
        place = siblings.index(index)
        parts = [
            f"/Title <{_utf16(entry.title)}>\n/Parent {first + 1 + parents[index]} 0 R".encode(),
            f"/Dest [{pages[entry.page]} 0 R /Fit]".encode(),
        ]
        if place > 0:
            parts.append(f"/Prev {first + 1 + siblings[place - 1]} 0 R".encode())
        if place + 1 < len(siblings):
            parts.append(f"/Next {first + 1 + siblings[place + 1]} 0 R".encode())
        parts.append(_family(children.get(index, []), first, is_open=False))
        objects[first + 1 + index] = b"\n".join(parts)
    return {number: b"<<\n" + body + b"\n>>" for number, body in objects.items()}


def _parents(entries: Sequence[OutlineEntry]) -> list[int]:
    """Return for each entry the index of the one it stands under, -1 for the root."""
    parents: list[int] = []
    above: list[int] = []
    for index, entry in enumerate(entries):
        while above and entries[above[-1]].level >= entry.level:
            above.pop()
        parents.append(above[-1] if above else -1)
        above.append(index)
    return parents


def _family(children: Sequence[int], first: int, *, is_open: bool) -> bytes:
    if not children:
        return b""
    count = len(children) if is_open else -len(children)
    ends = f"/First {first + 1 + children[0]} 0 R\n/Last {first + 1 + children[-1]} 0 R"
    return f"{ends}\n/Count {count}\n".encode()


def _utf16(title: str) -> str:
    return "FEFF" + title.encode("utf-16-be").hex().upper()


def _addition(start: int, objects: dict[int, bytes], tail: _Tail) -> bytes:
    """Return the objects with a table that says where they are, to stand from `start` on."""
    parts = [b"\n"]
    at = start + 1
    table = [b"xref\n"]
    for number in sorted(objects):
        text = f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
        table.append(f"{number} 1\n{at:010d} 00000 n \n".encode())
        parts.append(text)
        at += len(text)
    size = max(max(objects) + 1, tail.size)
    ending = f"trailer\n<<\n/Size {size}\n/Root {tail.root} 0 R\n/Prev {tail.table_at}\n".encode()
    return b"".join([*parts, *table, ending, tail.info, f"\n>>\nstartxref\n{at}\n%%EOF\n".encode()])
