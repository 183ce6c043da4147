# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what the web pages call columns and values, from the words that QGIS shows for them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tools.stage import REPOSITORY
from village_internet_plugin.domain.languages import LANGUAGES, Words
from village_internet_plugin.domain.schema import (
    BLANK_SPOTS,
    FUNDING_SOURCES,
    PUBLISHED_HOTSPOTS,
    VILLAGES,
)
from village_internet_plugin.layers.column_words import COLUMN_WORDS, VALUE_WORDS

WEB = REPOSITORY / "resources" / "server" / "web"
FOR_SCRIPTS = WEB / "static" / "terms.json"
FOR_TEMPLATES = WEB / "templates" / "_terms.html"

_TABLES = (PUBLISHED_HOTSPOTS, VILLAGES, BLANK_SPOTS, FUNDING_SOURCES)
_SERVERS_OWN = {
    "id": Words("ID", "ID"),
    "revision_id": Words("Revision ID", "ID revisi"),
    "base_revision": Words("Follows revision", "Lanjutan revisi"),
    "published_at": Words("Published at", "Diterbitkan pada"),
    "content_sha256": Words("Hash of the plan", "Hash rencana"),
    "hotspots": Words("Hotspots", "Titik hotspot"),
    "added": Words("Added", "Ditambahkan"),
    "changed": Words("Changed", "Diubah"),
    "removed": Words("Removed", "Dihapus"),
    "used_points": Words("Points used", "Titik terpakai"),
    "used_idr": Words("Used (Rp)", "Terpakai (Rp)"),
}
"""The columns of collections that no plan has."""
_SIGNALS = {
    "none": Words("No signal", "Tanpa sinyal"),
    "weak": Words("Weak signal", "Sinyal lemah"),
}


def terms(language: str) -> Mapping[str, object]:
    """Return the names of columns, and of values by column, in `language` ("en" or "id")."""
    columns = {**COLUMN_WORDS, **_SERVERS_OWN}
    return {
        "columns": {name: columns[name].say(language) for name in sorted(columns)},
        "values": {
            column.name: {
                choice: _value(column.name, choice).say(language) for choice in column.choices
            }
            for table in _TABLES
            for column in table.columns
            if column.choices
        },
    }


def _value(column: str, choice: str) -> Words:
    return _SIGNALS[choice] if column == "signal" else VALUE_WORDS[choice]


def files() -> Mapping[str, str]:
    """Return the text of each written file, by its path within the repository."""
    told = {language: terms(language) for language in LANGUAGES}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    note = "{# Written by `python -m tools.make_page_terms`: change the words there. #}"
    return {
        str(FOR_SCRIPTS.relative_to(REPOSITORY)): f"{text}\n",
        # What JSON and Jinja write alike: objects and text.
        str(FOR_TEMPLATES.relative_to(REPOSITORY)): f"{note}\n{{% set terms = {text} %}}\n",
    }


def main() -> None:
    """Write the files."""
    for path, text in files().items():
        (REPOSITORY / path).write_text(text, encoding="utf-8")
        print(f"Wrote {path}")


if __name__ == "__main__":
    main()
