# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells in `metadata.txt` what CHANGELOG.md tells: QGIS's plugin manager shows no other notes.

They are written once, in CHANGELOG.md; staging puts them into the metadata it lays out, the newest
version whole and of the earlier ones the sentence they open with.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_VERSION_HEAD = re.compile(r"^## (\d+\.\d+\.\d+)\s*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_MARKS = re.compile(r"\*\*|`")


class Release(NamedTuple):
    """One version's notes: what it is about, and what is new in it, as plain text."""

    version: str
    about: str
    news: tuple[str, ...]


def read_releases(changelog: str) -> tuple[Release, ...]:
    """Return the releases of a CHANGELOG.md, newest first; ValueError names what is not as it is.

    A release is a heading `## 1.2.3`, a paragraph that says what it is about, and a list.
    """
    heads = list(_VERSION_HEAD.finditer(changelog))
    if not heads:
        raise ValueError("CHANGELOG.md has no heading like “## 1.2.3”.")
    ends = [*(head.start() for head in heads[1:]), len(changelog)]
    return tuple(
        _release(head.group(1), changelog[head.end() : end]) for head, end in zip(heads, ends)
    )


def _release(version: str, text: str) -> Release:
    about, *news = re.split(r"^- ", text, flags=re.MULTILINE)
    if not about.strip():
        raise ValueError(f"CHANGELOG.md does not say first what {version} is about.")
    if not news:
        raise ValueError(f"CHANGELOG.md lists nothing new in {version}.")
    return Release(version, _plain(about), tuple(_plain(each) for each in news))


def with_release_notes(metadata: str, changelog: str) -> str:
    """Return the text of `metadata.txt` with its changelog at the end.

    Raises ValueError when the metadata has notes of its own, or is of another version.
    """
    releases = read_releases(changelog)
    if re.search(r"^changelog\s*=", metadata, re.MULTILINE):
        raise ValueError("metadata.txt has a changelog of its own; the notes are in CHANGELOG.md.")
    stated = re.search(r"^version=(.*)$", metadata, re.MULTILINE)
    if stated is None or stated.group(1) != releases[0].version:
        raise ValueError(
            f"metadata.txt does not say that this is version {releases[0].version}, "
            "the newest in CHANGELOG.md."
        )
    newest = [f"{releases[0].version} {releases[0].about}"]
    newest += [f"- {each}" for each in releases[0].news]
    earlier = [f"{each.version} {each.about}" for each in releases[1:]]
    # Lines that begin with a tab belong to the field above them.
    notes = "\n\t".join([*newest, *earlier])
    return f"{metadata.rstrip()}\nchangelog={notes}\n"


def _plain(text: str) -> str:
    """Return Markdown as one line of text that metadata.txt can hold: there, % is a variable."""
    line = " ".join(text.split())
    return re.sub(r" ?%", " per cent", _MARKS.sub("", _LINK.sub(r"\1", line)))
