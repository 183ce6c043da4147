# SPDX-License-Identifier: GPL-2.0-or-later
"""What is new is written once, in CHANGELOG.md, and QGIS's plugin manager shows it."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from tools.release_notes import Release, read_releases, with_release_notes
from tools.stage import PACKAGE, stage

CHANGELOG = """# Changelog

What changed.

## 1.1.0

More of it.

- **Bold** and `code`, with a [link](docs/page.md),
  over two lines.
- 90 % of all.

## 1.0.0

The first.

- All.
"""
METADATA = "[general]\nname=Small\nversion=1.1.0\n"


def notes_of(metadata: str) -> str:
    # As QGIS and the plugin repository read it.
    parser = configparser.ConfigParser()
    parser.read_string(metadata)
    return parser["general"]["changelog"]


def test_a_release_is_its_heading_its_paragraph_and_its_list() -> None:
    news = ("Bold and code, with a link, over two lines.", "90 per cent of all.")
    assert read_releases(CHANGELOG) == (
        Release("1.1.0", "More of it.", news),
        Release("1.0.0", "The first.", ("All.",)),
    )


def test_the_newest_is_told_whole_and_the_earlier_ones_in_a_sentence() -> None:
    assert notes_of(with_release_notes(METADATA, CHANGELOG)).splitlines() == [
        "1.1.0 More of it.",
        "- Bold and code, with a link, over two lines.",
        "- 90 per cent of all.",
        "1.0.0 The first.",
    ]


@pytest.mark.parametrize(
    ("metadata", "changelog", "fault"),
    [
        (METADATA, "# Changelog\n", "no heading"),
        (METADATA, CHANGELOG.replace("More of it.", ""), "what 1.1.0 is about"),
        (METADATA, CHANGELOG.replace("- All.", ""), "nothing new in 1.0.0"),
        (METADATA.replace("1.1.0", "1.0.0"), CHANGELOG, "that this is version 1.1.0"),
        ("[general]\nname=Small\n", CHANGELOG, "that this is version 1.1.0"),
        (METADATA + "changelog=Mine\n", CHANGELOG, "a changelog of its own"),
    ],
)
def test_notes_that_do_not_fit_are_refused(metadata: str, changelog: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        with_release_notes(metadata, changelog)


def test_what_is_staged_tells_every_version_of_the_changelog(
    repository: Path, tmp_path: Path
) -> None:
    staged = stage(tmp_path / PACKAGE)
    told = notes_of((staged / "metadata.txt").read_text(encoding="utf-8"))
    changelog = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert re.findall(r"^(\d+\.\d+\.\d+) ", told, re.MULTILINE) == versions
    assert told.startswith(f"{versions[0]} ")
    assert not set(told) & set("%*`[")
