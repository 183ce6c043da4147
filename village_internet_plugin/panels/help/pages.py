# SPDX-License-Identifier: GPL-2.0-or-later
"""The help pages as files: which there are, in which language, and what is in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from village_internet_plugin.domain.resources import resource_path

INDEX = "index"
PAGES = (
    INDEX,
    "plan",
    "placing",
    "findings",
    "funding",
    "suggest",
    "share",
    "history",
    "map",
    "forms",
    "locator",
    "options",
    "keys",
    "rules",
)
"""All pages, in the order of the contents; a dock's page has the dock's name."""
_FALLBACK = "en"
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>\s*\n#+ ([^\n]+)\n')
_ANCHOR_TAG = re.compile(r'<a id="[^"]+"></a>\s*')
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


class Page(NamedTuple):
    """One page, read."""

    name: str
    folder: Path
    """Where it lies: its links and pictures are relative to this."""
    title: str
    text: str
    """Markdown without anchors and comments."""
    headings: dict[str, str]
    """The heading that each anchor of the page stands before."""


def help_folder() -> Path:
    """Return the folder that has a folder of pages for each language."""
    return resource_path("help")


def read_page(name: str, language: str, folder: Path | None = None) -> Page:
    """Return the page, in English where it is not in `language`; the index where it is nowhere.

    Raises OSError when not even the English index can be read.
    """
    root = folder if folder is not None else help_folder()
    for wanted in (name, INDEX):
        for spoken in (language, _FALLBACK):
            path = root / spoken / f"{wanted}.md"
            if wanted.isidentifier() and path.is_file():
                return _page(path)
    return _page(root / _FALLBACK / f"{INDEX}.md")


def contents(language: str, folder: Path | None = None) -> list[tuple[str, str]]:
    """Return name and title of each page there is, in order."""
    found = []
    for name in PAGES:
        page = read_page(name, language, folder)
        if page.name == name:
            found.append((name, page.title))
    return found


def _page(path: Path) -> Page:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    headings = {anchor: heading.strip() for anchor, heading in _ANCHOR.findall(text)}
    title = _TITLE.search(text)
    return Page(
        path.stem,
        path.parent,
        title.group(1).strip() if title is not None else path.stem,
        _ANCHOR_TAG.sub("", text),
        headings,
    )
